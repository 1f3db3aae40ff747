"""Whether suggestions sway people: work done blind beside work on documents where they were shown.

Two questions are answered. Against the suggestions themselves: how many of them stand unchanged in the
finished document, and how many of its spans nobody had suggested. Blind, both say how good suggestions
are; if prefilled work keeps more of them and adds less, the difference is what showing them may have
done: wrong ones let pass, missing ones not added. That is no proof, as other documents were blind.
Against a truth (gold, else somebody else's finished layer), where there is one: how many of its spans
were missed, and how many spans are not in it.

Intervals are resampled by document (`core.review.bootstrap`), each side by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.review.bootstrap import interval, weights
from core.review.packing import Floats
from core.trial import Trial

_RESAMPLES = 1_000
_SEED = 20
_FEWEST = 5  # documents below which no interval is given: they cannot say how much documents differ


class Rate(StrEnum):
    """What is compared, each a share."""

    KEPT = "kept"  # of what was suggested, that stands unchanged
    OWN = "own"  # of what stands, that nobody suggested
    MISSED = "missed"  # of the truth, that does not stand
    WRONG = "wrong"  # of what stands, that is not in the truth


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; None where there is too little to say."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """A rate in blind and in prefilled work; `difference` is prefilled less blind."""

    rate: Rate
    blind: Estimate
    prefilled: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Bias:
    """What blind work says about prefilled work; `judged` counts the documents with a truth."""

    blind: int
    prefilled: int
    judged_blind: int
    judged_prefilled: int
    compared: tuple[Compared, ...]

    def of(self, rate: Rate) -> Compared | None:
        """The comparison of that rate, None where nothing can be said."""
        return next((each for each in self.compared if each.rate is rate), None)


_Counts = Callable[[Trial], tuple[int, int]]


def _kept(trial: Trial) -> tuple[int, int]:
    stands = {each[:3] for each in trial.wanted}
    return sum(each[:3] in stands for each in trial.shown), len(trial.shown)


def _own(trial: Trial) -> tuple[int, int]:
    suggested = {each[:3] for each in trial.shown}
    return sum(each[:3] not in suggested for each in trial.wanted), len(trial.wanted)


def _missed(trial: Trial) -> tuple[int, int]:
    stands = {each[:3] for each in trial.wanted}
    truth = trial.truth or ()
    return sum(each not in stands for each in truth), len(truth)


def _wrong(trial: Trial) -> tuple[int, int]:
    truth = set(trial.truth or ())
    return sum(each[:3] not in truth for each in trial.wanted), len(trial.wanted)


_RATES: tuple[tuple[Rate, _Counts, bool], ...] = (
    (Rate.KEPT, _kept, False),
    (Rate.OWN, _own, False),
    (Rate.MISSED, _missed, True),
    (Rate.WRONG, _wrong, True),
)


def bias(trials: Iterable[Trial]) -> Bias:
    """Blind beside prefilled work; a rate is left out where one side has nothing to show for it."""
    kept = list(trials)
    blind = [each for each in kept if each.blind]
    prefilled = [each for each in kept if not each.blind]
    judged = [[each for each in side if each.truth is not None] for side in (blind, prefilled)]
    found = []
    for rate, counts, needs_truth in _RATES:
        sides = judged if needs_truth else [blind, prefilled]
        if all(sides):
            found.append(_compared(rate, *(list(map(counts, side)) for side in sides)))
    return Bias(len(blind), len(prefilled), len(judged[0]), len(judged[1]), tuple(found))


def _compared(rate: Rate, blind: Sequence[tuple[int, int]], prefilled: Sequence[tuple[int, int]]) -> Compared:
    one, other = _resampled(blind, _SEED), _resampled(prefilled, _SEED + 1)
    difference = _estimate(other - one, min(len(blind), len(prefilled)))
    return Compared(rate, _estimate(one, len(blind)), _estimate(other, len(prefilled)), difference)


def _resampled(counts: Sequence[tuple[int, int]], seed: int) -> Floats:
    table = np.array(counts, dtype=float)
    drawn = weights(len(counts), _RESAMPLES, seed) @ table
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = drawn[:, 0] / drawn[:, 1]
    return shares


def _estimate(values: Floats, documents: int) -> Estimate:
    """A handful of documents says little about how much documents differ."""
    value, low, high = interval(values)
    return Estimate(value, low, high) if documents >= _FEWEST else Estimate(value)
