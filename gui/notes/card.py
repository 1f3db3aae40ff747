"""A note as a card: its place, who said it when, its words, its answers, and what can be done with it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QDateTime, QEvent, Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.queries import Note, Reply
from gui.theme import Theme

_LONGEST_QUOTE = 24
_PLAIN = Qt.KeyboardModifier.KeypadModifier


class NoteCard(QFrame):
    """Keys on it: Enter goes to the place, R answers, X resolves or reopens, E changes, Delete removes it."""

    wanted = Signal(int)
    settled = Signal(int, bool)
    removed = Signal(int)
    answer_wanted = Signal(int)
    edit_wanted = Signal(int, str)
    moved = Signal(int, int)

    def __init__(self, note: Note, label: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self._theme = theme
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{note.author}: {note.body}")
        self._keys = {
            Qt.Key.Key_Return: lambda: self.wanted.emit(note.id),
            Qt.Key.Key_Enter: lambda: self.wanted.emit(note.id),
            Qt.Key.Key_R: lambda: self.answer_wanted.emit(note.id),
            Qt.Key.Key_X: self._settle,
            Qt.Key.Key_Down: lambda: self.moved.emit(note.id, 1),
            Qt.Key.Key_Up: lambda: self.moved.emit(note.id, -1),
        }
        if note.is_removed:
            del self._keys[Qt.Key.Key_R]
        if note.is_mine and not note.is_removed:
            self._keys[Qt.Key.Key_E] = lambda: self.edit_wanted.emit(note.id, note.body)
            self._keys[Qt.Key.Key_Delete] = lambda: self.removed.emit(note.id)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(4)
        column.addWidget(self._place(label))
        column.addWidget(self._who(note.author, note.at, note.about))
        column.addWidget(
            self._body(note.body if not note.is_removed else self.tr("(taken away by its author)"))
        )
        for reply in note.replies:
            column.addWidget(self._reply(reply))
        column.addLayout(self._buttons())

    def _place(self, label: str) -> QLabel:
        """What it is about, in a line."""
        note, grey = self.note, self._theme.secondary
        if note.start is None:
            whole = self.tr("The whole document")
            words = f'<span style="color:{grey}">{escape(whole)}</span>'
        else:
            quote = " ".join(note.quote.split())
            quote = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…"
            words = f"<b>{escape(quote)}</b>"
            aside = label if not note.is_gone else self.tr("this span is gone")
            if aside:
                colour = self._theme.warning if note.is_gone else grey
                words += f' <span style="color:{colour}">· {escape(aside)}</span>'
        made = QLabel(words, self)
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setWordWrap(True)
        return made

    def _who(self, author: str, at: str, about: str) -> QLabel:
        words = f"{author} · {when(at)}"
        if about and about != author:
            words += " · " + self.tr("about the work of {0}").format(about)
        elif not about:
            words += " · " + self.tr("for everybody")
        if self.note.is_resolved and self.note.settled_by:
            words += "\n" + self.tr("resolved by {0} · {1}").format(
                self.note.settled_by, when(self.note.settled_at)
            )
        made = QLabel(words, self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("role", "secondary")
        made.setWordWrap(True)
        return made

    def _body(self, words: str) -> QLabel:
        made = QLabel(words, self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        return made

    def _reply(self, reply: Reply) -> QWidget:
        frame = QFrame(self)
        frame.setObjectName("answer")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 2, 0, 2)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(0)
        who = QLabel(f"{reply.author} · {when(reply.at)}", frame)
        who.setTextFormat(Qt.TextFormat.PlainText)
        who.setProperty("role", "secondary")
        head.addWidget(who, 1)
        if reply.is_mine:
            change = self._button(self.tr("Change"), "")
            change.clicked.connect(lambda: self.edit_wanted.emit(reply.id, reply.body))
            remove = self._button(self.tr("Delete"), "")
            remove.clicked.connect(lambda: self.removed.emit(reply.id))
            head.addWidget(change)
            head.addWidget(remove)
        column.addLayout(head)
        column.addWidget(self._body(reply.body))
        return frame

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if not self.note.is_removed:
            answer = self._button(self.tr("Answer"), "R")
            answer.clicked.connect(lambda: self.answer_wanted.emit(self.note.id))
            row.addWidget(answer)
        settle = self._button(self.tr("Reopen") if self.note.is_resolved else self.tr("Resolve"), "X")
        settle.clicked.connect(self._settle)
        row.addWidget(settle)
        row.addStretch(1)
        if self.note.is_mine and not self.note.is_removed:
            change = self._button(self.tr("Change"), "E")
            change.clicked.connect(lambda: self.edit_wanted.emit(self.note.id, self.note.body))
            remove = self._button(self.tr("Delete"), "Del")
            remove.clicked.connect(lambda: self.removed.emit(self.note.id))
            row.addWidget(change)
            row.addWidget(remove)
        return row

    def _button(self, words: str, key: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName("small")
        made.setText(words)
        made.setToolTip(f"{words} ({key})" if key else words)
        made.setCursor(Qt.CursorShape.ArrowCursor)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _settle(self) -> None:
        self.settled.emit(self.note.id, not self.note.is_resolved)

    def set_current(self, current: bool) -> None:
        """Mark the card as the one that was gone to."""
        if bool(self.property("current")) != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if own and self.hasFocus() and self._act_of(event) is not None:  # type: ignore[arg-type] # a key, as said
            event.accept()
            return True
        return super().event(event)

    def _act_of(self, event: QKeyEvent) -> object:
        if event.modifiers() & ~_PLAIN:
            return None
        return self._keys.get(Qt.Key(event.key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if callable(act):
            act()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus()
            self.wanted.emit(self.note.id)
        else:
            super().mousePressEvent(event)


def when(at: str) -> str:
    """A time of the store's as people here read it; of this year without the year."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return at[:16]
    here = moment.toTimeZone(QTimeZone(QTimeZone.Initialization.LocalTime))
    this_year = here.date().year() == QDateTime.currentDateTime().date().year()
    return here.toString("MM-dd HH:mm" if this_year else "yyyy-MM-dd HH:mm")
