"""What one annotator called by this label, the other called by that: counted by spans.

A span goes first with the other's at just the same place (the same label before another), then, of
those left, the two that share most characters, again and again. What is left alone is NOTHING in the
other layer.
"""

from __future__ import annotations

import numpy as np

from core.review.packing import Bools, Ints, Layers, Pack
from core.review.span_f1 import same_places

NOTHING = -1


def confused(pack: Pack, first: Layers, second: Layers) -> tuple[Ints, Ints, Ints, Ints]:
    """(document, position, label in the first, label in the second) of every span of either."""
    same = same_places(pack, first, second)
    found = [_cells(first.pick(same), first.pick(same).label)]
    first, second = first.pick(~same), second.pick(~same_places(pack, second, first.pick(same)))
    while True:
        a, b = _closest(pack, first, second)
        if not len(a):
            break
        found.append(_cells(_at(first, a), second.label[b]))
        first, second = first.pick(_others(first, a)), second.pick(_others(second, b))
    found.append(_cells(first, np.full(len(first), NOTHING)))
    found.append((second.document, second.start, np.full(len(second), NOTHING), second.label))
    document, position, mine, yours = (np.concatenate(column) for column in zip(*found, strict=True))
    return document, position, mine, yours


def _cells(layers: Layers, label: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    return layers.document, layers.start, layers.label, label


def _at(layers: Layers, which: Ints) -> Layers:
    return Layers(layers.document[which], layers.label[which], layers.start[which], layers.end[which])


def _others(layers: Layers, which: Ints) -> Bools:
    left = np.ones(len(layers), dtype=bool)
    left[which] = False
    return left


def _closest(pack: Pack, first: Layers, second: Layers) -> tuple[Ints, Ints]:
    """Pairs of which each is the other's closest: one place before all, then most characters shared."""
    a, b = _overlapping(pack, first, second)
    if not len(a):
        return a, b
    shared = np.minimum(first.end[a], second.end[b]) - np.maximum(first.start[a], second.start[b])
    apart = np.abs(first.start[a] - second.start[b]) + np.abs(first.end[a] - second.end[b])
    order = np.lexsort((b, a, apart, -shared, apart > 0))
    a, b = a[order], b[order]
    best_of_a = np.zeros(len(a), dtype=bool)
    best_of_a[np.unique(a, return_index=True)[1]] = True
    best_of_b = np.zeros(len(b), dtype=bool)
    best_of_b[np.unique(b, return_index=True)[1]] = True
    mutual = best_of_a & best_of_b
    return a[mutual], b[mutual]


def _overlapping(pack: Pack, first: Layers, second: Layers) -> tuple[Ints, Ints]:
    order = np.lexsort((second.start, second.document))
    base = second.document[order] * pack.span
    starts = base + second.start[order]
    ends = base + second.end[order]
    reach = np.maximum.accumulate(ends) if len(ends) else ends
    mine = first.document * pack.span
    low = np.searchsorted(reach, mine + first.start, side="right")
    high = np.searchsorted(starts, mine + first.end, side="left")
    number = np.maximum(high - low, 0)
    a = np.repeat(np.arange(len(first)), number)
    b = np.arange(len(a)) - np.repeat(np.cumsum(number) - number, number) + np.repeat(low, number)
    share = ends[b] > (mine + first.start)[a]
    return a[share], order[b[share]]
