"""Hugging Face datasets: one Parquet file with features, as `datasets.load_dataset` reads; code points.

    id, text, title, source: string   meta: string (JSON)   annotator, state: string
    tokens: list of string (the characters)   ner_tags: list of ClassLabel (O, B-…, I-…)
    spans: list of {start, end, label, text, origin, source, score, reason, suggested}
    categories: list of string   zones: list of {start, end, kind, by_hand}   spans_given: bool

Tags are those of the longest spans where some overlap; `spans` are all. The names of the tags, in the label
set's order, and behind them those met beyond it, stand in the features. Read is also any Parquet that has a
text, or tokens with tags. It needs the extra `hf` (pyarrow).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, SpanRecord, Zone
from core.errors import BadFile
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.extras import needed
from core.formats.format import EVERYTHING, Feature, Format, Option, Options, Progress, chosen
from core.formats.hf_features import Names, arrow_schema, features, tag_names
from core.formats.lines import why
from core.formats.losses import flattened, missing
from core.formats.report import Note, Outcome, Report
from core.formats.tags import ranges
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

LARGEST = 1 << 31  # bytes of one row group unpacked, for it is read as a whole

_NAME = "huggingface"
_CARRIES = EVERYTHING - {Feature.UNSURE, Feature.NOTES}
_OPTIONS = (
    Option(
        "tokens",
        "yes",
        ("yes", "no"),
        "whether the characters and their tags are written beside the spans",
        "是否同时写出逐字的 tokens 与 ner_tags",
        "write",
    ),
)
_ROWS = 200  # of one piece of the file: as many lie in memory
_OURS = frozenset(
    {
        *("id", "title", "source", "annotator", "state", "text", "meta", "tokens", "ner_tags"),
        *("spans", "categories", "zones", "spans_given"),
    }
)


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A document a row; a row that is wrong is refused with its number."""
    chosen(_NAME, _OPTIONS, options)
    library, parquet = needed("pyarrow", "hf", path), needed("pyarrow.parquet", "hf", path)
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            columns = file.schema_arrow.names
            if not {"text", "tokens"} & set(columns):
                raise BadFile(
                    str(path), f"no column “text” or “tokens”; there are: {', '.join(columns[:20])}"
                )
            tags = tag_names(file.schema_arrow.metadata or file.metadata.metadata)
            _refuse_bombs(file.metadata, path)
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    record = _record(row, tags, number, report, f"{path}, row {number}")
                    if record is not None:
                        yield checked(settled_record(record, report, str(path)), None, report, str(path))
    except (library.ArrowException, OSError, ValueError, MemoryError) as error:
        raise BadFile(str(path), f"no Parquet, or a damaged one, from row {number + 1} on") from error


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Notes and marks of unsure spans."""
    yield from missing(record, _CARRIES)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One Parquet file, a few hundred documents at a time."""
    settings = chosen(_NAME, _OPTIONS, options)
    library, parquet = needed("pyarrow", "hf", path), needed("pyarrow.parquet", "hf", path)
    with_tokens = settings["tokens"] == "yes"
    schema = arrow_schema(library, with_tokens)
    names = Names(label_set)
    # Without Arrow's own schema beside it, what is added at the end is the metadata that datasets reads.
    how = {"compression": "zstd", "store_schema": False}
    with replacing(path) as file, parquet.ParquetWriter(file, schema, **how) as writer:
        stream = outgoing(records, lambda each: losses(each, label_set, settings), report, progress)
        while some := list(islice(stream, _ROWS)):
            rows = [_row(record, names if with_tokens else None) for record in some]
            writer.write_table(library.Table.from_pylist(rows, schema=schema))
        writer.add_key_value_metadata({"huggingface": features(names, with_tokens)})


def _refuse_bombs(metadata: Any, path: Path) -> None:  # pyarrow's own
    sizes = [metadata.row_group(each).total_byte_size for each in range(metadata.num_row_groups)]
    if max(sizes, default=0) > LARGEST:
        why_not = f"a row group of {max(sizes) >> 20:,} MB; {LARGEST >> 20:,} MB is the most that is read"
        raise BadFile(str(path), why_not)


def _row(record: DocumentRecord, names: Names | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": record.id,
        "text": record.text,
        "title": record.title,
        "source": record.source,
        "meta": msgspec.json.encode(dict(record.meta)).decode(),
        "spans": [_span_row(span) for span in record.spans],
        "categories": list(record.categories),
        "zones": [msgspec.to_builtins(zone) for zone in record.zones],
        "annotator": record.annotator,
        "state": str(record.state),
        "spans_given": record.spans_given,
    }
    if names is not None:
        tags = [0] * len(record.text)
        for span in flattened(record.spans)[0]:
            begins, inside = names.of(span.label)
            tags[span.start : span.end] = [begins, *[inside] * (span.end - span.start - 1)]
        row |= {"tokens": list(record.text), "ner_tags": tags}
    return row


def _span_row(span: SpanRecord) -> dict[str, Any]:
    suggested = msgspec.json.encode(span.suggested).decode() if span.suggested else ""
    return {
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": span.text,
        "origin": str(span.origin),
        "source": span.source,
        "score": span.score,
        "reason": span.reason,
        "suggested": suggested,
    }


def _record(
    row: dict[str, Any], tags: list[str], number: int, report: Report, where: str
) -> DocumentRecord | None:
    try:
        text = _text(row)
        if not text:
            report.note(Outcome.REFUSED, "document", NO_TEXT, where)
            return None
        given = "spans" in row or "ner_tags" in row
        spans = _spans(row["spans"] or []) if "spans" in row else _tagged(row, tags, report, where)
        said = row.get("spans_given")
        return DocumentRecord(
            text,
            id=_string(row, "id"),
            title=_string(row, "title"),
            source=_string(row, "source"),
            meta=_meta(row),
            spans=spans,
            categories=tuple(msgspec.convert(row.get("categories") or [], type=list[str])),
            zones=tuple(msgspec.convert(row.get("zones") or [], type=list[Zone])),
            annotator=_string(row, "annotator"),
            state=_string(row, "state"),
            spans_given=said if isinstance(said, bool) else given,
            line=number,
        )
    except (ValueError, RecursionError, TypeError) as error:
        report.note(Outcome.REFUSED, "document", "its row is wrong", where, detail=why(error))
        return None


def _string(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _text(row: dict[str, Any]) -> str:
    text = row.get("text")
    if text is None:
        return "".join(msgspec.convert(row.get("tokens") or [], type=list[str]))
    return msgspec.convert(text, type=str)


def _meta(row: dict[str, Any]) -> dict[str, Any]:
    own = row.get("meta")
    meta: dict[str, Any] = {}
    if isinstance(own, str) and own:
        meta = msgspec.json.decode(own, type=dict[str, Any])
    elif own is not None:
        meta = {"meta": msgspec.to_builtins(own)}
    rest = {name: msgspec.to_builtins(value) for name, value in row.items() if name not in _OURS}
    return {**{name: value for name, value in rest.items() if value is not None}, **meta}


def _spans(rows: list[dict[str, Any]]) -> tuple[SpanRecord, ...]:
    found = []
    for row in rows:
        held = {name: value for name, value in row.items() if value is not None}
        suggested = held.pop("suggested", "")
        if suggested:
            held["suggested"] = msgspec.json.decode(suggested)
        found.append(msgspec.convert(held, type=SpanRecord))
    return tuple(found)


def _tagged(row: dict[str, Any], names: list[str], report: Report, where: str) -> tuple[SpanRecord, ...]:
    """The spans that tags say, where the tokens one behind the other are the text."""
    given, tokens = row.get("ner_tags") or [], msgspec.convert(row.get("tokens") or [], type=list[str])
    if not given:
        return ()
    joined = "".join(tokens)
    if _text(row) != joined or len(given) != len(tokens):
        report.note(Outcome.SKIPPED, "tags", "the tokens are not the text", where)
        return ()
    tags = [names[tag] if isinstance(tag, int) and 0 <= tag < len(names) else str(tag) for tag in given]
    found = ranges(tags, frozenset())
    if found.repaired:
        note = "tags that continue nothing were read as a beginning"
        report.note(Outcome.ALTERED, "span", note, where, found.repaired)
    ends = [0]
    for token in tokens:
        ends.append(ends[-1] + len(token))
    return tuple(
        SpanRecord(ends[first], ends[last], label, joined[ends[first] : ends[last]])
        for first, last, label in found.ranges
    )


FORMAT = Format(
    name=_NAME,
    title_en="Hugging Face dataset (Parquet)",
    title_zh="Hugging Face 数据集（Parquet）",
    suffixes=(".parquet",),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
