"""The worked examples of the literature, to three decimals. Which, and from where: docs/agreement.md."""

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from core.review import alpha, kappa, unitizing
from core.review.alignment import Dissimilarity, align
from core.review.gamma import disorder
from core.review.layered import LayeredDocument
from core.review.packing import Names, merged, pack


def cells(rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Counts, values and numbers of annotators, over all pairs of each row; None is missing."""
    counted: Counter[tuple[int, int, int]] = Counter()
    for row in rows:
        given = [value for value in row if value is not None]
        for first, second in combinations(given, 2):
            counted[first, second, len(given)] += 1
    first, second, raters = (np.array(column) for column in zip(*counted, strict=True))
    return np.array([list(counted.values())], dtype=float), first, second, raters


def test_cohen_1960() -> None:
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    rows = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    counts, first, second, _ = cells(rows)
    assert kappa.cohen(counts, first, second)[0] == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(
    ("table", "expected"),
    [([[20, 10], [20, 50]], 0.348), ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.801)],
)
def test_cohen_in_artstein_and_poesio_2008(table: list[list[int]], expected: float) -> None:
    size = len(table)
    rows = [(i, j) for i in range(size) for j in range(size) for _ in range(table[i][j])]
    counts, first, second, _ = cells(rows)
    assert kappa.cohen(counts, first, second)[0] == pytest.approx(expected, abs=0.0005)


FLEISS = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333
555555"""


def test_fleiss_1971() -> None:
    rows = [tuple(map(int, row)) for row in FLEISS.split()]
    assert kappa.fleiss(*cells(rows))[0] == pytest.approx(0.430, abs=0.0005)


def test_alpha_of_krippendorff_2011_binary() -> None:
    rows = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
    assert alpha.nominal(*cells(rows))[0] == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_krippendorff_2011_nominal() -> None:
    jon = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    meg = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    rows = [("abcde".index(x), "abcde".index(y)) for x, y in zip(jon, meg, strict=True)]
    assert alpha.nominal(*cells(rows))[0] == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_krippendorff_2011_with_missing() -> None:
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    rows = list(zip(*observers, strict=True))
    assert alpha.nominal(*cells(rows))[0] == pytest.approx(0.743, abs=0.0005)


def unitized(length: int, *layers: list[tuple[int, int, str]]) -> dict[str, tuple[float, float]]:
    """(D_o, D_e) by label; spans are (start, length, label)."""
    spans = {str(at): [(s, s + n, label) for s, n, label in each] for at, each in enumerate(layers)}
    packed = pack([LayeredDocument("", length, spans)], Names())
    first, second = (merged(each) for each in packed.slots)
    mine, yours, _ = unitizing.observed(packed, first, second)
    parts = unitizing.expected(packed, (first, second), np.array([2]))
    found = {}
    for label, number in packed.names.labels.numbers.items():
        a, b = first.label == number, second.label == number
        observed = (mine[a].sum() + yours[b].sum()) / (2 * length**2)
        found[str(label)] = float(observed), float(parts[0][a].sum() + parts[1][b].sum())
    return found


def parsed(said: str) -> list[tuple[int, int, str]]:
    """Spans from “label, start + length”."""
    found = []
    for each in said.split():
        start, length = each[1:].split("+")
        found.append((int(start), int(length), each[0]))
    return found


def test_unitizing_in_krippendorff_2004() -> None:
    found = unitized(
        300,
        [(75, 70, "c"), (220, 30, "c"), (30, 60, "k"), (150, 50, "k")],
        [(70, 80, "c"), (205, 20, "c"), (250, 20, "c"), (30, 60, "k"), (150, 50, "k")],
    )
    assert found["c"] == pytest.approx((0.0144, 0.0532), abs=0.0001)
    assert found["k"] == pytest.approx((0.0, 0.0490), abs=0.0001)
    observed, expected = (np.array([sum(each)]) for each in zip(*found.values(), strict=True))
    assert unitizing.alpha(observed, expected)[0] == pytest.approx(0.859, abs=0.0005)
    assert 1 - found["c"][0] / found["c"][1] == pytest.approx(0.7286, abs=0.0005)


def test_unitizing_in_krippendorff_1995() -> None:
    found = unitized(
        24,
        parsed("A2+8 A14+6 B0+18 C2+6 C10+2 C14+4 C20+2 D0+2 D2+8 D10+4 D14+6 D20+4"),
        parsed(
            "A4+4 A15+2 B0+2 B2+1 B3+1 B4+1 B5+1 B6+3 B9+1 "
            "C0+2 C4+4 C10+4 C16+2 C20+2 D0+4 D4+4 D8+7 D15+2 D17+7"
        ),
    )
    observed = {label: values[0] for label, values in found.items()}
    assert observed == pytest.approx({"A": 0.03125, "B": 2.26736, "C": 0.02777, "D": 0.38715}, abs=0.00001)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((4, 14), (40, 44), 22.2),
        ((4, 14), (4, 14), 0.0),
        ((4, 14), (20, 25), 3.2),
        ((4, 14), (14, 24), 1.0),
        ((20, 30), (20, 25), 0.11),
        ((20, 25), (14, 24), 0.22),
    ],
)
def test_positions_in_figure_10_of_mathet_2015(
    one: tuple[int, int], other: tuple[int, int], expected: float
) -> None:
    found = Dissimilarity().of((*one, ""), (*other, ""))
    assert found == pytest.approx(expected, abs=0.05 if expected > 1 else 0.005)


ALEX = [(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")]
PAUL = [(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")]
SUZAN = [(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")]


def test_gamma_of_the_example_that_comes_with_the_authors_software() -> None:
    """γ rests on random annotations, so other programs say a range: 0.44 to 0.47 (docs/agreement.md)."""
    layers, weighted = [ALEX, PAUL, SUZAN], Dissimilarity(3, 1)
    best = align(layers, weighted)
    assert best.exact
    assert best.total / (16 / 3) == pytest.approx(0.9606, abs=0.0005)
    found = disorder(layers, 60, samples=300, dissimilarity=weighted).gamma
    assert found is not None
    assert 0.44 <= found <= 0.47
