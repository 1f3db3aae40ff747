"""Everything that measures are made of, counted while documents stream by.

All of it can be added up, by document or by paragraph; so a measure of a label, a pair, a document or
of all, and each resampling for an interval, is a sum over the same few numbers.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from core.review import characters, unitizing
from core.review.confusion import confused
from core.review.counts import Counts
from core.review.layered import LayeredDocument
from core.review.packing import Bools, Floats, Ints, Layers, Names, Pack, merged, pack
from core.review.span_f1 import same_places, touched


class Of(IntEnum):
    """What is counted for a pair of annotators and a label."""

    FIRST = 0  # spans of the first
    SECOND = 1
    BOTH = 2  # that the second has exactly so
    TOUCHED_FIRST = 3  # of the first's, that the second overlaps
    TOUCHED_SECOND = 4
    CHARACTERS_FIRST = 5
    CHARACTERS_SECOND = 6
    CHARACTERS_BOTH = 7
    OBSERVED = 8  # disagreement in unitizing
    EXPECTED = 9


@dataclass
class Tally:
    """Counts of a stream of documents; `kept` are some of them whole, for what cannot be added up."""

    by_paragraph: bool = False
    keep: int = 50
    seed: int = 0
    names: Names = field(default_factory=Names)
    spans: Counts = field(default_factory=lambda: Counts(4))  # pair, annotators, label, Of
    units: Counts = field(default_factory=lambda: Counts(2))  # label, OBSERVED or EXPECTED; all annotators
    values: Counts = field(default_factory=lambda: Counts(4))  # pair, annotators, value, value
    confusion: Counts = field(default_factory=lambda: Counts(3))  # pair, label, label
    categories: Counts = field(default_factory=lambda: Counts(5))  # pair, annotators, category, given ×2
    category_values: Counts = field(default_factory=lambda: Counts(4))
    documents: list[tuple[str, int, str]] = field(default_factory=list)  # name, id, day
    first_units: list[int] = field(default_factory=list)  # of each document
    kept: list[tuple[int, LayeredDocument]] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._units = 0

    @property
    def number_of_units(self) -> int:
        """How many things resampling can draw."""
        return self._units

    def add(self, documents: Sequence[LayeredDocument]) -> None:
        """Count some documents; those with fewer than two layers say nothing about agreement."""
        documents = [each for each in documents if len(each.layers) > 1 and each.length > 0]
        if not documents:
            return
        self._keep(documents)
        packed = pack(documents, self.names, self._units, by_paragraph=self.by_paragraph)
        for at, each in enumerate(documents):
            self.documents.append((each.name, each.id, each.day))
            low = np.searchsorted(packed.unit_starts, at * packed.span)
            self.first_units.append(self._units + int(low))
        whole = [merged(each) for each in packed.slots]
        self._count_pairs(packed, whole)
        self._count_units(packed, whole)
        self._count_categories(packed)
        self._units += len(packed.unit_starts)

    def _keep(self, documents: Sequence[LayeredDocument]) -> None:
        """Each document that ever came is kept with the same chance (Vitter's algorithm R)."""
        for each in documents:
            number = self.seen
            self.seen += 1
            if len(self.kept) < self.keep:
                self.kept.append((number, each))
                continue
            at = self._dice.randrange(self.seen)
            if at < self.keep:
                self.kept[at] = (number, each)

    def _count_pairs(self, packed: Pack, whole: list[Layers]) -> None:
        for i, j, pair in packed.pairs():
            here = np.flatnonzero(pair >= 0)
            both = _only(packed.slots[i], pair), _only(packed.slots[j], pair)
            units = _only(whole[i], pair), _only(whole[j], pair)
            self._count_spans(packed, pair, *both)
            self._count_unitizing(packed, pair, *units)
            unit, mine, yours, length = characters.stretches(packed, *units, here)
            at = packed.unit_starts[unit - packed.first_unit] // packed.span
            self.values.add(unit, pair[at], packed.raters[at], mine, yours, value=length)
            document, position, label, other = confused(packed, *both)
            self.confusion.add(packed.unit_of(document, position), pair[document], label, other)

    def _count_spans(self, packed: Pack, pair: Ints, first: Layers, second: Layers) -> None:
        ones = (np.ones(len(first)), np.ones(len(second)))
        self._add(packed, pair, first, Of.FIRST, ones[0])
        self._add(packed, pair, second, Of.SECOND, ones[1])
        self._add(packed, pair, first, Of.BOTH, same_places(packed, first, second))
        self._add(packed, pair, first, Of.TOUCHED_FIRST, touched(packed, first, second))
        self._add(packed, pair, second, Of.TOUCHED_SECOND, touched(packed, second, first))

    def _count_unitizing(self, packed: Pack, pair: Ints, first: Layers, second: Layers) -> None:
        mine, yours, shared = unitizing.observed(packed, first, second)
        self._add(packed, pair, first, Of.CHARACTERS_FIRST, first.end - first.start)
        self._add(packed, pair, second, Of.CHARACTERS_SECOND, second.end - second.start)
        self._add(packed, pair, first, Of.CHARACTERS_BOTH, shared)
        for layers, part in ((first, mine), (second, yours)):
            by_length = part / (2.0 * packed.length[layers.document])  # m (m − 1) = 2, times L / L²
            self._add(packed, pair, layers, Of.OBSERVED, by_length)
        two = np.full(len(packed.documents), 2)
        expected = unitizing.expected(packed, (first, second), two)
        for layers, part in zip((first, second), expected, strict=True):
            self._add(packed, pair, layers, Of.EXPECTED, part * packed.length[layers.document])
            raters = packed.raters[layers.document]
            only_two = np.where(raters == 2, part * packed.length[layers.document], 0.0)
            self._add_units(packed, layers, Of.EXPECTED, only_two)
        for layers, part in ((first, mine), (second, yours)):
            raters = packed.raters[layers.document]
            share = part / (raters * (raters - 1.0) * packed.length[layers.document])
            self._add_units(packed, layers, Of.OBSERVED, share)

    def _count_units(self, packed: Pack, whole: list[Layers]) -> None:
        """What unitizing expects of three annotators and more together; of two it is known already."""
        many = packed.raters > 2
        if not many.any():
            return
        layers = [each.pick(many[each.document]) for each in whole]
        for each, part in zip(layers, unitizing.expected(packed, layers, packed.raters), strict=True):
            self._add_units(packed, each, Of.EXPECTED, part * packed.length[each.document])

    def _count_categories(self, packed: Pack) -> None:
        rows, values = [], []
        for at, each in enumerate(packed.documents):
            unit = self.first_units[len(self.first_units) - len(packed.documents) + at]
            people = sorted(set(each.layers) & set(each.categories))
            for number, mine in enumerate(people):
                for yours in people[number + 1 :]:
                    head = (unit, self.names.pairs.of((mine, yours)), len(people))
                    given = each.categories[mine], each.categories[yours]
                    numbers = [self.names.category_values.of(one) for one in given]
                    values.append((*head, *numbers))
                    for category in sorted(given[0] | given[1]):
                        key = self.names.categories.of(category)
                        rows.append((*head, key, category in given[0], category in given[1]))
        for counts, found in ((self.categories, rows), (self.category_values, values)):
            if found:
                columns = np.array(found, dtype=np.int64).T
                counts.add(*columns)

    def _add(self, packed: Pack, pair: Ints, layers: Layers, what: Of, value: Ints | Floats | Bools) -> None:
        unit = packed.unit_of(layers.document, layers.start)
        raters = packed.raters[layers.document]
        self.spans.add(unit, pair[layers.document], raters, layers.label, int(what), value=value)

    def _add_units(self, packed: Pack, layers: Layers, what: Of, value: Floats) -> None:
        unit = packed.unit_of(layers.document, layers.start)
        self.units.add(unit, layers.label, int(what), value=value)


def _only(layers: Layers, pair: Ints) -> Layers:
    return layers if (pair >= 0).all() else layers.pick(pair[layers.document] >= 0)
