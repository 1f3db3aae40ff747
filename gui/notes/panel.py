"""The notes of the document: who said what about which place, with answers; open ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.queries import Note
from gui.notes.card import NoteCard
from gui.notes.editor import NoteEditor, Writing
from gui.theme import LIGHT, Theme

_AT_ONCE = 60  # cards that are made; more on request


class NotesPanel(QWidget):
    """Shows notes and asks for what is done with them; nothing is changed here.

    `wanted` names a note to go to, `settled` one to resolve or reopen, `removed` a note or answer to take
    away; `written` carries what was written (a Writing).
    """

    wanted = Signal(int)
    settled = Signal(int, bool)
    removed = Signal(int)
    written = Signal(object)
    left = Signal()  # the keyboard is done here
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: Sequence[Note] = ()
        self._cards: dict[int, NoteCard] = {}
        self._language = "en"
        self._names: dict[str, str] = {}
        self._theme = LIGHT
        self._most = _AT_ONCE
        self._count = QLabel(self)
        self._count.setProperty("role", "secondary")
        self._new = QPushButton(self.tr("New note"), self)
        self._new.setToolTip(self.tr("On the span in focus, else the selection, else the whole document (T)"))
        self._new.clicked.connect(self.new_wanted)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fold = QToolButton(self)
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._show_cards)
        self._more = QToolButton(self)
        self._more.clicked.connect(self._show_more)
        self.editor = NoteEditor(self)
        self.editor.written.connect(self.written)
        self.editor.closed.connect(self.left)
        self._lay_out()
        self.show_notes(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._new)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._fold)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.editor)

    def set_language(self, language: str) -> None:
        """Show labels' names in that language."""
        self._language = language
        self._show_cards()

    def set_label_names(self, names: dict[str, str]) -> None:
        """What labels are called."""
        self._names = names
        self._show_cards()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._show_cards()

    def show_notes(self, notes: Sequence[Note], *, is_document: bool = False) -> None:
        """Show these instead; `is_document` says whether there is a document to write notes on."""
        if not notes or not self._notes or notes[0].document_id != self._notes[0].document_id:
            self._most = _AT_ONCE
        self._notes = notes
        waiting = sum(not note.is_resolved for note in notes)
        self._count.setText(self.tr("Open {0} · resolved {1}").format(waiting, len(notes) - waiting))
        self._count.setVisible(bool(notes))
        self._new.setEnabled(is_document)
        self._empty.setVisible(not notes)
        words = self.tr("No notes here yet. Press T to write one on the span in focus or the selection.")
        self._empty.setText(words if is_document else self.tr("No document is open."))
        self._show_cards()

    def ordered(self) -> list[Note]:
        """As they are shown: open ones first."""
        return sorted(self._notes, key=lambda note: note.is_resolved)

    def _show_cards(self) -> None:
        focused = next((at for at, card in enumerate(self._cards.values()) if card.hasFocus()), None)
        for card in self._cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        resolved = sum(note.is_resolved for note in self._notes)
        shown = [note for note in self.ordered() if not note.is_resolved or self._fold.isChecked()]
        at = 1
        for note in shown[: self._most]:
            if note.is_resolved and at == 1 + len(self._cards):
                at += 1  # behind the fold
            card = self._card(note)
            self._column.insertWidget(at, card)
            card.show()  # now, so that it can have the keys at once
            self._cards[note.id] = card
            at += 1
        self._fold.setVisible(bool(resolved))
        self._fold.setText(
            ("▾ " if self._fold.isChecked() else "▸ ") + self.tr("Resolved: {0}").format(resolved)
        )
        self._more.setVisible(len(shown) > self._most)
        self._more.setText(self.tr("Show more ({0})").format(len(shown) - self._most))
        if focused is not None and self._cards:
            list(self._cards.values())[min(focused, len(self._cards) - 1)].setFocus()
        elif focused is not None:
            self.left.emit()

    def _card(self, note: Note) -> NoteCard:
        card = NoteCard(note, self._names.get(note.label, note.label), self._theme, self._list)
        card.wanted.connect(self.wanted)
        card.settled.connect(self.settled)
        card.removed.connect(self.removed)
        card.answer_wanted.connect(self._answer)
        card.edit_wanted.connect(self._edit)
        card.moved.connect(self._move)
        return card

    def _show_more(self) -> None:
        self._most += 10 * _AT_ONCE
        self._show_cards()

    def _answer(self, note_id: int) -> None:
        note = next(each for each in self._notes if each.id == note_id)
        words = self.tr("Answer to {0}: {1}").format(note.author, note.body)
        self.editor.write(Writing(note.document_id, answers=note_id), words)

    def _edit(self, id_: int, body: str) -> None:
        [document_id] = {note.document_id for note in self._notes}
        self.editor.write(Writing(document_id, edits=id_), self.tr("Change the note"), body)

    def _move(self, note_id: int, by: int) -> None:
        ids = list(self._cards)
        at = ids.index(note_id) + by
        if 0 <= at < len(ids):
            self._cards[ids[at]].setFocus()
            self._area.ensureWidgetVisible(self._cards[ids[at]])

    def point_to(self, note_id: int, *, focus: bool = False) -> None:
        """Bring a note's card into view, and perhaps give it the keys."""
        note = next((each for each in self._notes if each.id == note_id), None)
        if note is not None and note.is_resolved and not self._fold.isChecked():
            self._fold.setChecked(True)
        card = self._cards.get(note_id)
        for each in self._cards.values():
            each.set_current(each is card)
        if card is not None:
            if focus:
                card.setFocus()
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card, 0, 4))  # laid out by then
