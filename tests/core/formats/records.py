"""Documents for the tests of formats: what can be in one, and how to send one through a file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st

from core.annotation import (
    DocumentRecord,
    LayerState,
    NoteRecord,
    ReplyRecord,
    SpanRecord,
    Zone,
    ZoneKind,
)
from core.formats.format import Format, reader, writer
from core.formats.report import Outcome, Report

LIBRARIES = {"spacy": "spacy", "uima-xmi": "cassis", "huggingface": "pyarrow"}  # that a format needs

TEXT = "我爱😀北京大学，𠮷野家在𝒳旁边。\n👨‍👩‍👧 说：“é好！”\u2028　１２\t完"

# No \r and no NUL, which reading settles; no lone surrogate, which is no character.
ANYTHING = st.text(
    st.one_of(
        st.sampled_from("我爱北京😀𠮷\u200d\u0301\u2028\u00a0\u3000\t\n =+-@'\"\\,;|#[]éa1"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"),
    ),
    min_size=1,
    max_size=40,
)
LABELS = st.sampled_from(["PER", "人名", "ORG", "时间", "a-b_c"])
VALUES = st.one_of(st.text(max_size=8), st.integers(-(2**53), 2**53), st.booleans())


@st.composite
def span_of(draw: st.DrawFn, text: str) -> SpanRecord:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return SpanRecord(start, end, draw(LABELS), text[start:end])


def _place(span: SpanRecord) -> tuple[int, int, str]:
    return span.start, span.end, span.label


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANYTHING) -> DocumentRecord:
    """A document with spans, nested and overlapping ones too, and categories."""
    text = draw(texts)
    spans = draw(
        st.lists(span_of(text), max_size=6, unique_by=lambda each: (each.start, each.end, each.label))
    )
    return DocumentRecord(
        text,
        id=draw(st.sampled_from(["1", "a-2", "文😀"])),
        spans=tuple(spans),
        categories=tuple(draw(st.lists(LABELS, max_size=2, unique=True))),
        spans_given=True,
    )


@st.composite
def flat_documents(draw: st.DrawFn) -> DocumentRecord:
    """A document whose spans do not overlap, in order."""
    text = draw(ANYTHING.filter(lambda each: any(c.isalpha() for c in each)))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    spans = tuple(SpanRecord(start, end, draw(LABELS), text[start:end]) for start, end in pairs)
    return DocumentRecord(text, id="1", title=draw(st.text(max_size=3)), spans=spans, spans_given=True)


def needs(kind: Format) -> None:
    """Skip the test where the library of this format is not installed."""
    if kind.name in LIBRARIES:
        pytest.importorskip(LIBRARIES[kind.name])


def full() -> DocumentRecord:
    """A document that has everything."""
    quote = TEXT[3:7]
    return DocumentRecord(
        TEXT,
        id="a1",
        title="题😀",
        source="https://example.org/1",
        meta={"date": "2024-05-01", "n": 3},
        spans=(
            SpanRecord(3, 7, "ORG", quote, "corrected", "jieba", 0.75, "word|nt", (3, 5, "LOC")),
            SpanRecord(3, 5, "LOC", TEXT[3:5], "by hand", unsure=True),
            SpanRecord(4, 9, "PER", TEXT[4:9], "imported"),
        ),
        categories=("教育", "体育"),
        zones=(Zone(0, 20, ZoneKind.TITLE, True),),
        annotator="王芳",
        state=LayerState.FINISHED,
        spans_given=True,
        notes=(
            NoteRecord("全文😀如何？", "李雷", "a" * 32, _AT, _AT, "王芳"),
            NoteRecord(
                "简称吗？\n再看看。",
                "李雷",
                "b" * 32,
                _AT,
                _AT,
                "王芳",
                *(3, 7, quote, "ORG"),
                resolved=True,
                settled_by="王芳",
                settled=_AT,
                replies=(ReplyRecord("不是。", "王芳", "c" * 32, _AT, _AT),),
            ),
        ),
    )


_AT = "2026-01-01T08:00:00.000+00:00"


def read(kind: Format, path: Path, **options: str) -> tuple[list[DocumentRecord], Report]:
    report = Report()
    return list(reader(kind)(path, report, options)), report


def write(kind: Format, path: Path, records: Iterable[DocumentRecord], **options: str) -> Report:
    report = Report()
    writer(kind)(records, path, None, report, options, None)
    return report


def there_and_back(
    kind: Format, folder: Path, records: Iterable[DocumentRecord], given: Mapping[str, str] | None = None
) -> list[DocumentRecord]:
    """What comes back, without the line that it stood on."""
    path = folder / f"out{kind.suffixes[0]}"
    write(kind, path, records, **(given or {}))
    back, _ = read(kind, path, **(given or {}))
    return [replace(record, line=0) for record in back]


def refused(report: Report) -> list[str]:
    """The sentences of what was refused."""
    return [str(note) for note in report.notes if note.outcome is Outcome.REFUSED]
