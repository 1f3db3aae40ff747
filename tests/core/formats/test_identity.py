"""What no format calls lost comes back as it was: export, import, and the same again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.annotation import DocumentRecord, SpanRecord
from core.formats.checking import settled_record
from core.formats.format import Feature, Format
from core.formats.losses import flattened
from core.formats.registry import FORMATS
from core.formats.report import Outcome, Report
from tests.core.formats.records import documents, full, needs, read, write

BOTH = [kind for kind in FORMATS.values() if kind.reads and kind.writes]
LONG = "记者昨天在北京大学说，😀𠮷野家也去了。\n" * 4762  # 100,002 characters

TRAPS = {
    "plain": "我爱北京大学",
    "emoji": "我爱😀北京大学😀😀是的",
    "beyond U+FFFF": "𠮷野家在𝒳旁边",
    "ZWJ family": "一家👨‍👩‍👧‍👦四口👩🏽‍🚀去了",
    "combining marks": "e\u0301好a\u0308\u0323学",
    "variation selector": "葛\U000e0100城❤️好",
    "CRLF": "我爱\r\n北京\r大学\r\n",
    "tabs": "我\t爱\t\t北京",
    "U+2028": "我爱\u2028北京\u2029大学\u0085是",
    "full-width": "　１２　ＡＢ　好",
    "markup": "<b>我&amp;爱</b> [a|b] \\n _ * ; -> {\"x\": '1'} # %",
    "blank lines": "我\n\n\n爱  \n 北京\n",
    "space at both ends": " \n 我爱北京 \n",
    "one character": "我",
    "100,000 characters": LONG,
}


def stripped(kind: Format, record: DocumentRecord) -> DocumentRecord:
    """The record with only what the format says it carries."""
    carries = kind.carries
    spans = record.spans
    if Feature.NESTED not in carries:
        spans = tuple(flattened(spans)[0])
    if Feature.PROVENANCE not in carries:
        spans = tuple(
            SpanRecord(each.start, each.end, each.label, each.text, unsure=each.unsure) for each in spans
        )
    if Feature.UNSURE not in carries:
        spans = tuple(replace(each, unsure=False) for each in spans)
    return DocumentRecord(
        record.text,
        id=record.id if Feature.ID in carries else "",
        title=record.title if Feature.TITLE in carries else "",
        source=record.source if Feature.SOURCE in carries else "",
        meta=record.meta if Feature.META in carries else {},
        spans=spans,
        categories=record.categories if Feature.CATEGORIES in carries else (),
        zones=record.zones if Feature.ZONES in carries else (),
        annotator=record.annotator if Feature.ANNOTATOR in carries else "",
        state=record.state if Feature.STATE in carries else "",
        spans_given=True,
        notes=record.notes if Feature.NOTES in carries else (),
    )


def plain(kind: Format, record: DocumentRecord) -> DocumentRecord:
    """A record as it can be compared: spans in order, without the place in the file."""
    bare = Feature.PROVENANCE not in kind.carries
    spans = sorted(record.spans, key=lambda each: (each.start, each.end, each.label))
    if bare:
        spans = [
            SpanRecord(each.start, each.end, each.label, each.text, unsure=each.unsure) for each in spans
        ]
    return replace(record, line=0, spans=tuple(spans), meta=dict(record.meta))


def loses(kind: Format, record: DocumentRecord) -> bool:
    return any(note.outcome is not Outcome.TAKEN for note in kind.losses(record, None, {}))


def spans_of(text: str) -> Iterator[SpanRecord]:
    """Spans all over a text, some nested and some overlapping, none with space at its edges."""
    step = max(1, len(text) // 40)
    for start in range(0, len(text), step):
        for length in (1, 3, 5):
            quote = text[start : start + length]
            if len(quote) == length and not (quote[0].isspace() or quote[-1].isspace() or "\n" in quote):
                yield SpanRecord(start, start + length, ("ORG", "人名", "a-b_c")[length // 2], quote)


def twice(kind: Format, folder: Path, record: DocumentRecord) -> list[DocumentRecord]:
    """What comes back the first time and the second."""
    found, given_ = [], record
    options = {"tokens": "none"} if kind.name == "uima-xmi" and len(record.text) > 1000 else {}
    for number in (1, 2):
        path = folder / f"{number}{kind.suffixes[0]}"
        write(kind, path, [given_], **options)
        back, report = read(kind, path)
        assert not [str(note) for note in report.notes if note.outcome is not Outcome.TAKEN]
        found.append(plain(kind, back[0]))
        given_ = back[0]
    return found


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_the_traps_come_back(tmp_path: Path, kind: Format, trap: str) -> None:
    needs(kind)
    whole = full().notes[:1]
    given_ = replace(full(), text=TRAPS[trap], spans=(), zones=(), notes=whole)
    before = settled_record(given_, Report())
    record = stripped(kind, replace(before, spans=tuple(spans_of(before.text))))
    assert kind.name == "csv" or not loses(kind, record)  # its guard against formulas is taken off again
    assert twice(kind, tmp_path, record) == [plain(kind, record)] * 2


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=25,
    deadline=None,
)
@given(record=documents())
def test_what_is_not_called_lost_comes_back(tmp_path: Path, kind: Format, record: DocumentRecord) -> None:
    needs(kind)
    record = stripped(kind, record)
    path = tmp_path / f"a{kind.suffixes[0]}"
    options = {"unit": "utf-16"} if kind.name == "doccano" else {}  # it has no quotes to tell it by
    write(kind, path, [record], **options)
    back, _ = read(kind, path, **options)
    if not loses(kind, record):
        assert [plain(kind, each) for each in back] == [plain(kind, record)]
    elif back and kind.name != "uima-xmi":
        assert back[0].text == record.text


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_an_empty_text_is_written_and_refused_when_read(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    path = tmp_path / f"a{kind.suffixes[0]}"
    write(kind, path, [DocumentRecord("", id="1"), DocumentRecord("我爱", id="2")])
    back, report = read(kind, path)
    assert [record.text for record in back] == ["我爱"]
    assert report.count(Outcome.REFUSED) <= 1


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_many_documents_come_back_in_order(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    records = [DocumentRecord(f"第{number}篇😀", id=f"d{number}", spans_given=True) for number in range(450)]
    path = tmp_path / f"a{kind.suffixes[0]}"
    write(kind, path, records)
    back, _ = read(kind, path)
    assert [record.text for record in back] == [record.text for record in records]
    assert [record.id for record in back] == [record.id for record in records]


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_the_same_documents_give_the_same_bytes(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    if kind.name == "xlsx":
        pytest.skip("a workbook holds the time at which it was made")
    written = []
    for name in ("1", "2"):
        path = tmp_path / f"{name}{kind.suffixes[0]}"
        write(kind, path, [stripped(kind, full()), DocumentRecord("我爱😀", id="2")])
        written.append(path.read_bytes())
    assert written[0] == written[1]
