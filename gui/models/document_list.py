"""The list of documents as Qt wants it, with filter by state and words, and sorting; all in memory."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from core.annotation import LayerState
from core.queries import DocumentLine
from core.queries.outlook import NextBy, Outlook

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
OUTLOOK_ROLE = LINE_ROLE + 1
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


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
        self._outlooks: dict[int, tuple[int, Outlook]] = {}

    def set_outlooks(self, outlooks: list[Outlook]) -> None:
        """Know what is to be learned from the unfinished documents, in their order; none: do not say."""
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
        self._row = {line.id: row for row, line in enumerate(lines)}
        self.endResetModel()

    def update_lines(self, lines: list[DocumentLine]) -> None:
        """Show what has changed of some documents."""
        for line in lines:
            row = self._row.get(line.id)
            if row is not None and self._lines[row] != line:
                self._lines[row] = line
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def lines(self) -> list[DocumentLine]:
        """All documents, in the order in which they came."""
        return self._lines

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


class ShownDocuments(QSortFilterProxyModel):
    """The part of the list that is shown, in the order that was chosen."""

    def __init__(self, source: DocumentList) -> None:
        super().__init__()
        self.setSourceModel(source)
        self._documents = source
        self._words = ""
        self._filter = Filter.ALL
        self._order = Order.ARRIVAL  # that of the source: nothing is compared

    def search(self, words: str) -> None:
        """Show only documents whose title, source or name holds these words."""
        self.beginFilterChange()
        self._words = words.strip().casefold()
        self.endFilterChange()

    def show_only(self, which: Filter) -> None:
        """Show only documents in that state."""
        self.beginFilterChange()
        self._filter = which
        self.endFilterChange()

    def order_by(self, order: Order) -> None:
        """Sort by that."""
        self._order = order
        self.invalidate()
        self.sort(-1 if order is Order.ARRIVAL else 0)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        words = self._words
        if self._filter is Filter.ALL and not words:
            return True
        line = self._documents.lines()[row]
        if not _passes(line, self._filter):
            return False
        return not words or words in f"{line.title}\n{line.source}\n{line.name}".casefold()

    def lessThan(self, left: Index, right: Index) -> bool:
        one: DocumentLine = self._documents.data(left, LINE_ROLE)
        other: DocumentLine = self._documents.data(right, LINE_ROLE)
        if self._order.next_by is not NextBy.ARRIVAL:
            place = self._documents.place
            return (place(one.id), one.id) < (place(other.id), other.id)
        return bool(_key(one, self._order) < _key(other, self._order))

    def document_at(self, row: int) -> int | None:
        """The document in a shown row."""
        line = self.index(row, 0).data(LINE_ROLE)
        return line.id if line is not None else None


def _passes(line: DocumentLine, which: Filter) -> bool:
    return {
        Filter.ALL: True,
        Filter.OPEN: line.state not in _DONE,
        Filter.FINISHED: line.state in _DONE,
        Filter.RETURNED: line.state is LayerState.RETURNED,
        Filter.NOTED: line.notes > 0,
        Filter.UNSURE: line.unsure > 0,
    }[which]


def _key(line: DocumentLine, order: Order) -> tuple[Any, int]:
    if order is Order.TITLE:
        return line.title, line.id
    if order is Order.WAITING:
        return -line.waiting, line.id
    if order is Order.LENGTH:
        return -line.length, line.id
    return 0, line.id
