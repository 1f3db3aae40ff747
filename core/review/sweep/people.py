"""Annotators whose work is unlike that of the others: how many spans, how long, which labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import median

from core.review.sweep.tally import People, Tally
from core.review.sweep.values import Finding, FindingKind

_LEAST_LAYERS, _LEAST_SPANS = 3, 60
_TIMES = 1.6  # as much as another, or so much less: farther off is unlike
_LIKE = 1 / 3  # of the others: so many that are like it, and it is no outlier
_SURE = 4.0  # standard errors of a share
_EXPECTED = 5  # spans of a label that the others' share would come to, before it can be missed
SPANS, LENGTH, SHARE = "spans per 1,000 characters", "characters per span", "share of the spans, %"


def outliers(tally: Tally) -> Iterator[Finding]:
    """Each figure of a person that is unlike most others'; three people at least, with work enough."""
    people = {
        name: each
        for name, each in tally.people.items()
        if each.layers >= _LEAST_LAYERS and each.spans >= _LEAST_SPANS
    }
    if len(people) < 3:
        return
    for name, person in people.items():
        others = [each for other, each in people.items() if other != name]
        for what, figure in ((SPANS, _density), (LENGTH, _length)):
            theirs = [figure(each) for each in others]
            if _is_unlike(figure(person), theirs):
                yield _finding(name, what, "", figure(person), theirs)
        for label in tally.labels:
            mine, theirs = _share(person, label), [_share(each, label) for each in others]
            middle = median(theirs)
            error = 100 * sqrt(max(middle, 0.5) * (100 - middle) / 10_000 / person.spans)
            sure = abs(mine - middle) > _SURE * error
            enough = max(mine, middle) * person.spans / 100 >= _EXPECTED
            if sure and enough and _is_unlike(mine, theirs):
                yield _finding(name, SHARE, label, mine, theirs)


def _is_unlike(mine: float, theirs: Sequence[float]) -> bool:
    like = [each for each in theirs if _is_like(mine, each)]
    return len(like) < len(theirs) * _LIKE


def _is_like(one: float, other: float) -> bool:
    return max(one, other) <= min(one, other) * _TIMES


def _finding(name: str, what: str, label: str, mine: float, theirs: Sequence[float]) -> Finding:
    standing = ((name, round(mine, 2)), ("", round(median(theirs), 2)))
    return Finding(FindingKind.OUTLIER, f"{name}|{what}", label, standing)


def _density(person: People) -> float:
    return 1_000 * person.spans / max(1, person.characters)


def _length(person: People) -> float:
    return person.length / max(1, person.spans)


def _share(person: People, label: str) -> float:
    return 100 * person.labels[label] / max(1, person.spans)
