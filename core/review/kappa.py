"""Cohen's κ for two annotators, Fleiss' κ for a fixed number of any, over values of characters or documents.

Cohen 1960: A coefficient of agreement for nominal scales. Educational and Psychological Measurement
20(1), 37–46: κ = (p_o − p_e) / (1 − p_e), where p_e comes from each annotator's own shares.

Fleiss 1971: Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5),
378–382: p_o is the mean over the items of the share of pairs of ratings that agree, p_e comes from the
shares of all ratings together. Where documents have different numbers of annotators, each item weighs
the same, each rating counts once in the shares.

Both are made of cells: how many items had this value here and that value there. All functions take
many weightings at once: `counts` is weighting × cell. What nothing could differ in has no κ.
"""

from __future__ import annotations

import numpy as np

from core.review.packing import Bools, Floats, Ints


def cohen(counts: Floats, first: Ints, second: Ints) -> Floats:
    """Of two annotators: `first` and `second` are the values of each cell."""
    whole = counts.sum(axis=1)
    agreed = counts[:, first == second].sum(axis=1)
    mine, yours = shares_of(counts, first, second)
    by_chance = (mine * yours).sum(axis=1)
    safe = np.where(whole > 0, whole, 1)
    return _corrected(agreed / safe, by_chance / safe**2, whole > 0)


def cohen_of_label(both: Floats, first: Floats, second: Floats, whole: Floats) -> Floats:
    """Of one label against all else: items that both, the first, the second gave it to, of so many."""
    safe = np.where(whole > 0, whole, 1)
    agreed = (whole - first - second + 2 * both) / safe
    by_chance = (first * second + (whole - first) * (whole - second)) / safe**2
    return _corrected(agreed, by_chance, whole > 0)


def fleiss(counts: Floats, first: Ints, second: Ints, raters: Ints) -> Floats:
    """Of any number: cells are of all pairs of annotators; `raters` is how many the cell's items had."""
    per_item = counts * (2 / (raters * (raters - 1)))
    whole = per_item.sum(axis=1)
    agreed = per_item[:, first == second].sum(axis=1)
    mine, yours = shares_of(counts / (raters - 1), first, second)
    ratings = mine + yours
    all_ratings = ratings.sum(axis=1)
    safe = np.where(all_ratings > 0, all_ratings, 1)
    by_chance = (ratings**2).sum(axis=1) / safe**2
    return _corrected(agreed / np.where(whole > 0, whole, 1), by_chance, whole > 0)


def shares_of(counts: Floats, first: Ints, second: Ints) -> tuple[Floats, Floats]:
    """How often each value was given on either side: weighting × value."""
    values, numbered = np.unique(np.concatenate((first, second)), return_inverse=True)
    mine = np.zeros((len(first), len(values)))
    yours = np.zeros((len(first), len(values)))
    mine[np.arange(len(first)), numbered[: len(first)]] = 1
    yours[np.arange(len(first)), numbered[len(first) :]] = 1
    return counts @ mine, counts @ yours


def _corrected(agreed: Floats, by_chance: Floats, there: Bools) -> Floats:
    defined = there & (by_chance < 1 - 1e-12)
    return np.where(defined, (agreed - by_chance) / np.where(defined, 1 - by_chance, 1), np.nan)
