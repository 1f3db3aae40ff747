"""Notes and doubts in the window: writing them, going to them, showing where they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from core import operations, queries
from core.annotation import Suggestion
from core.history import Change, Touched
from core.project import Project
from core.queries import DocumentLine, Note
from gui import commands
from gui.annotating import Annotating
from gui.canvas.marks import Mark
from gui.canvas.signs import Sign
from gui.main_window import MainWindow
from gui.models.open_document import annotation_mark
from gui.notes.editor import Writing
from gui.telling import Telling
from gui.workspace import Workspace

_MOVES = frozenset({Touched.ANNOTATIONS, Touched.DOCUMENTS, Touched.REVIEW})  # what a note may hang on

_LEAST_HEIGHT = 340


class Noting(QObject):
    """One for a window. A note is read again when something is said, or the span that it is on changes."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        hand: Annotating,
        telling: Telling,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._panel = window.notes
        self._hand = hand
        self._telling = telling
        self._language = language
        self._notes: list[Note] = []
        self._at = 0  # the note that was gone to last
        self._panel.wanted.connect(self._go_to)
        self._panel.settled.connect(self._settle)
        self._panel.removed.connect(self._remove)
        self._panel.written.connect(self._store)
        self._panel.left.connect(window.canvas.setFocus)
        self._panel.new_wanted.connect(self.write)
        window.canvas.signActivated.connect(partial(self._go_to, with_card=True))
        window.theme_changed.connect(self._panel.set_theme)
        workspace.project_opened.connect(self._name_labels)
        workspace.document_opened.connect(workspace.behind.follow(self._read))
        workspace.document_closed.connect(partial(self._show, []))
        workspace.changed.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "note": self.write,
            "next-note": self.next_note,
            "unsure": self.doubt,
            "next-unsure": self.next_unsure,
        }

    # what is shown

    def _name_labels(self) -> None:
        labels = self._workspace.label_set.labels
        self._panel.set_label_names({label.key: label.name(self._language) for label in labels})

    def _read(self, then: Callable[[], None] | None = None) -> None:
        document = self._workspace.document
        if document is None:
            return
        project, id_ = self._workspace.project, document.id

        def show(found: list[Note]) -> None:
            current = self._workspace.document
            if current is not None and current.id == id_:
                self._show(found)
                if then is not None:
                    then()

        self._workspace.ask(lambda: queries.notes(project, [id_]), show, patience=0)

    def _show(self, notes: list[Note]) -> None:
        self._notes = notes
        self._panel.show_notes(notes, is_document=self._workspace.document is not None)
        signs = [
            Sign(note.id, note.start, note.end, _words(note), note.is_resolved)
            for note in notes
            if note.start is not None and note.end is not None
        ]
        self._window.canvas.set_signs(signs)
        self._window.name_notes(sum(not note.is_resolved for note in notes))

    def _follow(self, change: Change) -> None:
        if Touched.NOTES in change.touched or (self._notes and change.touched & _MOVES):
            self._read()

    # writing

    def write(self) -> None:
        """Write a note on the span in focus, else on the selection, else on the whole document."""
        document = self._workspace.document
        if document is None:
            return
        mark, (start, end) = self._window.canvas.focus(), self._window.canvas.selection()
        writing = Writing(document.id)
        words = self.tr("On the whole document")
        if start == end and mark is not None:
            annotation = document.annotation_of(mark)
            place = (mark.start, mark.end)
            writing = Writing(document.id, annotation.id) if annotation else Writing(document.id, place=place)
            words = self.tr("On “{0}”").format(document.text[mark.start : mark.end])
        elif start < end:
            writing = Writing(document.id, place=(start, end))
            words = self.tr("On “{0}”").format(document.text[start:end])
        self._show_dock()
        self._panel.editor.write(writing, words)

    def _show_dock(self) -> None:
        dock = self._window.docks["notes"]
        dock.show()
        dock.raise_()
        if dock.height() < _LEAST_HEIGHT:  # beside labels and categories it would show half a note
            self._window.resizeDocks([dock], [_LEAST_HEIGHT], Qt.Orientation.Vertical)

    def _store(self, writing: Writing) -> None:
        def operation(project: Project) -> Change:
            if writing.edits is not None:
                return operations.edit_note(project, writing.edits, writing.words)
            if writing.answers is not None:
                return operations.reply(project, writing.answers, writing.words)
            on, place = writing.annotation_id, writing.place
            return operations.add_note(
                project, writing.document_id, writing.words, annotation_id=on, place=place
            )

        self._workspace.perform(operation, lambda _change: self._panel.editor.saved())

    def _settle(self, note_id: int, resolved: bool) -> None:
        self._workspace.perform(lambda project: operations.resolve_note(project, note_id, resolved))

    def _remove(self, note_id: int) -> None:
        def told(_change: Change) -> None:
            self._telling.done(self.tr("The note was deleted."))

        self._workspace.perform(lambda project: operations.remove_note(project, note_id), told)

    # going

    def _go_to(self, note_id: int, *, with_card: bool = False) -> None:
        note = next((each for each in self._notes if each.id == note_id), None)
        document = self._workspace.document
        if note is None or document is None:
            return
        self._at = note.id
        if with_card:
            self._show_dock()
        self._panel.point_to(note.id)
        annotation = document.annotations.get(note.annotation_id or 0)
        canvas = self._window.canvas
        if annotation is not None:
            canvas.set_focus(annotation_mark(annotation))
        elif note.start is not None and note.end is not None:
            canvas.set_focus(None)
            canvas.set_selection(note.start, note.end)

    def next_note(self) -> None:
        """Go to the next open note of this document, then to the next document that has one."""
        waiting = [note.id for note in self._notes if not note.is_resolved]
        at = waiting.index(self._at) + 1 if self._at in waiting else 0
        if at < len(waiting):
            self._show_dock()
            self._go_to(waiting[at], with_card=True)
            return
        beyond = self._next_document(lambda line: line.notes > 0)
        if beyond is not None:
            self._at = 0
            self._workspace.open_document(beyond, lambda: self._read(self.next_note))
        elif waiting:
            self._at = 0
            self.next_note()
        else:
            self._telling.say(self.tr("No note waits here."))

    def _next_document(self, wanted: Callable[[DocumentLine], bool]) -> int | None:
        """The next document behind the open one, round to it, that is wanted; not the open one."""
        document, lines = self._workspace.document, self._window.documents.model.lines()
        here = document.id if document is not None else 0
        found = [line.id for line in lines if wanted(line) and line.id != here]
        return next((id_ for id_ in found if id_ > here), found[0] if found else None)

    # doubts

    def doubt(self) -> None:
        """Mark the span in focus as unsure, or take the mark away; a suggestion is accepted by this."""
        document, focused = self._workspace.document, self._hand.focused()
        if document is None or focused is None:
            return
        if isinstance(focused, Suggestion):
            then = self._hand.here(self._hand.focus_on_added)
            commands.accept(self._workspace, [focused.id], then, unsure=True)
            return
        id_, unsure = focused.id, not focused.unsure
        self._workspace.perform(lambda project: operations.set_unsure(project, [id_], unsure))

    def next_unsure(self) -> None:
        """Go to the next span that is marked as unsure, here, then in the next document that has one."""
        canvas = self._window.canvas
        if canvas.focus_next(_is_unsure) is not None:
            return
        beyond = self._next_document(lambda line: line.unsure > 0)
        if beyond is not None:
            self._workspace.open_document(beyond, self._first_unsure)
        else:
            self._first_unsure()

    def _first_unsure(self) -> None:
        document = self._workspace.document
        marks = sorted(document.marks(), key=lambda mark: mark.start) if document is not None else []
        first = next((mark for mark in marks if mark.unsure), None)
        if first is not None:
            self._window.canvas.set_focus(first)
        else:
            self._telling.say(self.tr("No span is marked as unsure."))


def _is_unsure(mark: Mark) -> bool:
    return mark.unsure


def _words(note: Note) -> str:
    said = [f"{note.author}: {note.body}", *(f"{each.author}: {each.body}" for each in note.replies)]
    return "\n".join(said)
