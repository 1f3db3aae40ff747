"""CLUENER's JSON: one object a line; offsets in code points, the end INCLUSIVE.

    {"text": "我爱😀北京大学", "label": {"organization": {"北京大学": [[3, 6]]}}}

Label, then what the text says, then the places where it says so: the quotes tell whether the ends are
inclusive, as the set's own README has them, and which unit is counted. The set's test file has no `label`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord
from core.formats.checking import checked, settled_record
from core.formats.format import Feature, Format, Options, Progress, chosen
from core.formats.json_fields import Fields, objects
from core.formats.lines import why
from core.formats.losses import missing
from core.formats.placing import UNIT, Mark, placed
from core.formats.report import Note, Report
from core.formats.units import Counting
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

_NAME = "cluener"
_OPTIONS = (UNIT,)
_CARRIES = frozenset({Feature.ID, Feature.SPACES, Feature.SPANS, Feature.NESTED, Feature.OVERLAPPING})
_DECLARED = Counting(inclusive=True)
_KNOWN = frozenset({"text", "label", "id"})

_Label = dict[str, dict[str, list[tuple[int, int]]]]

_encoder = msgspec.json.Encoder()


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a file, one a line."""
    unit = chosen(_NAME, _OPTIONS, options)["unit"]
    for line in objects(path, report):
        text = line.text("text")
        if text:
            record = DocumentRecord(
                text,
                id=line.name("id"),
                meta=line.rest(_KNOWN, {}),
                spans=placed(text, list(_marks(line)), _DECLARED, unit, report, line.where),
                spans_given="label" in line.raw,
                line=line.number,
            )
            yield checked(settled_record(record, report, str(path)), None, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """All but the text, its id and its spans."""
    yield from missing(record, _CARRIES)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One document a line."""
    settings = chosen(_NAME, _OPTIONS, options)
    with replacing(path) as file:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            file.write(_encoder.encode(_row(record)) + b"\n")


def _marks(line: Fields) -> Iterator[Mark]:
    for label, raw in line.field("label", dict[str, msgspec.Raw], {}).items():
        try:
            quotes = msgspec.json.decode(raw, type=dict[str, list[tuple[int, int]]])
        except (ValueError, RecursionError) as error:
            line.refuse("label", "it does not hold quotes with their places", f"{label}: {why(error)}")
            continue
        for quote, places in quotes.items():
            for start, end in places:
                yield Mark(start, end, label, quote)


def _row(record: DocumentRecord) -> dict[str, Any]:
    row: dict[str, Any] = {"text": record.text}
    if record.id:
        row["id"] = record.id
    if record.spans_given or record.spans:
        label: _Label = {}
        for span in record.spans:
            label.setdefault(span.label, {}).setdefault(span.text, []).append((span.start, span.end - 1))
        row["label"] = label
    return row


FORMAT = Format(
    name=_NAME,
    title_en="CLUENER JSON",
    title_zh="CLUENER JSON",
    suffixes=(".jsonl", ".json"),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
