"""Colours for labels: pairs for the light and the dark theme that can be read on the page and told apart."""

from __future__ import annotations

from collections.abc import Iterable

from core.schema import Label
from gui.theme import DARK, LIGHT, contrast

LEAST = 4.5  # of text against its ground, as WCAG 2 asks

Pair = tuple[str, str]

PALETTE: tuple[Pair, ...] = (
    ("#c304e3", "#fec0f7"),
    ("#3b0885", "#d567f5"),
    ("#3552eb", "#3e89f7"),
    ("#0023c5", "#5afaa4"),
    ("#29667a", "#26dafe"),
    ("#00630c", "#92c082"),
    ("#6a2e4d", "#02a671"),
    ("#3a3c00", "#fbd509"),
    ("#8c5908", "#e1a536"),
    ("#e80000", "#cc712b"),
    ("#b05265", "#ff53a8"),
    ("#766da7", "#9583aa"),
    ("#006a6a", "#7fd6d0"),
    ("#4d4d4d", "#c9ccd3"),
    ("#9c3d00", "#ffb38a"),
    ("#5c6b00", "#c6dc5a"),
)


def contrasts(pair: Pair) -> tuple[float, float]:
    """How well a pair can be read on the page: light theme, dark theme."""
    return contrast(pair[0], LIGHT.background), contrast(pair[1], DARK.background)


def free_pair(labels: Iterable[Label]) -> Pair:
    """A pair that no label has yet, the first one if all are taken."""
    taken = {each.colour for each in labels}
    return next((pair for pair in PALETTE if pair not in taken), PALETTE[0])
