"""The best alignment against all there are."""

import itertools
import random
from functools import cache

import pytest

from core.review import alignment
from core.review.alignment import Dissimilarity, align
from core.review.gamma import disorder
from core.review.layered import Place


def least(layers: list[list[Place]], by: Dissimilarity) -> float:
    """The least disorder, by trying everything."""
    annotators = range(len(layers))
    pairs = list(itertools.combinations(annotators, 2))

    def cost(group: tuple[Place | None, ...]) -> float:
        found = 0.0
        for i, j in pairs:
            one, other = group[i], group[j]
            found += 1.0 if one is None or other is None else by.of(one, other)
        return found / len(pairs)

    @cache
    def of(left: tuple[tuple[Place, ...], ...]) -> float:
        first = next((who for who in annotators if left[who]), None)
        if first is None:
            return 0.0
        choices: list[tuple[Place | None, ...]] = [
            (left[who][0],) if who == first else (None, *left[who]) if who > first else (None,)
            for who in annotators
        ]
        return min(
            cost(group) + of(tuple(tuple(x for x in left[who] if x != group[who]) for who in annotators))
            for group in itertools.product(*choices)
        )

    return of(tuple(map(tuple, layers)))


@pytest.mark.parametrize(("annotators", "most", "times"), [(2, 4, 40), (3, 3, 12), (4, 2, 4)])
def test_the_best_of_all(annotators: int, most: int, times: int) -> None:
    dice = random.Random(annotators)
    for _ in range(times):
        layers = []
        for _ in range(annotators):
            starts = [dice.randrange(25) for _ in range(dice.randint(0, most))]
            layers.append(sorted({(at, at + dice.randint(1, 9), dice.choice("ABC")) for at in starts}))
        by = Dissimilarity(dice.choice([1, 3]), 1)
        found = align(layers, by)
        assert found.exact
        assert found.total == pytest.approx(least(layers, by))
        placed = sorted(number for members, _ in found.groups for number in members)
        assert placed == list(range(len(found.units)))


def test_too_many_states_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "BEAM", 2)
    layers = [[(at, at + 3, "A") for at in range(8)] for _ in range(3)]
    found = align(layers)
    assert not found.exact
    assert sorted(number for members, _ in found.groups for number in members) == list(range(24))


def test_labels_may_be_nearer_or_farther() -> None:
    near = Dissimilarity(between=lambda a, b: 0.25 * (a != b))
    assert align([[(0, 2, "A")], [(0, 2, "B")]], near).total == 0.25


def test_gamma_is_one_for_the_same_and_about_nothing_by_chance() -> None:
    dice = random.Random(3)
    spans = [(at * 20, at * 20 + dice.randint(2, 9), dice.choice("AB")) for at in range(30)]
    assert disorder([spans, spans], 600).gamma == 1.0
    others = [((at * 20 + 10) % 600, (at * 20 + 10) % 600 + 4, dice.choice("AB")) for at in range(30)]
    by_chance = disorder([spans, sorted(others)], 600).gamma
    assert by_chance is not None
    assert by_chance < 0.3


def test_nothing_has_no_gamma() -> None:
    assert disorder([[], []], 10).gamma is None
    assert disorder([[(0, 1, "A")], []], 10, samples=5).gamma is not None
