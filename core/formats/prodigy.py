"""Prodigy's JSONL: one task a line, offsets in code points, `end` exclusive, `token_end` inclusive.

    {"text": "我爱😀北京大学", "meta": {},
     "tokens": [{"text": "我", "start": 0, "end": 1, "id": 0, "ws": false}],
     "spans": [{"start": 3, "end": 7, "token_start": 3, "token_end": 6, "label": "ORG"}],
     "_session_id": "ds-anna", "answer": "accept"}

Only what was accepted is read. Rows of the same input and session are one document, wherever in the file
they stand: binary decisions are one row a span. Categories are the accepted `label` or choices. Spans
off the token grid are dropped when Prodigy trains, so a token a character is written. No quotes: the
tokens are those that tell the unit (docs, api-interfaces).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, SpanRecord
from core.formats.checking import checked, settled_record
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.json_fields import Fields, objects
from core.formats.lines import raw_lines, why
from core.formats.losses import flattened, missing
from core.formats.placing import UNIT, Mark, placed
from core.formats.report import Note, Outcome, Report
from core.formats.units import CODE_POINTS
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

_NAME = "prodigy"
_TOKENS = Option(
    "tokens",
    "characters",
    ("characters", "none"),
    "the tokens written: one a character, or none (as with --highlight-chars)",
    "写出的词元：逐字，或不写",
    "write",
)
_OPTIONS = (UNIT, _TOKENS)
_CARRIES = frozenset(Feature) - {
    *(Feature.PROVENANCE, Feature.ZONES, Feature.STATE, Feature.UNSURE, Feature.NOTES)
}
_IN_META = ("id", "title", "source")

_Key = tuple[Any, str]


class _Span(msgspec.Struct, gc=False):
    start: int
    end: int
    label: str = ""
    text: str = ""
    source: str = ""
    score: float | None = None


class _Token(msgspec.Struct, gc=False):
    start: int
    end: int
    text: str = ""


_object = msgspec.json.Decoder(dict[str, msgspec.Raw])
_span = msgspec.json.Decoder(_Span)
_tokens = msgspec.json.Decoder(list[_Token])
_encoder = msgspec.json.Encoder()


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a file; it is gone through twice, first to see which inputs come again."""
    unit = chosen(_NAME, _OPTIONS, options)["unit"]
    still = Counter(_keys(path))
    begun: dict[_Key, DocumentRecord] = {}
    for line in objects(path, report):
        key = _key(line)
        record = _record(line, unit)
        if key is None:
            if record is not None:
                yield _finished(record, report, path)
            continue
        still[key] -= 1
        if record is not None:
            begun[key] = _joined(begun[key], record, line) if key in begun else record
        if still[key] <= 0 and key in begun:
            yield _finished(begun.pop(key), report, path)


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Provenance, zones, the state; metadata whose names are taken."""
    yield from missing(record, _CARRIES)
    clashing = record.meta.keys() & set(_IN_META)
    if clashing:
        why_not = "it stands in meta under the name of the document's own"
        yield Note(Outcome.SKIPPED, "metadata", why_not, record.id or record.title, len(clashing))


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One accepted task a line; hashes are left to Prodigy, which makes its own."""
    settings = chosen(_NAME, _OPTIONS, options)
    with_tokens = settings["tokens"] == "characters"
    with replacing(path) as file:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            file.write(_encoder.encode(_row(record, label_set, with_tokens)) + b"\n")


def _keys(path: Path) -> Iterator[_Key]:
    """The inputs of all rows; where no row has a hash, that is told without decoding any."""
    silent = Report(kept_notes=0)
    for number, line in raw_lines(path, silent):
        if b'"_input_hash"' in line:
            try:
                key = _key(Fields(_object.decode(line), number, path, silent))
            except (ValueError, RecursionError):
                continue
            if key is not None:
                yield key


def _key(line: Fields) -> _Key | None:
    """What the rows of one input by one person share; None where Prodigy's hash is missing."""
    raw = line.raw.get("_input_hash")
    if raw is None or bytes(raw) == b"null":
        return None
    return bytes(raw), _person(line)


def _person(line: Fields) -> str:
    for name in ("_annotator_id", "_session_id"):
        try:
            value = msgspec.json.decode(line.raw.get(name, b"null"))
        except (ValueError, RecursionError):
            continue
        if isinstance(value, str) and value:
            return value
    return ""


def _record(line: Fields, unit: str) -> DocumentRecord | None:
    """What a row says, None if it was not accepted or has no text."""
    answer = line.field("answer", str, "accept")
    if answer != "accept":
        line.skip("row", f"its answer is “{answer[:20]}”, not accept")
        return None
    text = line.text("text")
    if not text:
        return None
    relations = line.field("relations", list[Any], [])
    if relations:
        line.skip("relation", "there is no place for it", count=len(relations))
    meta = line.field("meta", dict[str, Any], {})
    known = {name: meta.pop(name) for name in _IN_META if isinstance(meta.get(name), str)}
    return DocumentRecord(
        text,
        id=known.get("id", ""),
        title=known.get("title", ""),
        source=known.get("source", ""),
        meta=meta,
        spans=_spans(text, line, unit),
        categories=_categories(line),
        annotator=_person(line),
        spans_given="spans" in line.raw,
        line=line.number,
    )


def _spans(text: str, line: Fields, unit: str) -> tuple[SpanRecord, ...]:
    marks = []
    for raw in line.field("spans", list[msgspec.Raw], []):
        try:
            span = _span.decode(raw)
        except (ValueError, RecursionError) as error:
            line.refuse("span", "it is not what a span should be", why(error))
            continue
        if not span.label:
            line.skip("span", "it has no label")
            continue
        marks.append(Mark(span.start, span.end, span.label, span.text, "", span.source, span.score))
    if marks and unit == "auto" and not any(mark.quote for mark in marks):
        marks = _with_quotes(text, marks, line)
    return placed(text, marks, CODE_POINTS, unit, line.report, line.where)


def _with_quotes(text: str, marks: list[Mark], line: Fields) -> list[Mark]:
    """The quotes as the tokens say them, where a span begins and ends with one."""
    raw = line.raw.get("tokens")
    if raw is None or text.isascii():
        return marks
    try:
        tokens = _tokens.decode(raw)
    except (ValueError, RecursionError) as error:
        line.refuse("tokens", "they are no tokens", why(error))
        return marks
    if all(text[token.start : token.end] == token.text for token in tokens):
        return marks
    begins = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    found = []
    for mark in marks:
        first, last = begins.get(mark.start), ends.get(mark.end)
        inside = tokens[first : last + 1] if first is not None and last is not None else []
        touching = all(one.end == two.start for one, two in pairwise(inside))
        found.append(mark._replace(quote="".join(token.text for token in inside)) if touching else mark)
    return found


def _categories(line: Fields) -> tuple[str, ...]:
    chosen_ones = [str(each) for each in line.field("accept", list[str | int], [])]
    if "label" in line.raw and "spans" not in line.raw:
        label = line.field("label", str, "")
        chosen_ones += [label] if label else []
    return tuple(dict.fromkeys(chosen_ones))


def _joined(before: DocumentRecord, more: DocumentRecord, line: Fields) -> DocumentRecord:
    """Two rows of one input as one document; the same span in both is one."""
    if before.text != more.text:
        line.refuse("row", "it has the hash of another text")
        return before
    return replace(
        before,
        spans=tuple(dict.fromkeys([*before.spans, *more.spans])),
        categories=tuple(dict.fromkeys([*before.categories, *more.categories])),
        meta={**more.meta, **before.meta},
        spans_given=before.spans_given or more.spans_given,
    )


def _finished(record: DocumentRecord, report: Report, path: Path) -> DocumentRecord:
    return checked(settled_record(record, report, str(path)), None, report, str(path))


def _row(record: DocumentRecord, label_set: LabelSet | None, with_tokens: bool) -> dict[str, Any]:
    meta = {name: value for name, value in record.meta.items() if name not in _IN_META}
    meta.update({name: value for name in _IN_META if (value := getattr(record, name))})
    row: dict[str, Any] = {"text": record.text, "meta": meta}
    if with_tokens:
        row["tokens"] = [
            {"text": character, "start": at, "end": at + 1, "id": at, "ws": False}
            for at, character in enumerate(record.text)
        ]
    if record.spans_given or record.spans:
        row["spans"] = [_span_row(span, with_tokens) for span in record.spans]
        row["_view_id"] = "spans_manual" if flattened(record.spans)[1] else "ner_manual"
    if record.categories:
        keys = [each.key for each in label_set.categories] if label_set is not None else []
        options = dict.fromkeys([*keys, *record.categories])
        row["options"] = [{"id": key, "text": key} for key in options]
        row["accept"] = record.categories
        row.setdefault("_view_id", "choice")
    if record.annotator:
        row["_session_id"] = row["_annotator_id"] = record.annotator
    row["answer"] = "accept"
    return row


def _span_row(span: SpanRecord, with_tokens: bool) -> dict[str, Any]:
    row = {"start": span.start, "end": span.end, "label": span.label}
    return {**row, "token_start": span.start, "token_end": span.end - 1} if with_tokens else row


FORMAT = Format(
    name=_NAME,
    title_en="Prodigy JSONL",
    title_zh="Prodigy JSONL",
    suffixes=(".jsonl",),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
