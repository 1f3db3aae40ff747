"""Excel workbooks, read only: one document a row of one sheet, the text in a column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.columns import HEADER, OPTIONS
from core.formats.format import Feature, Format, Option, Options, chosen
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.formats.tables import Row, documents
from core.schema import LabelSet

LARGEST = 512 << 20  # bytes of the workbook unpacked; a small file may hold a thousand times its size

_CARRIES = frozenset({Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES})
_SHEET = Option("sheet", "", (), "the sheet's name; empty: the first", "工作表名；留空：第一张")
_OPTIONS = (*OPTIONS, HEADER, _SHEET)


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A document for each row with a text; formulas count as what they last came to."""
    settings = chosen("xlsx", _OPTIONS, options)
    _refuse_what_is_none(path)
    yield from documents(_rows(path, settings["sheet"], report), settings, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Everything that people added to the text."""
    yield from missing(record, _CARRIES)


def _refuse_what_is_none(path: Path) -> None:
    try:
        with path.open("rb") as file:
            if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                raise BadFile(str(path), "an old .xls workbook, or one with a password; save it as .xlsx")
        with ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except BadZipFile as error:
        raise BadFile(str(path), "no xlsx workbook, or a damaged one") from error
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error
    if size > LARGEST:
        raise BadFile(str(path), f"unpacked it would take {size >> 20} MB; 512 MB is the most that is read")


def _rows(path: Path, sheet: str, report: Report) -> Iterator[Row]:
    from openpyxl import load_workbook  # takes a tenth of a second to import

    book = None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        names = [each.title for each in book.worksheets]
        if not names or (sheet and sheet not in names):
            raise BadFile(str(path), f"there is no sheet “{sheet}”; there are: {', '.join(names) or 'none'}")
        chosen_sheet = sheet or names[0]
        if len(names) > 1 and not sheet:
            others = ", ".join(names[1:])
            report.note(Outcome.SKIPPED, "sheet", "only the first is read", str(path), len(names) - 1, others)
        worksheet = next(each for each in book.worksheets if each.title == chosen_sheet)
        worksheet.reset_dimensions()  # the size that the file claims may be wrong, and huge
        for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
            yield number, [_text(cell) for cell in cells]
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise BadFile(str(path), "the workbook is damaged, or this is none") from error
    finally:
        if book is not None:
            book.close()


def _text(cell: Any) -> str:  # openpyxl says no more
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time().isoformat() != "00:00:00" else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "\r")


FORMAT = Format(
    name="xlsx",
    title_en="Excel workbook",
    title_zh="Excel 工作簿",
    suffixes=(".xlsx", ".xlsm"),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
    options=_OPTIONS,
)
