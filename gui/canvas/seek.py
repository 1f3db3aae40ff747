"""Finding marks on a page from where one is: the focus, else the caret."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.span_index import SpanIndex
from gui.canvas.marks import Mark

Wanted = Callable[[Mark], bool] | None


def mark_behind(index: SpanIndex[Mark], focus: Mark | None, caret: int, wanted: Wanted) -> Mark | None:
    """The next mark that is wanted, outer before inner."""
    ahead = index.after(focus) if focus is not None and focus in index else index.following(caret)
    return first_mark(ahead, wanted)


def mark_before(index: SpanIndex[Mark], focus: Mark | None, caret: int, wanted: Wanted) -> Mark | None:
    """The mark before that is wanted."""
    behind = index.before(focus) if focus is not None and focus in index else index.preceding(caret)
    return first_mark(behind, wanted)


def neighbour(index: SpanIndex[Mark], mark: Mark, direction: int) -> Mark | None:
    """The nearest mark that begins before another and ends before it; or behind, and ends behind it."""
    if mark not in index:
        return None
    if direction > 0:
        return first_mark(index.after(mark), lambda each: each.start > mark.start and each.end > mark.end)
    return first_mark(index.before(mark), lambda each: each.start < mark.start and each.end < mark.end)


def first_mark(marks: Iterable[Mark], wanted: Wanted) -> Mark | None:
    """The first of these that is wanted."""
    return next((mark for mark in marks if wanted is None or wanted(mark)), None)
