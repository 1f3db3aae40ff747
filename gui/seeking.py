"""Going to the next mark, also where it is not read yet: a key never passes over what is still to come."""

from __future__ import annotations

from collections.abc import Callable

from gui.canvas.marks import Mark
from gui.canvas.view import Canvas
from gui.workspace import Workspace

Wanted = Callable[[Mark], bool]


def anything(_mark: Mark) -> bool:
    """Every mark is wanted."""
    return True


def _nothing() -> None:
    pass


class Seeking:
    """Finds marks from the focus, else from the caret. As a rule at once; where a piece of the document
    between here and there is missing, when it was read. Keys pressed meanwhile wait behind."""

    def __init__(self, workspace: Workspace, canvas: Canvas) -> None:
        self._workspace = workspace
        self._canvas = canvas

    def next(self, wanted: Wanted = anything, otherwise: Callable[[], None] = _nothing) -> None:
        """Focus on the next mark that is wanted; `otherwise` where there is none up to the end."""
        document, canvas = self._workspace.document, self._canvas
        if document is None:
            return
        mark = canvas.find_next(wanted)
        until = mark.start if mark is not None else len(document.text)
        gap = document.known.gap(canvas.place(), until)
        if gap is not None:
            self._workspace.loading.when_known(gap, lambda: self.next(wanted, otherwise))
        elif mark is not None:
            canvas.set_focus(mark)
        else:
            otherwise()

    def previous(self, wanted: Wanted = anything) -> None:
        """Focus on the mark before that is wanted; stay where there is none."""
        document, canvas = self._workspace.document, self._canvas
        if document is None:
            return
        mark = canvas.find_previous(wanted)
        since = mark.start if mark is not None else 0
        gap = document.known.gap_before(since, canvas.place())
        if gap is not None:
            self._workspace.loading.when_known(gap, lambda: self.previous(wanted))
        elif mark is not None:
            canvas.set_focus(mark)

    def first(self, wanted: Wanted = anything, otherwise: Callable[[], None] = _nothing) -> None:
        """Focus on the first mark of the document that is wanted; `otherwise` where there is none."""
        document = self._workspace.document
        if document is None:
            return
        mark = self._canvas.find_first(wanted)
        gap = document.known.gap(0, mark.start if mark is not None else len(document.text))
        if gap is not None:
            self._workspace.loading.when_known(gap, lambda: self.first(wanted, otherwise))
        elif mark is not None:
            self._canvas.set_focus(mark)
        else:
            otherwise()
