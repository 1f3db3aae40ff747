"""The main job where there is no screen: the same window, drawn into a picture, and a summary beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from core import queries
from core.cli.options import err, out
from gui.app import make_application, make_window
from gui.controller import Controller
from gui.settings import Settings

_PATIENCE = 120_000  # milliseconds
_LOOK = 10


def show_main_job(folder: str) -> int:
    """Make the sample project in a folder, accept a few suggestions; a picture and figures remain."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    database = target / "demo.db"
    for old in target.glob("demo.db*"):  # each demonstration begins anew
        old.unlink()
    settings = Settings()
    app, language = make_application(settings)
    controller = make_window(settings, language)
    controller.window.resize(QSize(1440, 900))
    if not controller.start(str(database), ""):
        return 2
    workspace = controller.workspace
    wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
    wait(app, lambda: not workspace.jobs.is_working)
    for _ in range(5):
        controller.trigger("accept")
        app.processEvents()
    controller.window.notice.hide()
    app.processEvents()
    picture = target / "window.png"
    controller.window.grab().save(str(picture))
    summary = _summary(controller)
    (target / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
    controller.window.close()
    out.print_json(json.dumps(summary, ensure_ascii=False))
    err.print(f"no display: the window was drawn into {picture}; figures in {target / 'summary.json'}")
    return 0


def _summary(controller: Controller) -> dict[str, object]:
    workspace = controller.workspace
    lines = queries.document_lines(workspace.project)
    document = workspace.document
    stand, wait_ = document.counts() if document is not None else ({}, {})
    return {
        "database": workspace.project.place,
        "documents": len(lines),
        "characters": sum(line.length for line in lines),
        "suggestions waiting": sum(line.waiting for line in lines),
        "open document": document.document.title if document is not None else None,
        "its annotations": dict(stand),
        "its suggestions": dict(wait_),
    }


def wait(app: QApplication, until: Callable[[], bool], patience: int = _PATIENCE) -> None:
    """Let the window work until something holds; RuntimeError if it does not in so many milliseconds.

    Between events it sleeps, as `app.exec` does: `processEvents` with a time goes round and round.
    """
    deadline = QDeadlineTimer(patience)
    waking = QTimer()
    waking.start(_LOOK)
    while not until():
        if deadline.hasExpired():
            raise RuntimeError("the window did not get there")
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
