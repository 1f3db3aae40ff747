"""The list behind a figure: each place where people differ, in its context, with what each said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # what Qt's models give out

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.queries.differences import Difference, Differences
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
DOCUMENT, BEFORE, QUOTE, AFTER, READINGS = range(5)


class DifferenceTable(QAbstractTableModel):
    """`labels` are the names of labels and categories in the user's language."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self.labels: Mapping[str, str] = {}
        self._shown: tuple[Difference, ...] = ()

    def show(self, shown: tuple[Difference, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def difference(self, row: int) -> Difference | None:
        """What stands in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return READINGS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heads = self.tr("Document"), self.tr("Before"), self.tr("Place"), self.tr("After")
            return (*heads, self.tr("Who says what"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        one = self.difference(index.row()) if index.isValid() else None
        if one is None:
            return None
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ForegroundRole and column in (BEFORE, AFTER, DOCUMENT):
            return QColor(self.theme.secondary)
        if role == Qt.ItemDataRole.FontRole and column == QUOTE:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _words(self, one: Difference, column: int) -> str:
        if column == DOCUMENT:
            return one.title
        if column == BEFORE:
            return one.before.replace("\n", "⏎")
        if column == QUOTE:
            return (
                self.labels.get(one.category, one.category) if one.category else one.quote.replace("\n", "⏎")
            )
        if column == AFTER:
            return one.after.replace("\n", "⏎")
        return self._readings(one)

    def _readings(self, one: Difference) -> str:
        if one.category:
            given, refused = ", ".join(one.given), ", ".join(one.refused)
            return self.tr("given by {0} · not by {1}").format(given, refused)
        said = []
        for reading in one.readings:
            spans = "; ".join(self._span(one, *place) for place in reading.spans) or self.tr("nothing")
            said.append(f"{', '.join(reading.people)}: {spans}")
        return " · ".join(said)

    def _span(self, one: Difference, start: int, end: int, label: str) -> str:
        name = self.labels.get(label, label)
        if (start, end) == (one.start, one.end):
            return name
        return f"{name} “{one.quote[start - one.start : end - one.start]}”"


class DifferencesPanel(QWidget):
    """Enter or a double click goes to the place; Escape closes the list."""

    place_wanted = Signal(int, int, int)  # document, start, end
    desk_wanted = Signal(int)  # document
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DifferenceTable()
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        hint = QLabel(self.tr("Enter or a double click goes there"), self)
        hint.setProperty("role", "secondary")
        self.desk = QPushButton(self.tr("Adjudicate"), self)
        self.desk.setToolTip(self.tr("Settle these on the reviewer's desk"))
        self.desk.clicked.connect(self._go_to_desk)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.closed)
        self.view = QTableView(self)
        self.view.setModel(self.table)
        self.view.setAccessibleName(self.tr("Differences"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(32)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(READINGS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((DOCUMENT, 170), (BEFORE, 190), (QUOTE, 150), (AFTER, 190)):
            self.view.setColumnWidth(column, width)
        self.view.doubleClicked.connect(lambda _index: self._go())
        self.view.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(hint)
        row.addWidget(self.desk)
        row.addWidget(close)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 8, 0, 0)
        column_.setSpacing(8)
        column_.addLayout(row)
        column_.addWidget(self.view, 1)

    def wait_for(self, words: str) -> None:
        """Say what is being looked for."""
        self.heading.setText(words)
        self.count.setText(self.tr("Looking…"))
        self.table.show(())

    def show_differences(self, found: Differences | None) -> None:
        """Show what was found; None if the search was stopped."""
        if found is None:
            self.count.setText(self.tr("Stopped."))
            return
        words = self.tr("Places: {0} · documents: {1}").format(f"{found.number:,}", f"{found.documents:,}")
        if found.number > len(found.shown):
            words += self.tr(", the first {0} listed").format(f"{len(found.shown):,}")
        self.count.setText(words)
        self.table.show(found.shown)
        if found.shown:
            self.view.selectRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and is_enter(event):
            self._go()
            return True
        return super().eventFilter(watched, event)

    def _go(self) -> None:
        one = self.table.difference(self.view.currentIndex().row())
        if one is not None:
            self.place_wanted.emit(one.document_id, one.start, one.end)

    def _go_to_desk(self) -> None:
        one = self.table.difference(self.view.currentIndex().row())
        if one is not None:
            self.desk_wanted.emit(one.document_id)


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed."""
    return event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == BEFORE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
