"""Krippendorff's α for unitizing: do annotators cut the same units out of a continuum?

Krippendorff 1995: On the reliability of unitizing continuous data. Sociological Methodology 25,
47–76; in the form of Krippendorff 2004: Content Analysis, 2nd ed., section 11.6. For each label the
text is a row of units and gaps. Two overlapping units disagree by (distance of starts)² + (distance
of ends)², a unit that lies inside a gap by its length², all else by 0. Expected is the same over all
ways of laying the units and gaps against each other:

    D_o = Σ_{i≠j} Σ_g Σ_h δ² / (m (m−1) L²)
    D_e = 2/L · Σ_units [ (N−1)/3 · (2l³−3l²+l) + l² · Σ_{gaps g ≥ l} (g−l+1) ]
          / (mL (mL−1) − Σ_units l (l−1))

with m annotators, N units of the label, lengths l, a text of L characters. Labels are put together
as Krippendorff does it, α = 1 − Σ D_o / Σ D_e; documents in the same way, each by its length, because
a unit never crosses from one text into another. Krippendorff, Mathet, Bouvry and Widlöcher 2016
(Quality & Quantity 50, 2347–2364) show that with three annotators and more this form can surprise:
look at the pairs then. Overlapping spans of one label count as one unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.review.packing import Floats, Ints, Layers, Pack


def observed(pack: Pack, first: Layers, second: Layers) -> tuple[Floats, Floats, Ints]:
    """Σ δ² over two layers of merged units, both ways, shared out to the units of either.

    Also the characters that each unit of the first shares with the second.
    """
    mine = np.zeros(len(first))
    yours = np.zeros(len(second))
    shared = np.zeros(len(first), dtype=np.int64)
    lane_a, lane_b = pack.lane(first), pack.lane(second)
    low = np.searchsorted(lane_b + second.end, lane_a + first.start, side="right")
    high = np.searchsorted(lane_b + second.start, lane_a + first.end, side="left")
    number = np.maximum(high - low, 0)
    a = np.repeat(np.arange(len(first)), number)
    b = np.arange(len(a)) - np.repeat(np.cumsum(number) - number, number) + np.repeat(low, number)
    distance = (first.start[a] - second.start[b]) ** 2.0 + (first.end[a] - second.end[b]) ** 2.0
    np.add.at(mine, a, distance)
    overlap = np.minimum(first.end[a], second.end[b]) - np.maximum(first.start[a], second.start[b])
    np.add.at(shared, a, overlap)
    alone = number == 0
    mine[alone] = (first.end[alone] - first.start[alone]) ** 2.0
    untouched = np.ones(len(second), dtype=bool)
    untouched[b] = False
    yours[untouched] = (second.end[untouched] - second.start[untouched]) ** 2.0
    return 2 * mine, 2 * yours, shared


def expected(pack: Pack, layers: Sequence[Layers], raters: Ints) -> list[Floats]:
    """Each unit's part of D_e, for each of the layers; `raters` is m by document.

    A document in which a layer has no unit of a label has a gap there as long as the text.
    """
    label = np.concatenate([each.label for each in layers])
    document = np.concatenate([each.document for each in layers])
    length = np.concatenate([each.end - each.start for each in layers]).astype(np.float64)
    lanes = document * len(pack.names.labels) + label
    used, lane = np.unique(lanes, return_inverse=True)
    units = np.bincount(lane, minlength=len(used))
    of_document = used // len(pack.names.labels)
    whole = pack.length[of_document].astype(np.float64)
    line = raters[of_document] * whole
    below = line * (line - 1) - np.bincount(lane, weights=length * (length - 1), minlength=len(used))
    above = (units[lane] - 1) / 3 * (2 * length**3 - 3 * length**2 + length)
    above += length**2 * _room_in_gaps(pack, layers, raters, used, lane, length)
    part = 2 / whole[lane] * above / np.where(below > 0, below, 1)[lane]
    parts, at = [], 0
    for each in layers:
        parts.append(part[at : at + len(each)])
        at += len(each)
    return parts


def _room_in_gaps(
    pack: Pack, layers: Sequence[Layers], raters: Ints, used: Ints, lane: Ints, length: Floats
) -> Floats:
    """For each unit Σ (g − l + 1) over the gaps of its lane that are as long as it, or longer."""
    lanes, gaps = _gaps(pack, layers, raters, used)
    order = np.lexsort((gaps, lanes))
    lanes, gaps = lanes[order], gaps[order]
    place = lanes * pack.span + gaps
    total = np.concatenate(([0], np.cumsum(gaps)))
    last = np.searchsorted(place, (lane + 1) * pack.span, side="left")
    first = np.searchsorted(place, lane * pack.span + length.astype(np.int64), side="left")
    number = last - first
    return (total[last] - total[first]) - number * (length - 1)


def _gaps(pack: Pack, layers: Sequence[Layers], raters: Ints, used: Ints) -> tuple[Ints, Ints]:
    """(lane, length) of all gaps; lanes are numbered by their place in `used`."""
    found_lanes, found = [], []
    here = np.zeros(len(used), dtype=np.int64)  # layers that have a unit in the lane
    ends_of = pack.length[used // len(pack.names.labels)]
    for each in layers:
        if not len(each):
            continue
        lane = np.searchsorted(used, each.document * len(pack.names.labels) + each.label)
        first = np.concatenate(([True], lane[1:] != lane[:-1]))
        last = np.concatenate((first[1:], [True]))
        before = np.where(first, 0, np.concatenate(([0], each.end[:-1])))
        found_lanes += [lane, lane[last]]
        found += [each.start - before, ends_of[lane[last]] - each.end[last]]
        here[lane[first]] += 1
    without = raters[used // len(pack.names.labels)] - here
    empty = np.repeat(np.arange(len(used)), without)
    found_lanes.append(empty)
    found.append(ends_of[empty])
    lanes, gaps = np.concatenate(found_lanes), np.concatenate(found)
    return lanes[gaps > 0], gaps[gaps > 0]


def alpha(observed_: Floats, expected_: Floats) -> Floats:
    """1 − D_o / D_e; not a number where nothing could be expected to differ."""
    return np.where(expected_ > 0, 1 - observed_ / np.where(expected_ > 0, expected_, 1), np.nan)
