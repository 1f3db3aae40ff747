"""Time the canvas against its budgets, with the real widget and real events.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.bench_canvas [--sizes 1000,500000] [--scale 2]
        [--window 2560x1440]

Each opening runs in a process of its own, so that the first painted frame is drawn with cold glyphs and
memory is that size's alone. Milliseconds, p50/p95; memory is what the process grew by.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = (1_000, 10_000, 100_000, 500_000, 5_000_000)
SINGLE = 200_000
OPENINGS = 4  # more processes that only open: one sample says little
BUDGETS = {"open": 50.0, "wheel": 10.0, "page": 10.0, "jump": 10.0, "select": 10.0, "step": 4.0, "mark": 4.0}
OPEN_5M = 100.0
LARGE_FRAME = 16.0
CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
)


def sample(size: int, *, single: bool = False) -> str:
    """Invented text: paragraphs of about 120 characters, or one paragraph."""
    source = random.Random(size)
    parts: list[str] = []
    length = 0
    while length < size:
        words = "".join(source.choices(CHARACTERS, k=source.randint(8, 26)))
        end = "" if single or source.random() > 0.14 else "\n"
        parts.append(words + source.choice("，。，。；！") + end)
        length += len(parts[-1])
    return "".join(parts)[:size]


def run(
    size: int, single: bool, window: tuple[int, int], *, only_open: bool = False
) -> dict[str, list[float]]:
    """All times of one size, in milliseconds, each as a list of samples; and `memory` in MB."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui.canvas.marks import Appearance, LabelStyle, Mark
    from gui.canvas.view import Canvas
    from gui.fonts import ensure_chinese_font

    app = QApplication([])
    source = random.Random(1)
    text = sample(size, single=single)
    marks: list[Mark] = []
    for number in range(size // 66):
        start = source.randrange(max(1, size - 30))
        kind = "suggestion" if source.random() < 0.4 else "annotation"
        length = source.randint(2, 8) if source.random() < 0.8 else source.randint(8, 24)
        marks.append(Mark(start, start + length, f"label{number % 12}", kind, number))  # type: ignore[arg-type]
    marks.sort(key=lambda mark: mark.start)
    styles = {
        f"label{i}": LabelStyle(
            f"label{i}", "人物机构地名时间"[i % 4 * 2 :][:2], (f"#{i * 15:02x}4090", "#9fbfff")
        )
        for i in range(12)
    }
    canvas = Canvas()
    canvas.set_appearance(Appearance(family=ensure_chinese_font()))
    canvas.resize(*window)
    canvas.show()
    canvas.setFocus()
    app.processEvents()
    base = _memory()
    times: dict[str, list[float]] = {name: [] for name in BUDGETS}

    def timed(name: str, act: Callable[[], object]) -> None:
        begun = perf_counter()
        act()
        canvas.viewport().repaint(canvas.viewport().visibleRegion()) if name == "open" else _paint(app)
        times[name].append((perf_counter() - begun) * 1000)

    timed("open", lambda: canvas.set_document(text, marks, (), styles))
    times["memory open"] = [_memory() - base]
    if only_open:
        return times
    _idle(app)

    def wheel(down: int) -> None:
        at = QPointF(window[0] / 2, window[1] / 2)
        event = QWheelEvent(
            at,
            canvas.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, -down * 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        app.sendEvent(canvas.viewport(), event)

    for _ in range(120):
        timed("wheel", lambda: wheel(1))
        _idle(app, 0.004)
    bar = canvas.verticalScrollBar()
    for _ in range(60):
        timed("page", lambda: bar.setValue(bar.value() + bar.pageStep()))
        _idle(app, 0.03)
    for _ in range(60):
        timed("jump", lambda: bar.setValue(source.randrange(max(1, bar.maximum()))))
    _idle(app)
    bar.setValue(bar.maximum() // 2)
    _paint(app)
    middle = canvas.viewport().rect().center()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for step in range(120):
        key = Qt.Key.Key_Right if step % 40 < 30 else Qt.Key.Key_Left
        timed("step", lambda key=key: QTest.keyClick(canvas, key, Qt.KeyboardModifier.ControlModifier))
    before: tuple[Mark, ...] = ()
    for step in range(80):
        start = canvas.position_at(middle) + step % 20
        mark = Mark(start, start + 3, f"label{step % 12}", "annotation", 10_000_000 + step)
        timed("mark", lambda mark=mark, before=before: canvas.apply(before, (mark,)))
        before = (mark,)
    left = canvas.viewport().width() // 2 - 200
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, 40))
    for step in range(80):
        to = QPoint(left + step * 4, 40 + step * (window[1] - 80) // 80)
        timed("select", lambda to=to: _drag(canvas.viewport(), to))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, 60))
    times["memory used"] = [_memory() - base]
    canvas.close()
    return times


def _drag(viewport: object, to: object) -> None:
    """A mouse move with the left button held: QTest.mouseMove holds none."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(viewport, QWidget) and isinstance(to, QPoint)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), left, left, none)
    QApplication.sendEvent(viewport, event)


def _paint(app: object) -> None:
    """Let what was asked to be painted be painted, and nothing else happen."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def _idle(app: object, seconds: float = 0.3) -> None:
    from PySide6.QtCore import QCoreApplication

    until = perf_counter() + seconds
    while perf_counter() < until:
        QCoreApplication.processEvents()


def _memory() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def _in_process(
    size: int, single: bool, part: str, window: str, environment: dict[str, str]
) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "benchmarks.bench_canvas", "--window", window]
    command += ["--one", f"{size}:{int(single)}:{part}"]
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    times: dict[str, list[float]] = json.loads(output)
    return times


def _share(samples: list[float], share: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def main() -> None:
    """Run the sizes one after the other and print them as a table against the budgets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--window", default="1280x800")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    width, height = map(int, chosen.window.split("x"))
    if chosen.one:
        size, single, part = chosen.one.split(":")
        print(json.dumps(run(int(size), single == "1", (width, height), only_open=part == "open")))
        return
    sizes = [(int(size), False) for size in chosen.sizes.split(",") if size]
    sizes = sizes or [(size, False) for size in SIZES] + [(SINGLE, True)]
    environment = os.environ | {"QT_SCALE_FACTOR": chosen.scale}
    large = chosen.scale != "1" or width * height > 1280 * 800
    print(f"{chosen.window}, scale {chosen.scale}; ms p50/p95, * over budget; MB over an empty canvas")
    print(f"{'characters':>14}" + "".join(f"{name:>14}" for name in BUDGETS) + f"{'MB open/used':>14}")
    opened: dict[int, float] = {}
    for size, single in sizes:
        opening = [_in_process(size, single, "open", chosen.window, environment) for _ in range(OPENINGS)]
        times = _in_process(size, single, "all", chosen.window, environment)
        times["open"] = [each["open"][0] for each in (*opening, times)]
        if not single:
            opened[size] = _share(times["open"], 0.5)
        cells = []
        for name, budget in BUDGETS.items():
            limit = OPEN_5M if name == "open" and size > 500_000 else budget
            limit = LARGE_FRAME if large and limit == 10.0 else limit
            p50, p95 = _share(times[name], 0.5), _share(times[name], 0.95)
            cells.append(f"{p50:.1f}/{p95:.1f}{'*' if p95 > limit else ' '}")
        memory = f"{times['memory open'][0]:.0f}/{times['memory used'][0]:.0f}"
        name = f"{size:,}{' (1 par.)' if single else ''}"
        print(f"{name:>14}" + "".join(f"{cell:>14}" for cell in cells) + f"{memory:>14}")
    print("budget, p95:  " + "".join(f"{budget:>14g}" for budget in BUDGETS.values()))
    if 500_000 in opened and 10_000 in opened:
        print(f"open at 500,000 / open at 10,000 = {opened[500_000] / opened[10_000]:.2f} (budget 1.5)")


if __name__ == "__main__":
    main()
