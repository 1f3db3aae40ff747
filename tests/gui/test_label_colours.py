"""The colours that colour-blind people can tell apart: as they see them, by a model of their eyes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from core.project import SAMPLE
from core.schema import Label, LabelSet, read_label_set
from gui.label_colours import SAFE, label_colours
from gui.theme import DARK, LIGHT, readable

# Machado, Oliveira, Fernandes 2009, table 1, severity 1.0: linear RGB as these eyes see it
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
SEEN_BY = {"protanopia": PROTAN, "deuteranopia": DEUTAN}
LABELS = read_label_set(SAMPLE)


def linear(colour: str) -> list[float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear sRGB, D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    shares = [
        sum(a * max(b, 0) for a, b in zip(row, rgb, strict=True)) / w
        for row, w in zip(rows, white, strict=True)
    ]
    x, y, z = (s ** (1 / 3) if s > 0.008856 else 7.787 * s + 16 / 116 for s in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def nearest(colours: list[str], eyes: str) -> float:
    """The least distance (CIE76) between two of them, as those eyes see them."""
    seen = [
        lab([sum(a * b for a, b in zip(row, linear(each), strict=True)) for row in SEEN_BY[eyes]])
        for each in colours
    ]
    return min(
        sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5 for one, two in combinations(seen, 2)
    )


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_nine_labels_are_told_apart_better_than_in_the_label_set_s_own_colours(eyes: str) -> None:
    own = [each.colour[0] for each in LABELS.labels[: len(SAFE)]]
    assert nearest(list(SAFE), eyes) > 9
    assert nearest(list(SAFE), eyes) > nearest(own, eyes)


def test_more_labels_than_colours_get_darker_ones() -> None:
    labels = LabelSet(labels=tuple(Label(f"L{n}") for n in range(12)))
    found = label_colours(labels, replace(LIGHT, safe_labels=True))
    assert len(set(found.values())) == 12


def test_without_the_choice_the_label_set_s_own_are_taken() -> None:
    assert label_colours(LABELS, DARK) == {each.key: each.colour for each in LABELS.labels}


@pytest.mark.parametrize("which", [LIGHT, DARK])
def test_on_the_page_they_stay_different(which: object) -> None:
    drawn = [readable(each, which.background, 3.0) for each in SAFE]  # type: ignore[attr-defined]
    assert len(set(drawn)) == len(SAFE)
