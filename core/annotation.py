"""The values that cross every border: document, annotation, suggestion, annotator, layer.

All are frozen: they can go to another thread, be compared in a test and be written by a format
without asking where they came from. Offsets are code points, ranges half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

GOLD = "gold"  # the layer of what was adjudicated; a person of that name is an imported one
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Origin(StrEnum):
    """How an annotation came to be what a person stands behind."""

    BY_HAND = "by hand"
    ACCEPTED = "accepted"  # a suggestion confirmed as it was
    CORRECTED = "corrected"  # a suggestion confirmed after a change of edge or label
    PROPAGATED = "propagated"  # the same decision for an identical mention
    ADJUDICATED = "adjudicated"
    TAKEN = "taken over"  # another annotator's reading
    IMPORTED = "imported"  # from a file that does not say


class LayerState(StrEnum):
    """How far one annotator is with one document."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    FINISHED = "finished"
    APPROVED = "approved"
    RETURNED = "returned"


class ZoneKind(StrEnum):
    """What a stretch of a page is; what has no zone is body."""

    TITLE = "title"
    BYLINE = "byline"
    SOURCE = "source"
    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    FURNITURE = "furniture"  # navigation, sharing buttons, editor's line: no suggestion is made here


@dataclass(frozen=True, slots=True)
class Zone:
    """One or more whole lines of a page with what they are."""

    start: int
    end: int
    kind: ZoneKind
    by_hand: bool = False


class Role(StrEnum):
    """What a person is in a project; each may do what those before it may."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Annotator:
    """A named person."""

    id: int
    name: str
    role: Role = Role.ANNOTATOR


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed span that no person has confirmed.

    `score` lies between 0 and 1; `reason` is "rule|detail|…", made readable by
    `core.suggest.reasons.explain`. `id` is 0 until it is stored.
    """

    start: int
    end: int
    label: str
    quote: str
    source: str
    score: float
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class CategorySuggestion:
    """A proposed category for the whole document."""

    category: str
    source: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span that a person stands behind.

    `source`, `score` and `reason` are those of the suggestion that it came from, if any, and stay
    with it for ever; `suggested` is what that suggestion said, where a person changed it. `unsure` marks
    one that its annotator wants looked at again.
    """

    id: int
    layer_id: int
    start: int
    end: int
    label: str
    quote: str
    origin: Origin = Origin.BY_HAND
    source: str = ""
    score: float | None = None
    reason: str = ""
    suggested: tuple[int, int, str] | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class CategoryMark:
    """A category that a person gave to a document, or (`given` false) said no to."""

    category: str
    given: bool = True
    origin: Origin = Origin.BY_HAND


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a person said no to in a layer, so that it is not suggested there again."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Layer:
    """All annotations of one annotator on one document; `id` is 0 while nothing is stored."""

    id: int
    document_id: int
    annotator: str
    state: LayerState = LayerState.NEW


@dataclass(frozen=True, slots=True)
class Document:
    """One article: an immutable text, identified by the SHA-256 of its UTF-8 form."""

    id: int
    title: str
    text: str
    digest: str
    source: str = ""
    meta: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    origin_id: int | None = None  # the document that this one was split from …
    origin_start: int = 0  # … and where its text began there
    name: str = ""  # what the file it came from calls it


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document as one annotator sees it.

    `suggestions` are all that are stored and shown; `core.decided.open_suggestions` tells which still
    wait. `hidden` are those below a label's threshold. A `blind` document shows none of either.
    """

    document: Document
    layer: Layer
    annotations: tuple[Annotation, ...]
    suggestions: tuple[Suggestion, ...]
    rejections: frozenset[Rejection]
    categories: tuple[CategoryMark, ...]
    category_suggestions: tuple[CategorySuggestion, ...]
    zones: tuple[Zone, ...]
    hidden: tuple[Suggestion, ...] = ()
    blind: bool = False


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """A labelled span as a file holds it."""

    start: int
    end: int
    label: str
    text: str = ""
    origin: str = ""
    source: str = ""
    score: float | None = None
    reason: str = ""
    suggested: tuple[int, int, str] | None = None
    # Not in the repr: digests of layers rest on that, and were made before there was such a thing.
    unsure: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReplyRecord:
    """An answer to a note, as a file holds it."""

    body: str
    author: str = ""
    id: str = ""
    at: str = ""
    changed: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note as a file holds it. `id` is its name in every project; times are ISO 8601 in UTC.

    `about` is whose work it is about, "" if it is for everybody. Without `start` and `end` it is about
    the whole document; `label` is that of the span it was written on, "" if it was none; `gone` says
    that there was one. `changed` and `settled` say when its words, and whether it is `resolved`, were
    changed last. A note that its author took away is `removed`, its body empty.
    """

    body: str
    author: str = ""
    id: str = ""
    at: str = ""
    changed: str = ""
    about: str = ""
    start: int | None = None
    end: int | None = None
    text: str = ""
    label: str = ""
    gone: bool = False
    removed: bool = False
    resolved: bool = False
    settled_by: str = ""
    settled: str = ""
    replies: tuple[ReplyRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as it crosses the border of the program: what formats read and write.

    `id` is the file's own name for the document, `line` where it stood in the file (1-based, 0 if
    that means nothing). `spans_given` tells “no spans” from “nothing said about spans”: only the
    first is an annotator's finished work.
    """

    text: str
    id: str = ""
    title: str = ""
    source: str = ""
    meta: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    spans: tuple[SpanRecord, ...] = ()
    categories: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    annotator: str = ""
    state: str = ""
    spans_given: bool = False
    line: int = 0
    notes: tuple[NoteRecord, ...] = ()
