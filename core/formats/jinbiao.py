"""Our own exchange format: JSONL, one document a line, nothing lost, offsets in code points.

    {"id": "a1", "title": "…", "text": "我爱😀北京大学", "source": "…", "meta": {}, "categories": ["教育"],
     "spans": [{"start": 3, "end": 7, "label": "ORG", "text": "北京大学", "origin": "by hand",
                "source": "", "score": null, "reason": "", "suggested": null}],
     "zones": [{"start": 0, "end": 7, "kind": "body"}], "annotator": "王芳", "state": "finished",
     "notes": [{"body": "简称吗？", "author": "李雷", "about": "王芳", "at": "2026-01-01T08:00:00.000+00:00",
                "start": 3, "end": 7, "text": "北京大学", "label": "ORG", "resolved": true,
                "replies": [{"body": "是全称。", "author": "王芳"}]}]}

Only `text` is needed, `start`, `end`, `label` in a span, and `body` in a note. A field that is not
known is kept in `meta` under its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, LayerState, NoteRecord, SpanRecord, Zone
from core.formats.checking import checked, settled_record
from core.formats.format import EVERYTHING, Format, Options, Progress, chosen
from core.formats.json_fields import Fields, objects
from core.formats.lines import why
from core.formats.report import Note, Report
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

_STATES = frozenset(LayerState)


class _SpanRow(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    start: int
    end: int
    label: str
    text: str = ""
    origin: str = ""
    source: str = ""
    score: float | None = None
    reason: str = ""
    suggested: tuple[int, int, str] | None = None
    unsure: bool = False


class _ReplyRow(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    body: str
    author: str = ""
    id: str = ""
    at: str = ""
    changed: str = ""
    removed: bool = False


class _NoteRow(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
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
    replies: tuple[_ReplyRow, ...] = ()


class _DocumentRow(msgspec.Struct, omit_defaults=True, kw_only=True):
    id: str = ""
    title: str = ""
    text: str
    source: str = ""
    meta: dict[str, Any] = {}
    categories: tuple[str, ...] = ()
    spans: list[_SpanRow] | msgspec.UnsetType = msgspec.UNSET
    zones: tuple[Zone, ...] = ()
    annotator: str = ""
    state: str = ""
    notes: tuple[_NoteRow, ...] = ()


_SPAN_FIELDS = frozenset(_SpanRow.__struct_fields__)
_DOCUMENT_FIELDS = frozenset(_DocumentRow.__struct_fields__)

_only_known = msgspec.json.Decoder(list[_SpanRow])
_spans = msgspec.json.Decoder(list[SpanRecord])
_span_parts = msgspec.json.Decoder(list[msgspec.Raw])
_span_keys = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encoder = msgspec.json.Encoder()


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a file; each line, span or field that is wrong is refused with its place."""
    chosen("jinbiao", (), options)
    for line in objects(path, report):
        text = line.text("text")
        if text:
            yield checked(settled_record(_record(text, line), report, str(path)), None, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Nothing: this format carries all."""
    yield from ()


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """Write all of each record; empty fields are left out, an empty list of given spans is not."""
    chosen("jinbiao", (), options)
    with replacing(path) as file:
        for record in outgoing(records, lambda each: (), report, progress):
            file.write(_encoder.encode(_row(record)) + b"\n")


def _record(text: str, line: Fields) -> DocumentRecord:
    spans = _read_spans(line)
    return DocumentRecord(
        text=text,
        id=line.name("id"),
        title=line.field("title", str, ""),
        source=line.field("source", str, ""),
        meta=line.rest(_DOCUMENT_FIELDS, line.field("meta", dict[str, Any], {})),
        spans=tuple(spans or ()),
        categories=tuple(dict.fromkeys(line.field("categories", list[str], []))),
        zones=tuple(line.field("zones", list[Zone], [])),
        annotator=line.field("annotator", str, ""),
        state=_state(line),
        spans_given=spans is not None,
        line=line.number,
        notes=tuple(_read_notes(line)),
    )


def _read_notes(line: Fields) -> Iterator[NoteRecord]:
    """The good ones among the line's notes."""
    for part in line.field("notes", list[msgspec.Raw], []):
        try:
            msgspec.json.decode(part, type=_NoteRow)  # which knows what is no field of a note
            yield msgspec.json.decode(part, type=NoteRecord)
        except (ValueError, RecursionError) as error:
            line.refuse("note", "it is not what a note should be", why(error))


def _state(line: Fields) -> str:
    state = line.field("state", str, "")
    if state and state not in _STATES:
        line.refuse("state", "there is no such state", f"“{state}”")
        return ""
    return state


def _read_spans(line: Fields) -> list[SpanRecord] | None:
    """The spans, or None if the line says nothing about them."""
    raw = line.raw.get("spans")
    if raw is None or bytes(raw) == b"null":
        return None
    try:
        _only_known.decode(raw)
        return _spans.decode(raw)
    except (ValueError, RecursionError):
        return _read_spans_one_by_one(raw, line)


def _read_spans_one_by_one(raw: msgspec.Raw, line: Fields) -> list[SpanRecord] | None:
    """The good ones among spans of which at least one is wrong or holds more than we know."""
    spans = []
    try:
        parts = _span_parts.decode(raw)
    except (ValueError, RecursionError) as error:
        line.refuse("spans", "they are no list", why(error))
        return None
    for part in parts:
        try:
            spans.append(msgspec.json.decode(part, type=SpanRecord))
            more = _span_keys.decode(part).keys() - _SPAN_FIELDS
        except (ValueError, RecursionError) as error:
            line.refuse("span", "it is not what a span should be", why(error))
            continue
        for name in more:
            line.skip("field of a span", "it is unknown", name)
    return spans


def _row(record: DocumentRecord) -> _DocumentRow:
    given = record.spans_given or bool(record.spans)
    return _DocumentRow(
        text=record.text,
        id=record.id,
        title=record.title,
        source=record.source,
        meta=dict(record.meta),
        categories=record.categories,
        spans=[_span_row(span) for span in record.spans] if given else msgspec.UNSET,
        zones=record.zones,
        annotator=record.annotator,
        state=record.state,
        notes=tuple(_note_row(note) for note in record.notes),
    )


def _note_row(note: NoteRecord) -> _NoteRow:
    fields = {name: getattr(note, name) for name in _NoteRow.__struct_fields__}
    answers = (
        _ReplyRow(**{name: getattr(each, name) for name in _ReplyRow.__struct_fields__})
        for each in note.replies
    )
    return _NoteRow(**{**fields, "replies": tuple(answers)})


def _span_row(span: SpanRecord) -> _SpanRow:
    return _SpanRow(
        span.start,
        span.end,
        span.label,
        span.text,
        span.origin,
        span.source,
        span.score,
        span.reason,
        span.suggested,
        span.unsure,
    )


FORMAT = Format(
    name="jinbiao",
    title_en="Jinbiao JSONL (lossless)",
    title_zh="金标 JSONL（无损）",
    suffixes=(".jsonl", ".json", ".ndjson"),
    unit="code points",
    carries=EVERYTHING,
    losses=losses,
    read=read,
    write=write,
)
