"""Our own exchange format: JSONL, one document a line, nothing lost, offsets in code points.

    {"id": "a1", "title": "…", "text": "我爱😀北京大学", "source": "…", "meta": {}, "categories": ["教育"],
     "spans": [{"start": 3, "end": 7, "label": "ORG", "text": "北京大学", "origin": "by hand",
                "source": "", "score": null, "reason": "", "suggested": null}],
     "zones": [{"start": 0, "end": 7, "kind": "body"}], "annotator": "王芳", "state": "finished"}

Only `text` is needed, and `start`, `end`, `label` in a span. A field that is not known is kept in
`meta` under its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, LayerState, SpanRecord, Zone
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
    )


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
    )


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
