"""Acts that wait for their turn, in the order in which they were asked for: keys that come too early."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.tasks import A_TURN


class Turns(QObject):
    """`is_busy` says that no act may be done now; `let_go` is to be called when that may have ended.

    Each act that waited is an event of its own, so that what the one before it changed is painted first;
    with `inline` they follow each other at once.
    """

    shifted = Signal()  # `is_settled` may be otherwise

    def __init__(self, is_busy: Callable[[], bool], inline: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._inline = inline
        self._waiting: deque[Callable[[], None]] = deque()
        self._coming = 0  # acts that are events already
        self._era = 0  # acts of before `clear` are not done any more

    @property
    def is_settled(self) -> bool:
        """Whether an act would be done at once: else what it will meet is not known yet."""
        return not (self._waiting or self._coming or self._is_busy())

    @property
    def has_waiting(self) -> bool:
        """Whether an act waits, not counting the one that is under way."""
        return bool(self._waiting)

    def do(self, act: Callable[[], None]) -> None:
        """Do it now, or behind what waits."""
        if self._coming or self._is_busy():
            self._waiting.append(act)
        else:
            act()

    def do_next(self, act: Callable[[], None]) -> None:
        """Do it in an event of its own, before all that waits."""
        era = self._era

        def come() -> None:
            if self._era == era:
                self._coming -= 1
                act()
                self.let_go()

        self._coming += 1
        self.shifted.emit()
        if self._inline:
            come()
        else:
            QTimer.singleShot(A_TURN, self, come)

    def let_go(self) -> None:
        """Let the first that waits have its turn, if nothing stands in its way."""
        if self._waiting and not self._coming and not self._is_busy():
            self.do_next(self._waiting.popleft())
        elif self.is_settled:
            self.shifted.emit()

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
        self._coming = 0
        self._era += 1
