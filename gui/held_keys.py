"""A key that is kept down stops when it is let go, also where acting on it takes longer than it repeats."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

LATE = 100  # milliseconds that a repeat may have waited


class HeldKeys(QObject):
    """Drops repeats of a key that waited too long in the queue, or would wait now: `is_behind` says whether
    an act that was pressed before still waits for its turn. First presses are never dropped.

    `clock` tells seconds. The system's clock of key events is another one than ours, so that the least
    difference between both that was ever seen counts as no waiting at all.
    """

    def __init__(
        self,
        widget: QWidget,
        clock: Callable[[], float] = monotonic,
        is_behind: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(widget)
        self._clock = clock
        self._is_behind = is_behind
        self._least: float | None = None
        self._newest = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        late = self._waited(event.timestamp()) > LATE
        if event.isAutoRepeat() and (late or self._is_behind()):
            event.accept()  # so that no shortcut is looked for
            return True
        return False

    def _waited(self, stamp: int) -> float:
        """How long an event with that time stamp lay in the queue, in milliseconds."""
        if not stamp:
            return 0
        difference = self._clock() * 1000 - stamp
        if self._least is None or stamp < self._newest:  # the first, or the system's clock began anew
            self._least = difference
        self._newest = stamp
        self._least = min(self._least, difference)
        return difference - self._least
