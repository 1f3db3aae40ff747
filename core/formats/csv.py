"""CSV and TSV: read as one document a row; written, and read back, as one span a row.

What we write has the columns document, title, source, text, annotator, state, categories, start, end,
label, quote, origin, suggested_by, score, reason, suggested; offsets are code points, and `text` and
the columns before `start` are filled in the first row of a document only. It is UTF-8 with a byte
order mark, so that Excel shows Chinese. A cell that a spreadsheet would take for a formula gets a '
before it; reading our own columns takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.columns import HEADER, OPTIONS
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.lines import refuse_larger
from core.formats.losses import missing
from core.formats.report import Note, Outcome, Report
from core.formats.span_rows import COLUMNS, cells_of, documents_of
from core.formats.tables import Row, documents
from core.formats.writing import outgoing, replacing
from core.reading import read_file
from core.schema import LabelSet

LARGEST = 1 << 29  # bytes, for it is read as a whole

_NAME = "csv"
_SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";"}
_SEPARATOR = Option(
    "separator",
    "auto",
    ("auto", *_SEPARATORS),
    "between cells; auto: what the first line has most of, a comma when writing",
    "分隔符；auto：读取时按首行判断，写出时用逗号",
)
_OPTIONS = (*OPTIONS, HEADER, _SEPARATOR)
_CARRIES = frozenset(Feature) - {Feature.META, Feature.ZONES, Feature.UNSURE, Feature.NOTES}

# OWASP's list of what begins a formula, with the full-width forms that East Asian Excel takes as well.
_BEGINNINGS = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")

csv.field_size_limit(1 << 30)  # an article is longer than the 131,072 characters of the default


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """One document a row, or our own layout if the columns are ours."""
    settings = chosen(_NAME, _OPTIONS, options)
    refuse_larger(path, LARGEST, "a table of more than 512 MB; write it as JSONL")
    source = read_file(path)
    if not source.confident:
        report.note(Outcome.ALTERED, "file", "its encoding is a guess", str(path), detail=source.encoding)
    rows = _rows(source.text, _separator(source.text, settings["separator"]), path)
    first = next(rows, None)
    if first is not None and tuple(first[1]) == COLUMNS:
        plain = ((number, [_without_quote(cell) for cell in cells]) for number, cells in rows)
        yield from documents_of(plain, report, str(path))
    elif first is not None:
        yield from documents(_with(first, rows), settings, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Metadata and zones; cells that would be formulas are altered."""
    yield from missing(record, _CARRIES)
    count = sum(_is_formula(cell) for row in cells_of(record) for cell in row)
    if count:
        why = "a spreadsheet would take it for a formula; a ' stands before it"
        yield Note(Outcome.ALTERED, "cell", why, record.id or record.title, count)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """One row a span, and one for a document without spans."""
    settings = chosen(_NAME, _OPTIONS, options)
    separator = _SEPARATORS.get(settings["separator"], "\t" if path.suffix.lower() == ".tsv" else ",")
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=separator)
        writer.writerow(COLUMNS)
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            writer.writerows([_safe(cell) for cell in row] for row in cells_of(record))
        text.detach()  # flushes; `replacing` closes the file itself


def _rows(text: str, separator: str, path: Path) -> Iterator[Row]:
    """Each row with the line on which it begins; a cell may go over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begin = 1
    try:
        for cells in reader:
            yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(str(path), f"no table from here on: {error}", begin) from error


def _with(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _separator(text: str, choice: str) -> str:
    if choice != "auto":
        return _SEPARATORS[choice]
    head = text.partition("\n")[0]
    return max(_SEPARATORS.values(), key=head.count)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; one more ' where there is one already."""
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    return cell[:1] in _BEGINNINGS and _FORMULA.match(cell) is not None


def _without_quote(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _QUOTED_FORMULA.match(cell) else cell


FORMAT = Format(
    name=_NAME,
    title_en="CSV table",
    title_zh="CSV 表格",
    suffixes=(".csv", ".tsv", ".tab"),
    unit="code points",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
