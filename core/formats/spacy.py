"""spaCy's DocBin (`.spacy`): a token a character, so that no span is off the grid; no offsets of its own.

`doc.ents` are the spans without overlaps, the longest first; all spans are in `doc.spans["sc"]`; categories
are in `doc.cats`, all that the label set has, with 1 or 0; what a Doc has no place for is in `doc.user_data`
under "jinbiao". It needs the extra `spacy`. A DocBin is one compressed piece and lies in memory as a whole,
both ways. It is read without building a Doc (`core.formats.docbin`), since a file is not to be trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, SpanRecord, Zone
from core.formats.checking import NO_TEXT, checked, settled_record
from core.formats.docbin import Range, Row, rows
from core.formats.extras import needed
from core.formats.format import EVERYTHING, Feature, Format, Option, Options, Progress, chosen
from core.formats.losses import flattened, missing
from core.formats.report import Note, Outcome, Report
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet

_NAME = "spacy"
_CARRIES = EVERYTHING - {Feature.NOTES}
_OPTIONS = (Option("group", "sc", (), "the span group that holds all spans", "存放全部标注的 span group"),)


class _Own(msgspec.Struct, omit_defaults=True):
    """What a Doc has no place for; of `spans`, only what is known beyond place and label is used."""

    id: str = ""
    title: str = ""
    source: str = ""
    meta: dict[str, Any] = {}
    zones: tuple[Zone, ...] = ()
    annotator: str = ""
    state: str = ""
    categories: tuple[str, ...] = ()
    spans: tuple[SpanRecord, ...] = ()
    spans_given: bool = False


_own = msgspec.json.Decoder(_Own)
_encoder = msgspec.json.Encoder()


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A document for each Doc: the spans of the group, and the entities that are not among them."""
    group = chosen(_NAME, _OPTIONS, options)["group"]
    for number, row in enumerate(rows(path), 1):
        where = f"{path}, document {number}"
        if not row.text:
            report.note(Outcome.REFUSED, "document", NO_TEXT, where)
            continue
        record = _record(row, group, number, report, where)
        yield checked(settled_record(record, report, where), None, report, where)


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Notes; an empty text makes an empty Doc, which reading refuses."""
    yield from missing(record, _CARRIES)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One DocBin with all documents."""
    settings = chosen(_NAME, _OPTIONS, options)
    library, tokens = needed("spacy", "spacy", path), needed("spacy.tokens", "spacy", path)
    vocab = library.blank("zh").vocab
    every = tokens.DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    with replacing(path) as file:
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            every.add(_doc(record, label_set, settings["group"], vocab, tokens))
        file.write(every.to_bytes())


def _doc(  # spaCy's types are only there where spaCy is
    record: DocumentRecord, label_set: LabelSet | None, group: str, vocab: Any, tokens: Any
) -> Any:
    text = record.text
    doc = tokens.Doc(vocab, words=list(text), spaces=[False] * len(text))
    kept, _ = flattened(record.spans)
    doc.set_ents([tokens.Span(doc, span.start, span.end, label=span.label) for span in kept])
    if record.spans:
        doc.spans[group] = [tokens.Span(doc, span.start, span.end, label=span.label) for span in record.spans]
    keys = [each.key for each in label_set.categories] if label_set is not None else []
    doc.cats = {key: float(key in record.categories) for key in dict.fromkeys([*keys, *record.categories])}
    doc.user_data["jinbiao"] = _encoder.encode(_own_of(record)).decode()
    return doc


def _own_of(record: DocumentRecord) -> _Own:
    return _Own(
        record.id,
        record.title,
        record.source,
        dict(record.meta),
        record.zones,
        record.annotator,
        record.state,
        record.categories,
        record.spans,
        record.spans_given,
    )


def _record(row: Row, group: str, number: int, report: Report, where: str) -> DocumentRecord:
    own = _Own()
    noted = row.user_data.get("jinbiao")
    if isinstance(noted, str):
        try:
            own = _own.decode(noted)
        except (ValueError, RecursionError):
            report.note(Outcome.ALTERED, "document", "what we noted of it is damaged and not used", where)
    found = dict.fromkeys([*row.groups.get(group, ()), *row.entities])
    others = sum(len(each) for name, each in row.groups.items() if name != group)
    if others:
        report.note(Outcome.SKIPPED, "span", "it stands in another span group", where, others)
    given = {key for key, value in row.categories.items() if value > 0.5}
    return DocumentRecord(
        row.text,
        own.id,
        own.title,
        own.source,
        own.meta,
        tuple(_spans(row.text, found, own.spans)),
        tuple(dict.fromkeys([*(key for key in own.categories if key in given), *sorted(given)])),
        own.zones,
        own.annotator,
        own.state,
        own.spans_given or bool(found) or (row.has_entities and not noted),
        number,
    )


def _spans(text: str, found: Iterable[Range], noted: Iterable[SpanRecord]) -> Iterator[SpanRecord]:
    """The spans as the Doc has them, each with what we noted of it where it is still the same."""
    known = {(each.start, each.end, each.label): each for each in noted}
    for start, end, label in found:
        ours = known.get((start, end, label))
        if ours is not None and ours.text == text[start:end]:
            yield ours
        else:
            yield SpanRecord(start, end, label, text[start:end])


FORMAT = Format(
    name=_NAME,
    title_en="spaCy DocBin",
    title_zh="spaCy DocBin",
    suffixes=(".spacy",),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
