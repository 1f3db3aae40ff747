"""YEDDA's `.ann`: the text with its spans marked in it, `[@北京大学#ORG*]`; no offsets.

Suggestions, `[$北京大学#ORG*]`, are read as spans whose source is YEDDA. Marks cannot nest and cannot
go over a newline, and a text that holds what looks like a mark cannot be written: every document is
read again before it is written, and left out if that does not give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from core.annotation import DocumentRecord, SpanRecord
from core.errors import BadFile
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.container import SIDECAR_NAME, Known, Names, known_line, opened, packing, read_known
from core.formats.format import Feature, Format, Options, Progress, chosen
from core.formats.losses import missing
from core.formats.overlaps import OVERLAPS, flat_layers, overlap_notes
from core.formats.report import Note, Outcome, Report
from core.formats.writing import outgoing
from core.reading import read_bytes
from core.schema import LabelSet
from core.text import lines

_NAME = "yedda"
_OPTIONS = (OVERLAPS,)
_CARRIES = frozenset({Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES, Feature.SPANS})
_MARK = re.compile(r"\[([@$])([^\n]+?)#([^#*\n\[\]]+)\*\](?!#)")
_BAD_LABEL = re.compile(r"[#*\s\[\]]")
_UNWRITABLE = "its text holds what YEDDA takes for a mark ([@, [$, #, *])"


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a zip, a folder, or of one `.ann`."""
    chosen(_NAME, _OPTIONS, options)
    with opened(path, (".ann",)) as (bundle, members):
        known = read_known(bundle, report)
        for name in members:
            stem = str(PurePosixPath(name).with_suffix(""))
            where = bundle.where(name)
            try:
                marked = read_bytes(bundle.read(name), where)
            except BadFile as error:
                report.note(Outcome.REFUSED, "document", "it cannot be read", error.path, detail=error.why)
                continue
            text, spans = _without_marks(marked.text)
            if not text:
                report.note(Outcome.REFUSED, "document", NO_TEXT, where)
                continue
            row = known.get(stem) or Known(PurePosixPath(stem).name, id=PurePosixPath(stem).name)
            record = DocumentRecord(
                text, row.id, row.title, row.source, row.meta, tuple(spans), spans_given=True
            )
            yield checked(settled_record(record, report, where), None, report, where)


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Spans that overlap, spans over a newline, and texts that hold marks themselves."""
    yield from missing(record, _CARRIES)
    settings = chosen(_NAME, _OPTIONS, options)
    yield from overlap_notes(record, settings["overlaps"], "marks cannot nest")
    where = record.id or record.title
    cut = sum("\n" in record.text[span.start : span.end] for span in record.spans)
    if cut:
        yield Note(Outcome.ALTERED, "span", "it goes over a newline and is cut there", where, cut)
    odd = sum(_label(span.label) != span.label for span in record.spans)
    if odd:
        yield Note(Outcome.ALTERED, "label", "what YEDDA cannot have in it became “_”", where, odd)
    layers = flat_layers(record, settings["overlaps"])
    if not all(_is_writable(record.text, layer) for layer in layers):
        yield Note(Outcome.SKIPPED, "document", _UNWRITABLE, where)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One `.ann` for each document; further layers of overlapping spans as `NAME.2.ann` and so on."""
    settings = chosen(_NAME, _OPTIONS, options)
    names, sidecar = Names(), bytearray()
    with packing(path, (".ann",)) as put:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            name = names.of(record)
            layers = flat_layers(record, settings["overlaps"])
            if not all(_is_writable(record.text, layer) for layer in layers):
                continue
            for number, layer in enumerate(layers, 1):
                own = name if number == 1 else f"{name}.layer{number}"
                put(f"{own}.ann", _with_marks(record.text, layer).encode())
                sidecar += known_line(record, own)
        put(SIDECAR_NAME, bytes(sidecar))


def _label(label: str) -> str:
    return _BAD_LABEL.sub("_", label)


def _pieces(text: str, spans: Iterable[SpanRecord]) -> Iterator[tuple[int, int, str]]:
    """The spans as they are marked: cut at newlines."""
    for span in spans:
        for line in lines(text[span.start : span.end]):
            if line:
                yield span.start + line.start, span.start + line.end, _label(span.label)


def _with_marks(text: str, spans: Iterable[SpanRecord]) -> str:
    parts, at = [], 0
    for start, end, label in _pieces(text, spans):
        parts += [text[at:start], f"[@{text[start:end]}#{label}*]"]
        at = end
    return "".join([*parts, text[at:]])


def _without_marks(marked: str) -> tuple[str, list[SpanRecord]]:
    parts: list[str] = []
    spans = []
    at = length = 0
    for found in _MARK.finditer(marked):
        before, quote = marked[at : found.start()], found.group(2)
        start = length + len(before)
        length = start + len(quote)
        source = "yedda" if found.group(1) == "$" else ""
        spans.append(SpanRecord(start, length, found.group(3), quote, source=source))
        parts += (before, quote)
        at = found.end()
    return "".join([*parts, marked[at:]]), spans


def _is_writable(text: str, spans: list[SpanRecord]) -> bool:
    """Whether reading what would be written gives the text and the spans again."""
    if "[" not in text and "#" not in text:
        return True  # nothing in it can begin or end a mark
    back, found = _without_marks(_with_marks(text, spans))
    return back == text and [(each.start, each.end, each.label) for each in found] == list(
        _pieces(text, spans)
    )


FORMAT = Format(
    name=_NAME,
    title_en="YEDDA",
    title_zh="YEDDA",
    suffixes=(".zip", ".ann"),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
