"""From counts to figures: every measure, for all, a pair of annotators or a label.

Of more than two annotators, “Cohen κ” is the mean over their pairs (Light 1971: Measures of response
agreement for qualitative data. Psychological Bulletin 76(5), 365–377), and the span F1 of all is that
of the sums over the pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.review import alpha, kappa, unitizing
from core.review.counts import Table
from core.review.packing import Floats, Ints
from core.review.span_f1 import f1, relaxed_f1
from core.review.tally import Of


class Measure(StrEnum):
    """The figures, as they are called everywhere."""

    SPAN_F1 = "span F1"
    SPAN_F1_RELAXED = "span F1 relaxed"
    COHEN = "Cohen κ"
    FLEISS = "Fleiss κ"
    ALPHA = "α"
    ALPHA_U = "α unitizing"
    GAMMA = "γ"


Values = dict[Measure, Floats]


@dataclass(frozen=True)
class Sums:
    """The tables of a tally summed under every weighting."""

    spans: Table
    span_sums: Floats
    units: Table
    unit_sums: Floats
    values: Table
    value_sums: Floats

    @classmethod
    def of(cls, spans: Table, units: Table, values: Table, weights: Floats) -> Sums:
        """Sum the tables."""
        return cls(spans, spans.sums(weights), units, units.sums(weights), values, values.sums(weights))

    def pairs(self) -> list[int]:
        """The numbers of the pairs of annotators that have documents in common."""
        return sorted({int(pair) for pair in self.values.keys[:, 0]})

    def labels(self) -> list[int]:
        """The numbers of the labels that somebody gave."""
        return sorted({int(label) for label in self.spans.keys[:, 2]})

    def span_sum(self, what: Of, *, pair: int | None = None, label: int | None = None) -> Floats:
        """How much of this was counted, under every weighting."""
        keys = self.spans.keys
        chosen = keys[:, 3] == int(what)
        if pair is not None:
            chosen &= keys[:, 0] == pair
        if label is not None:
            chosen &= keys[:, 2] == label
        return _across(self.span_sums[:, chosen])

    def of_all(self) -> Values:
        """Every measure over all that was counted."""
        _, raters, first, second = self.values.keys.T
        found = self._span_f1()
        found[Measure.COHEN] = self._mean_kappa()
        found[Measure.FLEISS] = kappa.fleiss(self.value_sums, first, second, raters)
        found[Measure.ALPHA] = alpha.nominal(self.value_sums, first, second, raters)
        found[Measure.ALPHA_U] = unitizing.alpha(self._unit_sum(Of.OBSERVED), self._unit_sum(Of.EXPECTED))
        return found

    def of_pair(self, pair: int) -> Values:
        """Every measure of one pair of annotators."""
        chosen = self.values.keys[:, 0] == pair
        _, _, first, second = self.values.keys[chosen].T
        two = np.full(len(first), 2)
        sums = self.value_sums[:, chosen]
        found = self._span_f1(pair=pair)
        found[Measure.COHEN] = kappa.cohen(sums, first, second)
        found[Measure.FLEISS] = kappa.fleiss(sums, first, second, two)
        found[Measure.ALPHA] = alpha.nominal(sums, first, second, two)
        found[Measure.ALPHA_U] = unitizing.alpha(
            self.span_sum(Of.OBSERVED, pair=pair), self.span_sum(Of.EXPECTED, pair=pair)
        )
        return found

    def of_label(self, label: int) -> Values:
        """Every measure of one label against all else."""
        found = self._span_f1(label=label)
        by_pair = []
        for pair in self.pairs():
            parts = self._characters(label, pair)
            by_pair.append(kappa.cohen_of_label(*parts, self._whole(pair)))
        found[Measure.COHEN] = _mean(by_pair)
        both, first, second = (self._weighted(label, what, less=1) for what in _CHARACTERS)
        whole = self._weighted_whole(less=1)
        found[Measure.FLEISS] = self._fleiss_of_label(label, (first + second, whole))
        found[Measure.ALPHA] = alpha.of_label(both, first, second, whole)
        found[Measure.ALPHA_U] = unitizing.alpha(
            self._unit_sum(Of.OBSERVED, label), self._unit_sum(Of.EXPECTED, label)
        )
        return found

    def _span_f1(self, *, pair: int | None = None, label: int | None = None) -> Values:
        def number(what: Of) -> Floats:
            return self.span_sum(what, pair=pair, label=label)

        first, second = number(Of.FIRST), number(Of.SECOND)
        return {
            Measure.SPAN_F1: f1(number(Of.BOTH), first, second),
            Measure.SPAN_F1_RELAXED: relaxed_f1(
                number(Of.TOUCHED_FIRST), first, number(Of.TOUCHED_SECOND), second
            ),
        }

    def _mean_kappa(self) -> Floats:
        found = []
        for pair in self.pairs():
            chosen = self.values.keys[:, 0] == pair
            _, _, first, second = self.values.keys[chosen].T
            found.append(kappa.cohen(self.value_sums[:, chosen], first, second))
        return _mean(found)

    def _unit_sum(self, what: Of, label: int | None = None) -> Floats:
        chosen = self.units.keys[:, 1] == int(what)
        if label is not None:
            chosen &= self.units.keys[:, 0] == label
        return _across(self.unit_sums[:, chosen])

    def _characters(self, label: int, pair: int) -> tuple[Floats, Floats, Floats]:
        both, first, second = (self.span_sum(what, pair=pair, label=label) for what in _CHARACTERS)
        return both, first, second

    def _whole(self, pair: int) -> Floats:
        return _across(self.value_sums[:, self.values.keys[:, 0] == pair])

    def _weighted(self, label: int, what: Of, less: int) -> Floats:
        """Characters over all pairs, each by one less than its number of annotators (or by the pairs)."""
        chosen = (self.spans.keys[:, 2] == label) & (self.spans.keys[:, 3] == int(what))
        return self.span_sums[:, chosen] @ _weight(self.spans.keys[chosen, 1], less)

    def _weighted_whole(self, less: int) -> Floats:
        return self.value_sums @ _weight(self.values.keys[:, 1], less)

    def _fleiss_of_label(self, label: int, ratings: tuple[Floats, Floats]) -> Floats:
        both, first, second = (self._weighted(label, what, less=0) for what in _CHARACTERS)
        items = self._weighted_whole(less=0)
        given, whole = ratings
        safe = np.where(whole > 0, whole, 1)
        share = given / (2 * safe)
        agreed = (items - first - second + 2 * both) / np.where(items > 0, items, 1)
        by_chance = share**2 + (1 - share) ** 2
        defined = (items > 0) & (by_chance < 1 - 1e-12)
        return np.where(defined, (agreed - by_chance) / np.where(defined, 1 - by_chance, 1), np.nan)


_CHARACTERS = (Of.CHARACTERS_BOTH, Of.CHARACTERS_FIRST, Of.CHARACTERS_SECOND)


def _weight(raters: Ints, less: int) -> Floats:
    """1 / (m − 1), or with `less` 0 one over the number of pairs, 2 / (m (m − 1))."""
    weight: Floats = 1 / (raters - 1) if less else 2 / (raters * (raters - 1))
    return weight


def _across(sums: Floats) -> Floats:
    total: Floats = sums.sum(axis=1)
    return total


def _mean(found: list[Floats]) -> Floats:
    """The mean of those that are defined; undefined where none is."""
    if not found:
        return np.full(1, np.nan)
    stacked = np.stack(found)
    there = ~np.isnan(stacked)
    number = there.sum(axis=0)
    total = np.where(there, stacked, 0.0).sum(axis=0)
    return np.where(number > 0, total / np.where(number > 0, number, 1), np.nan)
