"""brat standoff, by the rules of its reader."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.brat import FORMAT
from core.formats.brat_lines import brat_label, own_label
from core.formats.detecting import detect
from core.formats.files import read_all
from core.formats.report import Outcome, Report
from core.formats.units import MENDED_BY_QUOTES
from tests.core.formats.records import full, read, refused, write

SAMPLE = "我爱😀北京大学"


def pair(tmp_path: Path, ann: str, text: str = SAMPLE) -> Path:
    (tmp_path / "x.txt").write_bytes(text.encode())
    (tmp_path / "x.ann").write_bytes(ann.encode())
    return tmp_path / "x.ann"


def places(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in record.spans]


def check_as_brat_does(text: str, ann: str) -> int:
    """brat's own checks on text-bound lines: known characters, offsets inside, the text the same."""
    count = 0
    for line in ann.splitlines():  # as Python does it, for brat does
        identity, middle, quote = line.split("\t")
        assert re.fullmatch(r"T\d+", identity)
        kind, _, offsets = middle.partition(" ")
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", kind)
        pieces = [tuple(map(int, piece.split())) for piece in offsets.split(";")]
        assert all(0 <= start < end <= len(text) for start, end in pieces)
        assert all(one[1] <= two[0] for one, two in pairwise(pieces))
        assert " ".join(text[start:end] for start, end in pieces) == quote
        count += 1
    return count


def test_what_is_written_passes_brats_reader(tmp_path: Path) -> None:
    text = full().text + "\n第二\u2028行\t好😀\n\n"
    spans = (SpanRecord(0, len(text), "人名"), SpanRecord(15, 30, "a b"), *full().spans)
    write(FORMAT, tmp_path / "out", [DocumentRecord(text, id="a", spans=spans)])
    written = (tmp_path / "out" / "a.txt").read_bytes().decode()
    assert written == text
    assert check_as_brat_does(written, (tmp_path / "out" / "a.ann").read_bytes().decode()) == 5
    conf = (tmp_path / "out" / "annotation.conf").read_text()
    assert "u-4eba-540d" in conf and conf.isascii()
    assert "u-4eba-540d | 人名" in (tmp_path / "out" / "visual.conf").read_text()


@pytest.mark.parametrize("label", ["人名", "地名", "ORG", "a_b-c", "u-4eba", "a b", "", "_", "é"])
def test_labels_come_back_and_never_collide(label: str) -> None:
    assert re.fullmatch("[a-zA-Z0-9_-]+", brat_label(label))
    if label:
        assert own_label(brat_label(label)) == label


def test_everything_but_spans_is_counted(tmp_path: Path) -> None:
    ann = (
        "T1\tORG 3 7\t北京大学\nT2\tPER 0 1\t我\nR1\tfounder Arg1:T1 Arg2:T2\nE1\tMeet:T1 Who:T2\n"
        "A1\tConfidence T1 High\nM1\tNegation T1\n*\tEquiv T1 T2\nN1\tReference T1 Wiki:Q1\tx\n"
        "#1\tAnnotatorNotes T1\t好\n"
    )
    (record,), report = read(FORMAT, pair(tmp_path, ann))
    assert places(record) == [("北京大学", "ORG"), ("我", "PER")] and record.id == "x"
    counts = {
        what: report.count(Outcome.SKIPPED, what) for what in ("relation", "event", "attribute", "note")
    }
    assert counts == {"relation": 2, "event": 1, "attribute": 2, "note": 1}


def test_pieces_as_a_hull_or_each(tmp_path: Path) -> None:
    path = pair(tmp_path, "T1\tORG 0 2;5 7\t我爱 大学\n")
    (record,), report = read(FORMAT, path)
    assert places(record) == [(SAMPLE, "ORG")] and report.count(Outcome.ALTERED, "span") == 1
    (record,), report = read(FORMAT, path, fragments="each")
    assert places(record) == [("我爱", "ORG"), ("大学", "ORG")]
    assert report.count(Outcome.ALTERED, "span") == 2
    old = pair(tmp_path, "T1\tORG 0 2;5 7\t我爱大学\n")  # joined by nothing, as before brat 1.3
    assert places(read(FORMAT, old, fragments="each")[0][0]) == [("我爱", "ORG"), ("大学", "ORG")]


def test_a_span_over_lines_is_one_again(tmp_path: Path) -> None:
    record = DocumentRecord("我爱\n\n😀\t北京", id="a", spans=(SpanRecord(0, 7, "X"),))
    assert not write(FORMAT, tmp_path / "a.zip", [record]).has_losses
    (back,), report = read(FORMAT, tmp_path / "a.zip")
    assert places(back) == [("我爱\n\n😀\t北", "X")] and not report.has_losses


def test_crlf_counts_as_it_stands(tmp_path: Path) -> None:
    path = pair(tmp_path, "T1\tORG 5 9\t北京大学\r\n", "我爱\r\n😀北京大学")
    (record,), report = read(FORMAT, path)
    assert record.text == "我爱\n😀北京大学" and places(record) == [("北京大学", "ORG")]
    assert report.count(Outcome.ALTERED, "span") == 0


@pytest.mark.parametrize(
    ("start", "end", "text", "unit"),
    [
        (4, 8, SAMPLE, "UTF-16 units"),
        (10, 22, SAMPLE, "UTF-8 bytes"),
        (4, 8, "我爱\r\n😀北京大学", "code points with CRLF as one"),
    ],
)
def test_the_third_column_tells_the_unit(tmp_path: Path, start: int, end: int, text: str, unit: str) -> None:
    (record,), report = read(FORMAT, pair(tmp_path, f"T1\tORG {start} {end}\t北京大学\n", text))
    assert places(record) == [("北京大学", "ORG")]
    (note,) = [each for each in report.notes if each.what == "span"]
    assert (note.why, note.detail) == (MENDED_BY_QUOTES, f"{unit}, not code points")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T1\tORG 3 7\t上海大学", "the text says something else there"),
        ("T1\tORG 3 99\t北京大学", "outside the text"),
        ("T1\tORG 3\t北京大学", "not what a span should be"),
        ("T1 ORG 3 7 北京大学", "not what a span should be"),
        ("T1\tORG 3 3\t", "it is empty"),
        ("北京大学", "no line of brat's"),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, line: str, why: str) -> None:
    (record,), report = read(FORMAT, pair(tmp_path, f"{line}\nT2\tPER 0 1\t我\n"))
    assert places(record) == [("我", "PER")]
    assert why in refused(report)[0]


def test_a_folder_is_found_and_texts_are_not_read_twice(tmp_path: Path) -> None:
    path = pair(tmp_path, "T1\tORG 3 7\t北京大学\n")
    (tmp_path / "y.txt").write_text("单独的一篇")
    (tmp_path / "annotation.conf").write_text("[entities]\nORG\n")
    assert detect(path) is FORMAT
    report = Report()
    found = list(read_all([tmp_path], None, {}, report, None))
    assert sorted(record.id for record in found) == ["x", "y"] and not report.has_losses
    assert [record.spans_given for record in read(FORMAT, tmp_path)[0]] == [True, False]
    texts = list(read_all([tmp_path], "text", {}, Report(), None))
    assert len(texts) == 3  # asked for texts, the marks are one too


def test_a_zip_without_a_sidecar_and_with_folders(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("set/1.txt", SAMPLE)
        archive.writestr("set/1.ann", "T1\tORG 3 7\t北京大学\n")
        archive.writestr("set/2.ann", "")
    found, report = read(FORMAT, tmp_path / "a.zip")
    assert [(record.id, places(record)) for record in found] == [("1", [("北京大学", "ORG")])]
    assert "its text is missing" in refused(report)[0]
