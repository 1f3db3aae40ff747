"""What the canvas is given to show: marks on the text, and how each label looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.models.mark import Mark, OtherMark
from gui.theme import LIGHT, Theme

__all__ = ["Appearance", "LabelStyle", "Mark", "OtherMark", "OtherStyle"]


@dataclass(frozen=True)
class LabelStyle:
    """The name on a label's chips, and its colour on light and on dark ground."""

    key: str
    name: str
    colour: tuple[str, str]


@dataclass(frozen=True)
class OtherStyle:
    """Whose layer is drawn below the lines: the name on its chips, its colour on light and dark ground."""

    name: str
    colour: tuple[str, str]


@dataclass(frozen=True)
class Appearance:
    """How the page is set. `reading_width` counts full-width characters, `leading` is a factor; `others`
    is how many other layers have a line of their own below each line."""

    family: str = ""
    size_pt: float = 13.0
    leading: float = 1.0
    reading_width: int = 42
    compact: bool = False
    paragraph_numbers: bool = False
    theme: Theme = field(default=LIGHT)
    others: int = 0
