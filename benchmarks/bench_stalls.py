"""The window while it learns from 300 finished documents: how long it stalls, phase by phase.

    python -m benchmarks.bench_stalls [--documents 300]

Somebody decides ten times in a document (it is learned from at once, and what lies ahead is suggested
anew), finishes it (all is learned from, and the next 30 documents are suggested anew), finishes another
and closes the window while that is being learned. `bench_start.py` has the phases of a start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUDGET = 50.0
OPEN = 40  # documents that nobody has begun
DECISIONS = 10  # after which the window learns
LEARNING = "Learning"


def main() -> None:
    """Make the project, then the window in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--window", type=Path)
    options = parser.parse_args()
    if options.window:
        window(options.window)
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "stalls.db"
        prepare(database, options.documents)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_CACHE_HOME": f"{folder}/cache",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run([sys.executable, __file__, "--window", str(database)], env=environment, check=True)


def prepare(database: Path, documents: int) -> None:
    """A project with so many finished documents, and some that are not."""
    from benchmarks.bench_learning import CORPUS, annotated, made_up
    from core import operations
    from core.annotation import DocumentRecord, SpanRecord
    from core.formats.report import Report
    from core.project import open_project
    from core.schema import read_label_set
    from core.suggest import Suggester

    label_set = read_label_set(CORPUS)
    rules = Suggester(label_set)
    records = []
    for number, text in enumerate(made_up(documents + OPEN)):
        spans = annotated(text, rules).spans if number < documents else ()
        told = tuple(SpanRecord(*each) for each in spans)
        records.append(
            DocumentRecord(text, title=f"第{number}篇", spans=told, spans_given=number < documents)
        )
    project = open_project(database, "anna", label_set=label_set)
    operations.import_records(project, records, Report())
    project.close()


def window(database: Path) -> None:
    """The program itself, watched."""
    from benchmarks.stalls import Stalls, be_quiet, print_table
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
    workspace = controller.workspace
    ended: list[str] = []
    workspace.jobs.ended.connect(lambda job: ended.append(job.title))

    def rest(milliseconds: int) -> None:
        be_quiet(app, lambda: workspace.jobs.is_working, milliseconds)

    def learned(phase: str, act: Callable[[], None]) -> None:
        stalls.begin(phase)
        ended.clear()
        act()
        wait(app, lambda: LEARNING in ended)
        rest(500)

    def decide() -> None:
        for _ in range(DECISIONS):
            controller.trigger("accept")
            wait(app, lambda: not workspace.is_saving)
            rest(100)

    controller.start(str(database), "anna")
    wait(app, lambda: workspace.document is not None)
    app.processEvents()
    stalls = Stalls("first suggestions, LAC")
    wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
    rest(4_000)
    learned("ten decisions, learning in it", decide)
    learned("a document finished", lambda: controller.trigger("finish"))
    stalls.begin("another one, then closing")
    controller.trigger("finish")
    wait(app, lambda: workspace.jobs.is_working)
    stalls.watch_closing(controller.window)
    controller.window.close()
    stalls.note()
    print_table([stalls.rows()], BUDGET)


if __name__ == "__main__":
    main()
