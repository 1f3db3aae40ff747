"""Opening the window, or saying why it cannot be; imports nothing that a start would have to wait for."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.suggest.apart import Apart

REFUSED = 2
QT_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4"
    " libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
    " libxcb-xkb1"
)


def open_window(db: str, name: str = "") -> int:
    """Open the window, or say why it cannot be."""
    if not has_display():
        _say("there is no display. `jinbiao demo` shows the main job without one;")
        _say("`jinbiao --help` lists the commands that need no window.")
        return REFUSED
    apart = begin_suggesting()
    prepare_start()
    need_qt()
    from gui.app import run

    return run(db, name, apart)


def begin_suggesting() -> Apart:
    """The process that suggests, which loads its dictionary while the window is made."""
    from core.suggest.apart import Apart

    apart = Apart()
    apart.begin()
    return apart


def prepare_start() -> None:
    """Let the window come first: nothing loaded now is garbage, and no thread may keep the window waiting.

    Qt gives up the interpreter in many of its calls; with a thread at work each of them would wait for
    the usual 5 ms to get it back. Once Qt is there it reads the source of each module that is imported:
    what needs no Qt comes before.
    """
    gc.disable()
    sys.setswitchinterval(0.0005)
    import core.learning
    import core.operations  # noqa: F401


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def need_qt() -> None:
    """Say which system packages Qt needs where it cannot be loaded."""
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError as error:
        _say(f"Qt cannot be loaded ({error}).")
        _say(f"on Debian or Ubuntu: sudo apt-get install {QT_PACKAGES}")
        raise SystemExit(REFUSED) from error


def _say(words: str) -> None:
    sys.stderr.write(f"jinbiao: {words}\n")
