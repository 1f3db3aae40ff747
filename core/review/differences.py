"""Where layers differ: cases, each a connected stretch of text with every annotator's reading of it,
or a category of the document."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class CategoryReading:
    """Whether some annotators have given a document the category."""

    given: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryCase:
    """A category that some annotators gave a document and others did not; the first annotator's first."""

    category: str
    readings: tuple[CategoryReading, ...]

    @property
    def mark(self) -> str:
        """What tells this case from one about another category, or with other annotators."""
        said = repr((self.category, [(each.given, each.people) for each in self.readings]))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def category_cases_of(given: Mapping[str, Collection[str]]) -> list[CategoryCase]:
    """The categories that annotators differ about, by their keys."""
    people = sorted(given)
    number = Counter(category for categories in given.values() for category in set(categories))
    cases = []
    for category in sorted(each for each, many in number.items() if many < len(people)):
        said: dict[bool, list[str]] = {}
        for person in people:
            said.setdefault(category in given[person], []).append(person)
        readings = tuple(CategoryReading(gave, tuple(names)) for gave, names in said.items())
        cases.append(CategoryCase(category, readings))
    return cases


def differ(case: Case | CategoryCase, people: Collection[str]) -> bool:
    """Whether these annotators do not all read it alike; with nobody named, yes."""
    if not people:
        return True
    return sum(1 for each in case.readings if not set(people).isdisjoint(each.people)) > 1


def holds(case: Case | CategoryCase, label: str) -> bool:
    """Whether some reading has that label, or the case is about that category."""
    if isinstance(case, CategoryCase):
        return case.category == label
    return any(span[2] == label for reading in case.readings for span in reading.spans)


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
    stretches = list(connected(places))
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


def connected(places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """The stretches that sorted spans cover, where they share characters directly or through others."""
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
