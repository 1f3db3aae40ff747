"""The sample label set's colours can be read and told apart, also without seeing green."""

from __future__ import annotations

from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from core.schema import read_label_set

BACKGROUNDS = ("#ffffff", "#1e1f22")
LABELS = read_label_set(Path(__file__).parents[3] / "corpus").labels
Vector = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009: deuteranopia, whole, on linear RGB.
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)
# Ottosson 2020: linear RGB → cone response → OKLab.
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: str) -> Vector:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares)
    return red, green, blue


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def oklab(light: Vector) -> Vector:
    one, two, three = (max(x, 0.0) ** (1 / 3) for x in times(TO_CONES, light))
    return times(TO_LAB, (one, two, three))


def deuteranope(light: Vector) -> Vector:
    one, two, three = (min(1.0, max(0.0, x)) for x in times(DEUTERANOPIA, light))
    return one, two, three


def contrast(one: str, other: str) -> float:
    luminance = sorted(
        sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)
    )
    return (luminance[1] + 0.05) / (luminance[0] + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_every_colour_can_be_read_on_its_background(theme: int) -> None:
    assert all(contrast(label.colour[theme], BACKGROUNDS[theme]) >= 4.6 for label in LABELS)


@pytest.mark.parametrize("theme", [0, 1])
def test_colours_are_told_apart(theme: int) -> None:
    for one, other in combinations([linear(label.colour[theme]) for label in LABELS], 2):
        assert 100 * dist(oklab(one), oklab(other)) >= 12
        assert 100 * dist(oklab(deuteranope(one)), oklab(deuteranope(other))) >= 7.5


def test_shortcuts_are_digits_in_the_order_of_the_labels() -> None:
    assert "".join(label.shortcut for label in LABELS) == "1234567890-="


def test_every_label_says_what_it_is_in_both_languages() -> None:
    assert all(label.zh and label.en and label.hint_zh and label.hint_en for label in LABELS)
