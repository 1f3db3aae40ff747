"""Over the text: what to look for in it, which hit of how many, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from core.matching import Pattern
from gui.icons import icon

_TYPING = 120  # milliseconds without a key before the text is searched


class FindBar(QWidget):
    """`wanted` tells what is looked for now, `stepped` asks for the next (1) or the one before (-1)."""

    wanted = Signal(object)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(180)
        self.field.setMaximumWidth(460)
        self.case = self._toggle("Aa", self.tr("Upper and lower case matter"))
        self.regex = self._toggle(".*", self.tr("Regular expression"))
        self.previous = self._button("up", self.tr("Previous hit (Shift+Enter, Shift+F3)"))
        self.next = self._button("down", self.tr("Next hit (Enter, F3)"))
        self.close_button = self._button("close", self.tr("Back to the text (Esc)"))
        self.count = QLabel(self)
        self.count.setMinimumWidth(80)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING)
        self._timer.timeout.connect(self.search)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.field, 3)
        for each in (self.case, self.regex, self.previous, self.next):
            row.addWidget(each)
        row.addSpacing(8)
        row.addWidget(self.count, 2)
        row.addWidget(self.close_button)
        self.field.textChanged.connect(lambda: self._timer.start())
        self.case.toggled.connect(self.search)
        self.regex.toggled.connect(self.search)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.left)

    def _toggle(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumWidth(36)
        return button

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme that is on."""
        for button, name in ((self.previous, "up"), (self.next, "down"), (self.close_button, "close")):
            button.setIcon(icon(name))

    @property
    def pattern(self) -> Pattern:
        """What is typed."""
        return Pattern(self.field.text(), self.regex.isChecked(), self.case.isChecked())

    def ask(self, words: str) -> None:
        """Let somebody type here; `words` stand there already, if there are any."""
        if words:
            self.field.setText(words)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def search(self) -> None:
        """Look for what is typed now, not after a pause."""
        self._timer.stop()
        self.wanted.emit(self.pattern)

    def step(self, by: int) -> None:
        """Go on; what was typed a moment ago is looked for first."""
        if self._timer.isActive():
            self.search()
        self.stepped.emit(by)

    def say(self, words: str, role: str = "secondary") -> None:
        """Show the count, or what is wrong."""
        self.count.setText(words)
        self.count.setToolTip(words)
        if self.count.property("role") != role:
            self.count.setProperty("role", role)
            self.count.style().unpolish(self.count)
            self.count.style().polish(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
