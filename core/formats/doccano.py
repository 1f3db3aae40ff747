"""doccano's JSONL, in its three layouts, with its offsets in UTF-16 units or code points.

    label     {"id": 1, "text": "我爱😀北京大学", "label": [[4, 8, "ORG"]], "cats": ["教育"], "Comments": []}
    entities  {"id": 1, "text": "…", "entities": [{"id": 1, "label": "ORG", "start_offset": 4,
               "end_offset": 8}], "relations": [], "cats": ["教育"], "Comments": []}
    category  {"id": 1, "text": "…", "label": ["教育"], "Comments": []}

doccano counts UTF-16 units (its page measures JavaScript strings); its exports of 2019, and many that
other programs made for it, count code points. A file does not say which: see `core.formats.units`.
A row that we write has all of `title`, `source`, `meta` (an object) and `annotated` (whether somebody has
worked on it), also where they are empty: doccano refuses a file in which rows differ in their fields.
Its own metadata lies flat beside the other fields, and is read from there too. Older files write
`labels` or `annotations` for `label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from core.annotation import DocumentRecord, SpanRecord
from core.formats.checking import checked, settled_record
from core.formats.doccano_relations import KEY, kept, written
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.json_fields import Fields, objects
from core.formats.lines import raw_lines
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.formats.units import Evidence, Unit
from core.formats.writing import outgoing, replacing
from core.offsets import Utf16Map
from core.schema import LabelSet

_NAME = "doccano"
_OPTIONS = (
    Option(
        "unit",
        "auto",
        ("auto", Unit.UTF16.value, Unit.CODE_POINTS.value),
        "what offsets count; auto: found out when reading, UTF-16 as in doccano when writing",
        "偏移量的单位；auto：读取时自动判断，写出时与 doccano 相同（UTF-16）",
    ),
    Option(
        "layout",
        "label",
        ("label", "entities", "category"),
        "how spans are written: as lists, as objects, or not at all (a project for categories)",
        "标注的写法：列表、对象，或只写类别",
        "write",
    ),
)
_CARRIES = frozenset(
    {
        Feature.ID,
        Feature.TITLE,
        Feature.SOURCE,
        Feature.META,
        Feature.SPACES,
        Feature.SPANS,
        Feature.NESTED,
        Feature.OVERLAPPING,
        Feature.CATEGORIES,
    }
)
_SPANS = frozenset({Feature.SPANS, Feature.NESTED, Feature.OVERLAPPING})
_LABEL_FIELDS = ("label", "labels", "annotations", "entities")  # the first that is there counts
_OURS = frozenset(
    {"id", "text", "title", "source", "cats", "meta", "annotated", "relations", "Comments", *_LABEL_FIELDS}
)

_ASTRAL = re.compile(rb"[\xf0-\xf4]|\\u[dD][89abAB]")

_encoder = msgspec.json.Encoder()
_triples = msgspec.json.Decoder(list[tuple[int, int, str]])
_parts = msgspec.json.Decoder(list[msgspec.Raw])


class _Entity(msgspec.Struct):
    start_offset: int
    end_offset: int
    label: str
    id: int | None = None

    def triple(self) -> tuple[int, int, str]:
        return self.start_offset, self.end_offset, self.label


_part = msgspec.json.Decoder(tuple[int, int, str] | str | _Entity)
_entities = msgspec.json.Decoder(list[_Entity])


class _Marks(NamedTuple):
    spans: list[tuple[int, int, str]]
    categories: list[str]
    spans_given: bool


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a file; its lines are gone through twice if its unit has to be found out."""
    setting = chosen(_NAME, _OPTIONS, options)["unit"]
    unit = Unit(setting) if setting != "auto" else _find_unit(path, report)
    for line in objects(path, report):
        text = line.text("text")
        if text:
            record = _record(text, line, unit)
            yield checked(settled_record(record, report, str(path)), None, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Provenance, zones and the layer; of relations that are written as such, those without their spans."""
    layout = chosen(_NAME, _OPTIONS, options)["layout"]
    yield from missing(record, _CARRIES - _SPANS if layout == "category" else _CARRIES)
    lost = written(record.meta, record.spans)[1] if layout == "entities" and KEY in record.meta else 0
    if lost:
        yield Note(Outcome.SKIPPED, "relation", "its spans are not there", record.id or record.title, lost)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """Write one document a line, in the layout and unit chosen."""
    settings = chosen(_NAME, _OPTIONS, options)
    wide = settings["unit"] != Unit.CODE_POINTS
    layout = settings["layout"]
    with replacing(path) as file:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            file.write(_encoder.encode(_row(record, layout, wide)) + b"\n")


def _find_unit(path: Path, report: Report) -> Unit:
    """The unit of a file's offsets, and a note on how that is known, if it matters at all."""
    evidence = Evidence()
    silent = Report(kept_notes=0)
    for line in _astral_lines(path, silent):
        text = line.field("text", str, "")
        evidence.add(text, [(start, end) for start, end, _ in _marks(line).spans])
        if evidence.is_enough:
            break
    if not evidence.spans:
        return Unit.UTF16
    unit = evidence.verdict()
    seen = f"{evidence.spans} spans behind a character beyond U+FFFF"
    if unit is None:
        why = "its offsets may count UTF-16 units or code points; read as UTF-16, as doccano writes"
        report.note(Outcome.ALTERED, "file", why, str(path), detail=seen)
        return Unit.UTF16
    names = {Unit.UTF16: "UTF-16 units", Unit.CODE_POINTS: "code points"}
    report.note(Outcome.TAKEN, "file", f"its offsets count {names[unit]}", str(path), detail=seen)
    return unit


def _astral_lines(path: Path, silent: Report) -> Iterator[Fields]:
    """Only lines in which a character beyond U+FFFF may stand: written out, or as two \\u escapes."""
    decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
    for number, line in raw_lines(path, silent):
        if _ASTRAL.search(line):
            try:
                yield Fields(decode(line), number, path, silent)
            except (ValueError, RecursionError):
                continue


def _record(text: str, line: Fields, unit: Unit) -> DocumentRecord:
    marks = _marks(line)
    comments = line.field("Comments", list[Any], [])
    if comments:
        line.skip("comment", "there is no place for it", count=len(comments))
    both = Utf16Map(text) if unit is Unit.UTF16 else None
    if both is None or both.is_identity:
        spans = [SpanRecord(start, end, key, text[start:end]) for start, end, key in marks.spans]
    else:
        spans = _from_utf16(both, text, marks.spans, line)
    return DocumentRecord(
        text,
        id=line.name("id"),
        title=line.field("title", str, ""),
        source=line.field("source", str, ""),
        meta={
            **line.rest(_OURS, {}),
            **line.field("meta", dict[str, Any], {}),
            **_relations(line, spans),
        },
        spans=tuple(spans),
        categories=tuple(dict.fromkeys([*marks.categories, *line.field("cats", list[str], [])])),
        spans_given=marks.spans_given and (bool(spans) or line.field("annotated", bool, True)),
        line=line.number,
    )


def _relations(line: Fields, spans: list[SpanRecord]) -> dict[str, Any]:
    """A row's relations as metadata; those whose spans are not known are counted as skipped."""
    given = line.field("relations", list[Any], [])
    if not given:
        return {}
    try:
        ids = [each.id for each in _entities.decode(line.raw["entities"])]
    except (KeyError, ValueError, RecursionError):
        ids = []
    found = kept(given, ids, spans) if len(ids) == len(spans) else []
    if len(found) < len(given):
        line.skip("relation", "its spans are not there", count=len(given) - len(found))
    if found:
        line.report.note(
            Outcome.TAKEN, "relation", "kept as metadata; not shown here", line.where, len(found)
        )
    return {KEY: found} if found else {}


def _from_utf16(
    both: Utf16Map, text: str, given: list[tuple[int, int, str]], line: Fields
) -> list[SpanRecord]:
    """The spans in code points; one that lies outside the text keeps its distance, to be refused."""
    table = both.code_points(len(text))
    spans = []
    for first, last, label in given:
        if 0 <= first <= last < len(table):
            start, end = table[first], table[last]
            if start < 0 or end < 0:
                line.refuse("span", "in UTF-16 it cuts a character in two", f"{first}–{last} {label}")
                continue
        else:
            start, end = both.to_code_point(first), both.to_code_point(last)
        spans.append(SpanRecord(start, end, label, text[start:end]))
    return spans


def _marks(line: Fields) -> _Marks:
    """The spans and categories of the first field that holds such things."""
    name = next((each for each in _LABEL_FIELDS if each in line.raw), None)
    if name is None or bytes(line.raw[name]) == b"null":
        return _Marks([], [], False)
    raw = line.raw[name]
    try:
        return _Marks(_triples.decode(raw), [], True)
    except (ValueError, RecursionError):
        pass
    try:
        return _Marks([each.triple() for each in _entities.decode(raw)], [], True)
    except (ValueError, RecursionError):
        return _marks_one_by_one(raw, name, line)


def _marks_one_by_one(raw: msgspec.Raw, name: str, line: Fields) -> _Marks:
    marks = _Marks([], [], True)
    one: str | None = None
    try:
        parts = _parts.decode(raw)
    except (ValueError, RecursionError):
        parts = []
        one = line.field(name, str, "")  # "label": "体育", or refused in the report
    for part in parts:
        try:
            mark = _part.decode(part)
        except (ValueError, RecursionError) as error:
            line.refuse("span", "it is not what a span should be", str(error))
            continue
        if isinstance(mark, str):
            marks.categories.append(mark)
        else:
            marks.spans.append(mark.triple() if isinstance(mark, _Entity) else mark)
    categories = [one] if one else marks.categories
    return _Marks(marks.spans, categories, one is None and (bool(marks.spans) or not categories))


def _row(record: DocumentRecord, layout: str, wide: bool) -> dict[str, Any]:
    """The same fields in every row: doccano refuses a whole file in which they differ (seen with 1.8)."""
    row: dict[str, Any] = {"id": record.id, "text": record.text}
    if layout == "category":
        row["label"] = record.categories
    else:
        spans = _triples_of(record, wide)
        if layout == "label":
            row["label"] = spans
        else:
            row["entities"] = [
                {"id": number, "label": label, "start_offset": start, "end_offset": end}
                for number, (start, end, label) in enumerate(spans, 1)
            ]
            row["relations"] = written(record.meta, record.spans)[0]
        row["cats"] = record.categories
    meta = {name: value for name, value in record.meta.items() if name != KEY or layout != "entities"}
    row.update(title=record.title, source=record.source, meta=meta)
    row.update(annotated=record.spans_given or bool(record.spans), Comments=[])
    return row


def _triples_of(record: DocumentRecord, wide: bool) -> list[tuple[int, int, str]]:
    both = Utf16Map(record.text) if wide else None
    if both is None or both.is_identity:
        return [(span.start, span.end, span.label) for span in record.spans]
    position = both.to_utf16
    return [(position(span.start), position(span.end), span.label) for span in record.spans]


FORMAT = Format(
    name=_NAME,
    title_en="doccano JSONL",
    title_zh="doccano JSONL",
    suffixes=(".jsonl", ".json"),
    unit="UTF-16",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
