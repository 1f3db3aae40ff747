"""WebAnno TSV 3.3, as INCEpTION reads and writes it: tokens with offsets in UTF-16 units, file in UTF-8.

    #FORMAT=WebAnno TSV 3.3
    #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value

    #Text=我爱😀北京
    1-1⇥0-1⇥我⇥_⇥_
    1-4⇥4-5⇥北⇥*[1]⇥LOC[1]
    1-5⇥5-6⇥京⇥*[1]⇥LOC[1]

Written is one token a character. A sentence is a line with all the space behind it, so that only space
at the very beginning of a document is not in the file: it, and what the format has no place for, is in the
sidecar. Read are all span layers; the value of `value` is the label, or the first feature that has one, or
the layer's own name. Chains, relations and slots are skipped and counted (webannotsv.adoc).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.container import SIDECAR_NAME, Known, Names, known_line, opened, packing, read_known
from core.formats.format import Feature, Format, Options, Progress, chosen
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.formats.webanno_rows import NO_TOKEN, Table, leading_space, rows_of
from core.formats.writing import outgoing
from core.schema import LabelSet

_NAME = "webanno-tsv"
_CARRIES = frozenset(
    {
        *(Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES),
        *(Feature.SPANS, Feature.NESTED, Feature.OVERLAPPING, Feature.ANNOTATOR, Feature.STATE),
    }
)


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a zip, a folder, or of one file."""
    chosen(_NAME, (), options)
    with opened(path, (".tsv", ".webanno")) as (bundle, members):
        known = read_known(bundle, report)
        for name in members:
            where = bundle.where(name)
            stem = PurePosixPath(name).stem
            row = known.get(stem) or Known(stem, id=stem)
            try:
                table = Table(
                    _lines(bundle.read(name), where), report, where, str(row.more.get("leading", ""))
                )
            except BadFile as error:
                report.note(Outcome.REFUSED, "document", "it cannot be read", error.path, detail=error.why)
                continue
            if not table.text:
                report.note(Outcome.REFUSED, "document", NO_TEXT, where)
                continue
            record = DocumentRecord(
                table.text,
                row.id,
                row.title,
                row.source,
                row.meta,
                table.spans(),
                annotator=row.annotator,
                state=row.state,
                spans_given=True,
            )
            yield checked(settled_record(record, report, where), None, report, where)


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Categories, provenance and zones; the edges of spans that lie in space between tokens."""
    yield from missing(record, _CARRIES)
    where = record.id or record.title
    quotes = [record.text[span.start : span.end] for span in record.spans]
    nothing = sum(not NO_TOKEN.sub("", quote) for quote in quotes)
    if nothing:
        yield Note(Outcome.SKIPPED, "span", "it holds nothing but space", where, nothing)
    cut = (
        sum(bool(NO_TOKEN.fullmatch(quote[0]) or NO_TOKEN.fullmatch(quote[-1])) for quote in quotes) - nothing
    )
    if cut:
        yield Note(Outcome.ALTERED, "span", "space at its edges is no part of a token", where, cut)
    if not NO_TOKEN.sub("", record.text):
        yield Note(Outcome.SKIPPED, "document", "a text of nothing but space has no token", where)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """A `.tsv` for each document."""
    settings = chosen(_NAME, (), options)
    names, sidecar = Names(), bytearray()
    with packing(path, (".tsv", ".webanno")) as put:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            if NO_TOKEN.sub("", record.text):
                name = names.of(record)
                put(f"{name}.tsv", rows_of(record).encode())
                sidecar += known_line(record, name, leading=leading_space(record.text))
        put(SIDECAR_NAME, bytes(sidecar))


def _lines(data: bytes, where: str) -> Iterator[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(where, f"byte {error.start} is not valid UTF-8") from error
    return (line.rstrip("\r") for line in text.split("\n"))


FORMAT = Format(
    name=_NAME,
    title_en="WebAnno TSV 3.3 (INCEpTION)",
    title_zh="WebAnno TSV 3.3（INCEpTION）",
    suffixes=(".zip", ".tsv", ".webanno"),
    unit="UTF-16",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
)
