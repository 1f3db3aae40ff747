"""Excel workbooks, as people and as attackers make them."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from core.annotation import DocumentRecord, SpanRecord
from core.errors import BadFile
from core.formats.report import Outcome
from core.formats.span_rows import COLUMNS
from core.formats.xlsx import FORMAT, LONGEST_CELL
from tests.core.formats.records import full, read, write


def book(tmp_path: Path, *rows: tuple[object, ...], more: str = "") -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if more:
        other = workbook.create_sheet(more)
        other.append(("正文",))
        other.append(("另一张😀",))
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    return path


def test_rows_become_documents(tmp_path: Path) -> None:
    row = ("我爱😀\r\n北京", 3, 2.0, date(2024, 5, 1), datetime(2024, 5, 1, 8, 30), None)  # noqa: DTZ001  # Excel knows no zones
    found, report = read(FORMAT, book(tmp_path, ("正文", "编号", "n", "日", "时", "空"), row))
    assert found[0].text == "我爱😀\n北京" and found[0].id == "3" and found[0].line == 2
    assert found[0].meta == {"n": "2", "日": "2024-05-01", "时": "2024-05-01 08:30:00"}
    assert report.count(Outcome.REFUSED) == 0


def test_a_sheet_can_be_named_and_others_are_said(tmp_path: Path) -> None:
    path = book(tmp_path, ("正文",), ("第一张",), more="二")
    found, report = read(FORMAT, path)
    assert found[0].text == "第一张" and report.count(Outcome.SKIPPED, "sheet") == 1
    found, report = read(FORMAT, path, sheet="二")
    assert found[0].text == "另一张😀" and not report.has_losses
    with pytest.raises(BadFile, match="there is no sheet “三”; there are: Sheet, 二"):
        read(FORMAT, path, sheet="三")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.formats.xlsx.LARGEST", 1 << 20)
    path = book(tmp_path, ("正文",))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * (5 << 20))
    assert path.stat().st_size < 20_000
    with pytest.raises(BadFile, match="unpacked it would take 5 MB"):
        read(FORMAT, path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no xlsx workbook"),
        (b"not a zip", "no xlsx workbook"),
        (b"PK\x03\x04" + b"x" * 50, "no xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old .xls workbook, or one with a password"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(BadFile, match=why):
        read(FORMAT, path)


def test_a_zip_that_is_no_workbook_and_one_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(BadFile, match="the workbook is damaged, or this is none"):
        read(FORMAT, path)
    whole = book(tmp_path, ("正文",), ("我爱😀",)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFile, match="no xlsx workbook, or a damaged one"):
        read(FORMAT, path)


def test_an_empty_sheet_has_no_documents(tmp_path: Path) -> None:
    assert read(FORMAT, book(tmp_path))[0] == []


def test_what_is_written_is_read_again_and_by_openpyxl(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.xlsx", [full(), DocumentRecord("=1+1", id="b")])
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS and len(rows) == 5
    assert rows[1][:4] == ("a1", "题😀", "https://example.org/1", full().text)
    assert rows[1][7:11] == ("3", "7", "ORG", "北京大学")
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value is not None)
    (first, second), _ = read(FORMAT, tmp_path / "a.xlsx")
    assert (
        first.spans == tuple(replace(span, unsure=False) for span in full().spans) and second.text == "=1+1"
    )


@pytest.mark.parametrize("text", ["😀" * 70_000, "我\x01_x0001_\x0b" * 20_000, "_x005F_" * 3, "\ufffe\uffff"])
def test_long_texts_and_characters_that_xml_does_not_know(tmp_path: Path, text: str) -> None:
    write(FORMAT, tmp_path / "a.xlsx", [DocumentRecord(text, id="1"), DocumentRecord("我", id="2")])
    book = load_workbook(tmp_path / "a.xlsx", read_only=True)
    longest = max(
        len(str(row[3]).encode("utf-16-le")) // 2 for row in book.active.iter_rows(values_only=True)
    )
    book.close()
    assert longest <= LONGEST_CELL
    assert [record.text for record in read(FORMAT, tmp_path / "a.xlsx")[0]] == [text, "我"]


def test_a_quote_longer_than_a_cell_is_the_texts(tmp_path: Path) -> None:
    text = "我" * 40_000
    record = DocumentRecord(text, id="1", title=text, spans=(SpanRecord(0, 40_000, "X", text),))
    assert write(FORMAT, tmp_path / "a.xlsx", [record]).count(Outcome.ALTERED, "cell") == 1  # the title
    (back,), _ = read(FORMAT, tmp_path / "a.xlsx")
    assert back.spans == record.spans and len(back.title) == LONGEST_CELL
