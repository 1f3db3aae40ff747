"""brat standoff: `x.txt` beside `x.ann`, offsets in code points of the text as it is, ends exclusive.

    T1⇥ORG 3 7⇥北京大学
    T2⇥LOC 0 2;5 7⇥我爱 大学          two fragments, joined by one space in the last column

A newline counts as it stands in the file, CRLF as two. brat's own 1.3 client sent UTF-16 units: the last
column tells (`core.formats.units`). Relations, events, attributes and notes are skipped and counted.
Written are a folder or a zip, with annotation.conf and visual.conf. brat makes “_” of every character of
a label beyond ASCII, so that 人名 and 地名 would be one: such a label gets an ASCII name made of its code
points (`u-4eba-540d`), and visual.conf shows the label itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from core.annotation import DocumentRecord
from core.encodings import guess_encoding
from core.errors import BadFile
from core.formats.brat_lines import ann_lines, brat_label, fragments_of, marks_of
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.container import (
    SIDECAR_NAME,
    Bundle,
    Known,
    Names,
    known_line,
    opened,
    packing,
    read_known,
)
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.labelling_config import Seen
from core.formats.losses import missing
from core.formats.placing import UNIT, placed
from core.formats.report import Note, Outcome, Report
from core.formats.units import CODE_POINTS
from core.formats.writing import outgoing
from core.schema import LabelSet

_NAME = "brat"
_FRAGMENTS = Option(
    "fragments",
    "hull",
    ("hull", "each"),
    "what a span of several pieces becomes when read: one from first to last, or one each",
    "不连续标注读取为：首尾之间的整段，或每段一个",
    "read",
)
_OPTIONS = (UNIT, _FRAGMENTS)
_CARRIES = frozenset(
    {
        *(Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES),
        *(Feature.SPANS, Feature.NESTED, Feature.OVERLAPPING),
    }
)


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a zip, a folder, or of one `.ann` or `.txt`."""
    settings = chosen(_NAME, _OPTIONS, options)
    with opened(path, (".ann", ".txt")) as (bundle, members):
        known = read_known(bundle, report)
        for stem in dict.fromkeys(str(PurePosixPath(name).with_suffix("")) for name in members):
            try:
                record = _document(stem, bundle, known, report, settings)
            except BadFile as error:
                report.note(Outcome.REFUSED, "document", "it cannot be read", error.path, detail=error.why)
                continue
            where = bundle.where(stem)
            if not record.text:
                report.note(Outcome.REFUSED, "document", NO_TEXT, where)
                continue
            yield checked(settled_record(record, report, where), None, report, where)


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Categories, provenance, zones, the layer; spans of which nothing can be written."""
    yield from missing(record, _CARRIES)
    where = record.id or record.title
    pieces = [fragments_of(record.text, span) for span in record.spans]
    nothing = sum(not each for each in pieces)
    if nothing:
        yield Note(Outcome.SKIPPED, "span", "it holds nothing but line breaks and tabs", where, nothing)
    cut = sum(
        bool(each) and (each[0][0] != span.start or each[-1][1] != span.end)
        for each, span in zip(pieces, record.spans, strict=True)
    )
    if cut:
        yield Note(Outcome.ALTERED, "span", "line breaks and tabs at its edges are left out", where, cut)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """A `.txt` and a `.ann` for each document, and the two configuration files."""
    settings = chosen(_NAME, _OPTIONS, options)
    names, seen, sidecar = Names(), Seen(), bytearray()
    with packing(path, (".ann", ".txt")) as put:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            name = names.of(record)
            put(f"{name}.txt", record.text.encode())
            if record.spans_given or record.spans:
                put(f"{name}.ann", ann_lines(record).encode())
            seen.add(record)
            sidecar += known_line(record, name)
        put(SIDECAR_NAME, bytes(sidecar))
        put("annotation.conf", _annotation_conf(label_set, seen).encode())
        put("visual.conf", _visual_conf(label_set, seen).encode())


def _document(
    stem: str,
    bundle: Bundle,
    known: Mapping[str, Known],
    report: Report,
    settings: Mapping[str, str],
) -> DocumentRecord:
    where = bundle.where(f"{stem}.ann")
    if not bundle.has(f"{stem}.txt"):
        raise BadFile(where, "its text is missing: there is no .txt of the same name beside it")
    text = _decoded(bundle.read(f"{stem}.txt"), bundle.where(f"{stem}.txt"), report)
    row = known.get(stem) or Known(PurePosixPath(stem).name)
    marks = []
    if bundle.has(f"{stem}.ann"):
        lines = _decoded(bundle.read(f"{stem}.ann"), where, report)
        marks = marks_of(lines, text, settings["fragments"], report, where)
    return DocumentRecord(
        text,
        id=row.id if stem in known else row.file,
        title=row.title,
        source=row.source,
        meta=row.meta,
        spans=placed(text, marks, CODE_POINTS, settings["unit"], report, where),
        spans_given=bundle.has(f"{stem}.ann"),
    )


def _decoded(data: bytes, where: str, report: Report) -> str:
    """A file's text with its newlines as they are, for they are counted."""
    encoding = guess_encoding(data).encoding or "utf-8" if data else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(where, f"byte {error.start} is not valid {error.encoding}") from error
    if encoding not in ("utf-8", "ascii"):
        report.note(Outcome.ALTERED, "file", f"read as {encoding}", where)
    return text


def _annotation_conf(label_set: LabelSet | None, seen: Seen) -> str:
    labels = [brat_label(key) for key in _keys(label_set, seen)]
    return "\n".join(["[entities]", *labels, "", "[relations]", "", "[events]", "", "[attributes]", ""])


def _visual_conf(label_set: LabelSet | None, seen: Seen) -> str:
    keys = _keys(label_set, seen)
    colours = {label.key: label.colour[0] for label in label_set.labels} if label_set else {}
    names = [f"{brat_label(key)} | {key}" for key in keys]
    drawing = ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"]
    drawing += [f"{brat_label(key)}\tbgColor:{colours[key]}" for key in keys if key in colours]
    return "\n".join(["[labels]", *names, "", "[drawing]", *drawing, ""])


def _keys(label_set: LabelSet | None, seen: Seen) -> list[str]:
    known = [label.key for label in label_set.labels] if label_set else []
    return list(dict.fromkeys([*known, *seen.labels]))


FORMAT = Format(
    name=_NAME,
    title_en="brat standoff",
    title_zh="brat（txt 与 ann）",
    suffixes=(".zip", ".ann"),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
