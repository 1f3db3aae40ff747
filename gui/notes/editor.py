"""Where a note is written: Enter saves it, Shift+Enter begins a new line, Escape gives up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: a note on an annotation, at a place or on the whole; an answer; other words."""

    document_id: int
    annotation_id: int | None = None
    place: tuple[int, int] | None = None
    answers: int | None = None
    edits: int | None = None
    words: str = ""


class _Field(QPlainTextEdit):
    saved = Signal()
    given_up = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() in _ENTER or event.key() == Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class NoteEditor(QFrame):
    """Hidden until something is written; `written` carries a Writing with its words."""

    written = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._writing = Writing(0)
        self._words = ""
        self.about = QLabel(self)
        self.about.setProperty("role", "secondary")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _Field(self)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(self.tr("Enter saves, Shift+Enter begins a new line"))
        self.field.setFixedHeight(4 * QFontMetrics(self.field.font()).lineSpacing())
        self.field.saved.connect(self._save)
        self.field.given_up.connect(self.give_up)
        self.field.textChanged.connect(self._enable)
        self.save = QPushButton(self.tr("Save"), self)
        self.save.setProperty("role", "primary")
        self.save.clicked.connect(self._save)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.give_up)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.hide()

    @property
    def is_writing(self) -> bool:
        """Whether something has been begun and not been saved."""
        return self.isVisible() and bool(self.field.toPlainText().strip())

    def write(self, writing: Writing, about: str, words: str = "") -> None:
        """Begin to write; what was begun before and not saved is carried over."""
        begun = self.field.toPlainText() if self.is_writing and not words else words
        self._writing = writing
        self._words = " ".join(about.split())
        self.show()
        self._elide()
        self.field.setPlainText(begun)
        self.field.selectAll() if words else self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus()
        self._enable()

    def give_up(self) -> None:
        """Close without saving."""
        self.field.clear()
        self.hide()
        self.closed.emit()

    def _save(self) -> None:
        words = self.field.toPlainText().strip()
        if words:
            self.written.emit(replace(self._writing, words=words))

    def saved(self) -> None:
        """What was written is stored."""
        self.give_up()

    def _enable(self) -> None:
        self.save.setEnabled(bool(self.field.toPlainText().strip()))

    def _elide(self) -> None:
        room = max(120, self.width() - 24)
        metrics = QFontMetrics(self.about.font())
        self.about.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))
        self.about.setToolTip(self._words)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt's own
        self._elide()
