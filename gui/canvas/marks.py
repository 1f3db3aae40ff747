"""What the canvas is given to show: marks on the text, and how each label looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gui.theme import LIGHT, Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn on the text: an annotation or a suggestion, in code points.

    `(kind, id)` is unique. A pending mark is shown before it is stored.
    """

    start: int
    end: int
    label: str
    kind: Literal["annotation", "suggestion"]
    id: int
    pending: bool = False


@dataclass(frozen=True)
class LabelStyle:
    """The name on a label's chips, and its colour on light and on dark ground."""

    key: str
    name: str
    colour: tuple[str, str]


@dataclass(frozen=True)
class Appearance:
    """How the page is set. `reading_width` counts full-width characters, `leading` is a factor."""

    family: str = ""
    size_pt: float = 13.0
    leading: float = 1.0
    reading_width: int = 42
    compact: bool = False
    paragraph_numbers: bool = False
    theme: Theme = field(default=LIGHT)
