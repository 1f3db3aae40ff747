"""A document with the layers of several annotators: what everything in this room takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Place = tuple[int, int, str]  # start, end (code points, half-open), label


@dataclass(frozen=True, slots=True)
class LayeredDocument:
    """One text as several annotators labelled it.

    `layers` are spans by annotator, each place once; one who found nothing has an empty list.
    `categories` are those given to the whole document, by annotator. `paragraphs` are the positions
    at which paragraphs begin, for resampling where documents are few. `day` is the date (ISO 8601) by
    which all of the layers were finished, "" if that is not known.
    """

    name: str
    length: int
    layers: Mapping[str, Sequence[Place]]
    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    paragraphs: Sequence[int] = (0,)
    id: int = 0
    day: str = ""
