"""Lanes of underlines: which of several spans over one place is drawn how far below the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from core.span_index import HasSpan


def lanes(spans: Sequence[HasSpan]) -> list[int]:
    """A lane for each span, 0 next to the text: spans in one lane never overlap, and a span lies
    below all that it contains."""
    found = [0] * len(spans)
    taken: list[tuple[list[int], list[int]]] = []  # for each lane the starts and ends in it
    inner_first = sorted(range(len(spans)), key=lambda i: (spans[i].end - spans[i].start, -i))
    for i in inner_first:
        start, end = spans[i].start, spans[i].end
        lane = next((at for at in range(len(taken), 0, -1) if _holds(taken[at - 1], start, end)), 0)
        while lane < len(taken) and _meets(taken[lane], start, end):
            lane += 1
        if lane == len(taken):
            taken.append(([], []))
        starts, ends = taken[lane]
        at = bisect_left(starts, start)
        starts.insert(at, start)
        ends.insert(at, end)
        found[i] = lane
    return found


def _meets(lane: tuple[list[int], list[int]], start: int, end: int) -> bool:
    """Whether something in the lane overlaps."""
    starts, ends = lane
    at = bisect_left(starts, end)
    return at > 0 and ends[at - 1] > start


def _holds(lane: tuple[list[int], list[int]], start: int, end: int) -> bool:
    """Whether something in the lane lies within."""
    starts, ends = lane
    at = bisect_left(starts, start)
    return at < len(starts) and ends[at] <= end
