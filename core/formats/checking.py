"""What a record read from a file must hold to: spans inside the text, quotes that fit, known labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.annotation import DocumentRecord, NoteRecord, SpanRecord, Zone
from core.formats.report import Outcome, Report
from core.reading import Settled, SettledMap, settle
from core.schema import LabelSet

OUTSIDE = "it lies outside the text"
EMPTY = "it is empty"
OTHER_QUOTE = "the text says something else there"
TWICE = "the same span stands there twice"
NO_TEXT = "the document has no text"
UNKNOWN_LABEL = "the label set has no such label"
UNKNOWN_CATEGORY = "the label set has no such category"


def checked(
    record: DocumentRecord, label_set: LabelSet | None, report: Report, path: str = ""
) -> DocumentRecord:
    """The record without what is wrong in it; each thing left out is in the report, with its place.

    Quotes that the file does not give are filled in. Without a label set, labels are not looked at.
    """
    where = place(path, record)
    zones = record.zones and tuple(_fitting_zones(record.text, record.zones, report, where))
    spans = record.spans and tuple(_fitting(record.text, record.spans, report, where))
    notes = record.notes and tuple(_fitting_notes(record.text, record.notes, report, where))
    if spans != record.spans or zones != record.zones or notes != record.notes:
        record = replace(record, spans=spans, zones=zones, notes=notes)
    return record if label_set is None else with_known_labels(record, label_set, report, path)


def with_known_labels(
    record: DocumentRecord, label_set: LabelSet, report: Report, path: str = ""
) -> DocumentRecord:
    """The record without labels and categories that the label set does not have."""
    bad_labels = {span.label for span in record.spans if not label_set.has_label(span.label)}
    bad_categories = [key for key in record.categories if not label_set.has_category(key)]
    if not bad_labels and not bad_categories:
        return record
    where = place(path, record)
    for span in record.spans:
        if span.label in bad_labels:
            report.note(
                Outcome.REFUSED, "span", UNKNOWN_LABEL, where, detail=f"“{span.label}” for “{span.text}”"
            )
    for key in bad_categories:
        report.note(Outcome.REFUSED, "category", UNKNOWN_CATEGORY, where, detail=f"“{key}”")
    return replace(
        record,
        spans=tuple(span for span in record.spans if span.label not in bad_labels),
        categories=tuple(key for key in record.categories if key not in bad_categories),
    )


def settled_record(record: DocumentRecord, report: Report, path: str = "") -> DocumentRecord:
    """The record with newlines and NULs of its text settled, and its spans moved along."""
    text, changes = settle(record.text)
    if not changes:
        return record
    where = place(path, record)
    for change in changes:
        report.note(Outcome.ALTERED, "character", _settling(change), where, change.count)
    moved = SettledMap(record.text)
    return replace(
        record,
        text=text,
        spans=tuple(
            replace(
                span,
                start=moved.position(span.start),
                end=moved.position(span.end),
                text=settle(span.text)[0],
                suggested=span.suggested and _moved(span.suggested, moved),
            )
            for span in record.spans
        ),
        zones=tuple(
            replace(zone, start=moved.position(zone.start), end=moved.position(zone.end))
            for zone in record.zones
        ),
        notes=tuple(
            replace(
                note,
                start=moved.position(note.start),
                end=moved.position(note.end),
                text=settle(note.text)[0],
            )
            if note.start is not None and note.end is not None
            else note
            for note in record.notes
        ),
    )


def place(path: str, record: DocumentRecord) -> str:
    """Where a record stands, for people: file and line, or its id if it has no line."""
    if record.line:
        return f"{path}, line {record.line}" if path else f"line {record.line}"
    return path or record.id or record.title


def _moved(suggested: tuple[int, int, str], moved: SettledMap) -> tuple[int, int, str]:
    return moved.position(suggested[0]), moved.position(suggested[1]), suggested[2]


def _settling(change: Settled) -> str:
    return {
        "crlf": "CRLF became one newline",
        "cr": "CR became a newline",
        "nul": "NUL became U+FFFD",
        "surrogate": "a lone surrogate became U+FFFD",
        "surrogate pair": "a surrogate pair became the one character that it stands for",
        "bom": "the byte order mark was dropped",
    }[change.kind]


def _fitting(text: str, spans: Iterable[SpanRecord], report: Report, where: str) -> Iterable[SpanRecord]:
    length = len(text)
    seen = set()
    for span in spans:
        start, end = span.start, span.end
        key = (start, end, span.label)
        wrong = ""
        if not 0 <= start <= end <= length:
            wrong = OUTSIDE
        elif start == end:
            wrong = EMPTY
        elif key in seen:
            report.note(Outcome.SKIPPED, "span", TWICE, where, detail=_short(span))
            continue
        else:
            quote = text[start:end]
            if span.text == quote:
                seen.add(key)
                yield span
                continue
            if not span.text:
                seen.add(key)
                yield replace(span, text=quote)
                continue
            wrong = OTHER_QUOTE
        report.note(Outcome.REFUSED, "span", wrong, where, detail=_detail(text, span, wrong))


def _fitting_zones(text: str, zones: Iterable[Zone], report: Report, where: str) -> Iterable[Zone]:
    for zone in zones:
        if 0 <= zone.start < zone.end <= len(text):
            yield zone
        else:
            report.note(
                Outcome.REFUSED, "zone", OUTSIDE, where, detail=f"{zone.start}–{zone.end} {zone.kind}"
            )


def _fitting_notes(
    text: str, notes: Iterable[NoteRecord], report: Report, where: str
) -> Iterable[NoteRecord]:
    for note in notes:
        start, end = note.start, note.end
        if start is None and end is None:
            yield replace(note, text="", label="") if note.text or note.label else note
            continue
        wrong = ""
        if start is None or end is None or not 0 <= start < end <= len(text):
            wrong = OUTSIDE
        elif not note.text or note.text == text[start:end]:
            yield note if note.text else replace(note, text=text[start:end])
            continue
        else:
            wrong = OTHER_QUOTE
        report.note(Outcome.REFUSED, "note", wrong, where, detail=f"{start}–{end} “{_cut(note.body)}”")


def _detail(text: str, span: SpanRecord, wrong: str) -> str:
    if wrong == OUTSIDE:
        return f"{_short(span)}, the text has {len(text)} characters"
    if wrong == OTHER_QUOTE:
        return f"{_short(span)} should say “{_cut(span.text)}”, the text says “{_cut(span_text(text, span))}”"
    return _short(span)


def span_text(text: str, span: SpanRecord) -> str:
    """What the text says where a span lies."""
    return text[span.start : span.end]


def _short(span: SpanRecord) -> str:
    return f"{_number(span.start)}–{_number(span.end)} {_cut(span.label)}"


def _number(value: int) -> str:
    return str(value) if -(10**12) < value < 10**12 else "a huge number"


def _cut(text: str, most: int = 30) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
