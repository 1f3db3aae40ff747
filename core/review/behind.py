"""What is behind a cell of the confusion matrix: the spans that it counts, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.review.confusion import NOTHING, confused
from core.review.layered import LayeredDocument
from core.review.packing import Names, pack


@dataclass(frozen=True, slots=True)
class Confused:
    """A span that one called so and the other so: `document` is its place among those given."""

    document: int
    start: int
    people: tuple[str, str]


def behind_cell(documents: Sequence[LayeredDocument], one: str, other: str) -> Iterator[Confused]:
    """The spans to which the first of a pair (by name) gave label `one` and the second `other`; "" is none.

    Over all pairs they are as many as `Agreement.confusion` says.
    """
    documents = [each for each in documents if each.length > 0]
    if not documents:
        return
    names = Names()
    packed = pack(documents, names)
    mine, yours = (names.labels.numbers.get(label, NOTHING) for label in (one, other))
    if (mine == NOTHING and one) or (yours == NOTHING and other):
        return
    pairs: dict[int, tuple[str, str]] = {}
    for i, j, pair in packed.pairs():
        pairs.update({number: _both(people) for people, number in names.pairs.numbers.items()})
        layers = [packed.slots[slot].pick(pair[packed.slots[slot].document] >= 0) for slot in (i, j)]
        document, position, first, second = confused(packed, *layers)
        for at in np.flatnonzero((first == mine) & (second == yours)):
            of = int(document[at])
            yield Confused(of, int(position[at]), pairs[int(pair[of])])


def _both(pair: object) -> tuple[str, str]:
    assert isinstance(pair, tuple)
    return str(pair[0]), str(pair[1])
