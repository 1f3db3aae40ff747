"""Rows of figures as Qt wants them: a label, pair, document, category or period in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any  # what Qt's models give out

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.review.agreement import Row
from core.review.measures import Measure
from gui.report.words import explained, figure_words, measure_words, measures_of
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
NAME, COUNTED, FIRST_MEASURE = 0, 1, 2


class FigureTable(QAbstractTableModel):
    """`name` makes a row's name readable; `counted` is what its two numbers count."""

    def __init__(self, head: str, counted: str, name: Callable[[Row], str]) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._head, self._counted, self._name = head, counted, name
        self._rows: list[Row] = []
        self._arrived: list[Row] = []
        self.measures: list[Measure] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead, in their order."""
        self.beginResetModel()
        self._arrived, self._rows = list(rows), list(rows)
        self.measures = measures_of(self._rows)
        self.endResetModel()

    def rows(self) -> list[Row]:
        """The rows in the order shown."""
        return self._rows

    def row(self, number: int) -> Row | None:
        """What a row is about."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def name(self, row: Row) -> str:
        """What a row is called."""
        return self._name(row)

    def measure(self, column: int) -> Measure | None:
        """The measure in a column."""
        number = column - FIRST_MEASURE
        return self.measures[number] if 0 <= number < len(self.measures) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one is the order in which rows came. What has no value is last."""
        self.beginResetModel()
        self._rows = list(self._arrived)
        measure, descending = self.measure(column), order is Qt.SortOrder.DescendingOrder
        if column == NAME:
            self._rows.sort(key=self._name, reverse=descending)
        elif column == COUNTED:
            self._rows.sort(key=lambda row: row.first + row.second, reverse=descending)
        elif measure is not None:

            def key(row: Row) -> tuple[bool, float]:
                figure = row.figures.get(measure)
                value = figure.value if figure is not None else None
                return value is None, (-value if descending else value) if value is not None else 0.0

            self._rows.sort(key=key)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return FIRST_MEASURE + len(self.measures)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        measure = self.measure(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return measure_words(measure) if measure is not None else (self._head, self._counted)[section]
        if role == Qt.ItemDataRole.ToolTipRole and measure is not None:
            return explained(measure)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == COUNTED:
            return QColor(self.theme.secondary)
        if role == Qt.ItemDataRole.ForegroundRole and column >= FIRST_MEASURE:
            return QColor(self.theme.accent)  # there is a list behind it
        return None

    def _words(self, row: Row, column: int) -> str:
        if column == NAME:
            return self._name(row)
        if column == COUNTED:
            return f"{row.first:,} / {row.second:,}"
        measure = self.measure(column)
        assert measure is not None
        return figure_words(row.figures.get(measure))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == NAME else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
