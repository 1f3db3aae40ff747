"""Which reading of a case could be gold without anybody looking: by majority, or by whom one trusts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from core.review.differences import Case, agreed_spans
from core.review.layered import Place


class HasPeople(Protocol):
    """A reading: it has the annotators who read so."""

    @property
    def people(self) -> tuple[str, ...]: ...


R = TypeVar("R", bound=HasPeople, covariant=True)
S = TypeVar("S", bound=HasPeople)


class Contested(Protocol[R]):
    """A case, of spans or of a category: it has readings."""

    @property
    def readings(self) -> tuple[R, ...]: ...


class Rule(Protocol):
    """Chooses a reading of a case, or None: then somebody has to look."""

    def __call__(self, case: Contested[S], /) -> S | None: ...


def majority(case: Contested[S], /) -> S | None:
    """The reading of more than half of the annotators; None if no reading has so many."""
    number = sum(len(each.people) for each in case.readings)
    return next((each for each in case.readings if 2 * len(each.people) > number), None)


def by_trust(order: Sequence[str]) -> Rule:
    """The reading of the first of these annotators who has a layer there; None if none of them has."""

    def trusted(case: Contested[S], /) -> S | None:
        for name in order:
            for reading in case.readings:
                if name in reading.people:
                    return reading
        return None

    return trusted


def nobody(_case: Contested[S], /) -> S | None:
    """Chooses none: what all agree on is all that is taken."""
    return None


def proposed_gold(
    layers: Mapping[str, Sequence[Place]], cases: Iterable[Case], rule: Rule
) -> tuple[list[Place], list[Case]]:
    """What gold would be by a rule, in text order, and the cases that it leaves open."""
    gold, left = agreed_spans(layers), []
    for case in cases:
        reading = rule(case)
        if reading is None:
            left.append(case)
        else:
            gold += reading.spans
    return sorted(gold), left


def voters(layers: Mapping[str, Sequence[Place]], places: Iterable[Place]) -> dict[Place, tuple[str, ...]]:
    """For each place the annotators who have it just so."""
    said = {person: set(spans) for person, spans in layers.items()}
    return {place: tuple(person for person in sorted(said) if place in said[person]) for place in places}
