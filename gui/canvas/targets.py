"""What can be pointed at with one key: the marks of a block, and the words that lie outside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gui.canvas.marks import Mark

_BETWEEN = re.compile(r"[\s，。；：！？、,.;:!?…—·“”‘’\"'《》〈〉「」『』（）()【】\[\]]")


class Target(NamedTuple):
    """A range of the text, and the mark that it is; None for a word."""

    start: int
    end: int
    mark: Mark | None = None


def targets(words: Iterable[tuple[int, int]], marks: Sequence[Mark], *, flat: bool) -> list[Target]:
    """Marks and words in text order, outer before inner; of a word that a mark cuts, what is left over.

    Words inside marks can be pointed at where spans may be nested.
    """
    found = [Target(each.start, each.end, each) for each in marks]
    places = {(each.start, each.end) for each in marks}
    covered = _union(marks)
    first = 0
    for start, end in words:
        while first < len(covered) and covered[first][1] <= start:
            first += 1
        at, number, whole = start, first, True
        while number < len(covered) and covered[number][0] < end:
            if at < covered[number][0]:
                found.append(Target(at, covered[number][0]))
            at, whole = max(at, covered[number][1]), False
            number += 1
        if at < end:
            found.append(Target(at, end))
        elif not flat and not whole and (start, end) not in places:
            found.append(Target(start, end))
    return sorted(found, key=lambda each: (each.start, -each.end))


def _union(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """What the marks cover together, as ranges that don't touch each other's insides."""
    joined: list[tuple[int, int]] = []
    for each in sorted(marks, key=lambda mark: mark.start):
        if joined and each.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], each.end))
        else:
            joined.append((each.start, each.end))
    return joined


def clause_end(text: str, start: int) -> int:
    """Where the clause that a position lies in ends: at the next sign or blank."""
    match = _BETWEEN.search(text, start)
    return match.start() if match else len(text)


def beside(text: str, target: Target, marks: Iterable[Mark]) -> Mark | None:
    """The mark that a word would be given to: the nearest in its clause, of two as near the one behind.

    For a mark: the one before it in its clause, else the one behind.
    """
    before: tuple[int, Mark] | None = None
    behind: tuple[int, Mark] | None = None
    for each in marks:
        if each.end <= target.start:
            gap = target.start - each.end
            if not _BETWEEN.search(text, each.end, target.start) and (before is None or gap < before[0]):
                before = (gap, each)
        elif each.start >= target.end:
            gap = each.start - target.end
            if not _BETWEEN.search(text, target.end, each.start) and (behind is None or gap < behind[0]):
                behind = (gap, each)
    if before is None or behind is None:
        chosen = before or behind
    elif target.mark is not None:
        chosen = before
    else:
        chosen = before if before[0] < behind[0] else behind
    return chosen[1] if chosen else None
