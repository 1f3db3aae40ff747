"""Which stretches of a text have been read: a grid of pieces, each known or not."""

from __future__ import annotations

from collections.abc import Iterable

PIECE = 4_096  # code points


class Known:
    """The pieces of a text of some length, at first all unknown; the last may be shorter."""

    __slots__ = ("_pieces", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self._pieces = bytearray(max(1, -(-length // PIECE)))

    @property
    def is_whole(self) -> bool:
        """Whether all is known."""
        return 0 not in self._pieces

    def learn(self, start: int, end: int) -> None:
        """Note that `[start, end)` was read; pieces that it covers in part stay as they were."""
        first = -(-start // PIECE)
        last = len(self._pieces) if end >= self.length else end // PIECE
        if first < last:
            self._pieces[first:last] = b"\1" * (last - first)

    def forget(self) -> None:
        """Let all be unknown again: what was read may be out of date."""
        self._pieces = bytearray(len(self._pieces))

    def gap(self, start: int, end: int) -> int | None:
        """The first position of `[start, end]` that is not known; None where all is."""
        found = self._pieces.find(0, self._at(start), self._at(end) + 1)
        return max(start, found * PIECE) if found >= 0 else None

    def gap_before(self, start: int, end: int) -> int | None:
        """The last position of `[start, end]` that is not known; None where all is."""
        found = self._pieces.rfind(0, self._at(start), self._at(end) + 1)
        if found < 0:
            return None
        return end if found == self._at(end) else (found + 1) * PIECE - 1

    def next_stretch(self, places: Iterable[int], length: int) -> tuple[int, int] | None:
        """What to read next: around these places, in their order; then on from the first, and from the top.

        At most `length` code points (at least a piece) that are not known yet; None where all is.
        """
        pieces, behind = self._pieces, 0
        for number, place in enumerate(places):
            at = self._at(place)
            behind = behind if number else at
            found = pieces.find(0, max(0, at - 1), at + 2)
            if found >= 0:
                return self._run(found, length)
        found = pieces.find(0, behind)
        found = found if found >= 0 else pieces.find(0)
        return self._run(found, length) if found >= 0 else None

    def _run(self, first: int, length: int) -> tuple[int, int]:
        most = min(len(self._pieces), first + max(1, length // PIECE))
        known = self._pieces.find(1, first, most)
        return first * PIECE, (known if known >= 0 else most) * PIECE

    def _at(self, position: int) -> int:
        return min(max(0, position) // PIECE, len(self._pieces) - 1)


def around(position: int) -> tuple[int, int]:
    """The stretch of whole pieces around a position, wide enough for what is seen around it."""
    at = max(0, position) // PIECE
    return max(0, at - 1) * PIECE, (at + 2) * PIECE
