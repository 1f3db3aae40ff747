"""The list of what the guideline does not decide: to look at, to go to, to give to whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.queries.review import Gap


class GapsDialog(QDialog):
    """`place_wanted` carries the Gap to go to, `file_wanted` the list and where to write it."""

    place_wanted = Signal(object)
    file_wanted = Signal(list, object)

    def __init__(self, gaps: Sequence[Gap], names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guideline gaps"))
        self.resize(820, 460)
        self._gaps = list(gaps)
        heading = QLabel(self.tr("Cases that the guideline does not decide: {0}").format(len(gaps)), self)
        heading.setProperty("role", "heading")
        hint = QLabel(self.tr("G marks one on the desk; W says what is missing."), self)
        hint.setProperty("role", "secondary")
        self.table = QTableWidget(len(gaps), 5, self)
        self.table.setAccessibleName(self.tr("Guideline gaps"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Document"),
                self.tr("Place"),
                self.tr("What is missing"),
                self.tr("Noted by"),
                self.tr("State"),
            ]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        for row, each in enumerate(gaps):
            self._fill(row, each, names)
        for column, width in enumerate((150, 190, 260, 90, 80)):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.resizeRowsToContents()
        self.table.activated.connect(lambda index: self._go(index.row()))
        if gaps:
            self.table.selectRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        go = buttons.addButton(self.tr("Go there"), QDialogButtonBox.ButtonRole.ActionRole)
        go.clicked.connect(lambda: self._go(self.table.currentRow()))
        export = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        export.clicked.connect(self._export)
        for each_button in (go, export):
            each_button.setEnabled(bool(gaps))
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(20, 20, 20, 16)
        column_.setSpacing(10)
        for part in (heading, hint):
            column_.addWidget(part)
        column_.addWidget(self.table, 1)
        column_.addWidget(buttons)

    def _fill(self, row: int, gap: Gap, names: Mapping[str, str]) -> None:
        place = names.get(gap.category, gap.category) if gap.category else gap.quote.replace("\n", "↵")
        state = self.tr("settled") if gap.is_settled else self.tr("open")
        for column, words in enumerate((gap.title, place, gap.reason or "–", gap.judge, state)):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            self.table.setItem(row, column, item)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._gaps):
            self.accept()
            self.place_wanted.emit(self._gaps[row])

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the list"), "guideline-gaps.csv", self.tr("Table (*.csv)")
        )
        if chosen:
            self.file_wanted.emit(self._gaps, Path(chosen))
