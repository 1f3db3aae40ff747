"""A report that a dataset's owner can show: agreement, progress, who did how much; plain values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.review.agreement import Agreement, Row

# What a spreadsheet would take for a formula, with the full-width forms that East Asian Excel takes too.
_FORMULA = tuple("'=+-@\t\r\n＝＋－＠")
STATES = ("approved", "finished", "returned", "in progress", "new")


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody has done: documents by state, spans, minutes for each finished document."""

    name: str
    by_state: Mapping[str, int]
    spans: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report says. `labels` are names for keys; `finished` are documents by person and day
    (ISO 8601); `covered` is how many documents have so many people; `between` is empty for everybody."""

    project: str
    made_at: str
    documents: int
    agreement: Agreement
    people: tuple[Person, ...]
    finished: Mapping[str, Mapping[str, int]]
    covered: tuple[tuple[int, int], ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    between: tuple[str, ...] = ()
    version: str = ""


def report_csv(data: ReportData) -> str:
    """Every figure in a row: section, name, measure, value, low, high, and what it rests on."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("section", "name", "measure", "value", "low", "high", "first", "second", "both"))
    for row in _rows(data):
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _rows(data: ReportData) -> Iterator[tuple[object, ...]]:
    found = data.agreement
    if found.documents:
        yield from _figures("all", found.whole)
    for section, rows in (
        ("label", found.labels),
        ("pair", found.pairs),
        ("document", found.documents),
        ("category", found.categories),
        ("period", found.periods),
    ):
        for row in rows:
            yield from _figures(section, row)
    for (one, other), number in found.confusion.items():
        yield "confusion", f"{one or '–'} / {other or '–'}", "spans", number, "", "", "", "", ""
    for person in data.people:
        for state in STATES:
            yield "progress", person.name, state, person.by_state.get(state, 0), "", "", "", "", ""
        yield "progress", person.name, "spans", person.spans, "", "", "", "", ""
        if person.minutes is not None:
            yield "progress", person.name, "minutes each", f"{person.minutes:.2f}", "", "", "", "", ""
    for name, days in data.finished.items():
        for day, number in days.items():
            yield "finished", name, day, number, "", "", "", "", ""


def _figures(section: str, row: Row) -> Iterator[tuple[object, ...]]:
    for measure, figure in row.figures.items():
        ends = (_number(figure.value), _number(figure.low), _number(figure.high))
        yield section, row.name, str(measure), *ends, row.first, row.second, row.both


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _harmless(cell: object) -> object:
    return (
        f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell) else cell
    )


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
