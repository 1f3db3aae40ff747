"""UIMA CAS as XMI with its type system (INCEpTION, DKPro): offsets in UTF-16 units, ends exclusive.

Spans are `NamedEntity` annotations with `value`; each line is a `Sentence`, each character a `Token`
(without those some features of INCEpTION fail); `DocumentMetaData` names the document. Written are a folder
or a zip with one `.xmi` a document and `TypeSystem.xml`. XML knows no control characters: they become
U+FFFD, one for one. Read are all annotation layers but those of segmentation; relations, chains and what
has no place here are counted. dkpro-cassis does the reading and writing (extra `uima`), after
`core.formats.xml_guard` has looked through the XML.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from core.annotation import DocumentRecord
from core.errors import BadFile
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
from core.formats.extras import needed
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.losses import missing
from core.formats.placing import UNIT, Mark, placed
from core.formats.report import Note, Outcome, Report
from core.formats.tokens import Token, characters, words
from core.formats.units import UTF16
from core.formats.writing import outgoing
from core.formats.xml_guard import Places, guarded
from core.schema import LabelSet
from core.text import lines

_NAME = "uima-xmi"
_TOKENS = Option(
    "tokens",
    "characters",
    ("characters", "words", "none"),
    "the tokens written: one a character, words as jieba cuts them (and spans), or none, which is the "
    "quickest by far, but some features of INCEpTION need them",
    "写出的词元：逐字、jieba 分词，或不写（最快，但 INCEpTION 的部分功能需要）",
    "write",
)
_OPTIONS = (UNIT, _TOKENS)
_CARRIES = frozenset(
    {
        *(Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES),
        *(Feature.SPANS, Feature.NESTED, Feature.OVERLAPPING, Feature.ANNOTATOR, Feature.STATE),
    }
)
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_ENTITY = f"{_DKPRO}ner.type.NamedEntity"
_META = f"{_DKPRO}metadata.type.DocumentMetaData"
_TOKEN = f"{_DKPRO}segmentation.type.Token"
_SENTENCE = f"{_DKPRO}segmentation.type.Sentence"
_NO_SPANS = re.compile(
    r"uima\.tcas\.DocumentAnnotation|.*\.api\.(segmentation|metadata)\.type\..*|.*\.clarin\.webanno\.api\.type\..*"
)
_TYPE_SYSTEM = "TypeSystem.xml"
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ITS_PLACE = "\ufffd"


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a zip, a folder, or of one `.xmi` with its type system beside it."""
    unit = chosen(_NAME, _OPTIONS, options)["unit"]
    cassis = needed("cassis", "uima", path)
    with opened(path, (".xmi",)) as (bundle, members):
        types = _types(bundle, cassis)
        known = read_known(bundle, report)
        for name in members:
            where = bundle.where(name)
            stem = PurePosixPath(name).stem
            try:
                record = _document(bundle.read(name), types, cassis, unit, report, where)
            except BadFile as error:
                report.note(Outcome.REFUSED, "document", "it cannot be read", error.path, detail=error.why)
                continue
            if not record.text:
                report.note(Outcome.REFUSED, "document", NO_TEXT, where)
                continue
            yield checked(
                settled_record(_named(record, known.get(stem), stem), report, where), None, report, where
            )


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Categories, provenance and zones; characters that XML does not know."""
    yield from missing(record, _CARRIES)
    count = len(_NOT_IN_XML.findall(record.text))
    if count:
        why = "XML knows no such character; it became U+FFFD"
        yield Note(Outcome.ALTERED, "character", why, record.id or record.title, count)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """A `.xmi` for each document, and the type system."""
    settings = chosen(_NAME, _OPTIONS, options)
    cassis = needed("cassis", "uima", path)
    types = _dkpro_types(cassis)
    names, sidecar = Names(), bytearray()
    with packing(path, (".xmi",)) as put:
        put(_TYPE_SYSTEM, types.to_xml().encode())
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            name = names.of(record)
            put(f"{name}.xmi", _xmi(record, settings["tokens"], types, cassis))
            sidecar += known_line(record, name)
        put(SIDECAR_NAME, bytes(sidecar))


def _xmi(  # dkpro-cassis need not be there, so its types are not known
    record: DocumentRecord, tokens: str, types: Any, cassis: Any
) -> bytes:
    text = _NOT_IN_XML.sub(_IN_ITS_PLACE, record.text)
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    meta = types.get_type(_META)
    named = {"documentId": record.id, "documentTitle": record.title, "documentUri": record.source}
    said = {each: _NOT_IN_XML.sub(_IN_ITS_PLACE, value) for each, value in named.items() if value}
    sentence, token, entity = (types.get_type(each) for each in (_SENTENCE, _TOKEN, _ENTITY))
    found = [meta(begin=0, end=len(text), **said)]
    found += [sentence(begin=line.start, end=line.end) for line in lines(text) if line]
    found += [
        token(begin=each.start, end=each.start + len(each.text)) for each in _tokens(record, text, tokens)
    ]
    found += [
        entity(begin=span.start, end=span.end, value=_NOT_IN_XML.sub(_IN_ITS_PLACE, span.label))
        for span in record.spans
    ]
    cas.add_all(found)
    written: str = cas.to_xmi()
    return written.encode()


def _tokens(record: DocumentRecord, text: str, choice: str) -> list[Token]:
    if choice == "none":
        return []
    if choice == "words":
        return words(text, {edge for span in record.spans for edge in (span.start, span.end)})
    return characters(text)


def _types(bundle: Bundle, cassis: Any) -> Any:
    """The type system that lies there, else DKPro's."""
    name = next((each for each in (_TYPE_SYSTEM, "typesystem.xml") if bundle.has(each)), "")
    if not name:
        return _dkpro_types(cassis)
    data, where = bundle.read(name), bundle.where(name)
    guarded(data, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return cassis.load_typesystem(BytesIO(data))
    except Exception as error:  # it raises whatever a damaged file makes it stumble over
        raise BadFile(where, "no UIMA type system, or a damaged one") from error


def _dkpro_types(cassis: Any) -> Any:
    """DKPro's type system, with the type that names a document, which dkpro-cassis leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on how dkpro-cassis reads its own files
        types = cassis.load_dkpro_core_typesystem()
    meta = types.create_type(_META, supertypeName="uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        types.create_feature(meta, name, "uima.cas.String")
    types.create_feature(meta, "isLastSegment", "uima.cas.Boolean")
    return types


def _document(data: bytes, types: Any, cassis: Any, unit: str, report: Report, where: str) -> DocumentRecord:
    places = guarded(data, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on offsets that cut a character: `placed` refuses them
            cas = cassis.load_cas_from_xmi(BytesIO(data), typesystem=types, lenient=True, trusted=True)
        text = cas.sofa_string or ""
        marks, record, others = _marks(cas, places)
    except Exception as error:  # it raises whatever a damaged file makes it stumble over
        raise BadFile(where, "no UIMA CAS, or a damaged one") from error
    for what, count in others.items():
        report.note(Outcome.SKIPPED, what, "there is no place for it", where, count)
    if len(cas.views) > 1:
        report.note(Outcome.SKIPPED, "view", "only the first is read", where, len(cas.views) - 1)
    return replace(record, text=text, spans=placed(text, marks, UTF16, unit, report, where), spans_given=True)


def _marks(cas: Any, places: Places) -> tuple[list[Mark], DocumentRecord, Counter[str]]:
    """The annotations with their offsets as the file has them; what names the document; the others."""
    marks: list[Mark] = []
    record = DocumentRecord("")
    others: Counter[str] = Counter()
    for each in cas.select_all_annotations():
        name = each.type.name
        if name == _META:
            named = [
                getattr(each, feature, None) for feature in ("documentId", "documentTitle", "documentUri")
            ]
            identity, title, source = (str(value) if value else "" for value in named)
            record = replace(record, id=identity, title=title, source=source)
        if _NO_SPANS.fullmatch(name):
            continue
        features = {feature.name: getattr(each, feature.name, None) for feature in each.type.all_features}
        if features.keys() & {"Governor", "Dependent", "next"} or not name.startswith(("webanno.", _ENTITY)):
            others[name.rpartition(".")[2]] += 1
            continue
        begin, end = places.get(each.xmiID, (-1, -1))
        marks.append(Mark(begin, end, _label(name, features)))
    return marks, record, others


def _label(name: str, features: dict[str, Any]) -> str:
    """The value of `value`, else of the first feature that is a string, else the layer's short name."""
    strings = {key: value for key, value in features.items() if isinstance(value, str) and value}
    return strings.get("value") or next(iter(strings.values()), "") or name.rpartition(".")[2]


def _named(record: DocumentRecord, known: Known | None, stem: str) -> DocumentRecord:
    if known is None:
        return record if record.id else replace(record, id=stem)
    return replace(
        record,
        id=known.id,
        title=known.title,
        source=known.source,
        meta=known.meta,
        annotator=known.annotator,
        state=known.state,
    )


FORMAT = Format(
    name=_NAME,
    title_en="UIMA XMI (INCEpTION, DKPro)",
    title_zh="UIMA XMI（INCEpTION、DKPro）",
    suffixes=(".zip", ".xmi"),
    unit="UTF-16",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
