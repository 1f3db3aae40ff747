"""The best reading of a text: of proposals that exclude each other, those that weigh most together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from core.suggest.reading import Candidate
from core.suggest.rules import CombineRule


def weight(candidate: Candidate, rule: CombineRule) -> float:
    """How much a proposal counts: its score, its source, its label and its length."""
    length = candidate.end - candidate.start
    scaled: float = max(length + rule.bonus, 0.1) ** rule.power
    return (
        scaled
        * candidate.score
        * rule.sources.get(candidate.source, 1.0)
        * rule.labels.get(candidate.label, 1.0)
    )


def best_flat(candidates: Iterable[Candidate], rule: CombineRule) -> list[Candidate]:
    """The proposals without overlap whose weights sum highest, by position; ties go to the earlier given.

    Weighted interval selection: O(n log n).
    """
    ordered = _distinct(candidates, rule)
    ends = [candidate.end for candidate, _ in ordered]
    total = [0.0]
    taken: list[int] = []  # for each proposal, how many before it go with it; -1 if it is not worth taking
    for order, (candidate, value) in enumerate(ordered):
        before = bisect_right(ends, candidate.start, 0, order)
        with_it = total[before] + value
        if with_it > total[order]:
            total.append(with_it)
            taken.append(before)
        else:
            total.append(total[order])
            taken.append(-1)
    chosen = []
    order = len(ordered)
    while order:
        if taken[order - 1] < 0:
            order -= 1
        else:
            chosen.append(ordered[order - 1][0])
            order = taken[order - 1]
    return chosen[::-1]


def best_nested(candidates: Iterable[Candidate], rule: CombineRule) -> list[Candidate]:
    """The best flat reading, and whatever lies wholly inside or around what is taken, heaviest first.

    Two proposals of the same place and label are one; crossing ones exclude each other.
    """
    kept = list(candidates)
    taken = _Laminar()
    for candidate in best_flat(kept, rule):
        taken.add(candidate)
    for candidate, _ in sorted(_distinct(kept, rule), key=lambda pair: (-pair[1], pair[0][:3])):
        if taken.has_room(candidate):
            taken.add(candidate)
    return sorted(taken.members, key=lambda each: (each.start, -each.end))


class _Laminar:
    """Spans of which any two lie apart or one inside the other; asking costs the span's length."""

    def __init__(self) -> None:
        self.members: list[Candidate] = []
        self._places: set[tuple[int, int]] = set()
        self._furthest: dict[int, int] = {}  # by start, the furthest end
        self._earliest: dict[int, int] = {}  # by end, the earliest start

    def add(self, candidate: Candidate) -> None:
        start, end = candidate.start, candidate.end
        self.members.append(candidate)
        self._places.add((start, end))
        self._furthest[start] = max(end, self._furthest.get(start, end))
        self._earliest[end] = min(start, self._earliest.get(end, start))

    def has_room(self, candidate: Candidate) -> bool:
        """Whether the place is free and no span crosses its edges."""
        start, end = candidate.start, candidate.end
        if (start, end) in self._places:
            return False
        inside = range(start + 1, end)
        leaving = any(self._furthest.get(position, end) > end for position in inside)
        return not leaving and all(self._earliest.get(position, start) >= start for position in inside)


def _distinct(candidates: Iterable[Candidate], rule: CombineRule) -> Sequence[tuple[Candidate, float]]:
    """The heaviest proposal for each place, above the threshold, by end."""
    best: dict[tuple[int, int], tuple[Candidate, float]] = {}
    for candidate in candidates:
        if candidate.score < rule.threshold:
            continue
        value = weight(candidate, rule)
        place = (candidate.end, candidate.start)
        if place not in best or value > best[place][1]:
            best[place] = (candidate, value)
    return [best[place] for place in sorted(best)]
