"""From the offsets of a file, in whatever unit, to spans in code points; the option that names the unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.annotation import SpanRecord
from core.formats.format import Option
from core.formats.report import Outcome, Report
from core.formats.units import Counting, Positions, Quoted, Unit, in_code_points

UNIT = Option(
    "unit",
    "auto",
    ("auto", *(unit.value for unit in Unit)),
    "what offsets count; auto: what the format says, mended and reported where the quotes say otherwise",
    "偏移量的单位；auto：按格式规定，若与原文引文不符则改正并报告",
    "read",
)
CANNOT_STAND = "its offsets lie outside the text, or cut a character in two"


class Mark(NamedTuple):
    """A span as a file gives it."""

    start: int
    end: int
    label: str
    quote: str = ""
    origin: str = ""
    source: str = ""
    score: float | None = None


def placed(
    text: str, marks: Sequence[Mark], declared: Counting, choice: str, report: Report, where: str
) -> tuple[SpanRecord, ...]:
    """The spans that marks are; with a choice other than auto that unit is believed without a look.

    The quote is dropped where only the kind of newline in it differs, or its escape: the text's counts.
    """
    given = [Quoted(mark.start, mark.end, mark.quote) for mark in marks]
    if choice == "auto":
        ranges = in_code_points(text, given, declared, report, where)
    else:
        ranges = Positions(text, declared._replace(unit=Unit(choice))).ranges(given)
    found = []
    for mark, (start, end) in zip(marks, ranges, strict=True):
        if start < 0:
            detail = f"{_number(mark.start)}–{_number(mark.end)} {mark.label[:30]}"
            report.note(Outcome.REFUSED, "span", CANNOT_STAND, where, detail=detail)
            continue
        quote = mark.quote
        if quote and _plain(quote) == _plain(text[start:end]):
            quote = text[start:end]
        found.append(
            SpanRecord(start, end, mark.label, quote, mark.origin, source=mark.source, score=mark.score)
        )
    return tuple(found)


def _plain(quote: str) -> str:
    return quote.replace("\r\n", "\n").replace("\\n", "\n") if "\r" in quote or "\\" in quote else quote


def _number(value: int) -> str:
    return str(value) if -(10**12) < value < 10**12 else "a huge number"
