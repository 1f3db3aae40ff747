"""What a record would lose in a format, told from what the format says it carries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import Feature
from core.formats.report import Note, Outcome

CANNOT = "the format has no place for it"


def missing(record: DocumentRecord, carries: frozenset[Feature]) -> Iterator[Note]:
    """A note for each thing of this record that such a format has no place for.

    Nested and overlapping spans are the format's own affair: it decides which of them stay.
    """
    where = record.id or record.title
    for feature, what, count in _held(record):
        if feature not in carries and count:
            yield Note(Outcome.SKIPPED, what, CANNOT, where, count)


def _held(record: DocumentRecord) -> Iterator[tuple[Feature, str, int]]:
    yield Feature.ID, "id", int(bool(record.id))
    yield Feature.TITLE, "title", int(bool(record.title))
    yield Feature.SOURCE, "source", int(bool(record.source))
    yield Feature.META, "metadata", len(record.meta)
    yield Feature.SPANS, "span", len(record.spans)
    yield Feature.PROVENANCE, "provenance", sum(map(has_provenance, record.spans))
    yield Feature.CATEGORIES, "category", len(record.categories)
    yield Feature.ZONES, "zone", len(record.zones)
    yield Feature.ANNOTATOR, "annotator", int(bool(record.annotator))
    yield Feature.STATE, "state", int(bool(record.state))
    yield Feature.UNSURE, "mark of an unsure span", sum(span.unsure for span in record.spans)
    yield Feature.NOTES, "note", len(record.notes)


def has_provenance(span: SpanRecord) -> bool:
    """Whether anything is known about how the span came to be."""
    return bool(span.origin or span.source or span.reason) or span.score is not None


def flattened(spans: Iterable[SpanRecord]) -> tuple[list[SpanRecord], list[SpanRecord]]:
    """(those kept, those left out) where spans may not overlap: the longer stays, then the earlier."""
    kept: list[SpanRecord] = []  # always in order, so that only its neighbours can be in the way
    left_out = []
    for span in sorted(spans, key=lambda each: (each.start - each.end, each.start)):
        place = bisect_left(kept, span.start, key=_start)
        before_ends = kept[place - 1].end if place else 0
        behind_starts = kept[place].start if place < len(kept) else span.end
        if before_ends <= span.start and span.end <= behind_starts:
            kept.insert(place, span)
        else:
            left_out.append(span)
    return kept, left_out


def _start(span: SpanRecord) -> int:
    return span.start
