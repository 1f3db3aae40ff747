"""Spans as one tag a word (B-LABEL, I-LABEL, O) and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

OUTSIDE = "O"


class Placed(Protocol):
    """Anything with a range and a label."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def label(self) -> str: ...


def words_of(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The words, `[first, last)`, that `[start, end)` covers wholly or in part."""
    return bisect_right(starts, start) - 1, bisect_left(starts, end)


def encode(starts: Sequence[int], places: Iterable[tuple[int, int, str]]) -> list[str]:
    """One tag for each word; `starts` holds the end of the last word too.

    A span that ends within a word takes the word; of spans in one another the longest is told.
    """
    tags = [OUTSIDE] * (len(starts) - 1)
    for start, end, label in sorted(places, key=lambda each: (each[0] - each[1], each)):
        first, last = words_of(starts, start, end)
        if all(tag == OUTSIDE for tag in tags[first:last]):
            tags[first] = f"B-{label}"
            for index in range(first + 1, last):
                tags[index] = f"I-{label}"
    return tags
