"""γ: one measure for where units lie and what they are called (Mathet, Widlöcher and Métivier 2015).

γ = 1 − δ_o / δ_e: the disorder of the best alignment (see `alignment`), divided by the mean number of
units an annotator has, against the mean of the same over random annotations. As in section 5.2 of the
paper a random annotator is one of the real ones, chosen anew, whose units are moved on by a random
distance, those that run over the end beginning again; distances of two differ by at least half the
mean length of a unit. So lengths, labels and their order stay natural.

Over several documents: γ = 1 − Σ O / Σ E, where O is a document's disorder and E the expected one, both
before the division: each unit weighs the same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from core.review.alignment import Dissimilarity, align
from core.review.layered import Place

ALPHA = BETA = 1.0


@dataclass(frozen=True, slots=True)
class Disorder:
    """What was found in one document: observed and expected disorder, and where the observed lies.

    `parts` are (position, disorder) of each unitary alignment; `exact` tells whether every best
    alignment was surely the best.
    """

    observed: float
    expected: float
    parts: tuple[tuple[int, float], ...]
    exact: bool

    @property
    def gamma(self) -> float | None:
        """γ of this document; None where nothing could be expected to differ."""
        return 1 - self.observed / self.expected if self.expected > 0 else None


def disorder(
    layers: Sequence[Sequence[Place]],
    length: int,
    *,
    samples: int = 30,
    seed: int = 0,
    dissimilarity: Dissimilarity | None = None,
) -> Disorder:
    """Of layers over a text of that length; the same for the same seed."""
    chosen = dissimilarity or Dissimilarity(ALPHA, BETA)
    number = sum(len(spans) for spans in layers)
    if not number or len(layers) < 2:
        return Disorder(0.0, 0.0, (), True)
    best = align(layers, chosen)
    exact, mean = best.exact, number / len(layers)
    dice = random.Random(seed)
    expected: list[float] = []
    while len(expected) < samples:
        shuffled = _shuffled(layers, length, dice)
        units = sum(len(spans) for spans in shuffled)
        if not units:  # only annotators without a unit were drawn
            continue
        by_chance = align(shuffled, chosen)
        exact = exact and by_chance.exact
        expected.append(by_chance.total / (units / len(layers)))
    parts = tuple((best.units[members[0]][0], part) for members, part in best.groups)
    return Disorder(best.total, sum(expected) / len(expected) * mean, parts, exact)


def _shuffled(layers: Sequence[Sequence[Place]], length: int, dice: random.Random) -> list[list[Place]]:
    number = sum(len(spans) for spans in layers)
    apart = sum(end - start for spans in layers for start, end, _ in spans) / number / 2
    moves: list[int] = []
    for _ in layers:
        for _ in range(20):  # a text too short for so many annotators has no room for the distance
            move = dice.randrange(length)
            if all(apart <= abs(move - other) <= length - apart for other in moves):
                break
        moves.append(move)
    return [[_moved(span, move, length) for span in dice.choice(layers)] for move in moves]


def _moved(span: Place, move: int, length: int) -> Place:
    start, end, label = span
    by = move if start + move < length else move - length
    return start + by, end + by, label
