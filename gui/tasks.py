"""Work off the UI thread: a worker for the store, one for long jobs, one to look things up meanwhile.

Answers come on the UI thread. In tests a `Tasks(inline=True)` runs everything at once on the spot.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

T = TypeVar("T")
_Answer = tuple[Future[Any], Callable[[Any], None], Callable[[Any], None]]
_AFTER_PAINT = 150  # milliseconds
A_TURN = 1  # with 0 Qt would do it before whatever was pressed, and is to be painted, meanwhile
A_FRAME = 16  # milliseconds
IN_A_FRAME = 0.016  # seconds that the UI thread waits for the store before it shows “saving”
A_LITTLE = 0.008  # seconds that it waits for what a panel wants to show


@dataclass
class Job(Generic[T]):
    """A long job on its way: how far it is, and a way to stop it."""

    title: str
    stopped: threading.Event = field(default_factory=threading.Event)
    report: Callable[[int, int], None] = lambda _done, _total: None

    def progress(self, done: int, total: int = 0) -> None:
        """Tell how far it is; called by the job itself, from its own thread."""
        self.report(done, total)

    def should_stop(self) -> bool:
        """Whether the person has asked it to stop."""
        return self.stopped.is_set()

    def stop(self) -> None:
        """Ask it to stop at the next good place."""
        self.stopped.set()


class Tasks(QObject):
    """The workers of a window. Functions given to them never touch a widget."""

    progressed = Signal(object, int, int)
    _answered = Signal(object)
    _handed = Signal(object)

    def __init__(self, *, inline: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_inline = inline
        self._store = ThreadPoolExecutor(1, "store")
        self._long = ThreadPoolExecutor(1, "long")
        self._beside = ThreadPoolExecutor(3, "beside")  # threads begin with their tasks
        self._aside: set[Future[Any]] = set()  # what is on its way there
        self._late: deque[_Answer] = deque()
        self._is_coming = False  # the first of them
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._handed.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def quickly(
        self,
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        late: Callable[[], None],
        patience: float = IN_A_FRAME,
    ) -> None:
        """Run on the store's worker and wait one frame (`patience`, in seconds) for the answer.

        If it takes longer, `late` is called at once and the answer comes when it is there. The order
        of calls is the order of execution and of answers.
        """
        if self.is_inline:
            _settle(_now(function), done, failed)
            return
        future = self._store.submit(function)
        try:
            future.exception(patience)
        except FutureTimeout:
            late()
            self._late.append((future, done, failed))
            future.add_done_callback(lambda _ended: self._answered.emit(None))
            return
        self._deliver_late()
        _settle(future, done, failed)

    def in_background(
        self,
        job: Job[T],
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        *,
        at_once: bool = False,
    ) -> None:
        """Run a long job; its progress and answer arrive on the UI thread.

        `at_once`: somebody waits for it, so it does not queue behind the others.
        """
        if self.is_inline:
            _settle(_now(function), done, failed)
            return
        job.report = lambda so_far, total: self.progressed.emit(job, so_far, total)
        future = self._submit_beside(function) if at_once else self._long.submit(function)
        future.add_done_callback(lambda ended: self._answered.emit((ended, done, failed)))

    def beside(
        self,
        function: Callable[[Callable[[Any], None]], T],
        part: Callable[[Any], None],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Look something up while everything else goes on.

        What the function gives to its argument arrives as `part` on the UI thread, before the answer.
        """
        if self.is_inline:
            _settle(_now(lambda: function(part)), done, failed)
            return
        future = self._submit_beside(lambda: function(lambda found: self._handed.emit((part, found))))
        future.add_done_callback(lambda ended: self._answered.emit((ended, done, failed)))

    def _submit_beside(self, function: Callable[[], T]) -> Future[T]:
        future = self._beside.submit(function)
        self._aside.add(future)
        future.add_done_callback(self._aside.discard)
        return future

    def after_paint(self, function: Callable[[], None], milliseconds: int = _AFTER_PAINT) -> None:
        """Call it on the UI thread when what was just asked for has been painted."""
        if self.is_inline:
            function()
        else:
            QTimer.singleShot(milliseconds, self, function)

    def soon(self, function: Callable[[], None], *, after_paint: bool = False) -> None:
        """Call it on the UI thread after the events that wait there, or after the next frame was painted."""
        if self.is_inline:
            function()
        else:
            QTimer.singleShot(A_FRAME if after_paint else 0, self, function)

    def drain(self) -> None:
        """Wait until everything that was asked for is done or stopped."""
        if not self.is_inline:
            wait(list(self._aside))
            for worker in (self._long, self._store):
                worker.submit(lambda: None).result()

    def close(self) -> None:
        """Wait for what the store still has to write; long jobs that have not begun are dropped."""
        self._store.shutdown(wait=True)
        for worker in (self._long, self._beside):
            worker.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self, handed: tuple[Callable[[Any], None], Any]) -> None:
        part, found = handed
        part(found)

    def _deliver(self, answer: _Answer | None) -> None:
        if answer is not None:
            _settle(*answer)
        else:
            self._deliver_soon()

    def _deliver_soon(self) -> None:
        """Late answers come one by one: what was pressed, and what is to be painted, comes in between."""
        if not self._is_coming and self._late and self._late[0][0].done():
            self._is_coming = True
            QTimer.singleShot(A_TURN, self, self._deliver_first)

    def _deliver_first(self) -> None:
        self._is_coming = False
        try:
            if self._late and self._late[0][0].done():
                _settle(*self._late.popleft())
        finally:
            self._deliver_soon()

    def _deliver_late(self) -> None:
        while self._late and self._late[0][0].done():
            _settle(*self._late.popleft())


def _now(function: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    try:
        future.set_result(function())
    except BaseException as error:
        future.set_exception(error)
    return future


def _settle(future: Future[T], done: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
    if future.cancelled():
        return
    error = future.exception()
    if error is not None:
        failed(error)
    else:
        done(future.result())
