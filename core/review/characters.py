"""What each character of a text was called by two annotators, counted without looking at each.

The value of a character is the set of labels of the spans that cover it: in a flat label set one label
or none. Sets are known by a mark, the exclusive or of their labels' random marks, so that a stretch of
equal characters costs as much as one.
"""

from __future__ import annotations

import numpy as np

from core.review.packing import Ints, Layers, Pack

_SEED = 0x6A62  # the marks are the same in every run


def marks(number: int) -> Ints:
    """A mark for each label: two different sets of them have, for all that matters, different marks."""
    return np.random.default_rng(_SEED).integers(1, 2**62, number, dtype=np.int64)


def stretches(pack: Pack, first: Layers, second: Layers, documents: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """(unit, value in the first, value in the second, characters) of each stretch of equal characters.

    The layers are merged; `documents` are those in which both annotators have one.
    """
    base = documents * pack.span
    places = [base, base + pack.length[documents]]
    for layers in (first, second):
        places += [layers.document * pack.span + layers.start, layers.document * pack.span + layers.end]
    together = np.zeros(len(pack.documents), dtype=bool)
    together[documents] = True
    cuts = np.sort(np.concatenate([*places, pack.unit_starts[together[pack.unit_starts // pack.span]]]))
    cuts = cuts[np.concatenate(([True], cuts[1:] != cuts[:-1]))]
    length = np.diff(cuts)
    start = cuts[:-1]
    document = start // pack.span
    inside = start - document * pack.span < pack.length[document]  # not the room between two documents
    start, length = start[inside], length[inside]
    unit = np.searchsorted(pack.unit_starts, start, side="right") - 1 + pack.first_unit
    return unit, _values(pack, first, start), _values(pack, second, start), length


def _values(pack: Pack, layers: Layers, start: Ints) -> Ints:
    """The value, by number, of the character at each of the places."""
    base = layers.document * pack.span
    place = np.concatenate((base + layers.start, base + layers.end))
    mark = np.tile(marks(len(pack.names.labels))[layers.label], 2)
    order = np.argsort(place, kind="stable")
    open_sets = np.concatenate(([0], np.bitwise_xor.accumulate(mark[order])))
    at = np.searchsorted(place[order], start, side="right")
    different = np.unique(open_sets)
    numbers = np.array([pack.names.values.of(int(each)) for each in different], dtype=np.int64)
    return numbers[np.searchsorted(different, open_sets)][at]
