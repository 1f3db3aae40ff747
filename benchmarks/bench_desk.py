"""The desk at size: 10,000 documents × 3 annotators × 60 spans, through the window.

    QT_QPA_PLATFORM=offscreen python benchmarks/bench_desk.py [DOCUMENTS]

From the key to the first painted case, from a reading's key to the next case painted, how long until all
cases are counted, and the longest time in which the window did not come to anything else. Prints each
figure with its budget; exit code 1 if one is missed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.bench_review import SPANS, _labels, _records
from core import operations
from core.formats.report import Report
from core.project import open_project
from gui.app import make_application, make_window
from gui.controller import Controller
from gui.desk.page import DeskPage
from gui.settings import Settings

_KEYS = 30


class Stalls:
    """The longest turn of the event loop: as time passed, and as the thread's own work in it.

    Where other programs keep the machine busy, only the second says something about this one.
    """

    def __init__(self) -> None:
        self.longest = self.work = 0.0
        self.begin()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest, self.work = max(self.longest, now - self._last), max(self.work, worked - self._worked)
        self._last, self._worked = now, worked

    def begin(self) -> None:
        """Forget what was."""
        self.longest = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()


def main() -> int:
    """Build the project, measure, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "bench.db"
        project = open_project(place, "judge", label_set=_labels())
        operations.import_records(project, _records(number), Report())
        project.close()
        print(f"made: {number} documents × 3 × {SPANS} spans")
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        app, language = make_application(settings)
        controller = make_window(settings, language)
        controller.window.resize(1360, 860)
        controller.start(str(place), "judge")
        _until(app, lambda: controller.workspace.document is not None, 30)
        for job in controller.workspace._jobs:  # suggestions for 10,000 documents are another benchmark
            job.stop()
        _until(app, lambda: not controller.workspace.jobs.is_working, 600)
        rows = list(_measure(app, controller, number))
        controller.window.close()
    missed = False
    for what, value, unit, budget in rows:
        within = value <= budget
        missed = missed or not within
        print(f"{what:<52}{value:>9.2f} {unit:<3} budget {budget:g} {'' if within else 'MISSED'}")
    return int(missed)


def _measure(
    app: QApplication, controller: Controller, number: int
) -> Iterator[tuple[str, float, str, float]]:
    stalls = Stalls()
    _until(app, lambda: False, 0.2)
    stalls.begin()
    started = time.perf_counter()
    controller.trigger("desk")
    page = controller.window.findChild(DeskPage)
    assert page is not None
    _until(app, lambda: page.sheet.current is not None, 30)
    page.sheet.grab()
    yield "first case painted, from the key", time.perf_counter() - started, "s", 1.0
    yield "longest turn of the UI thread meanwhile, its work", stalls.work * 1_000, "ms", 50
    print(f"  ({stalls.longest * 1_000:.0f} ms with what other programs did)")
    stalls.begin()
    _until(app, lambda: len(page.documents.counts) >= number, 120)
    yield "all cases counted", time.perf_counter() - started, "s", 30
    yield "longest turn of the UI thread meanwhile, its work", stalls.work * 1_000, "ms", 50
    print(f"  ({stalls.longest * 1_000:.0f} ms with what other programs did)")
    stalls.begin()
    times: list[float] = []
    work: list[float] = []
    for _ in range(_KEYS):
        current = page.sheet.current
        assert current is not None
        began, worked = time.perf_counter(), time.thread_time()
        QTest.keyClick(page.sheet, "1")
        _until(app, lambda before=current: page.sheet.current != before, 5)
        page.sheet.viewport().repaint()
        times.append(time.perf_counter() - began)
        work.append(time.thread_time() - worked)
        _until(app, lambda: False, 0.05)
    yield "a reading's key to the next case painted, p95", sorted(times)[int(_KEYS * 0.95)] * 1_000, "ms", 80
    yield "the UI thread's work in that, p95", sorted(work)[int(_KEYS * 0.95)] * 1_000, "ms", 50
    yield "longest turn of the UI thread meanwhile, its work", stalls.work * 1_000, "ms", 50
    print(f"  ({stalls.longest * 1_000:.0f} ms with what other programs did)")


def _until(app: QApplication, done: Callable[[], bool], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while not done() and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


if __name__ == "__main__":
    sys.exit(main())
