"""Excel workbooks, as people and as attackers make them."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.errors import BadFile
from core.formats.report import Outcome
from core.formats.xlsx import FORMAT
from tests.core.formats.records import read


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
