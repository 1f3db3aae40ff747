"""Many layered documents as arrays, so that counting 100 spans costs hardly more than counting one.

Spans lie in lanes: a lane is one label of one document, and lanes lie one behind the other on a line
of 64-bit positions. What overlaps in a lane is then found by binary search for all at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from core.review.layered import LayeredDocument

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Numbering:
    """Gives things numbers in the order in which they come."""

    def __init__(self) -> None:
        self.numbers: dict[object, int] = {}

    def of(self, thing: object) -> int:
        """The number of a thing, a new one if it is new."""
        return self.numbers.setdefault(thing, len(self.numbers))

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass
class Names:
    """What the numbers in packs stand for; one for all packs of a tally."""

    labels: Numbering = field(default_factory=Numbering)
    pairs: Numbering = field(default_factory=Numbering)  # of (annotator, annotator), in name order
    values: Numbering = field(default_factory=lambda: _with(0))  # marks of label sets; 0 is “no label”
    categories: Numbering = field(default_factory=Numbering)
    category_values: Numbering = field(default_factory=Numbering)


def _with(*things: object) -> Numbering:
    numbering = Numbering()
    for thing in things:
        numbering.of(thing)
    return numbering


@dataclass
class Layers:
    """The spans of one layer of each document, in order of document, label, start, end."""

    document: Ints
    label: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)

    def pick(self, which: Bools) -> Layers:
        """Those for which it is true."""
        return Layers(self.document[which], self.label[which], self.start[which], self.end[which])


@dataclass
class Pack:
    """Some documents. `slots[k]` are the k-th layers (by the annotator's name) of those that have so many."""

    documents: Sequence[LayeredDocument]
    names: Names
    length: Ints
    raters: Ints
    slots: list[Layers]
    unit_starts: Ints  # where resampled units begin, on the line of documents; sorted
    first_unit: int  # the number of the first of them in the tally
    span: int  # the room that each document or lane has on its line

    def unit_of(self, document: Ints, position: Ints) -> Ints:
        """The resampled unit (document or paragraph) that a position of a document belongs to."""
        line = document * self.span + position
        return np.searchsorted(self.unit_starts, line, side="right") - 1 + self.first_unit

    def lane(self, layers: Layers) -> Ints:
        """Where the lane of each span begins."""
        return (layers.document * len(self.names.labels) + layers.label) * self.span

    def pairs(self) -> Iterator[tuple[int, int, Ints]]:
        """Slots two by two, with the number of the annotators' pair for each document (-1: not so many)."""
        for first, second in combinations(range(len(self.slots)), 2):
            yield first, second, self._pair_numbers(first, second)

    def _pair_numbers(self, first: int, second: int) -> Ints:
        numbers = np.full(len(self.documents), -1, dtype=np.int64)
        for at, document in enumerate(self.documents):
            people = sorted(document.layers)
            if len(people) > second:
                numbers[at] = self.names.pairs.of((people[first], people[second]))
        return numbers


def pack(
    documents: Sequence[LayeredDocument], names: Names, first_unit: int = 0, *, by_paragraph: bool = False
) -> Pack:
    """Arrays of documents; what resampling draws are documents, or paragraphs."""
    length = np.array([each.length for each in documents], dtype=np.int64)
    raters = np.array([len(each.layers) for each in documents], dtype=np.int64)
    span = int(length.max(initial=0)) + 2
    starts = [
        at * span + position
        for at, each in enumerate(documents)
        for position in ((0, *each.paragraphs[1:]) if by_paragraph else (0,))
    ]
    made = Pack(documents, names, length, raters, [], np.array(starts, dtype=np.int64), first_unit, span)
    for label in sorted(
        {label for each in documents for spans in each.layers.values() for _, _, label in spans}
    ):
        names.labels.of(label)
    made.slots = [_slot(documents, names, slot) for slot in range(int(raters.max(initial=0)))]
    return made


def _slot(documents: Sequence[LayeredDocument], names: Names, slot: int) -> Layers:
    numbers = names.labels.numbers
    rows = [
        (at, numbers[label], start, end)
        for at, each in enumerate(documents)
        if len(each.layers) > slot
        for start, end, label in each.layers[sorted(each.layers)[slot]]
    ]
    if not rows:
        nothing = np.zeros(0, dtype=np.int64)
        return Layers(nothing, nothing, nothing, nothing)
    columns = np.array(rows, dtype=np.int64).T
    order = np.lexsort((columns[3], columns[2], columns[1], columns[0]))
    return Layers(*(column[order] for column in columns))


def merged(layers: Layers) -> Layers:
    """The same with overlapping spans of one label made one: then no two of a lane share a character."""
    if not len(layers):
        return layers
    room = int(layers.end.max()) + 1
    lane = (layers.document * (int(layers.label.max()) + 1) + layers.label) * room
    reach = np.maximum.accumulate(lane + layers.end)
    begins = np.concatenate(([True], (lane + layers.start)[1:] >= reach[:-1]))
    at = np.flatnonzero(begins)
    ends = np.maximum.reduceat(layers.end, at)
    return Layers(layers.document[at], layers.label[at], layers.start[at], ends)
