"""Where layers differ: cases, each a connected stretch of text with every annotator's reading of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.review.layered import Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What some annotators, all alike, have in the stretch of a case; no spans: they saw nothing there."""

    spans: tuple[Place, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A stretch `[start, end)` in which layers differ; readings in the order of their first annotators."""

    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def mark(self) -> str:
        """What tells this case from one with other spans or other annotators in the same place."""
        said = repr((self.start, self.end, [(each.spans, each.people) for each in self.readings]))
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def reading_of(self, person: str) -> Reading | None:
        """What that annotator says, None if they have no layer here."""
        return next((each for each in self.readings if person in each.people), None)


def agreed_spans(layers: Mapping[str, Sequence[Place]]) -> list[Place]:
    """The spans that every layer has just so, in text order."""
    number = _counted(layers)
    return sorted(place for place, many in number.items() if many == len(layers))


def cases_of(layers: Mapping[str, Sequence[Place]]) -> list[Case]:
    """All stretches in which layers differ, in text order; what all have alike belongs to none.

    Differing spans that share a character, directly or through others, are one case. One layer, or
    none, has no cases. Takes as long as sorting the spans.
    """
    people = sorted(layers)
    number = _counted(layers)
    different = {
        person: sorted(each for each in set(layers[person]) if number[each] < len(people))
        for person in people
    }
    places = sorted({each for spans in different.values() for each in spans})
    stretches = list(_connected(places))
    inside: list[dict[str, list[Place]]] = [{} for _ in stretches]
    for person, spans in different.items():
        at = 0
        for span in spans:
            while span[0] >= stretches[at][1]:
                at += 1
            inside[at].setdefault(person, []).append(span)
    return [
        Case(start, end, _readings(people, said))
        for (start, end), said in zip(stretches, inside, strict=True)
    ]


def _counted(layers: Mapping[str, Sequence[Place]]) -> Counter[Place]:
    return Counter(place for spans in layers.values() for place in set(spans))


def _connected(places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last, _ in places:
        if first >= end:
            if end > 0:
                yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    if end > 0:
        yield start, end


def _readings(people: Sequence[str], said: Mapping[str, list[Place]]) -> tuple[Reading, ...]:
    alike: dict[tuple[Place, ...], list[str]] = {}
    for person in people:
        alike.setdefault(tuple(said.get(person, ())), []).append(person)
    return tuple(Reading(spans, tuple(names)) for spans, names in alike.items())
