"""The command line of core, and the commands that need Qt beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli import app, main, reports
from core.cli.options import DEFAULT_DB, As, Db, Json, print_json, print_table
from gui.opening import need_qt, open_window

if TYPE_CHECKING:
    from core.review.report import ReportData

__all__ = ["main"]


def _write_pdf(data: ReportData, target: Path, language: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    need_qt()
    from PySide6.QtGui import QGuiApplication

    from gui.report.printing import write_pdf

    _application = QGuiApplication.instance() or QGuiApplication(["jinbiao"])
    write_pdf(data, target, language)


reports.pdf_writers.append(_write_pdf)


@app.command()
def window(db: Db = DEFAULT_DB, name: As = "") -> None:
    """Open the window (what `jinbiao` alone does)."""
    raise typer.Exit(open_window(db, name))


@app.command()
def keys(json: Json = False, language: Annotated[str, typer.Option(help="zh or en.")] = "") -> None:
    """The table of shortcuts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    need_qt()
    from gui.action import menu_words
    from gui.app import install_translation, language_of
    from gui.keymap import keys_table, read_keymap
    from gui.settings import Settings

    settings = Settings()
    install_translation(language_of(language or settings.preferences().language))
    rows = keys_table(read_keymap(settings.keys_file))
    if json:
        print_json(
            [
                {"id": each.id, "menu": menu_words(each.menu), "action": each.title, "keys": keys}
                for each, keys in rows
            ]
        )
    else:
        print_table(
            ("menu", "action", "keys"), [(menu_words(each.menu), each.title, keys) for each, keys in rows]
        )


@app.command()
def demo(
    out: Annotated[str, typer.Argument(metavar="FOLDER", help="Where to write.")] = "run",
) -> None:
    """The main job without a screen: the sample project, suggestions, a screenshot and a summary."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    need_qt()
    from gui.offscreen import show_main_job

    raise typer.Exit(show_main_job(out))
