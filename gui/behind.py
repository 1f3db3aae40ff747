"""What is shown beside the page follows it when that has been painted, each act in an event of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from gui.tasks import A_FRAME, A_TURN


class Behind(QObject):
    """Acts that nobody waits for, each done by `run`; `inline` does them at once."""

    def __init__(
        self, run: Callable[[Callable[[], None]], None], inline: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._inline = inline
        self._due: dict[Callable[[], None], None] = {}
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._do_next)

    def follow(self, act: Callable[[], None]) -> Callable[[], None]:
        """What to connect a signal with for that act to follow."""

        def wish() -> None:
            self.do(act)

        return wish

    def do(self, act: Callable[[], None]) -> None:
        """Do it behind the next frame, once however often it is wished for until then."""
        if self._inline:
            self._run(act)
            return
        self._due[act] = None
        if not self._next.isActive():
            self._next.start(A_FRAME)

    def _do_next(self) -> None:
        act = next(iter(self._due))
        del self._due[act]
        if self._due:
            self._next.start(A_TURN)
        whose = getattr(act, "__self__", None)
        if not isinstance(whose, QObject) or isValid(whose):
            self._run(act)
