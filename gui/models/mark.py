"""Something drawn on the text: what the open document shows and the canvas draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation or a suggestion, or (`OtherMark`) a span of somebody else's, in code points.

    `(kind, id)` is unique. A pending mark is shown before it is stored; an unsure one is to be looked at
    again.
    """

    start: int
    end: int
    label: str
    kind: Literal["annotation", "suggestion", "other"]
    id: int
    pending: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class OtherMark(Mark):
    """What another layer says at a place; it is read, and never worked on.

    `who` is that layer's place among those shown. It `differs` from the layer that all are compared with;
    where it has nothing at all, `is_missing`, and the label is what stands in that one.
    """

    who: int = 0
    differs: bool = False
    is_missing: bool = False
