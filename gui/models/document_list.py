"""The list of all documents as Qt wants it, in memory; what of it is shown: `gui.models.shown_documents`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from core.queries import DocumentLine
from core.queries.outlook import NextBy, Outlook

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
OUTLOOK_ROLE = LINE_ROLE + 1


class Order(StrEnum):
    """How the list is sorted."""

    ARRIVAL = "arrival"
    TITLE = "title"
    WAITING = "waiting"
    LENGTH = "length"
    # These are also what comes next after finishing.
    UNCERTAINTY = NextBy.UNCERTAINTY.value
    DISAGREEMENT = NextBy.DISAGREEMENT.value
    RARE = NextBy.RARE.value

    @property
    def next_by(self) -> NextBy:
        """Which document comes next while the list is sorted so."""
        return NextBy(self.value) if self.value in set(NextBy) else NextBy.ARRIVAL


class Filter(StrEnum):
    """Which documents are shown."""

    ALL = "all"
    OPEN = "open"
    FINISHED = "finished"
    NOTED = "noted"
    UNSURE = "unsure"
    RETURNED = "returned"


class DocumentList(QAbstractListModel):
    """A row a document; `LINE_ROLE` gives its DocumentLine, `OUTLOOK_ROLE` its place in the order of what
    is to be learned (0 comes next) and its Outlook, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DocumentLine] = []
        self._row: dict[int, int] = {}
        self._words: list[str] = []
        self._outlooks: dict[int, tuple[int, Outlook]] = {}

    def set_outlooks(self, outlooks: list[Outlook]) -> None:
        """Know what is to be learned from the unfinished documents, in their order; none: do not say."""
        if not (outlooks or self._outlooks):
            return
        self._outlooks = {each.document_id: (place, each) for place, each in enumerate(outlooks)}
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def place(self, document_id: int) -> int:
        """Where a document comes by what is to be learned; finished ones behind all others."""
        known = self._outlooks.get(document_id)
        return known[0] if known is not None else len(self._outlooks)

    def set_lines(self, lines: list[DocumentLine]) -> None:
        """Show these documents instead."""
        self.beginResetModel()
        self._lines = lines
        self._words = []
        self._row = {line.id: row for row, line in enumerate(lines)}
        self.endResetModel()

    def update_lines(self, lines: list[DocumentLine]) -> None:
        """Show what has changed of some documents."""
        for line in lines:
            row = self._row.get(line.id)
            if row is not None and self._lines[row] != line:
                self._lines[row] = line
                if self._words:
                    self._words[row] = _words_of(line)
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def lines(self) -> list[DocumentLine]:
        """All documents, in the order in which they came."""
        return self._lines

    def words(self) -> list[str]:
        """What each row is found by, in small letters."""
        if len(self._words) != len(self._lines):
            self._words = [_words_of(line) for line in self._lines]
        return self._words

    def line(self, document_id: int) -> DocumentLine | None:
        """The line of a document, None if it is not listed."""
        row = self._row.get(document_id)
        return self._lines[row] if row is not None else None

    def index_of(self, document_id: int) -> QModelIndex:
        """Where a document stands, an invalid index if it is not listed."""
        row = self._row.get(document_id)
        return self.index(row, 0) if row is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == OUTLOOK_ROLE:
            return self._outlooks.get(line.id)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.title or line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.source, line.name) if part)
        return None


def _words_of(line: DocumentLine) -> str:
    return f"{line.title}\n{line.source}\n{line.name}".casefold()
