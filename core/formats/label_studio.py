"""Label Studio's JSON: tasks with annotations or predictions, offsets in code points, ends exclusive.

    [{"id": 1, "data": {"text": "我爱😀北京大学"}, "annotations": [{"completed_by": 1, "result": [
        {"id": "a1", "from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": 3, "end": 7, "text": "北京大学", "labels": ["ORG"]}},
        {"id": "c1", "from_name": "topic", "to_name": "text", "type": "choices",
         "value": {"choices": ["教育"]}}]}]}]

Its editor has counted code points since 2021, UTF-16 units before; the quotes tell (`core.formats.units`).
Each annotator's annotation becomes a record of its own; cancelled ones are passed over. Beside the file
a labelling config is written, without which Label Studio shows none of it (guide/tasks, predictions).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import NOTHING, DocumentRecord, LayerState, Origin, SpanRecord
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.json_fields import Fields, objects
from core.formats.labelling_config import SUFFIX, Seen, labelling_config
from core.formats.lines import why
from core.formats.losses import missing
from core.formats.placing import UNIT, Mark, placed
from core.formats.report import Note, Outcome, Report
from core.formats.units import CODE_POINTS
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

_NAME = "label-studio"
_AS = Option(
    "as",
    "annotations",
    ("annotations", "predictions"),
    "which of them are read, and as what spans are written",
    "读取哪一种结果，写出为哪一种结果",
)
_FIELD = Option(
    "text",
    "",
    (),
    "the field of data that holds the text; empty: text, or the longest",
    "正文字段名；留空：自动",
)
_OPTIONS = (UNIT, _AS, _FIELD)
_CARRIES = frozenset(Feature) - {Feature.PROVENANCE, Feature.ZONES, Feature.UNSURE, Feature.NOTES}
_OURS = frozenset({"id", "text", "title", "source"})
_ORIGINS = {
    Origin.BY_HAND: "manual",
    Origin.ACCEPTED: "prediction",
    Origin.CORRECTED: "prediction-changed",
}
_FROM_ORIGINS = {name: origin.value for origin, name in _ORIGINS.items()}


class _Value(msgspec.Struct, gc=False):
    start: int | str | None = None
    end: int | str | None = None
    text: str | list[Any] | None = None
    labels: list[str] = []
    hypertextlabels: list[str] = []
    choices: list[str] = []
    startOffset: int | None = None  # noqa: N815  # the file's name for it


class _Region(msgspec.Struct, gc=False):
    type: str = ""
    value: _Value = msgspec.field(default_factory=_Value)
    origin: str = ""
    score: float | None = None


class _Result(msgspec.Struct):
    result: list[msgspec.Raw] = []
    completed_by: int | str | dict[str, Any] | None = None
    was_cancelled: bool | None = False
    skipped: bool | None = False  # what `was_cancelled` was called before 1.0
    model_version: str | int | None = None
    score: float | None = None


class _Own(msgspec.Struct):
    """What we keep in a task's own `meta`, which Label Studio hands back untouched."""

    annotator: str = ""
    state: str = ""


_region = msgspec.json.Decoder(_Region)
_encoder = msgspec.json.Encoder()


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A record for each annotation of each task; one without spans for a task without annotations."""
    settings = chosen(_NAME, _OPTIONS, options)
    for line in objects(path, report):
        data = line.field("data", dict[str, Any], {})
        name, text = _text(data, settings["text"])
        if not text:
            line.refuse("document", NO_TEXT)
            continue
        task = _task(line, data, name, text)
        for record in _records(task, line, settings):
            yield checked(settled_record(record, report, str(path)), None, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Provenance but for its kind, zones; metadata whose names are taken."""
    yield from missing(record, _CARRIES)
    clashing = _OURS & record.meta.keys()
    if clashing:
        why_not = "the task has a field of that name itself"
        yield Note(Outcome.SKIPPED, "metadata", why_not, record.id or record.title, len(clashing))


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """An array with a task a line, and beside it the labelling config."""
    settings = chosen(_NAME, _OPTIONS, options)
    seen = Seen()
    config = path.with_name(path.name + SUFFIX)
    with replacing(path) as file, replacing(config) as beside:
        file.write(b"[")
        before = b"\n"
        for number, record in enumerate(
            outgoing(records, lambda each: losses(each, label_set, settings), report, progress), 1
        ):
            file.write(before + _encoder.encode(_task_of(record, number, settings["as"])))
            before = b",\n"
            seen.add(record)
        file.write(b"\n]\n")
        beside.write(labelling_config(label_set, seen).encode())


def _text(data: Mapping[str, Any], wanted: str) -> tuple[str, str]:
    """(the field's name, the text): as named, or `text`, or the longest string."""
    strings = {name: value for name, value in data.items() if isinstance(value, str) and value}
    longest = max(strings, key=lambda each: len(strings[each]), default="")
    name = wanted or ("text" if "text" in data else longest)
    return name, strings.get(name, "")


def _task(line: Fields, data: dict[str, Any], name: str, text: str) -> DocumentRecord:
    known = {each: data.pop(each) for each in ("id", "title", "source") if isinstance(data.get(each), str)}
    rest = {each: value for each, value in data.items() if each != name and value is not None}
    own = line.field("meta", dict[str, msgspec.Raw], {}).get("jinbiao")
    layer = _Own()
    if own is not None:
        try:
            layer = msgspec.json.decode(own, type=_Own)
        except (ValueError, RecursionError) as error:
            line.refuse("meta", "it is not what we write there", why(error))
    return DocumentRecord(
        text,
        id=known.get("id", "") or line.name("id"),
        title=known.get("title", ""),
        source=known.get("source", ""),
        meta=rest or NOTHING,
        annotator=layer.annotator,
        state=layer.state if layer.state in frozenset(LayerState) else "",
        line=line.number,
    )


def _records(task: DocumentRecord, line: Fields, settings: Mapping[str, str]) -> Iterator[DocumentRecord]:
    predictions = settings["as"] == "predictions"
    name = "predictions" if predictions else ("annotations" if "annotations" in line.raw else "completions")
    results = line.field(name, list[_Result], [])
    other = line.field("annotations" if predictions else "predictions", list[msgspec.Raw], [])
    if other:
        what = "annotation" if predictions else "prediction"
        line.skip(what, f"not asked for; read them with as={what}s", count=len(other))
    found = False
    for result in results:
        if result.was_cancelled or result.skipped:
            line.skip("annotation", "its annotator cancelled it")
            continue
        found = True
        yield _record(task, result, line, settings["unit"])
    if not found:
        yield task


def _record(task: DocumentRecord, result: _Result, line: Fields, unit: str) -> DocumentRecord:
    marks: list[Mark] = []
    categories: list[str] = []
    for raw in result.result:
        try:
            region = _region.decode(raw)
        except (ValueError, RecursionError) as error:
            line.refuse("region", "it is not what a region should be", why(error))
            continue
        _take(region, result, marks, categories, line)
    return replace(
        task,
        spans=placed(task.text, marks, CODE_POINTS, unit, line.report, line.where),
        categories=tuple(dict.fromkeys(categories)),
        annotator=_person(result.completed_by) or task.annotator,
        spans_given=True,
    )


def _take(region: _Region, result: _Result, marks: list[Mark], categories: list[str], line: Fields) -> None:
    value = region.value
    labels = value.labels or value.hypertextlabels
    if region.type == "choices" and value.start is None:
        categories.extend(value.choices)
    elif value.startOffset is not None or isinstance(value.start, str):
        line.refuse("region", "its offsets count within HTML or a dialogue, not within the text", region.type)
    elif isinstance(value.start, int) and isinstance(value.end, int) and labels:
        quote = value.text if isinstance(value.text, str) else ""
        origin = _FROM_ORIGINS.get(region.origin, "")
        source = "" if result.model_version is None else str(result.model_version)
        score = region.score if region.score is not None else result.score
        start, end = value.start, value.end
        marks.extend(Mark(start, end, label, quote, origin, source, score) for label in labels)
    else:
        line.skip(region.type or "region", "there is no place for it")


def _person(completed_by: int | str | dict[str, Any] | None) -> str:
    if isinstance(completed_by, dict):
        return str(completed_by.get("email") or completed_by.get("id") or "")
    return "" if completed_by is None else str(completed_by)


def _task_of(record: DocumentRecord, number: int, as_what: str) -> dict[str, Any]:
    data: dict[str, Any] = {"text": record.text}
    ours = (("id", record.id), ("title", record.title), ("source", record.source))
    data.update({name: value for name, value in ours if value})
    data.update({name: value for name, value in record.meta.items() if name not in _OURS})
    task: dict[str, Any] = {"id": number, "data": data}
    own = {name: value for name in ("annotator", "state") if (value := getattr(record, name))}
    if own:
        task["meta"] = {"jinbiao": own}
    given = record.spans_given or record.spans or record.categories
    result = [*_regions(record, number), *_choices(record, number)]
    if as_what == "predictions":
        task["predictions"] = [{"model_version": _model(record), "result": result}] if given else []
    elif given:
        task["annotations"] = [{"was_cancelled": False, "ground_truth": False, "result": result}]
    else:
        task["annotations"] = []
    return task


def _model(record: DocumentRecord) -> str:
    return "+".join(sorted({span.source for span in record.spans if span.source})) or "jinbiao"


def _regions(record: DocumentRecord, number: int) -> Iterator[dict[str, Any]]:
    for order, span in enumerate(record.spans, 1):
        region: dict[str, Any] = {
            "id": f"t{number}-{order}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "origin": _origin(span),
            "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [span.label]},
        }
        if span.score is not None:
            region["score"] = span.score
        yield region


def _origin(span: SpanRecord) -> str:
    return next((name for origin, name in _ORIGINS.items() if origin == span.origin), "manual")


def _choices(record: DocumentRecord, number: int) -> Iterator[dict[str, Any]]:
    if record.categories:
        yield {
            "id": f"t{number}-c",
            "from_name": "topic",
            "to_name": "text",
            "type": "choices",
            "origin": "manual",
            "value": {"choices": list(record.categories)},
        }


FORMAT = Format(
    name=_NAME,
    title_en="Label Studio JSON",
    title_zh="Label Studio JSON",
    suffixes=(".json",),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
