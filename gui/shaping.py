"""Shaping spans by a key: split, merge, grow to the phrase in quotes, walk a stack of nested ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.brackets import enclosing
from core.history import Change
from core.text import sentences
from gui import commands
from gui.annotating import Annotating
from gui.canvas.marks import Mark
from gui.canvas.movement import Unit
from gui.canvas.view import Canvas
from gui.models.open_document import annotation_mark
from gui.workspace import Workspace

_NEAR = 200  # code points in which a neighbour is looked for
_STEPS = {
    "next-character": (Unit.CHARACTER, 1, False),
    "previous-character": (Unit.CHARACTER, -1, False),
    "next-sentence": (Unit.SENTENCE, 1, False),
    "previous-sentence": (Unit.SENTENCE, -1, False),
    "next-paragraph": (Unit.PARAGRAPH, 1, False),
    "previous-paragraph": (Unit.PARAGRAPH, -1, False),
    "select-next-character": (Unit.CHARACTER, 1, True),
    "select-previous-character": (Unit.CHARACTER, -1, True),
    "select-previous-sentence": (Unit.SENTENCE, -1, True),
}


class Shaping(QObject):
    """Each change is one act and one undo. `impossible` says why a key did nothing."""

    impossible = Signal(str)

    def __init__(
        self, workspace: Workspace, canvas: Canvas, hand: Annotating, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        self._hand = hand
        self._trail: list[Mark] = []  # the marks left on the way outwards, to come back by

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        steps = {
            id_: partial(self._hand.move_by, unit, direction, extend=extend)
            for id_, (unit, direction, extend) in _STEPS.items()
        }
        return {
            **steps,
            "phrase": self.to_phrase,
            "phrase-marks": partial(self.to_phrase, including=True),
            "split-span": self.split,
            "merge-previous": partial(self.merge, -1),
            "merge-next": partial(self.merge, 1),
            "outer": self.outer,
            "inner": self.inner,
        }

    def to_phrase(self, *, including: bool = False) -> None:
        """Let the span in focus, else the selection, reach to the quotes or brackets around it.

        Pressed again, it goes on to the next pair outside.
        """
        document, mark = self._workspace.document, self._canvas.focus()
        if document is None:
            return
        selected = self._canvas.selection()
        of_mark = mark is not None and selected[0] == selected[1]
        start, end = (mark.start, mark.end) if mark is not None and of_mark else selected
        found = enclosing(document.text, start, end, including=including)
        if found is None or found[0] == found[1]:
            self.impossible.emit(self.tr("No quotes or brackets stand around this in its line."))
        elif mark is not None and of_mark:
            if not document.is_finished:
                then = self._hand.here(self._hand.show_grown)
                commands.stretch(self._workspace, mark, *found, then)
        else:
            self._canvas.set_selection(*found)
            self._canvas.finish_selection()

    def split(self) -> None:
        """Cut the span in focus: around the selection inside it, at the caret, else at a word's border."""
        document, mark = self._workspace.document, self._canvas.focus()
        if document is None or mark is None:
            return
        cuts = [at for at in self._canvas.selection() if mark.start < at < mark.end]
        if not cuts:
            cuts = self._middle(mark)
        if not cuts:
            self.impossible.emit(self.tr("A single character cannot be split."))
            return
        commands.split_span(self._workspace, mark, cuts, self._hand.here(self._show_last))

    def _show_last(self, change: Change) -> None:
        self._focus(annotation_mark(max(change.added, key=lambda each: each.start)))

    def _middle(self, mark: Mark) -> list[int]:
        """The border of words nearest to the middle; in a single word that of characters."""
        for unit in (Unit.WORD, Unit.CHARACTER):
            inside = []
            at = self._canvas.next_boundary(mark.start, unit, 1)
            while mark.start < at < mark.end:
                inside.append(at)
                at = self._canvas.next_boundary(at, unit, 1)
            if inside:
                return [min(inside, key=lambda at: abs(2 * at - mark.start - mark.end))]
        return []

    def merge(self, direction: int) -> None:
        """Let the span in focus take in its neighbour, and what lies between them in the sentence."""
        document, mark = self._workspace.document, self._canvas.focus()
        if document is None or mark is None:
            return
        around = max(0, mark.start - _NEAR), min(mark.end + _NEAR, len(document.text))
        gap = document.known.gap(*around)
        if gap is not None:  # in a long document: what stands beside is still being read
            self._workspace.loading.when_known(gap, partial(self.merge, direction))
            return
        other = self._canvas.mark_beside(mark, direction)
        if other is None or not _within_a_sentence(document.text, mark, other):
            self.impossible.emit(self.tr("No span stands beside it in this sentence."))
            return
        commands.merge(self._workspace, mark, [other], self._hand.here(self._hand.focus_on_added))

    def outer(self) -> None:
        """Go to the smallest span around the one in focus; without a focus to the innermost here."""
        focus = self._canvas.focus()
        if focus is None:
            here = self._canvas.marks_at(self._canvas.caret())
            self._trail = []
            self._focus(here[-1] if here else None)
            return
        around = self._around(focus)
        if around:
            if self._trail and self._trail[-1] not in self._inside(focus):
                self._trail = []
            self._trail.append(focus)
            self._focus(around[-1])

    def inner(self) -> None:
        """Go back inwards to the span come from, else to the first inside the one in focus."""
        focus = self._canvas.focus()
        if focus is None:
            here = self._canvas.marks_at(self._canvas.caret())
            self._focus(here[0] if here else None)
            return
        inside = self._inside(focus)
        if self._trail and self._trail[-1] in inside:
            self._focus(self._trail.pop())
        elif inside:
            self._focus(inside[0])

    def _focus(self, mark: Mark | None) -> None:
        if mark is not None:
            self._canvas.set_focus(mark)

    def _around(self, focus: Mark) -> list[Mark]:
        """What contains a mark, outer before inner; of the same place what is drawn outside it."""
        found = self._canvas.marks_over(focus.start, focus.end)
        same = [each for each in found if _place(each) == _place(focus)]
        wider = [
            each
            for each in found
            if each.start <= focus.start and focus.end <= each.end and _place(each) != _place(focus)
        ]
        return sorted(wider, key=lambda each: each.start - each.end) + same[: same.index(focus)]

    def _inside(self, focus: Mark) -> list[Mark]:
        """What a mark contains, in text order, outer before inner."""
        found = self._canvas.marks_over(focus.start, focus.end)
        same = [each for each in found if _place(each) == _place(focus)]
        narrower = [
            each
            for each in found
            if focus.start <= each.start and each.end <= focus.end and _place(each) != _place(focus)
        ]
        return same[same.index(focus) + 1 :] + narrower


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _within_a_sentence(text: str, one: Mark, other: Mark) -> bool:
    """Whether nothing between two marks ends a sentence or a line."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return "\n" not in between and len(list(sentences(f"{between}一"))) == 1
