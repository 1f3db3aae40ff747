"""The annotator's hand: what each key does with the focus and the selection on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from core.annotation import Annotation, Suggestion
from core.history import Change, Kind
from gui import commands
from gui.canvas.marks import Mark
from gui.canvas.movement import Unit
from gui.canvas.view import Canvas
from gui.models.open_document import OpenDocument, annotation_mark, suggestion_mark
from gui.seeking import Seeking
from gui.workspace import Workspace

Side = Literal["left", "right"]


class Annotating(QObject):
    """Turns keys into commands, and after a decision moves on to the next that waits."""

    replaced = Signal(int)  # that many spans made room for a new one
    finished = Signal(int)  # the document is finished; that many suggestions were confirmed by it
    nothing_left = Signal()  # no suggestion waits in this document any more

    def __init__(self, workspace: Workspace, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        self._seeking = Seeking(workspace, canvas)
        self.active_label = ""
        self.goes_on = True  # to the next suggestion after a decision; else it stays where it was made
        self.shows: Callable[[Mark], bool] = lambda _mark: True  # whether a filter lets a mark through
        canvas.selectionFinished.connect(self._label_at_once)

    @property
    def _document(self) -> OpenDocument | None:
        return self._workspace.document

    def focused(self) -> Annotation | Suggestion | None:
        """What is in focus."""
        document, mark = self._document, self._canvas.focus()
        if document is None:
            return None
        return document.annotation_of(mark) or document.suggestion_of(mark)

    def show_from_top(self) -> None:
        """Scroll down only as far as what is in focus needs, now that the window has its size."""
        self._canvas.reveal(0, 0)
        self._canvas.set_focus(self._canvas.focus())

    def next_undecided(self) -> None:
        """Go to the next suggestion that waits; behind the last, to the first."""
        self._seeking.next(_waits, lambda: self._seeking.first(_waits))

    def previous_undecided(self) -> None:
        """Go to the suggestion before."""
        self._seeking.previous(_waits)

    def next_mark(self) -> None:
        """Go to the next span or suggestion."""
        self._seeking.next()

    def previous_mark(self) -> None:
        """Go to the span or suggestion before."""
        self._seeking.previous()

    def move_by(self, unit: Unit, direction: int, *, extend: bool = False) -> None:
        """Move the caret, perhaps with the selection."""
        self._canvas.move_caret(unit, direction, extend)

    def select_word(self) -> None:
        """Select the word at the caret; with a label held, it is labelled."""
        start, end = self._canvas.word_at(self._canvas.caret())
        self._canvas.set_selection(start, end)
        self._canvas.finish_selection()

    def label(self, key: str) -> None:
        """Label the selection; without one, what is in focus; without that, the word at the caret."""
        if self._document is None:
            return
        start, end = self._canvas.selection()
        if start < end:
            self._annotate(start, end, key)
            return
        focused = self.focused()
        if isinstance(focused, Annotation):
            if focused.label != key:
                commands.relabel_annotation(self._workspace, focused.id, key, self.here(self.focus_on_added))
        elif isinstance(focused, Suggestion):
            if focused.label == key:
                self.accept()
            else:
                commands.correct_label(self._workspace, focused.id, key, self.here(self._go_on))
        else:
            word = self._canvas.word_at(self._canvas.caret())
            if word[0] < word[1]:
                self._annotate(*word, key)

    def accept(self) -> None:
        """Confirm the suggestion in focus and go on."""
        focused = self.focused()
        if isinstance(focused, Suggestion):
            commands.accept(self._workspace, [focused.id], self.here(self._go_on))

    def reject(self) -> None:
        """Say no to the suggestion in focus and go on."""
        focused = self.focused()
        if isinstance(focused, Suggestion):
            self._stay_at(focused.start)
            commands.reject(self._workspace, [focused.id], self.here(self._go_on))

    def accept_all(self) -> None:
        """Confirm everything that waits and is shown; of suggestions that overlap, the first."""
        self._workspace.when_whole(self._accept_all)

    def _accept_all(self) -> None:
        document = self._document
        if document is None:
            return
        flat, until = self._workspace.label_set.is_flat, 0
        ids: list[int] = []
        shown = (each for each in document.waiting.values() if self.shows(suggestion_mark(each)))
        for each in sorted(shown, key=lambda each: (each.start, each.end)):
            if not flat or each.start >= until:
                ids.append(each.id)
                until = each.end
        if ids:
            commands.accept(self._workspace, ids)

    def delete(self) -> None:
        """Delete the annotation in focus; reject the suggestion in focus."""
        focused = self.focused()
        if isinstance(focused, Annotation):
            self._stay_at(focused.start)
            commands.remove(self._workspace, [focused.id])
        elif isinstance(focused, Suggestion):
            self.reject()

    def move_edge(self, side: Side, direction: int, unit: Unit) -> None:
        """Move the left or right edge of what is in focus by a word or a character."""
        document, focused = self._document, self.focused()
        if document is None or focused is None:
            return
        start, end = focused.start, focused.end
        if side == "left":
            start = self._canvas.next_boundary(start, unit, direction)
        else:
            end = self._canvas.next_boundary(end, unit, direction)
        if "\n" in document.text[start:end] or not start < end:
            return
        then = self.here(self.focus_on_added)
        if isinstance(focused, Annotation):
            commands.move_annotation(self._workspace, focused.id, start, end, then)
        else:
            commands.correct_edges(self._workspace, focused.id, start, end, then)

    def categorise(self, key: str) -> None:
        """Give the document a category, or take it back."""
        document = self._document
        if document is not None and not document.is_finished:
            given = any(mark.category == key and mark.given for mark in document.categories)
            commands.set_category(self._workspace, key, not given)

    def finish(self) -> None:
        """Finish the document; what waits is confirmed by this."""
        if self._document is not None:
            then = self.here(lambda change: self.finished.emit(len(change.added)))
            commands.finish(self._workspace, then)

    def undo(self) -> None:
        """Take back the newest act, and show where."""
        commands.undo(self._workspace, self._show_where)

    def redo(self) -> None:
        """Do it again, and show where."""
        commands.redo(self._workspace, self._show_where)

    def _annotate(self, start: int, end: int, key: str) -> None:
        def then(change: Change) -> None:
            self._canvas.set_selection(end, end, scroll=False)
            self.focus_on_added(change)
            if len(change.removed) > 0:
                self.replaced.emit(len(change.removed))

        commands.annotate(self._workspace, start, end, key, self.here(then))

    def _label_at_once(self, start: int, end: int) -> None:
        if self.active_label and self._document is not None and not self._document.is_finished:
            self._annotate(start, end, self.active_label)

    def here(self, then: Callable[[Change], None]) -> Callable[[Change], None]:
        """Only if the document is still open when the store answers."""
        asked = self._document

        def act(change: Change) -> None:
            document = self._document
            if document is not None and asked is not None and document.id == asked.id:
                then(change)

        return act

    def focus_on_added(self, change: Change) -> None:
        """Go to the last annotation that a change brought."""
        if change.added:
            self._canvas.set_focus(annotation_mark(change.added[-1]))

    def show_grown(self, change: Change) -> None:
        """Go to what has grown, and tell of what it took the place of unseen."""
        self.focus_on_added(change)
        still = {each.id for each in change.added}
        unseen = [
            each for each in change.removed if each.id not in still and not self.shows(annotation_mark(each))
        ]
        if unseen:
            self.replaced.emit(len(unseen))

    def _stay_at(self, position: int) -> None:
        """Keep the place of what will be gone, so that “next” goes on from there."""
        self._canvas.set_selection(position, position, scroll=False)

    def _go_on(self, change: Change) -> None:
        if not self.goes_on:
            self._stay(change)
            return
        if change.added:
            self._canvas.set_focus(annotation_mark(change.added[-1]), scroll=False)
        self._seeking.next(_waits, lambda: self._seeking.first(_waits, self.nothing_left.emit))

    def _stay(self, change: Change) -> None:
        """Be behind what was decided, with what came of it in focus."""
        if change.added:
            self.focus_on_added(change)
        elif change.rejected:
            self._canvas.set_focus(None)
            self._stay_at(change.rejected[-1].end)

    def _show_where(self, change: Change) -> None:
        document, where = self._document, change.document_id
        if document is not None and document.id == where:
            self._show_place(change)
        elif where is not None and not _takes_away(change):
            self._workspace.open_document(where, lambda: self._show_place(change))

    def _show_place(self, change: Change) -> None:
        if change.added:
            self._canvas.set_focus(annotation_mark(change.added[0]))
        else:
            places = [each.start for each in change.removed]
            places += [each.start for each in (*change.rejected, *change.unrejected)]
            if places:
                at = min(places)
                mark = next(iter(self._canvas.marks_at(at)), None)
                if mark is not None:
                    self._canvas.set_focus(mark)
                else:
                    self._canvas.set_selection(at, at)


def _takes_away(change: Change) -> bool:
    """Whether the document that an undo or redo was about is not in the list after it."""
    goes_again = change.about in (Kind.REMOVE_DOCUMENT, Kind.SPLIT_DOCUMENT)
    return change.about is Kind.IMPORT or (change.kind is Kind.REDO and goes_again)


def _waits(mark: Mark) -> bool:
    return mark.kind == "suggestion"
