"""Waiting for what can be observed, each time with a limit and with words for what did not come."""

from __future__ import annotations

import faulthandler
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_LOOK = 0.01  # seconds between two looks
_QUIET = 0.3  # seconds of rest that count as rest: longer than what the window puts off until it has painted
_BUSY = ("R", "D")  # states of a thread: it runs or wants to, or it waits for the disk


def until(what: str, holds: Callable[[], bool], limit: float = 30.0, every: float = _LOOK) -> None:
    """Wait until it holds; AssertionError after so many seconds, with what was waited for."""
    end = time.monotonic() + limit
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit:.0f} s in vain for: {what}")
        time.sleep(every)


def until_at_rest(pid: int, database: Path, limit: float = 90.0) -> None:
    """Wait until a window has nothing left to do.

    That is when no thread of it, nor of a process it has started, runs or wants to, and nothing is
    written to its database, all of this for a while without a break. (Linux: read from /proc.) What it
    does behind its own back, as suggesting and learning, is among it; on a busy machine a thread that
    gets no processor wants to run all the same.
    """
    last = _written(database)
    since = time.monotonic()

    def rests() -> bool:
        nonlocal last, since
        now = _written(database)
        if now != last or _is_busy(pid):
            last, since = now, time.monotonic()
        return time.monotonic() - since >= _QUIET

    until("the window to be at rest (no thread at work, nothing written)", rests, limit)


@contextmanager
def within(seconds: int, what: str) -> Iterator[None]:
    """AssertionError where this takes longer; if even that cannot get through, all threads are shown and
    the program ends."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"{what} took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    faulthandler.dump_traceback_later(seconds + 60, exit=True)
    try:
        yield
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


def _written(database: Path) -> tuple[tuple[int, int], ...]:
    found = []
    for name in (database, Path(f"{database}-wal")):
        with suppress(FileNotFoundError):
            stat = name.stat()
            found.append((stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def _is_busy(pid: int) -> bool:
    """Whether a thread of a process, or of one that it started, is at work."""
    with suppress(FileNotFoundError, ProcessLookupError):  # it ended just now
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                if (thread / "stat").read_text().rpartition(")")[2].split()[0] in _BUSY:
                    return True
                if any(_is_busy(int(child)) for child in (thread / "children").read_text().split()):
                    return True
    return False
