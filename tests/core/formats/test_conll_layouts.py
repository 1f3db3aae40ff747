"""CoNLL by word, in BMES, as the public sets have it, and what becomes of overlapping spans."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.conll import FORMAT
from core.formats.report import Outcome
from core.formats.sidecar import sidecar_path
from tests.core.formats.records import full, read, write

RECORD = DocumentRecord(
    "我爱北京 大学\n😀好", id="d", spans=(SpanRecord(2, 4, "LOC", "北京"),), spans_given=True
)


def places(record: DocumentRecord) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in record.spans]


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"scheme": "BMES"}, "-DOCSTART-→O\n\n我→O\n爱→O\n北→B-LOC\n京→E-LOC\n大→O\n学→O\n\n😀→O\n好→O\n\n"),
        ({"rows": "words"}, "-DOCSTART-→O\n\n我→O\n爱→O\n北京→B-LOC\n大学→O\n\n😀→O\n好→O\n\n"),
        ({"layout": "msra"}, "我→O\n爱→O\n北→B-LOC\n京→I-LOC\n大→O\n学→O\n\n😀→O\n好→O\n\n"),
        ({"layout": "weibo"}, "我0→O\n爱0→O\n北0→B-LOC\n京1→I-LOC\n大0→O\n学1→O\n\n😀0→O\n好0→O\n\n"),
    ],
)
def test_what_is_written_comes_back(tmp_path: Path, options: dict[str, str], rows: str) -> None:
    path = tmp_path / "a.conll"
    write(FORMAT, path, [RECORD, replace(RECORD, id="e")], **options)
    assert path.read_text() == rows.replace("→", "\t") * 2
    back, report = read(FORMAT, path)
    assert [replace(each, line=0) for each in back] == [RECORD, replace(RECORD, id="e")]
    assert not report.has_losses


def test_words_are_cut_where_a_span_begins(tmp_path: Path) -> None:
    record = DocumentRecord("北京大学", spans=(SpanRecord(1, 3, "X"),))
    write(FORMAT, tmp_path / "a.conll", [record], rows="words", docstart="no", scheme="BIOES")
    assert [row.split("\t")[1] for row in (tmp_path / "a.conll").read_text().split("\n") if row] == [
        *("O", "S-X", "O")
    ]
    long = DocumentRecord("在中华人民共和国成立", spans=(SpanRecord(1, 8, "X"), SpanRecord(8, 10, "Y")))
    write(FORMAT, tmp_path / "b.conll", [long], rows="words")
    assert places(read(FORMAT, tmp_path / "b.conll")[0][0]) == [(1, 8), (8, 10)]


def test_indexes_are_seen_and_said_but_numbers_of_the_text_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("科0\tO\n技1\tO\n全0\tB-X\n方1\tI-X\n\n10\tO\n", encoding="utf-8")
    found, report = read(FORMAT, path)
    assert [record.text for record in found] == ["科技全方", "1"] and places(found[0]) == [(2, 4)]
    assert any("as in the Weibo set, was taken off" in note.why for note in report.notes)
    path.write_text("第1\tO\n章\tO\n第2\tO\n章\tO\n", encoding="utf-8")
    assert read(FORMAT, path)[0][0].text == "第1章第2章"
    path.write_text("我0\tO\n", encoding="utf-8")
    assert read(FORMAT, path)[0][0].text == "我0"
    assert read(FORMAT, path, layout="weibo")[0][0].text == "我"


def test_further_layers_stand_in_further_files(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    report = write(FORMAT, path, [RECORD, full()], overlaps="per-layer-file")
    assert report.count(Outcome.SKIPPED, "span") == 0 and report.taken["span"] == 4
    names = ["a.conll", "a.layer2.conll", "a.layer3.conll"]
    assert sorted(each.name for each in tmp_path.glob("*.conll")) == names
    found = [[places(record) for record in read(FORMAT, tmp_path / name)[0]] for name in names]
    assert found == [[[(2, 4)], [(4, 9)]], [[(3, 7)]], [[(3, 5)]]]
    assert all(sidecar_path(tmp_path / name).exists() for name in names)


def test_documents_with_overlaps_can_be_left_out(tmp_path: Path) -> None:
    report = write(FORMAT, tmp_path / "a.conll", [full(), RECORD], overlaps="skip")
    assert (report.taken["document"], report.taken["span"]) == (1, 1)
    assert report.count(Outcome.SKIPPED, "document") == 1
    assert [record.id for record in read(FORMAT, tmp_path / "a.conll")[0]] == ["d"]
