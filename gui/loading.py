"""What is marked in a long document, read piece by piece behind the first frame: what is looked at first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from core.queries import DocumentPart
from gui.garbage import Pause
from gui.models import known
from gui.models.open_document import OpenDocument
from gui.tasks import Tasks

VERY_LONG = 200_000  # characters; less holds too few spans to matter to the search for garbage
_AT_ONCE = 300  # spans in a piece: what the UI thread takes over within two milliseconds

Reader = Callable[[OpenDocument, tuple[int, int]], Callable[[], DocumentPart]]


class Ask(Protocol):
    """`Workspace.ask`."""

    def __call__(
        self,
        question: Callable[[], DocumentPart],
        answer: Callable[[DocumentPart], None],
        *,
        patience: float,
        otherwise: Callable[[], None],
    ) -> None:
        """Ask the store."""


class Loading(QObject):
    """Reads what the open document lacks; at most one piece is on its way, so keys come in between.

    `places` says where the annotator is: the focus, the top of the view.
    """

    arrived = Signal(list, list)  # marks that went, marks that came
    whole = Signal()
    settled = Signal()  # nobody waits for a piece any more

    def __init__(self, tasks: Tasks, ask: Ask, read: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ask = ask
        self._read = read
        self.places: Callable[[], list[int]] = lambda: [0]
        self._document: OpenDocument | None = None
        self._round = 0  # answers of an earlier round are out of date
        self._is_asking = False
        self._is_going = False
        self._length = known.PIECE
        self._pause = Pause()
        self._wishes: deque[tuple[int, Callable[[], None]]] = deque()

    @property
    def is_awaited(self) -> bool:
        """Whether something waits for a piece."""
        return bool(self._wishes)

    def turn_to(self, document: OpenDocument) -> None:
        """From now on this document is meant, or this one anew; `begin` follows when it is shown."""
        if document is not self._document:
            self.leave()
        self._document = document
        self._round += 1
        self._is_asking = False

    def begin(self) -> None:
        """Read what the document lacks, after it has been painted."""
        if self._document is None or self._document.known.is_whole:
            self.whole.emit()
            self._grant()
        else:
            if self._document.known.length > VERY_LONG:
                self._pause.begin()
            self._tasks.soon(self._go_on, after_paint=True)

    def leave(self) -> None:
        """The document is not shown any more: drop what waits for its pieces."""
        self._document = None
        self._round += 1
        self._is_asking = False
        self._wishes.clear()
        self._pause.end(stays=False)

    def when_known(self, position: int, act: Callable[[], None]) -> None:
        """Do it when what stands at a position is known; that piece is read next."""
        document = self._document
        if document is not None and document.known.gap(position, position) is None:
            act()
        elif document is not None:
            self._wishes.append((position, act))
            self._go_on()

    def _go_on(self) -> None:
        if self._is_going:
            return
        self._is_going = True
        try:
            while self._document is not None and not self._is_asking:
                wanted = [position for position, _ in self._wishes]
                stretch = self._document.known.next_stretch([*wanted, *self.places()], self._length)
                if stretch is None:
                    break
                self._is_asking = True
                self._ask_for(self._document, stretch, self._round)
        finally:
            self._is_going = False

    def _ask_for(self, document: OpenDocument, stretch: tuple[int, int], asked_in: int) -> None:
        def answer(part: DocumentPart) -> None:
            if asked_in == self._round:
                self._is_asking = False
                self._take(document, part)

        def otherwise() -> None:
            if asked_in == self._round:
                self._is_asking = False
                self._wishes.clear()
                self._pause.end(stays=False)
                self.settled.emit()  # the next wish asks again

        self._ask(self._read(document, stretch), answer, patience=0.0, otherwise=otherwise)

    def _take(self, document: OpenDocument, part: DocumentPart) -> None:
        spans = len(part.annotations) + len(part.suggestions)
        fitting = (part.end - part.start) * _AT_ONCE // max(1, spans)
        self._length = max(known.PIECE, min(16 * known.PIECE, fitting))
        marks = document.take(part)
        if any(marks):
            self.arrived.emit(*marks)
        if document.known.is_whole:
            self._pause.end(stays=True)
            self.whole.emit()
        self._grant()
        if not document.known.is_whole:
            self._tasks.soon(self._go_on)

    def _grant(self) -> None:
        """Do what waited for what is known by now, in the order in which it was wished."""
        document, waited = self._document, bool(self._wishes)
        while (
            document is not None
            and document is self._document
            and self._wishes
            and document.known.gap(self._wishes[0][0], self._wishes[0][0]) is None
        ):
            self._wishes.popleft()[1]()
        if waited and not self._wishes:
            self.settled.emit()
