"""Krippendorff's α for nominal values, over characters or documents.

Krippendorff 2011: Computing Krippendorff's Alpha-Reliability (also 2004: Content Analysis, ch. 11).
With the coincidences o_ck (each pair of values that an item has from two annotators, counted both ways
and divided by the number of the item's annotators less one), n_c = Σ_k o_ck and n = Σ n_c:

    α = 1 − (n − 1) · Σ_{c≠k} o_ck / Σ_{c≠k} n_c n_k

Items with one annotator do not count; numbers of annotators may differ.
"""

from __future__ import annotations

import numpy as np

from core.review.kappa import shares_of
from core.review.packing import Floats, Ints


def nominal(counts: Floats, first: Ints, second: Ints, raters: Ints) -> Floats:
    """Of cells of all pairs of annotators (weighting × cell); `raters` is how many the cell's items had."""
    weighted = counts / (raters - 1)
    mine, yours = shares_of(weighted, first, second)
    differing = 2 * weighted[:, first != second].sum(axis=1)
    return _alpha(differing, mine + yours)


def of_label(both: Floats, first: Floats, second: Floats, whole: Floats) -> Floats:
    """Of one label against all else between two: items that both, the first, the second gave it to, of all.

    Of more than two: the same sums over all pairs, each divided by the number of annotators less one.
    """
    given = first + second
    values = np.stack([given, 2 * whole - given], axis=1)
    return _alpha(2 * (given - 2 * both), values)


def _alpha(differing: Floats, values: Floats) -> Floats:
    n = values.sum(axis=1)
    expected = n**2 - (values**2).sum(axis=1)
    possible = expected > 1e-9
    return np.where(possible, 1 - (n - 1) * differing / np.where(possible, expected, 1), np.nan)
