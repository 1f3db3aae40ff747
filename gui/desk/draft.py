"""A new reading while it is made: caret, selection and spans, moved and labelled by keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Literal

from core.review.layered import Place

Unit = Literal["character", "word"]


class Draft:
    """Positions are the document's; the caret stays within `[low, high)`, the part that is shown.

    It begins with the case's stretch selected, so that a label's key labels just that.
    """

    def __init__(
        self,
        text: str,
        stretch: tuple[int, int],
        *,
        flat: bool,
        boundaries: Callable[[str], Sequence[int]],
    ) -> None:
        self._text = text
        self.low, self.high = 0, len(text)
        self.stretch = stretch
        self.anchor, self.caret = stretch
        self.spans: list[Place] = []
        self._flat = flat
        self._boundaries = boundaries

    @property
    def selection(self) -> tuple[int, int]:
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def move(self, unit: Unit, direction: int, *, extend: bool) -> None:
        """Move the caret; without `extend` a selection first shrinks to its end on that side."""
        start, end = self.selection
        if not extend and start < end:
            self.put(end if direction > 0 else start)
        else:
            self.put(self._step(self.caret, unit, direction), extend=extend)

    def put(self, position: int, *, extend: bool = False) -> None:
        """Put the caret somewhere, within what is shown."""
        self.caret = min(max(position, self.low), self.high)
        if not extend:
            self.anchor = self.caret

    def select(self, start: int, end: int) -> None:
        """Select a stretch, within what is shown."""
        self.anchor = min(max(start, self.low), self.high)
        self.caret = min(max(end, self.low), self.high)

    def move_edge(self, left: bool, unit: Unit, direction: int) -> None:
        """Move the selection's left or right edge; it keeps a character at least."""
        start, end = self.selection
        if left:
            start = min(self._step(start, unit, direction), end - 1)
        else:
            end = max(self._step(end, unit, direction), start + 1)
        self.select(start, end)

    def select_word(self, position: int) -> None:
        """Select the word over the character behind a position."""
        self.select(self._step(position + 1, "word", -1), self._step(position, "word", 1))

    def label(self, key: str) -> bool:
        """Give the selection a label; in a flat label set what it overlaps makes room. False: none is."""
        start, end = self.selection
        if start == end:
            return False
        span = (start, end, key)
        kept = [each for each in self.spans if not self._meets(each, span)]
        self.spans = sorted([*kept, span])
        self.put(end)
        return True

    def _meets(self, one: Place, other: Place) -> bool:
        return one == other or (self._flat and one[0] < other[1] and other[0] < one[1])

    def delete(self) -> None:
        """Take away the spans under the selection or the caret."""
        start, end = self.selection
        low, high = (start, end) if start < end else (start - 1, start + 1)
        self.spans = [each for each in self.spans if not (each[0] < high and low < each[1])]

    def _step(self, position: int, unit: Unit, direction: int) -> int:
        if unit == "character":
            return min(max(position + direction, self.low), self.high)
        found = [self.low + each for each in self._boundaries(self._text[self.low : self.high])]
        if direction > 0:
            at = bisect_right(found, position)
            return found[at] if at < len(found) else self.high
        at = bisect_left(found, position) - 1
        return found[at] if at >= 0 else self.low
