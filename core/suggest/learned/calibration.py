"""From what speaks for and against a proposal to how often such proposals are right.

A logistic regression with a prior: without any data it believes the prior's weights, with data what
the data say. The reliability figure tells how far the scores can be taken at their word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, log

import msgspec

_ROUNDS = 8
_SHRINK = 8.0  # so many doubtful proposals weigh as much as the belief that labels don't differ


class Weights(msgspec.Struct, frozen=True):
    """What each input counts, and what each label adds."""

    inputs: tuple[float, ...]
    labels: dict[str, float] = {}

    def probability(self, inputs: Sequence[float], label: str) -> float:
        """How probably a proposal with these inputs is right."""
        value = sum(map(float.__mul__, self.inputs, inputs)) + self.labels.get(label, 0.0)
        return sigmoid(value)


def sigmoid(value: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


def logit(probability: float, limit: float = 6.0) -> float:
    """The inverse of `sigmoid`, bounded."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-limit, min(limit, log(bounded / (1.0 - bounded))))


def fit(
    cases: Sequence[tuple[Sequence[float], str, bool]], prior: Sequence[float], strength: float = 4.0
) -> Weights:
    """The weights that explain which proposals were right; `strength` is how firmly the prior is held."""
    weights = list(prior)
    size = len(weights)
    for _ in range(_ROUNDS):
        gradient = [strength * (known - now) for known, now in zip(prior, weights, strict=True)]
        curve = [[strength if row == column else 0.0 for column in range(size)] for row in range(size)]
        for inputs, _, right in cases:
            value = sigmoid(sum(map(float.__mul__, weights, inputs)))
            miss, slope = right - value, max(value * (1.0 - value), 1e-6)
            for row, given in enumerate(inputs):
                if given:
                    gradient[row] += miss * given
                    scaled, line = slope * given, curve[row]
                    for column in range(row + 1):
                        line[column] += scaled * inputs[column]
        for row in range(size):
            for column in range(row):
                curve[column][row] = curve[row][column]
        step = _solve(curve, gradient)
        weights = [now + max(-2.0, min(2.0, change)) for now, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return Weights(tuple(weights), _label_shifts(cases, weights))


def _label_shifts(
    cases: Iterable[tuple[Sequence[float], str, bool]], weights: Sequence[float]
) -> dict[str, float]:
    """What is left to say of each label: one step towards its own rate, the shorter the fewer its cases."""
    misses: defaultdict[str, float] = defaultdict(float)
    doubts: defaultdict[str, float] = defaultdict(float)
    for inputs, label, right in cases:
        value = sigmoid(sum(map(float.__mul__, weights, inputs)))
        misses[label] += right - value
        doubts[label] += value * (1.0 - value)
    return {label: misses[label] / (doubts[label] + _SHRINK) for label in sorted(misses)}


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with pivots; the matrix is positive definite through the prior."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column]
        for row in range(column + 1, size):
            factor = rows[row][column] / head[column]
            if factor:
                rows[row] = [a - factor * b for a, b in zip(rows[row], head, strict=True)]
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(rows[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (rows[row][size] - rest) / rows[row][row]
    return found


def reliability(scored: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """The mean distance between the scores given and the share that was right; 0 is perfect."""
    sums = [(0.0, 0, 0)] * bins
    total = 0
    for score, right in scored:
        index = min(bins - 1, int(score * bins))
        value, hits, count = sums[index]
        sums[index] = (value + score, hits + right, count + 1)
        total += 1
    return sum(abs(value - hits) for value, hits, _ in sums) / total if total else 0.0
