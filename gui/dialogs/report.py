"""What an import or export did: counts first, each case below, to copy."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.formats.report import Outcome, Report
from gui.dialogs.why import why_words

_SHOWN = 2_000  # cases in the table; all are counted, and copied


class ReportDialog(QDialog):
    """Shown only where something was not simply taken."""

    def __init__(self, title: str, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 440)
        self._report = report
        summary = QLabel(taken_words(report), self)
        summary.setProperty("role", "heading")
        summary.setWordWrap(True)
        table = QTableWidget(0, 4, self)
        table.setHorizontalHeaderLabels(
            [self.tr("Outcome"), self.tr("What"), self.tr("Why"), self.tr("Where")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        for note in report.notes[:_SHOWN]:
            row = table.rowCount()
            table.insertRow(row)
            why = why_words(note.why)
            why = f"{why}: {note.detail}" if note.detail else why
            what = thing_words(note.what)
            what = what if note.count == 1 else f"{what} ×{note.count}"
            for column, words in enumerate((outcome_words(note.outcome), what, why, note.where)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.setColumnWidth(2, 280)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.accept)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(20, 20, 20, 16)
        column_.setSpacing(12)
        column_.addWidget(summary)
        column_.addWidget(table, 1)
        column_.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(str(note) for note in self._report.notes))


def thing_words(what: str) -> str:
    """The user's word for what was counted."""
    words = {
        "document": QCoreApplication.translate("Report", "documents"),
        "span": QCoreApplication.translate("Report", "spans"),
        "category": QCoreApplication.translate("Report", "categories"),
        "suggestion": QCoreApplication.translate("Report", "suggestions"),
        "file": QCoreApplication.translate("Report", "files"),
        "layer": QCoreApplication.translate("Report", "layers"),
        "line": QCoreApplication.translate("Report", "lines"),
        "state": QCoreApplication.translate("Report", "states"),
        "change": QCoreApplication.translate("Report", "changes"),
        "character": QCoreApplication.translate("Report", "characters"),
    }
    return words.get(what, what)


def outcome_words(outcome: Outcome) -> str:
    """The user's word for what became of a thing."""
    return {
        Outcome.TAKEN: QCoreApplication.translate("Report", "taken"),
        Outcome.SKIPPED: QCoreApplication.translate("Report", "skipped"),
        Outcome.ALTERED: QCoreApplication.translate("Report", "altered"),
        Outcome.REFUSED: QCoreApplication.translate("Report", "refused"),
    }[outcome]


def taken_words(report: Report) -> str:
    """One line: what was taken, and how much was not."""
    taken = [f"{thing_words(what)} {number:,}" for what, number in report.taken.items()]
    words = QCoreApplication.translate("Report", "Taken: {0}").format(", ".join(taken) or "0")
    for outcome in (Outcome.SKIPPED, Outcome.ALTERED, Outcome.REFUSED):
        number = report.count(outcome)
        if number:
            words += f" · {outcome_words(outcome)} {number:,}"
    return words
