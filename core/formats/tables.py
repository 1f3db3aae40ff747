"""From the rows of a table, wherever they come from, to documents: one a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from core.annotation import DocumentRecord
from core.formats.checking import NO_TEXT, settled_record
from core.formats.columns import LOOKED_AT, Columns, find_columns, has_header, tell, unique_names
from core.formats.format import Options
from core.formats.report import Outcome, Report

Row = tuple[int, Sequence[str]]  # where it begins (line or row, from 1) and its cells


def documents(rows: Iterable[Row], options: Options, report: Report, path: str) -> Iterator[DocumentRecord]:
    """A document for each row that has a text; the other columns become its metadata."""
    stream = iter(rows)
    head = list(islice(stream, LOOKED_AT + 1))
    names, head = _names(head, options)
    if not names:
        return
    sample = [dict(zip(names, cells, strict=False)) for _, cells in head]
    columns = find_columns(names, sample, options, path)
    tell(columns, report, path)
    for number, cells in chain(head, stream):
        if not any(cells):
            continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            where = f"{path}, line {number}"
            report.note(Outcome.SKIPPED, "cell", "it stands behind the last column", where)
        record = _document(number, dict(zip(names, cells, strict=False)), columns)
        if record.text:
            yield settled_record(record, report, path)
        else:
            report.note(Outcome.REFUSED, "document", NO_TEXT, f"{path}, line {number}")


def _names(head: list[Row], options: Options) -> tuple[tuple[str, ...], list[Row]]:
    """The columns' names, and the rows without them."""
    if not head:
        return (), []
    first = head[0][1]
    choice = options.get("header", "auto")
    second = head[1][1] if len(head) > 1 else ()
    if choice == "yes" or (choice == "auto" and has_header(first, second)):
        return unique_names(first), head[1:]
    return unique_names([""] * max(len(cells) for _, cells in head)), head


def _document(number: int, row: dict[str, str], columns: Columns) -> DocumentRecord:
    return DocumentRecord(
        columns.of("text", row),
        id=columns.of("id", row),
        title=columns.of("title", row),
        source=columns.of("source", row),
        meta=columns.rest(row),
        line=number,
    )
