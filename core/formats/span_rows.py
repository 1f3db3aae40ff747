"""Our layout of annotations as a table: one span a row, the document's own cells in its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.annotation import DocumentRecord, SpanRecord
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.report import Outcome, Report

_DOCUMENT = ("document", "title", "source", "text", "annotator", "state", "categories")
_SPAN = ("start", "end", "label", "quote", "origin", "suggested_by", "score", "reason", "suggested")
COLUMNS = (*_DOCUMENT, *_SPAN)
_NO_SPAN = ("",) * len(_SPAN)
_REPEATED = ("", "", "", "", "", "")  # the document's cells but its name, in all rows but the first


def cells_of(record: DocumentRecord) -> Iterator[tuple[str, ...]]:
    """The rows of one document: as many as it has spans, one if it has none.

    A document without spans that nobody looked at has nothing in `start`; one that was looked at, 0.
    """
    own = (
        record.id,
        record.title,
        record.source,
        record.text,
        record.annotator,
        record.state,
        "|".join(record.categories),
    )
    if not record.spans:
        yield own + (("0", *_NO_SPAN[1:]) if record.spans_given else _NO_SPAN)
    for number, span in enumerate(record.spans):
        yield (own if number == 0 else (record.id, *_REPEATED)) + _span_cells(span)


def documents_of(
    rows: Iterable[tuple[int, Sequence[str]]], report: Report, path: str
) -> Iterator[DocumentRecord]:
    """The documents that such rows say; a row with a text begins the next one."""
    current: DocumentRecord | None = None
    spans: list[SpanRecord] = []
    for number, cells in rows:
        row = dict(zip(COLUMNS, cells, strict=False))
        where = f"{path}, line {number}"
        if row.get("text"):
            if current is not None:
                yield _finished(current, spans, report, path)
            current, spans = _begun(row, number), []
        elif current is None:
            report.note(Outcome.REFUSED, "document", NO_TEXT, where)
            continue
        if row.get("label") or row.get("end"):
            try:
                spans.append(_span(row))
            except ValueError as error:
                why = "it is not what a span should be"
                report.note(Outcome.REFUSED, "span", why, where, detail=str(error))
    if current is not None:
        yield _finished(current, spans, report, path)


def _span_cells(span: SpanRecord) -> tuple[str, ...]:
    return (
        str(span.start),
        str(span.end),
        span.label,
        span.text,
        span.origin,
        span.source,
        "" if span.score is None else repr(span.score),
        span.reason,
        "{}–{} {}".format(*span.suggested) if span.suggested else "",
    )


def _begun(row: Mapping[str, str], number: int) -> DocumentRecord:
    categories = row.get("categories", "")
    return DocumentRecord(
        row["text"],
        id=row["document"],
        title=row["title"],
        source=row["source"],
        annotator=row.get("annotator", ""),
        state=row.get("state", ""),
        categories=tuple(categories.split("|")) if categories else (),
        spans_given=bool(row.get("start")),
        line=number,
    )


def _finished(record: DocumentRecord, spans: list[SpanRecord], report: Report, path: str) -> DocumentRecord:
    whole = replace(record, spans=tuple(spans))
    return checked(settled_record(whole, report, path), None, report, path)


def _span(row: Mapping[str, str]) -> SpanRecord:
    score, label = row.get("score", ""), row.get("label", "")
    if not label:
        raise ValueError("it has no label")
    return SpanRecord(
        int(row["start"]),
        int(row["end"]),
        label,
        row.get("quote", ""),
        row.get("origin", ""),
        row.get("suggested_by", ""),
        float(score) if score else None,
        row.get("reason", ""),
        _suggested(row.get("suggested", "")),
    )


def _suggested(cell: str) -> tuple[int, int, str] | None:
    """From “3–7 ORG” to (3, 7, "ORG")."""
    if not cell:
        return None
    places, _, label = cell.partition(" ")
    start, _, end = places.partition("–")
    return int(start), int(end), label
