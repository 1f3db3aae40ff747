"""The part of the list of documents that is shown, in the order that was chosen.

Rows are numbers of the whole list, chosen and sorted in one go: for 100,000 documents that is a
tenth of what Qt's own proxy takes, which asks for each row, and for each comparison, by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from core.annotation import LayerState
from core.queries import DocumentLine
from core.queries.outlook import NextBy
from gui.models.document_list import DocumentList, Filter, Index, Order

_DONE = (LayerState.FINISHED, LayerState.APPROVED)
_ONE_BY_ONE = 20  # rows that changed; more, and all are chosen anew


class ShownDocuments(QAbstractListModel):
    """Follows the whole list; a row that changes moves, comes or goes without a reset."""

    def __init__(self, source: DocumentList) -> None:
        super().__init__()
        self._documents = source
        self._rows: list[int] = []
        self._words = ""
        self._filter = Filter.ALL
        self._order = Order.ARRIVAL
        source.modelReset.connect(self._choose)
        source.dataChanged.connect(self._follow)
        self._choose()

    def search(self, words: str) -> None:
        """Show only documents whose title, source or name holds these words."""
        self._words = words.strip().casefold()
        self._choose()

    def show_only(self, which: Filter) -> None:
        """Show only documents in that state."""
        self._filter = which
        self._choose()

    def order_by(self, order: Order) -> None:
        """Sort by that; documents alike stay in the order in which they came."""
        self._order = order
        self._choose()

    def document_at(self, row: int) -> int | None:
        """The document in a shown row."""
        return self._documents.lines()[self._rows[row]].id if 0 <= row < len(self._rows) else None

    def document_ids(self) -> list[int]:
        """All documents shown, in their order."""
        lines = self._documents.lines()
        return [lines[row].id for row in self._rows]

    def index_of(self, document_id: int) -> QModelIndex:
        """Where a document is shown, an invalid index if it is not."""
        source = self._documents.index_of(document_id)
        at = self._shown_at(source.row()) if source.isValid() else None
        return self.index(at, 0) if at is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        return self._documents.data(self._documents.index(self._rows[index.row()], 0), role)

    def _choose(self) -> None:
        self.beginResetModel()
        lines, words = self._documents.lines(), self._words
        rows = range(len(lines))
        chosen = (
            list(rows) if self._filter is Filter.ALL else [row for row in rows if self._passes(lines[row])]
        )
        if words:
            found = self._documents.words()
            chosen = [row for row in chosen if words in found[row]]
        if self._order is not Order.ARRIVAL:
            chosen.sort(key=self._key())
        self._rows = chosen
        self.endResetModel()

    def _follow(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() >= _ONE_BY_ONE:
            self._choose()
            return
        for row in range(first.row(), last.row() + 1):
            self._put(row)

    def _put(self, row: int) -> None:
        """Let a changed row stand where it belongs now, if anywhere."""
        at = self._shown_at(row)
        line = self._documents.lines()[row]
        wanted = self._passes(line) and (not self._words or self._words in self._documents.words()[row])
        if at is not None and not wanted:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()
        elif at is None and wanted:
            to = self._place(self._rows, row)
            self.beginInsertRows(QModelIndex(), to, to)
            self._rows.insert(to, row)
            self.endInsertRows()
        elif at is not None:
            self._move(at, row)

    def _move(self, at: int, row: int) -> None:
        to = at
        if self._order is not Order.ARRIVAL:
            to = self._place(self._rows[:at] + self._rows[at + 1 :], row)
        if to != at and self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), to + (to > at)):
            self._rows.insert(to, self._rows.pop(at))
            self.endMoveRows()
        index = self.index(to, 0)
        self.dataChanged.emit(index, index)

    def _shown_at(self, row: int) -> int | None:
        if self._order is Order.ARRIVAL:
            at = bisect_left(self._rows, row)
            return at if at < len(self._rows) and self._rows[at] == row else None
        try:
            return self._rows.index(row)
        except ValueError:
            return None

    def _place(self, rows: list[int], row: int) -> int:
        """Where a row belongs among others that are in their order."""
        if self._order is Order.ARRIVAL:
            return bisect_left(rows, row)
        key = self._key()
        return bisect_left(rows, (key(row), row), key=lambda each: (key(each), each))

    def _key(self) -> Callable[[int], Any]:
        lines = self._documents.lines()
        if self._order is Order.TITLE:
            return lambda row: lines[row].title
        if self._order is Order.WAITING:
            return lambda row: -lines[row].waiting
        if self._order is Order.LENGTH:
            return lambda row: -lines[row].length
        if self._order.next_by is not NextBy.ARRIVAL:
            place = self._documents.place
            return lambda row: place(lines[row].id)
        return lambda row: row

    def _passes(self, line: DocumentLine) -> bool:
        which = self._filter
        if which is Filter.OPEN:
            return line.state not in _DONE
        if which is Filter.FINISHED:
            return line.state in _DONE
        if which is Filter.RETURNED:
            return line.state is LayerState.RETURNED
        if which is Filter.NOTED:
            return line.notes > 0
        return line.unsure > 0 if which is Filter.UNSURE else True
