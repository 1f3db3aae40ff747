"""The command `jinbiao`: without a subcommand it opens the window, else it is the command line."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from core.cli import app
from core.cli import main as command_line
from core.cli.options import DEFAULT_DB, REFUSED, As, Db, Json, err, print_json, print_table

QT_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4"
    " libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
    " libxcb-xkb1"
)


@app.command()
def window(db: Db = DEFAULT_DB, name: As = "") -> None:
    """Open the window (what `jinbiao` alone does)."""
    raise typer.Exit(open_window(db, name))


@app.command()
def keys(json: Json = False, language: Annotated[str, typer.Option(help="zh or en.")] = "") -> None:
    """The table of shortcuts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _need_qt()
    from gui.actions import keys_table
    from gui.app import install_translation, language_of
    from gui.settings import Settings

    install_translation(language_of(language or Settings().preferences().language))
    rows = keys_table()
    if json:
        print_json([{"menu": menu, "action": words, "keys": found} for menu, words, found in rows])
    else:
        print_table(("menu", "action", "keys"), rows)


@app.command()
def demo(
    out: Annotated[str, typer.Argument(metavar="FOLDER", help="Where to write.")] = "run",
) -> None:
    """The main job without a screen: the sample project, suggestions, a screenshot and a summary."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _need_qt()
    from gui.offscreen import show_main_job

    raise typer.Exit(show_main_job(out))


def open_window(db: str = DEFAULT_DB, name: str = "") -> int:
    """Open the window, or say why it cannot be."""
    if not has_display():
        err.print("jinbiao: there is no display. `jinbiao demo` shows the main job without one;")
        err.print("`jinbiao --help` lists the commands that need no window.")
        return REFUSED
    _need_qt()
    from gui.app import run

    return run(db, name)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _need_qt() -> None:
    """Say which system packages Qt needs where it cannot be loaded."""
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError as error:
        err.print(f"jinbiao: Qt cannot be loaded ({error}).", highlight=False)
        err.print(f"On Debian or Ubuntu: sudo apt-get install {QT_PACKAGES}", highlight=False)
        raise SystemExit(REFUSED) from error


def main() -> int:
    """The entry point of the installed command."""
    if len(sys.argv) == 1:
        return open_window(os.environ.get("JINBIAO_DB", DEFAULT_DB))
    return command_line()


if __name__ == "__main__":
    sys.exit(main())
