"""Something drawn on the text: what the open document shows and the canvas draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation or a suggestion, in code points.

    `(kind, id)` is unique. A pending mark is shown before it is stored; an unsure one is to be looked at
    again.
    """

    start: int
    end: int
    label: str
    kind: Literal["annotation", "suggestion"]
    id: int
    pending: bool = False
    unsure: bool = False
