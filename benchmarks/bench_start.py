"""How long from the command to the window with its first article, and how long the window stalls.

Each start is a process of its own on a project that is filled already (the daily case), and on none
(the first start). CPU is that of the process with the window until its first article was painted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
STARTS = 7
QUIET = 3_500  # milliseconds without a job: then there is nothing more to come
BUDGET_START, BUDGET_STALL = 1.0, 50.0


def main() -> None:
    """Print the tables."""
    if len(sys.argv) > 1:
        child(float(sys.argv[1]), sys.argv[2])
        return
    from benchmarks.stalls import print_table

    with tempfile.TemporaryDirectory() as folder:
        first = [start(Path(folder) / f"new{number}.db") for number in range(3)]
        again = [start(Path(folder) / "new0.db") for _ in range(STARTS)]
    print(f"{'':28}{'median':>9}{'worst':>9}{'budget':>9}")
    for name, told in (("daily start", again), ("first start", first)):
        row(f"{name}, first article", [each["shown"] for each in told], BUDGET_START)
        row(f"{name}, CPU for it", [each["cpu"] for each in told], None)
        row(f"{name}, suggestions in it", [each["filled"] for each in told], None)
    for name, told in (("first start", first), ("daily start", again)):
        print(f"\n{name}")
        print_table([each["stalls"] for each in told], BUDGET_STALL)


def row(name: str, values: list[float], budget: float | None) -> None:
    """One line of the table, in seconds."""
    limit = f"{budget:g} s" if budget is not None else ""
    print(f"{name:28}{statistics.median(values):7.2f} s {max(values):6.2f} s {limit:>9}")


def start(database: Path) -> dict[str, Any]:
    """What one fresh process tells of itself."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(database.parent / "config"),
        "XDG_CACHE_HOME": str(database.parent / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, __file__, str(time.time()), str(database)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def child(begun: float, database: str) -> None:
    """The program itself, watched; `begun` is when the command was given."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from benchmarks.stalls import Stalls, be_quiet
    from gui.app import collect_garbage_again, make_application, make_window
    from gui.offscreen import wait
    from gui.opening import begin_suggesting, prepare_start
    from gui.settings import Settings

    apart = begin_suggesting()
    prepare_start()
    settings = Settings()
    app, language = make_application(settings)
    controller = make_window(settings, language, apart=apart)
    controller.suggesting.words_loaded.connect(collect_garbage_again)
    workspace, canvas = controller.workspace, controller.window.canvas
    shown: list[tuple[float, float]] = []

    class Watch(QObject):
        """Notes when the canvas has painted with a document in it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and workspace.document is not None and not shown:
                QTimer.singleShot(0, lambda: shown.append((time.time(), time.process_time())))
            return False

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    controller.start(database, "anna")
    wait(app, lambda: bool(shown))
    stalls = Stalls("behind the first frame")
    workspace.jobs.started.connect(lambda job: stalls.begin(job.title))
    wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
    filled = time.time()
    be_quiet(app, lambda: workspace.jobs.is_working, QUIET)  # one job may begin a little behind another
    stalls.begin("closing")
    stalls.watch_closing(controller.window)
    controller.window.close()
    stalls.note()
    (painted, cpu) = shown[0]
    told = {"shown": painted - begun, "cpu": cpu, "filled": filled - begun, "stalls": stalls.rows()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
