"""The hits of a search in one text: thousands of places, found again by position."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from core.matching import Matcher, Pattern

MOST = 1_000_000
_LOOK_UP = 4_096  # hits between two looks whether anybody still waits


class Hits:
    """Half-open ranges in text order, none over another. `is_cut`: there are more than were kept."""

    def __init__(self) -> None:
        self.starts = array("q")
        self.ends = array("q")
        self.is_cut = False

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> tuple[int, int]:
        return self.starts[number], self.ends[number]

    def over(self, start: int, end: int) -> range:
        """The numbers of those that share a character with a stretch of the text."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def from_position(self, position: int) -> int:
        """The number of the first that begins there or later; behind the last comes the first."""
        number = bisect_left(self.starts, position)
        return number if number < len(self) else 0

    def before_position(self, position: int) -> int:
        """The number of the last that begins before a position; before the first comes the last."""
        return (bisect_left(self.starts, position) - 1) % len(self)

    def number_of(self, start: int, end: int) -> int | None:
        """The number of the hit that covers just that range."""
        number = bisect_left(self.starts, start)
        return number if number < len(self) and self[number] == (start, end) else None


def find_hits(text: str, pattern: Pattern, should_stop: Callable[[], bool]) -> Hits:
    """All hits in a text, at most `MOST`. Raises BadPattern, TooSlow."""
    hits = Hits()
    for start, end in Matcher(pattern).places(text):
        if len(hits) == MOST:
            hits.is_cut = True
            break
        hits.starts.append(start)
        hits.ends.append(end)
        if len(hits) % _LOOK_UP == 0 and should_stop():
            break
    return hits
