"""ibus with its pinyin on a virtual display, and the proof that it turns keys into Chinese there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.display.keys import Keyboard

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
    for _ in range(40):
        subprocess.run(["ibus", "engine", _ENGINE], env=environment, capture_output=True, check=False)
        asked = subprocess.run(
            ["ibus", "engine"], env=environment, capture_output=True, text=True, check=False
        )
        if asked.stdout.strip() == _ENGINE:
            return
        time.sleep(0.25)
    raise RuntimeError("ibus did not switch its pinyin on")


def _prove(environment: dict[str, str]) -> None:
    field = subprocess.Popen(
        [sys.executable, "-c", _FIELD], env=environment, stdout=subprocess.PIPE, text=True
    )
    window = ""
    for _ in range(100):
        found = ["xdotool", "search", "--onlyvisible", "--name", "proof"]
        window = subprocess.run(found, env=environment, capture_output=True, text=True, check=False).stdout
        if window:
            break
        time.sleep(0.1)
    subprocess.run(["xdotool", "windowfocus", "--sync", window.split()[-1]], env=environment, check=False)
    time.sleep(1)
    keyboard = Keyboard(environment["DISPLAY"])
    for key in (*"nihao", " ", "Return"):
        keyboard.press(key)
        time.sleep(0.3)
    said, _ = field.communicate(timeout=30)
    if said != "你好":
        raise RuntimeError(f"ibus is on, but “nihao ” gave “{said}” in a plain field")
