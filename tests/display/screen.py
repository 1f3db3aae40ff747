"""A virtual display with real keys and a real mouse: Xvfb, a small window manager, xdotool."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.display.waiting import until

TOOLS = ("Xvfb", "openbox", "xdotool", "import")


def missing_tools() -> list[str]:
    """What must be installed first (Debian: xvfb openbox xdotool imagemagick)."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def virtual_display(size: str = "1440x900") -> Iterator[dict[str, str]]:
    """The environment of a fresh display; everything on it ends with the block."""
    for _ in range(5):  # another server may have taken the number in the same moment
        started = _start(size)
        if started is not None:
            break
    else:
        raise RuntimeError("no display could be started, in five attempts")
    environment, processes = started
    try:
        yield environment
    finally:
        _end(processes)


_Processes = list[subprocess.Popen[bytes]]


def _start(size: str) -> tuple[dict[str, str], _Processes] | None:
    """A server and a window manager that answers, or None where one of them fails."""
    read, write = os.pipe()
    processes = [
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
    ]
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            has_come = bool(select.select([answer], [], [], 30)[0])
            number = answer.readline().strip() if has_come else ""
        if number:
            environment = {**os.environ, "DISPLAY": f":{number}"}
            environment.pop("QT_QPA_PLATFORM", None)
            manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
            processes.insert(0, manager)
            until(
                "openbox to manage the display",
                lambda: manager.poll() is not None or _is_managed(environment),
                every=0.05,
            )
            if manager.poll() is None:
                return environment, processes
    except BaseException:
        _end(processes)
        raise
    _end(processes)
    return None


def _end(processes: _Processes) -> None:
    for process in processes:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _is_managed(environment: dict[str, str]) -> bool:
    asked = ["xdotool", "get_num_desktops"]  # answered from what a window manager writes
    return (
        subprocess.run(asked, env=environment, capture_output=True, check=False, timeout=30).returncode == 0
    )


class Hand:
    """One running window: keys, mouse, pictures. `module` is what is started."""

    def __init__(
        self, environment: dict[str, str], folder: Path, arguments: list[str], module: str = "gui"
    ) -> None:
        self._environment = environment
        self.presses = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, "window", *arguments],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self.window = ""
        try:
            until("the window to appear", self._appears, 60, every=0.1)
            until("the window to have the keys", self._has_focus, every=0.1)
        except BaseException:
            self.process.kill()
            raise

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout.strip()

    def _appears(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the window ended with {self.process.returncode}")
        found = self._run("xdotool", "search", "--onlyvisible", "--name", "Jinbiao").split()
        self.window = found[-1] if found else ""
        return bool(found)

    def _has_focus(self) -> bool:
        if self._run("xdotool", "getwindowfocus") == self.window:
            return True
        self._run("xdotool", "windowfocus", self.window)
        return False

    def press(self, *keys: str) -> None:
        """Press keys one after another, as X knows them (“a”, “shift+l”, “bracketleft”)."""
        for key in keys:
            self._run("xdotool", "key", "--clearmodifiers", key)
            self.presses += 1

    def type(self, words: str) -> None:
        """Type into a field."""
        self._run("xdotool", "type", "--delay", "20", words)

    def double_click(self, x: int, y: int) -> None:
        """Double click at a place of the window."""
        self._run("xdotool", "mousemove", "--window", self.window, str(x), str(y))
        self._run("xdotool", "click", "--repeat", "2", "--delay", "60", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag from one place of the window to another."""
        self._run("xdotool", "mousemove", "--window", self.window, str(start[0]), str(start[1]))
        self._run("xdotool", "mousedown", "1")
        for step in (0.3, 0.6, 1.0):
            x = round(start[0] + (end[0] - start[0]) * step)
            y = round(start[1] + (end[1] - start[1]) * step)
            self._run("xdotool", "mousemove", "--window", self.window, str(x), str(y))
        self._run("xdotool", "mouseup", "1")

    def picture(self, target: Path) -> None:
        """A picture of the whole display."""
        self._run("import", "-window", "root", str(target))

    def close(self) -> int:
        """Close the window by its key and wait for the end."""
        self.press("ctrl+q")
        return self.process.wait(30)
