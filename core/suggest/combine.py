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
    chosen = best_flat(kept, rule)
    places = {(each.start, each.end): each for each in chosen}
    for candidate, _ in sorted(_distinct(kept, rule), key=lambda pair: (-pair[1], pair[0][:3])):
        place = (candidate.start, candidate.end)
        if place not in places and not any(_cross(candidate, each) for each in places.values()):
            places[place] = candidate
    return sorted(places.values(), key=lambda each: (each.start, -each.end))


def _cross(one: Candidate, other: Candidate) -> bool:
    """Whether two spans overlap without one lying inside the other."""
    return (one.start < other.start < one.end < other.end) or (other.start < one.start < other.end < one.end)


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
