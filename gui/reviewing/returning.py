"""Return: work goes back to its annotator, with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class ReturnDialog(QDialog):
    """`ordered` carries the reason. Ctrl+Enter in the field is the button."""

    ordered = Signal(str)

    def __init__(self, owner: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Return"))
        self.setMinimumWidth(480)
        heading = QLabel(self.tr("Return “{0}” to {1}").format(title, owner), self)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        self.reason = QPlainTextEdit(self)
        self.reason.setPlaceholderText(self.tr("Why, and what is to be done; the annotator reads it"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(120)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.give_back = self.buttons.addButton(self.tr("Return"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.give_back.setDefault(True)
        self.give_back.setEnabled(False)
        self.reason.textChanged.connect(
            lambda: self.give_back.setEnabled(bool(self.reason.toPlainText().strip()))
        )
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.reason)
        column.addWidget(self.buttons)
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._order()
        else:
            super().keyPressEvent(event)

    def _order(self) -> None:
        reason = self.reason.toPlainText().strip()
        if reason:
            self.accept()
            self.ordered.emit(reason)
