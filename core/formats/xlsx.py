"""Excel workbooks: read as one document a row; written, and read back, as one span a row.

What we write has the columns of our CSV (`core.formats.span_rows`) in one sheet; offsets are code points.
Every cell is a string, so none can be a formula. A cell of Excel holds 32,767 UTF-16 units: a longer text
goes on in the rows below, which have “+” in `start`. Characters that XML does not know are written as
`_x0001_`, as Excel itself does.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.columns import HEADER, OPTIONS
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.formats.span_rows import COLUMNS, cells_of, documents_of
from core.formats.tables import Row, documents
from core.formats.writing import outgoing, replacing
from core.formats.xml_guard import refuse_document_type
from core.schema import LabelSet

LARGEST = 512 << 20  # bytes of the workbook unpacked; a small file may hold a thousand times its size
LONGEST_CELL = 32_767  # UTF-16 units

_NAME = "xlsx"
_CARRIES = frozenset(Feature) - {Feature.META, Feature.ZONES, Feature.UNSURE, Feature.NOTES}
_SHEET = Option("sheet", "", (), "the sheet's name; empty: the first", "工作表名；留空：第一张")
_OPTIONS = (*OPTIONS, HEADER, _SHEET)
_TEXT, _START, _QUOTE = (COLUMNS.index(name) for name in ("text", "start", "quote"))
_GOES_ON = "+"
_ESCAPE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TOO_LONG = "it is longer than a cell of Excel holds and was cut"


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """A document for each row with a text, or our own layout; formulas count as what they last came to."""
    settings = chosen(_NAME, _OPTIONS, options)
    _refuse_what_is_none(path)
    rows = _rows(path, settings["sheet"], report)
    first = next(rows, None)
    if first is not None and tuple(first[1]) == COLUMNS:
        yield from documents_of(_joined(rows), report, str(path))
    elif first is not None:
        yield from documents(chain([first], rows), settings, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Metadata and zones; titles and the like that are longer than a cell."""
    yield from missing(record, _CARRIES)
    cut = sum(
        _width(_escaped(cell)) > LONGEST_CELL
        for row in cells_of(record)
        for column, cell in enumerate(row)
        if column not in (_TEXT, _QUOTE) and len(cell) > LONGEST_CELL // 7
    )
    if cut:
        yield Note(Outcome.ALTERED, "cell", _TOO_LONG, record.id or record.title, cut)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One row a span, and one for a document without spans."""
    from openpyxl import Workbook  # takes a tenth of a second to import
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.writer.excel import ExcelWriter

    settings = chosen(_NAME, _OPTIONS, options)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("annotations")

    def put(cells: Sequence[str]) -> None:
        row = []
        for cell in cells:
            made = WriteOnlyCell(sheet, _cut(_escaped(cell)))
            made.data_type = "s"  # whatever it begins with
            row.append(made)
        sheet.append(row)

    put(COLUMNS)
    with replacing(path) as file:
        try:
            for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
                for cells in cells_of(record):
                    for row in _split(cells):
                        put(row)
        except BaseException:
            sheet.close()  # or openpyxl leaves its temporary file open
            raise
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:  # or openpyxl leaves it open on a full disk
            ExcelWriter(book, archive).save()


def _split(cells: tuple[str, ...]) -> Iterator[Sequence[str]]:
    """A row, and the rows in which its text goes on; a quote that no cell holds is left to the text."""
    first, *others = _pieces(cells[_TEXT])
    row = [*cells]
    row[_TEXT] = first
    if _width(_escaped(row[_QUOTE])) > LONGEST_CELL:
        row[_QUOTE] = ""
    yield row
    for piece in others:
        row = [""] * len(COLUMNS)
        row[_TEXT], row[_START] = piece, _GOES_ON
        yield row


def _pieces(text: str) -> list[str]:
    """A text in pieces that fit a cell, however they are escaped."""
    if _width(_escaped(text)) <= LONGEST_CELL:
        return [text]
    step = LONGEST_CELL // 7  # at most that many characters surely fit: `_x0001_` is the longest
    pieces, width = [""], 0
    for at in range(0, len(text), step):
        part = text[at : at + step]
        here = _width(_escaped(part))
        if width + here > LONGEST_CELL - 7:
            pieces.append("")
            width = 0
        pieces[-1] += part
        width += here
    return pieces


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Our own rows, those in which a text goes on put into the one where it began."""
    waiting: tuple[int, list[str]] | None = None
    for number, given in rows:
        cells = [_unescaped(cell) for cell in given]
        if waiting is not None and len(cells) > _START and cells[_START] == _GOES_ON:
            waiting[1][_TEXT] += cells[_TEXT]
            continue
        if waiting is not None:
            yield waiting
        waiting = number, cells
    if waiting is not None:
        yield waiting


def _escaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def _cut(cell: str) -> str:
    if len(cell) * 2 <= LONGEST_CELL or _width(cell) <= LONGEST_CELL:
        return cell
    return cell.encode("utf-16-le")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")


def _width(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _refuse_what_is_none(path: Path) -> None:
    try:
        with path.open("rb") as file:
            if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                raise BadFile(str(path), "an old .xls workbook, or one with a password; save it as .xlsx")
        with ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if size > LARGEST:
                why = f"unpacked it would take {size >> 20} MB; 512 MB is the most that is read"
                raise BadFile(str(path), why)
            for member in archive.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as file:
                        refuse_document_type(file, str(path))
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise BadFile(str(path), "no xlsx workbook, or a damaged one") from error
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error


def _rows(path: Path, sheet: str, report: Report) -> Iterator[Row]:
    try:
        with path.open("rb") as file:  # openpyxl forgets to close what it opens itself
            yield from _rows_of(file, sheet, report, str(path))
    except BadFile:
        raise
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise BadFile(str(path), "the workbook is damaged, or this is none") from error


def _rows_of(file: BinaryIO, sheet: str, report: Report, place: str) -> Iterator[Row]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and the like that it does not know
        book = load_workbook(file, read_only=True, data_only=True)
    try:
        names = [each.title for each in book.worksheets]
        if not names or (sheet and sheet not in names):
            raise BadFile(place, f"there is no sheet “{sheet}”; there are: {', '.join(names) or 'none'}")
        chosen_sheet = sheet or names[0]
        if len(names) > 1 and not sheet:
            others = ", ".join(names[1:])
            report.note(Outcome.SKIPPED, "sheet", "only the first is read", place, len(names) - 1, others)
        worksheet = next(each for each in book.worksheets if each.title == chosen_sheet)
        worksheet.reset_dimensions()  # the size that the file claims may be wrong, and huge
        for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
            yield number, [_text(cell) for cell in cells]
    finally:
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
    name=_NAME,
    title_en="Excel workbook",
    title_zh="Excel 工作簿",
    suffixes=(".xlsx", ".xlsm"),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
