"""Drawing lines a little at a time, so that keys and other painting come in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from gui.tasks import A_TURN

Line = tuple[int, int]  # block, line
_SLICE = 0.003  # seconds


class Drawing(QObject):
    """`draw` draws a line, or does nothing where it is drawn already."""

    def __init__(self, draw: Callable[[int, int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._draw = draw
        self._lines: Iterator[Line] = iter(())
        self._then: Callable[[], None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setInterval(A_TURN)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_active(self) -> bool:
        """Whether there may be something left to draw."""
        return self._timer.isActive()

    def begin(self, lines: Iterator[Line], then: Callable[[], None] = lambda: None) -> None:
        """Draw these from now on, in place of what was to be drawn; call `then` when all are there."""
        self._lines, self._then = lines, then
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undrawn."""
        self._timer.stop()

    def _go_on(self) -> None:
        until = perf_counter() + _SLICE
        for block, line in self._lines:
            self._draw(block, line)
            if perf_counter() > until:
                return
        self._timer.stop()
        self._then()
