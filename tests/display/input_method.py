"""ibus with its pinyin on a virtual display, and the proof that it turns keys into Chinese there."""

from __future__ import annotations

import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.display.keys import Keyboard
from tests.display.waiting import until

_NEEDED = ("dbus-daemon", "ibus-daemon", "ibus", "xdotool")
_ENGINE = "libpinyin"
_FIELD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.setWindowTitle("proof")
field.show()
field.returnPressed.connect(lambda: (sys.stdout.write(field.text()), application.quit()))
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


@contextmanager
def pinyin(environment: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which programs on the display have ibus's pinyin switched on.

    RuntimeError where it is not installed, or does not turn “nihao ” into 你好 in a plain field.
    """
    missing = [each for each in _NEEDED if shutil.which(each) is None]
    if missing or not Path("/usr/share/ibus/component/libpinyin.xml").exists():
        raise RuntimeError("no ibus with libpinyin here (Debian: ibus ibus-libpinyin dbus-daemon)")
    home = folder / "ibus"
    home.mkdir()
    home.chmod(0o700)
    ours = {**environment, "QT_IM_MODULE": "ibus", "GTK_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}
    ours |= {"XDG_RUNTIME_DIR": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    ours.pop("QT_QPA_PLATFORM", None)
    quiet = {"stderr": subprocess.DEVNULL, "text": True}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=ours, stdout=subprocess.PIPE, **quiet,  # type: ignore[call-overload] # the two of `quiet`
    )  # fmt: skip
    assert bus.stdout is not None
    if not select.select([bus.stdout], [], [], 30)[0]:
        bus.kill()
        raise RuntimeError("waited 30 s in vain for the bus to tell its address")
    ours["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    daemon = subprocess.Popen(["ibus-daemon", "--xim", "--panel=disable"], env=ours, **quiet)  # type: ignore[call-overload] # the two of `quiet`
    try:
        _switch_on(ours)
        _prove(ours)
        yield ours
    finally:
        for process in (daemon, bus):
            process.terminate()
            process.wait(10)


def _switch_on(environment: dict[str, str]) -> None:
    def is_on() -> bool:
        _run(environment, "ibus", "engine", _ENGINE)
        return _run(environment, "ibus", "engine") == _ENGINE

    try:
        until("ibus to switch its pinyin on", is_on, 60, every=0.25)
    except AssertionError as error:
        raise RuntimeError(str(error)) from error


def _run(environment: dict[str, str], *command: str) -> str:
    """What a command says; "" where it takes too long."""
    try:
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=20
        ).stdout.strip()
    except subprocess.TimeoutExpired:
        return ""


def _prove(environment: dict[str, str]) -> None:
    said = ""
    for _ in range(3):  # the first keys may come before the engine has taken the new field on
        said = _typed(environment)
        if said == "你好":
            return
    raise RuntimeError(f"ibus is on, but “nihao ” gave “{said}” in a plain field")


def _typed(environment: dict[str, str]) -> str:
    """What stands in a plain field after “nihao ”."""
    field = subprocess.Popen(
        [sys.executable, "-c", _FIELD], env=environment, stdout=subprocess.PIPE, text=True
    )

    def has_focus() -> bool:
        found = _run(environment, "xdotool", "search", "--onlyvisible", "--name", "proof").split()
        if not found:
            return False
        _run(environment, "xdotool", "windowfocus", found[-1])
        return _run(environment, "xdotool", "getwindowfocus") == found[-1]

    try:
        until("the plain field to have the keys", has_focus, every=0.1)
        time.sleep(1)  # what ibus does with a field that has the keys cannot be seen from outside
        keyboard = Keyboard(environment["DISPLAY"])
        for key in (*"nihao", " ", "Return"):
            keyboard.press(key)
            time.sleep(0.3)
        return field.communicate(timeout=30)[0]
    finally:
        field.kill()
        field.wait(10)
