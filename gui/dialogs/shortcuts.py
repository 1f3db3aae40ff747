"""The page of shortcuts: every action that has a key, and every label's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.schema import Label
from gui.actions import keys_table


class ShortcutsDialog(QDialog):
    """Made from the table of actions; type to find one."""

    def __init__(self, labels: Iterable[Label], language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 600)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Type to find"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        rows = keys_table()
        rows += [
            (self.tr("Label"), label.name(language), label.shortcut) for label in labels if label.shortcut
        ]
        rows += [
            (self.tr("Text"), self.tr("Move the caret; Shift selects"), "← → ↑ ↓"),
            (self.tr("Text"), self.tr("Select characters freely with the mouse"), "Alt / Ctrl"),
            (self.tr("Text"), self.tr("Select nothing"), "Esc"),
        ]
        self.table = QTableWidget(len(rows), 3, self)
        self.table.setHorizontalHeaderLabels([self.tr("Where"), self.tr("What"), self.tr("Keys")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                self.table.setItem(number, column, QTableWidgetItem(words))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(2, 200)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(20, 20, 20, 16)
        column_.setSpacing(12)
        column_.addWidget(self._search)
        column_.addWidget(self.table, 1)
        column_.addWidget(buttons)

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold()
        for row in range(self.table.rowCount()):
            cells = (self.table.item(row, column) for column in range(3))
            words = " ".join(cell.text() for cell in cells if cell is not None)
            self.table.setRowHidden(row, wanted not in words.casefold())
