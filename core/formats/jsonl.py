"""Any JSONL, or JSON array, of objects with a text in one of their fields: texts only, no annotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from core.annotation import DocumentRecord
from core.formats.checking import settled_record
from core.formats.columns import LOOKED_AT, OPTIONS, Columns, find_columns, tell
from core.formats.format import Feature, Format, Options, chosen
from core.formats.json_fields import Fields, objects
from core.formats.losses import missing
from core.formats.report import Note, Report
from core.schema import LabelSet

_CARRIES = frozenset({Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES})


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A document a line; the fields without a role become its metadata."""
    settings = chosen("jsonl", OPTIONS, options)
    stream = objects(path, report)
    head = list(islice(stream, LOOKED_AT))
    if not head:
        return
    names = list(dict.fromkeys(name for line in head for name in line.raw))
    columns = find_columns(names or ["text"], [_strings(line) for line in head], settings, str(path))
    tell(columns, report, str(path))
    for line in chain(head, stream):
        text = line.text(columns.roles["text"])
        if text:
            yield settled_record(_record(text, line, columns), report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Everything that people added to the text."""
    yield from missing(record, _CARRIES)


def _strings(line: Fields) -> dict[str, str]:
    """The fields that are strings; the others cannot be the text."""
    found = {}
    for name, raw in line.raw.items():
        try:
            found[name] = msgspec.json.decode(raw, type=str)
        except (ValueError, RecursionError):
            continue
    return found


def _record(text: str, line: Fields, columns: Columns) -> DocumentRecord:
    roles = columns.roles
    return DocumentRecord(
        text,
        id=line.name(roles.get("id", "")),
        title=line.name(roles.get("title", "")),
        source=line.name(roles.get("source", "")),
        meta=line.rest(frozenset(roles.values()), {}),
        line=line.number,
    )


FORMAT = Format(
    name="jsonl",
    title_en="JSONL with a text field",
    title_zh="JSONL（任意文本字段）",
    suffixes=(".jsonl", ".json", ".ndjson"),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
    options=OPTIONS,
)
