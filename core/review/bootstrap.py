"""Intervals by resampling: how far a figure would move if other texts like these had been labelled.

Efron 1979: Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1–26; the
interval is the percentile one (Efron and Tibshirani 1993, ch. 13). Documents are drawn with
replacement; where there are fewer than FEW, paragraphs are, because a handful of documents cannot say
how much documents differ. Such an interval is about other paragraphs of these documents, and is too
narrow for other documents. Same seed, same interval.
"""

from __future__ import annotations

import numpy as np

from core.review.packing import Floats

FEW = 10  # documents
RESAMPLES = 200
LEVEL = 0.95


def weights(units: int, resamples: int, seed: int) -> Floats:
    """How often each unit counts: a row of ones for the figure itself, then a row for each resampling."""
    rows = np.ones((resamples + 1, units))
    if units:
        dice = np.random.default_rng(seed)
        rows[1:] = dice.multinomial(units, np.full(units, 1 / units), size=resamples)
    return rows


def interval(values: Floats) -> tuple[float | None, float | None, float | None]:
    """(the figure, lower, upper end) of values whose first is the figure itself; None where undefined."""
    figure = float(values[0])
    if np.isnan(figure):
        return None, None, None
    resampled = values[1:][~np.isnan(values[1:])]
    if not len(resampled):
        return figure, None, None
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return figure, float(low), float(high)
