"""Span F1: the harmonic mean of the shares of either annotator's spans that the other has too.

Exact: the same start, end and label. Relaxed: a span counts as found if the other layer has a span
of the same label that shares at least one character with it. F1 has no correction for chance; with
spans in running text there is no number of “true negatives” to correct by, and κ over all possible
spans tends to F1 (Hripcsak and Rothschild 2005: Agreement, the F-measure, and reliability in
information retrieval. J Am Med Inform Assoc 12(3), 296–298). Exact is the measure of the CoNLL 2003
shared task (Tjong Kim Sang and De Meulder 2003).
"""

from __future__ import annotations

import numpy as np

from core.review.packing import Bools, Floats, Ints, Layers, Pack


def f1(both: Floats, first: Floats, second: Floats) -> Floats:
    """Of what both have and what each has; 1 where neither has anything."""
    whole = np.asarray(first + second, dtype=np.float64)
    return np.where(whole > 0, 2 * both / np.where(whole > 0, whole, 1), 1.0)


def relaxed_f1(found_first: Floats, first: Floats, found_second: Floats, second: Floats) -> Floats:
    """Of how many of each one's spans the other touches; 1 where neither has any, 0 where only one has."""
    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    mine = found_first / np.where(first > 0, first, 1)
    yours = found_second / np.where(second > 0, second, 1)
    whole = mine + yours
    mean = np.where(whole > 0, 2 * mine * yours / np.where(whole > 0, whole, 1), 0.0)
    return np.where((first == 0) & (second == 0), 1.0, mean)


def same_places(pack: Pack, first: Layers, second: Layers) -> Bools:
    """For each span of the first whether the second has just the same."""
    if not len(second):
        return np.zeros(len(first), dtype=bool)
    mine, yours = _key(pack, first), _key(pack, second)  # both in order
    at = np.minimum(np.searchsorted(yours, mine), len(yours) - 1)
    found: Bools = yours[at] == mine
    return found


def _key(pack: Pack, layers: Layers) -> Ints:
    return (pack.lane(layers) + layers.start) * pack.span + layers.end


def touched(pack: Pack, first: Layers, second: Layers) -> Bools:
    """For each span of the first whether the second has one of the same label that overlaps it."""
    if not len(second):
        return np.zeros(len(first), dtype=bool)
    lane = pack.lane(first)
    starts = pack.lane(second) + second.start
    reach = np.maximum.accumulate(pack.lane(second) + second.end)
    before = np.searchsorted(starts, lane + first.end, side="left")
    return (before > 0) & (reach[np.maximum(before - 1, 0)] > lane + first.start)
