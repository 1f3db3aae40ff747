"""How long from the command to the window with its first article, and how long the window stalls.

Each start is a process of its own on a project that is filled already (the daily case), and on none
(the first start). The longest stall is the longest gap between two ticks of a 4 ms timer on the UI
thread while the dictionary loads and suggestions are filled.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
STARTS = 7
BUDGET_START, BUDGET_STALL = 1.0, 50.0


def main() -> None:
    """Print both tables."""
    if len(sys.argv) > 1:
        child(float(sys.argv[1]), sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        first = [start(Path(folder) / f"new{number}.db") for number in range(3)]
        database = Path(folder) / "new0.db"
        again = [start(database) for _ in range(STARTS)]
    print(f"{'':28}{'median':>9}{'worst':>9}{'budget':>9}")
    row("first article, daily start", [each[0] for each in again], "s", BUDGET_START)
    row("first article, first start", [each[0] for each in first], "s", BUDGET_START)
    row("first suggestions in it", [each[2] for each in first], "s", None)
    row("longest stall, first start", [each[1] for each in first], "ms", BUDGET_STALL)
    row("longest stall, daily start", [each[1] for each in again], "ms", BUDGET_STALL)


def row(name: str, values: list[float], unit: str, budget: float | None) -> None:
    """One line of the table."""
    limit = f"{budget:g} {unit}" if budget is not None else ""
    print(f"{name:28}{statistics.median(values):7.2f} {unit:<2}{max(values):6.2f} {unit:<2}{limit:>9}")


def start(database: Path) -> tuple[float, float, float]:
    """Seconds to the first article, longest stall in ms, seconds to its suggestions: one fresh process."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(database.parent / "config"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, __file__, str(time.time()), str(database)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    shown, stall, filled = done.stdout.split()[-3:]
    return float(shown), float(stall), float(filled)


def child(begun: float, database: str) -> None:
    """The program itself, watched; `begun` is when the command was given."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from gui.app import collect_garbage_again, make_application, make_window
    from gui.offscreen import wait
    from gui.opening import prepare_start
    from gui.settings import Settings

    prepare_start()
    settings = Settings()
    app, language = make_application(settings)
    controller = make_window(settings, language)
    controller.suggesting.words_loaded.connect(collect_garbage_again)
    workspace, canvas = controller.workspace, controller.window.canvas
    shown: list[float] = []

    class Watch(QObject):
        """Notes when the canvas has painted with a document in it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and workspace.document is not None and not shown:
                QTimer.singleShot(0, lambda: shown.append(time.time()))
            return False

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    controller.start(database, "anna")
    wait(app, lambda: bool(shown))
    gaps = [0.0]
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000 - 4)
        last[0] = now

    timer = QTimer()
    timer.setInterval(4)
    timer.timeout.connect(tick)
    timer.start()
    wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
    filled = time.time()
    wait(app, lambda: not workspace.is_working)
    controller.window.close()
    print(shown[0] - begun, max(gaps), filled - begun)


if __name__ == "__main__":
    main()
