"""Tables: any table with a text column, and our own of spans."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.annotation import DocumentRecord, LayerState, SpanRecord
from core.errors import BadFile, InputError
from core.formats.csv import FORMAT
from core.formats.report import Outcome
from core.formats.span_rows import COLUMNS
from tests.core.formats.records import documents, full, read, refused, there_and_back, write

LONG = "我爱😀北京大学，𠮷野家在旁边。" * 20_000
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x", "＝1", "＋1", "－1", "＠x", "\n=1"]
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_with_known_names(tmp_path: Path) -> None:
    path = table(tmp_path, "编号,标题,正文,来源,日期\r\n7,题😀,我爱😀北京,http://x,2024\r\n")
    found, report = read(FORMAT, path)
    assert found == [DocumentRecord("我爱😀北京", "7", "题😀", "http://x", {"日期": "2024"}, line=2)]
    assert not report.has_losses
    assert ("holds the text", "“正文”") in [(note.why, note.detail) for note in report.notes]


def test_cells_over_several_lines_and_the_line_where_a_row_begins(tmp_path: Path) -> None:
    path = table(tmp_path, 'text,n\r\n"一\r\n二""😀""\n三",1\r\n"",2\r\n四,3\r\n')
    found, report = read(FORMAT, path)
    assert [(record.text, record.line) for record in found] == [('一\n二"😀"\n三', 2), ("四", 6)]
    assert "line 5: document refused, the document has no text" in refused(report)[0]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    text = f"标题{separator}内容\n教育{separator}记者从市教育局了解到我爱😀北京大学\n"
    found, _ = read(FORMAT, table(tmp_path, text, encoding))
    assert (found[0].title, found[0].text) == ("教育", "记者从市教育局了解到我爱😀北京大学")


def test_unknown_names_the_longest_column_is_the_text(tmp_path: Path) -> None:
    found, _ = read(FORMAT, table(tmp_path, "甲,乙\nx,一段长得多的话，长过别的列😀\ny,又是一段长话，也长\n"))
    assert [record.text[:2] for record in found] == ["一段", "又是"]
    assert found[0].meta == {"甲": "x"}


def test_no_header(tmp_path: Path) -> None:
    found, _ = read(FORMAT, table(tmp_path, "1,我爱北京\n2,我爱😀\n"), header="no")
    assert [record.text for record in found] == ["我爱北京", "我爱😀"]
    assert found[0].meta == {"column 1": "1"}


def test_the_column_can_be_named_or_numbered(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b,b\n甲,乙,丙\n")
    assert read(FORMAT, path, text="a", header="yes")[0][0].text == "甲"
    assert read(FORMAT, path, text="3", header="yes")[0][0].text == "丙"
    with pytest.raises(BadFile, match=r"no column “c” for the text; there are: a, b, b \(3\)"):
        read(FORMAT, path, text="c", header="yes")
    with pytest.raises(InputError, match="“maybe” is no choice for header"):
        read(FORMAT, path, header="maybe")


def test_ragged_rows(tmp_path: Path) -> None:
    found, report = read(FORMAT, table(tmp_path, "text,n\n我\n爱,1,多\n\n"))
    assert [record.text for record in found] == ["我", "爱"]
    assert report.count(Outcome.SKIPPED, "cell") == 1


def test_a_long_article_fits(tmp_path: Path) -> None:
    assert there_and_back(FORMAT, tmp_path, [DocumentRecord(LONG)])[0].text == LONG


def test_our_own_table_comes_back(tmp_path: Path) -> None:
    record = replace(
        full(), meta={}, zones=(), notes=(), spans=tuple(replace(each, unsure=False) for each in full().spans)
    )
    assert there_and_back(FORMAT, tmp_path, [record, record]) == [record, record]


@same_folder
@given(st.lists(documents(), min_size=1, max_size=3))
@example([DocumentRecord("=1", id="'=2", spans=(SpanRecord(0, 1, "A", "="),), spans_given=True)])
def test_any_document_comes_back_and_no_cell_is_a_formula(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    assert there_and_back(FORMAT, tmp_path, records) == records
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) for cell in cells
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_harmless_counted_and_undone(tmp_path: Path, text: str) -> None:
    report = write(FORMAT, tmp_path / "a.csv", [DocumentRecord(text)])
    assert report.count(Outcome.ALTERED, "cell") == 1
    assert read(FORMAT, tmp_path / "a.csv")[0][0].text == text


def test_excel_is_told_that_it_is_utf8(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.csv", [full()])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,title,source,text,")


def test_a_tsv_is_written_with_tabs(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.tsv", [full()])
    assert (tmp_path / "a.tsv").read_bytes().startswith(b"\xef\xbb\xbfdocument\ttitle\t")
    assert read(FORMAT, tmp_path / "a.tsv")[0][0].state == LayerState.FINISHED


def test_a_wrong_span_is_refused_with_its_line(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.csv", [full()])
    text = (
        (tmp_path / "a.csv").read_text(encoding="utf-8").replace(",4,9,", ",4,x,").replace(",3,5,", ",3,99,")
    )
    found, report = read(FORMAT, table(tmp_path, text))
    assert [span.label for span in found[0].spans] == ["ORG"]
    assert any("span refused, it is not what a span should be" in each for each in refused(report))
    assert any("outside the text: 3–99 LOC" in each for each in refused(report))


def test_a_row_of_ours_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(COLUMNS)}\na,,,我爱,,,,0,1\nb,,,北京,,,,0,1,X\n", encoding="utf-8")
    found, report = read(FORMAT, path)
    assert [len(record.spans) for record in found] == [0, 1]
    assert "it has no label" in refused(report)[0]
