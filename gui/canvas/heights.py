"""The heights of many blocks under each other: where one begins, and which lies at a depth."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

GROUP = 512


class Heights:
    """A list of heights with sums over groups, so that every question touches one group's slice.

    Plain slices summed in C answer within microseconds at 500,000 blocks and are built far faster
    than a tree.
    """

    __slots__ = ("_heights", "_sums")

    def __init__(self, heights: list[int]) -> None:
        self._heights = heights
        self._sums = [sum(heights[at : at + GROUP]) for at in range(0, len(heights), GROUP)]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, block: int) -> int:
        return self._heights[block]

    def __setitem__(self, block: int, height: int) -> None:
        self._sums[block // GROUP] += height - self._heights[block]
        self._heights[block] = height

    @property
    def total(self) -> int:
        return sum(self._sums)

    def top(self, block: int) -> int:
        """How far below the first block's top this block begins."""
        group = block // GROUP
        return sum(self._sums[:group]) + sum(self._heights[group * GROUP : block])

    def at(self, depth: int) -> int:
        """The block at that depth; the first above all, the last below all."""
        below = list(accumulate(self._sums))
        group = min(bisect_right(below, depth), len(below) - 1)
        top = below[group - 1] if group else 0
        inside = list(accumulate(self._heights[group * GROUP : (group + 1) * GROUP]))
        return group * GROUP + min(bisect_right(inside, depth - top), len(inside) - 1)
