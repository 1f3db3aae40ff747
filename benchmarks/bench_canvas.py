"""Time reading and annotating against the budgets, on the real widgets with real events.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.bench_canvas [--runs 3] [--sizes 1000,500000]
        [--acts] [--scale 2] [--window 2560x1440]

Two parts for each size, each in processes of their own, so that the first frame is drawn with cold
glyphs and memory is that size's alone. The canvas by itself: text and marks in memory, then first paint,
scrolling, selecting, hovering, steps, a mark put on. The window on a database: a short document is open,
then this one is opened (first paint; all marks there), and keys label, accept and so on until it is stored
and painted. Cells are the median over the runs of p50/p95 in ms, [range of p95]. Behind an act stands what
can be judged on a busy machine too: CPU of the UI thread and of the store's, and its SQL statements.
`--acts` does only the window on a database.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.window_acts import ACTS, ONCE, PARTS, idle, make_database, memory, paint, run_store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = (1_000, 10_000, 100_000, 500_000, 5_000_000)
SINGLE = 200_000
OPENINGS = 2  # more processes that only open: one sample says little
CANVAS = {
    "open": 50.0,
    "wheel": 10.0,
    "page": 10.0,
    "jump": 10.0,
    "select": 10.0,
    "hover": 10.0,
    "step": 4.0,
    "mark": 4.0,
}
STORE = {"first paint": 50.0, **dict.fromkeys(ACTS, 8.0)}
NOT_BUDGETED = ("all read", *ONCE)
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
    base = memory()
    times: dict[str, list[float]] = {name: [] for name in CANVAS}

    def timed(name: str, act: Callable[[], object]) -> None:
        begun = perf_counter()
        act()
        canvas.viewport().repaint(canvas.viewport().visibleRegion()) if name == "open" else paint()
        times[name].append((perf_counter() - begun) * 1000)

    timed("open", lambda: canvas.set_document(text, marks, (), styles))
    times["memory open"] = [memory() - base]
    if only_open:
        return times
    idle()

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

    for _ in range(80):
        timed("wheel", lambda: wheel(1))
        idle(0.004)
    bar = canvas.verticalScrollBar()
    for _ in range(40):
        timed("page", lambda: bar.setValue(bar.value() + bar.pageStep()))
        idle(0.03)
    for _ in range(40):
        timed("jump", lambda: bar.setValue(source.randrange(max(1, bar.maximum()))))
    idle()
    bar.setValue(bar.maximum() // 2)
    paint()
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
    for step in range(60):
        to = QPoint(window[0] // 2 - 150 + step * 5, 60 + step * (window[1] - 120) // 60)
        timed("hover", lambda to=to: _move(canvas.viewport(), to, held=False))
    left = canvas.viewport().width() // 2 - 200
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, 40))
    for step in range(80):
        to = QPoint(left + step * 4, 40 + step * (window[1] - 80) // 80)
        timed("select", lambda to=to: _move(canvas.viewport(), to, held=True))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left, 60))
    times["memory used"] = [memory() - base]
    canvas.close()
    return times


def _move(viewport: object, to: object, *, held: bool) -> None:
    """A mouse move, with the left button held or none: QTest.mouseMove holds none."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(viewport, QWidget) and isinstance(to, QPoint)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    at, button = QPointF(to), left if held else none
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), button, button, keys)
    QApplication.sendEvent(viewport, event)


def _in_process(part: str, window: str, environment: dict[str, str]) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "benchmarks.bench_canvas", "--window", window, "--one", part]
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    times: dict[str, list[float]] = json.loads(output.splitlines()[-1])
    return times


def _share(samples: list[float], share: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def measure(
    size: int, single: bool, window: str, environment: dict[str, str], folder: Path, *, only_acts: bool
) -> dict[str, list[float]]:
    """One run of one size: samples by what was measured."""
    name = f"{size}:{int(single)}"
    times: dict[str, list[float]] = {}
    if not only_acts:
        canvas = [_in_process(f"open:{name}", window, environment) for _ in range(OPENINGS)]
        canvas.append(_in_process(f"all:{name}", window, environment))
        times = {key: found for key, found in canvas[-1].items() if key != "open"}
        times["open"] = [each["open"][0] for each in canvas]
    template, stores = folder / f"{size}-{int(single)}.db", []
    if not template.exists():
        make_database(template, sample(size, single=single))
    for number in range(OPENINGS):
        place = folder / f"run{number}.db"
        shutil.copy(template, place)
        stores.append(_in_process(f"store:{place}", window, environment))
        for rest in folder.glob(f"{place.name}*"):
            rest.unlink()
    for key in stores[0]:
        times[key] = [value for each in stores for value in each[key]]
    return times


def tell(runs: list[dict[str, list[float]]], size: int, *, large: bool) -> None:
    """A line for each measure: median over the runs of p50 and p95, the range of p95, the verdict."""
    for key, budget in {**CANVAS, **STORE, **dict.fromkeys(NOT_BUDGETED, 0.0)}.items():
        if any(key not in run_ for run_ in runs):
            continue
        limit = OPEN_5M if key in ("open", "first paint") and size > 500_000 else budget
        limit = LARGE_FRAME if large and limit == 10.0 else limit
        middles = [_share(run_[key], 0.5) for run_ in runs]
        highs = [_share(run_[key], 0.95) for run_ in runs]
        high = statistics.median(highs)
        verdict = "" if not limit else f"{limit:6.0f} ms  {'ok' if high <= limit else 'OVER'}"
        spread = f"[{min(highs):.1f}–{max(highs):.1f}]"
        middle = statistics.median(middles)
        print(
            f"    {key:<12}{middle:8.1f} /{high:7.1f}  {spread:<16}{verdict:16}{_costs(runs, key)}",
            flush=True,
        )
    for name, key in (("canvas opened", "memory open"), ("used", "memory used"), ("window", "memory")):
        if key in runs[0]:
            print(f"    memory, {name}: {statistics.median(run_[key][0] for run_ in runs):.0f} MB")


def _costs(runs: list[dict[str, list[float]]], key: str) -> str:
    """Of an act: CPU of the UI thread and of the store's in ms, and statements, each the median of all."""
    key = "open" if key == "first paint" else key
    if any(f"{key} ui" not in run_ for run_ in runs):
        return ""
    ui, store, statements = (
        statistics.median(value for run_ in runs for value in run_[f"{key} {part}"]) for part in PARTS
    )
    return f"CPU {ui:5.1f} + {store:5.1f} ms, {statements:.0f} statements"


def main() -> None:
    """Run the sizes one after the other and print them against the budgets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--window", default="1280x800")
    parser.add_argument("--acts", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    width, height = map(int, chosen.window.split("x"))
    if chosen.one:
        part, _, rest = chosen.one.partition(":")
        if part == "store":
            print(json.dumps(run_store(rest, (width, height))))
        else:
            size, single = rest.split(":")
            print(json.dumps(run(int(size), single == "1", (width, height), only_open=part == "open")))
        return
    sizes = [(int(size), False) for size in chosen.sizes.split(",") if size]
    sizes = sizes or [(size, False) for size in SIZES] + [(SINGLE, True)]
    large = chosen.scale != "1" or width * height > 1280 * 800
    print(
        f"{chosen.window}, scale {chosen.scale}, {chosen.runs} runs; {os.cpu_count()} cores, load now "
        f"{os.getloadavg()[0]:.1f}; p50 / p95 in ms, [range of p95 over the runs], budget for p95"
    )
    opened: dict[str, dict[int, float]] = {"open": {}, "first paint": {}}
    with tempfile.TemporaryDirectory() as place:
        settings = {"XDG_CONFIG_HOME": f"{place}/config"}
        environment = os.environ | settings | {"QT_SCALE_FACTOR": chosen.scale}
        for size, single in sizes:
            print(f"{size:,} characters{', one paragraph' if single else ''}", flush=True)
            runs = [
                measure(size, single, chosen.window, environment, Path(place), only_acts=chosen.acts)
                for _ in range(chosen.runs)
            ]
            tell(runs, size, large=large)
            for key, found in opened.items():
                if key not in runs[0]:
                    continue
                found[size] = statistics.median(_share(run_[key], 0.5) for run_ in runs)
    for key, found in opened.items():
        if 500_000 in found and 10_000 in found:
            ratio = found[500_000] / found[10_000]
            print(f"{key}: 500,000 / 10,000 = {ratio:.2f} (budget 1.5, {'ok' if ratio <= 1.5 else 'OVER'})")


if __name__ == "__main__":
    main()
