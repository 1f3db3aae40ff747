"""Where words begin and end, asked for a place at a time and remembered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

Boundaries = Callable[[str], Sequence[int]]
_ROOM = 8  # characters on either side that a place is cut in
_MOST = 200_000  # contexts that are remembered


class Borders:
    """Asks a segmenter only about the stretch around a place: most of a text has nothing to be asked."""

    def __init__(self, boundaries: Boundaries) -> None:
        self._boundaries = boundaries
        self._known: dict[str, frozenset[int]] = {}

    def are(self, text: str, *positions: int) -> bool:
        """Whether words begin or end at all these positions, which lie close together."""
        low, high = min(positions), max(positions)
        start, end = max(0, low - _ROOM), min(len(text), high + _ROOM)
        found = self._of(text[start:end])
        return all(position - start in found for position in positions)

    def word_over(self, text: str, position: int) -> tuple[int, int]:
        """The word that goes over a position; an empty range where a word begins or ends there."""
        start, end = max(0, position - _ROOM), min(len(text), position + _ROOM)
        found = sorted(self._of(text[start:end]))
        at = bisect_left(found, position - start)
        if at < len(found) and found[at] == position - start:
            return position, position
        return found[at - 1] + start, found[at] + start

    def _of(self, stretch: str) -> frozenset[int]:
        known = self._known.get(stretch)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[stretch] = frozenset(self._boundaries(stretch))
        return known
