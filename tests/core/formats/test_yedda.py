"""YEDDA: marks in the text itself."""

from pathlib import Path

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.report import Outcome
from core.formats.yedda import FORMAT
from tests.core.formats.records import full, read, write


def put(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.ann"
    path.write_text(text, encoding="utf-8")
    return path


def places(record: DocumentRecord) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label, span.source) for span in record.spans]


def test_marks_become_spans(tmp_path: Path) -> None:
    (record,), _ = read(FORMAT, put(tmp_path, "我爱😀[@北京大学#ORG*]，[$上海#地名*]。\n[@没完#"))
    assert record.text == "我爱😀北京大学，上海。\n[@没完#" and record.id == "a"
    assert places(record) == [(3, 7, "ORG", ""), (8, 10, "地名", "yedda")]


def test_what_is_written(tmp_path: Path) -> None:
    spans = (SpanRecord(3, 7, "ORG"), SpanRecord(0, 1, "a#b"))
    report = write(FORMAT, tmp_path / "out", [DocumentRecord("我爱😀北京大学\n", id="x", spans=spans)])
    assert (tmp_path / "out" / "x.ann").read_text() == "[@我#a_b*]爱😀[@北京大学#ORG*]\n"
    assert report.count(Outcome.ALTERED, "label") == 1


@pytest.mark.parametrize("text", ["见[@北京#ORG*]处", "a[$x#y*]", "[@我爱北京#x*]"])
def test_a_text_that_holds_marks_is_left_out_and_said(tmp_path: Path, text: str) -> None:
    report = write(FORMAT, tmp_path / "a.zip", [DocumentRecord(text, id="1"), DocumentRecord("好", id="2")])
    assert report.count(Outcome.SKIPPED, "document") == 1 and report.taken["document"] == 1
    assert [record.text for record in read(FORMAT, tmp_path / "a.zip")[0]] == ["好"]


@pytest.mark.parametrize("text", ["我[@爱", "#*]我", "a#b*] [ @", "[@[@"])
def test_half_a_mark_does_no_harm(tmp_path: Path, text: str) -> None:
    write(FORMAT, tmp_path / "a.zip", [DocumentRecord(text, id="1")])
    assert [record.text for record in read(FORMAT, tmp_path / "a.zip")[0]] == [text]


def test_overlaps_as_one_chooses(tmp_path: Path) -> None:
    def written(choice: str) -> list[list[tuple[int, int]]]:
        report = write(FORMAT, tmp_path / f"{choice}.zip", [full()], overlaps=choice)
        assert report.count(Outcome.SKIPPED, "span") == 2 * (choice == "longest")
        assert report.count(Outcome.SKIPPED, "document") == (choice == "skip")
        if choice == "skip":
            return []
        found = read(FORMAT, tmp_path / f"{choice}.zip")[0]
        return [[(span.start, span.end) for span in record.spans] for record in found]

    assert written("longest") == [[(4, 9)]]
    assert written("per-layer-file") == [[(4, 9)], [(3, 7)], [(3, 5)]]
    assert written("skip") == []


def test_a_span_over_a_newline_is_cut(tmp_path: Path) -> None:
    record = DocumentRecord("我爱\n北京", id="1", spans=(SpanRecord(1, 4, "X"),))
    assert write(FORMAT, tmp_path / "a.zip", [record]).count(Outcome.ALTERED, "span") == 1
    assert [each[:2] for each in places(read(FORMAT, tmp_path / "a.zip")[0][0])] == [(1, 2), (3, 4)]
