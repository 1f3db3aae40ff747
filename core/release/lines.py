"""A document as one line of a release: our own JSONL, with only what is the same on any machine.

Every field is always there and has one type, so that tools which guess a table's types (Arrow, pandas)
guess them right. What has no fixed type, the metadata and what a span was suggested as, goes into a
line of `details.jsonl`. The annotator's name stays at home.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from core.annotation import DocumentRecord, SpanRecord
from core.text import text_digest

DOCUMENTS, CHARACTERS, SPANS = "documents", "characters", "spans"
LABEL, CATEGORY, ORIGIN = "label:", "category:", "origin:"

_encoder = msgspec.json.Encoder(order="sorted")


class SpanLine(msgspec.Struct, frozen=True, gc=False):
    """A span of a release."""

    start: int
    end: int
    label: str
    text: str
    origin: str
    source: str
    score: float | None
    reason: str


class ZoneLine(msgspec.Struct, frozen=True, gc=False):
    """A zone of a release."""

    start: int
    end: int
    kind: str
    by_hand: bool


class DocumentLine(msgspec.Struct, frozen=True):
    """A document of a release."""

    id: str
    title: str
    text: str
    source: str
    state: str
    categories: tuple[str, ...]
    spans: tuple[SpanLine, ...]
    zones: tuple[ZoneLine, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A document to release. `page` is the digest of the page that it was cut from, "" if of none.

    `people` are those who finished it; they are counted, never named.
    """

    record: DocumentRecord
    page: str = ""
    page_start: int = 0
    people: frozenset[str] = frozenset()


def line_of(given: Given, order: Mapping[str, int]) -> DocumentLine:
    """The document's line; `order` is the order of the categories in the label set."""
    record = given.record
    return DocumentLine(
        id=record.id or f"text-{text_digest(record.text)[:12]}",
        title=record.title,
        text=record.text,
        source=record.source,
        state=record.state,
        categories=tuple(sorted(record.categories, key=lambda key: (order.get(key, len(order)), key))),
        spans=tuple(_span(each) for each in _sorted(record.spans)),
        zones=tuple(
            ZoneLine(each.start, each.end, str(each.kind), each.by_hand)
            for each in sorted(record.zones, key=lambda zone: (zone.start, zone.end))
        ),
    )


def details_of(line: DocumentLine, given: Given) -> dict[str, Any] | None:
    """What else is known of a document, None if nothing."""
    suggested = [
        {"start": each.start, "end": each.end, "label": each.label, "suggested": each.suggested}
        for each in _sorted(given.record.spans)
        if each.suggested is not None
    ]
    found: dict[str, Any] = {}
    if given.record.meta:
        found["meta"] = dict(given.record.meta)
    if given.page:
        found["page"] = {"text_sha256": given.page, "start": given.page_start}
    if suggested:
        found["suggested"] = suggested
    return {"id": line.id, **found} if found else None


def encode(value: Any) -> bytes:
    """One line of JSON with sorted keys."""
    return _encoder.encode(value) + b"\n"


def counts_of(line: DocumentLine) -> Counter[str]:
    """What a document holds, by name of what is counted."""
    found = Counter({DOCUMENTS: 1, CHARACTERS: len(line.text), SPANS: len(line.spans)})
    for span in line.spans:
        found[LABEL + span.label] += 1
        found[ORIGIN + span.origin] += 1
    for category in line.categories:
        found[CATEGORY + category] += 1
    return found


def _sorted(spans: Sequence[SpanRecord]) -> list[SpanRecord]:
    return sorted(spans, key=lambda each: (each.start, each.end, each.label, each.origin, each.source))


def _span(each: SpanRecord) -> SpanLine:
    return SpanLine(
        each.start, each.end, each.label, each.text, each.origin, each.source, each.score, each.reason
    )
