"""CoNLL by character, with its sidecar and without."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation import DocumentRecord, SpanRecord
from core.formats.conll import FORMAT
from core.formats.report import Outcome
from core.formats.sidecar import sidecar_path
from core.formats.tags import ranges
from tests.core.formats.records import flat_documents, full, read, refused, there_and_back, write


def rows(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.conll"
    path.write_text(text, encoding="utf-8")
    return path


def spans(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in record.spans]


@pytest.mark.parametrize("scheme", ["BIO", "BIOES"])
@pytest.mark.parametrize("docstart", ["yes", "no"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(records=st.lists(flat_documents(), min_size=1, max_size=3))
def test_with_the_sidecar_flat_spans_come_back(
    tmp_path: Path, scheme: str, docstart: str, records: list[DocumentRecord]
) -> None:
    given_ = {"scheme": scheme, "docstart": docstart}
    assert there_and_back(FORMAT, tmp_path, records, given_) == records


@pytest.mark.parametrize("docstart", ["yes", "no"])
def test_a_text_may_begin_with_a_bracket(tmp_path: Path, docstart: str) -> None:
    records = [DocumentRecord("[注]😀", id="1", spans_given=True), DocumentRecord("𠮷[", spans_given=True)]
    assert there_and_back(FORMAT, tmp_path, records, {"docstart": docstart}) == records


def test_what_is_written(tmp_path: Path) -> None:
    record = DocumentRecord("我 爱😀\n北京", spans=(SpanRecord(5, 7, "LOC"), SpanRecord(0, 1, "P")))
    path = tmp_path / "a.conll"
    write(FORMAT, path, [record])
    assert path.read_text() == "-DOCSTART-\tO\n\n我\tB-P\n爱\tO\n😀\tO\n\n北\tB-LOC\n京\tI-LOC\n\n"
    write(FORMAT, path, [record], scheme="BIOES", separator="space", docstart="no")
    assert path.read_text() == "我 S-P\n爱 O\n😀 O\n\n北 B-LOC\n京 E-LOC\n\n"


def test_without_the_sidecar_it_says_what_it_cannot_know(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    write(FORMAT, path, [DocumentRecord("我 爱😀\n\n北京", spans=(SpanRecord(6, 8, "LOC"),))])
    sidecar_path(path).unlink()
    found, report = read(FORMAT, path)
    assert found[0].text == "我爱😀\n北京" and spans(found[0]) == [("北京", "LOC")]
    assert report.notes[0].why.startswith("without a sidecar its spaces are not known")


def test_a_sidecar_that_does_not_fit_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    write(FORMAT, path, [DocumentRecord("我 爱😀"), DocumentRecord("北 京")])
    path.write_text(path.read_text().replace("爱", "恨"))
    found, report = read(FORMAT, path)
    assert [record.text for record in found] == ["我恨😀", "北 京"]
    assert report.count(Outcome.ALTERED, "document") == 1
    sidecar_path(path).write_text("{broken")
    found, report = read(FORMAT, path)
    assert found[1].text == "北京" and report.count(Outcome.ALTERED, "file") == 1


def test_of_overlapping_spans_the_longest_stays_and_the_others_are_listed(tmp_path: Path) -> None:
    report = write(FORMAT, tmp_path / "a.conll", [full()])
    assert [note.detail for note in report.notes if note.what == "span"] == ["3–7 ORG", "3–5 LOC"]
    assert report.taken["span"] == 1
    assert spans(read(FORMAT, tmp_path / "a.conll")[0][0]) == [(full().spans[2].text, "PER")]


def test_a_span_over_a_newline_is_cut_for_those_without_the_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    record = DocumentRecord("我爱\n😀京", spans=(SpanRecord(1, 4, "X", "爱\n😀"),), spans_given=True)
    report = write(FORMAT, path, [record])
    assert report.count(Outcome.ALTERED, "span") == 1
    assert replace(read(FORMAT, path)[0][0], line=0) == record
    sidecar_path(path).unlink()
    assert spans(read(FORMAT, path)[0][0]) == [("爱", "X"), ("😀", "X")]


def test_long_sentences_are_said_but_no_loss(tmp_path: Path) -> None:
    report = write(FORMAT, tmp_path / "a.conll", [DocumentRecord("我" * 511 + "\n" + "爱" * 510)])
    assert report.count(Outcome.TAKEN, "sentence") == 1 and not report.has_losses


@pytest.mark.parametrize(
    "text",
    [
        "我 O\n爱 O\n北 B-LOC\n京 I-LOC\n",
        "我\tO\n爱\tO\n北\tB-LOC\n京\tE-LOC\n",
        "我\tO\n爱\tO\n北\tB-LOC\n京\tL-LOC\n",
        "我 NN _ O\n爱 VV _ O\n北 NR _ B-LOC\n京 NR _ I-LOC\n",
        "我\tO\r\n爱\tO\r\n北京\tS-LOC\r\n",
        "我 O\n爱 O\n北 B_LOC\n京 M_LOC\n",
    ],
)
def test_every_scheme_is_read(tmp_path: Path, text: str) -> None:
    found, report = read(FORMAT, rows(tmp_path, text))
    assert found[0].text == "我爱北京" and spans(found[0]) == [("北京", "LOC")]
    assert not report.has_losses


def test_illegal_runs_are_repaired_and_counted(tmp_path: Path) -> None:
    found, report = read(FORMAT, rows(tmp_path, "我 O\n爱 I-X\n😀 I-X\n北 I-Y\n\n京 I-Y\n"), document="file")
    assert spans(found[0]) == [("爱😀", "X"), ("北", "Y"), ("京", "Y")]
    assert report.count(Outcome.ALTERED, "span") == 3


def test_words_of_latin_letters_get_their_space_back(tmp_path: Path) -> None:
    found, _ = read(FORMAT, rows(tmp_path, "New B-X\nYork I-X\n是 O\n2024 O\n年 O\na O\nb O\n"))
    assert found[0].text == "New York是2024年ab" and spans(found[0]) == [("New York", "X")]


def test_documents_without_marks(tmp_path: Path) -> None:
    path = rows(tmp_path, "\n\n我 O\n爱 O\n\n\n😀 O\n")
    assert [(record.text, record.line) for record in read(FORMAT, path)[0]] == [("我爱", 3), ("😀", 7)]
    assert [record.text for record in read(FORMAT, path, document="file")[0]] == ["我爱\n😀"]


@pytest.mark.parametrize("row", ["我", "我 ORG", "\tO", "我\tB-", "我\tX-ORG"])
def test_a_row_that_is_none_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    found, report = read(FORMAT, rows(tmp_path, f"甲 O\n{row}\n乙 O\n"))
    assert found[0].text == "甲乙"
    assert "line 2: row refused" in refused(report)[0]


def test_a_broken_byte_takes_only_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes("甲 O\n".encode() * 4 + b"\xff O\n" + "乙 O\n".encode())
    found, report = read(FORMAT, path)
    assert (
        found[0].text == "甲甲甲甲乙" and "line 5: row refused, it is not valid UTF-8" in refused(report)[0]
    )


def test_ranges_end_with_the_sentence() -> None:
    assert ranges(["B-X", "I-X"], {1}) == ([(0, 1, "X"), (1, 2, "X")], 1)
    assert ranges(["B-X", "B-X", "E-X", "S-Y", "I-Y"], set()).ranges == [
        (0, 1, "X"),
        (1, 3, "X"),
        (3, 4, "Y"),
        (4, 5, "Y"),
    ]
