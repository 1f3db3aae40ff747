"""The report: its figures are those of an independent count, its page is whole and harmless."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from core.review.agreement import Agreement, Row, agreement
from core.review.report import Person, ReportData, report_csv
from core.review.report_html import report_html
from tests.core.review import naive
from tests.core.review.samples import documents

GIVEN = [replace(each, day=f"2026-01-{1 + at % 2:02}") for at, each in enumerate(documents(9, 24, 3))]
HOSTILE = "<script>😀&\"'"


@pytest.fixture(scope="module")
def data() -> ReportData:
    return ReportData(
        "试验",
        "2026-01-03 10:00",
        30,
        agreement(GIVEN, 24, resamples=20),
        (Person("a", {"finished": 20, "new": 4}, 99, 1.25), Person(HOSTILE, {"approved": 2}, 0, None)),
        {"a": {"2026-01-01": 12, "2026-01-02": 8}, HOSTILE: {"2026-01-02": 2}},
        ((0, 6), (3, 24)),
        {"PER": "人物"},
        version="0",
    )


class Page(HTMLParser):
    """The tables of a page: their cells by their id, and each SVG as text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: set[str] = set()
        self._cell: list[str] | None = None
        self._rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "table":
            self._rows = self.tables[str(dict(attrs)["id"])] = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self._rows[-1].append("".join(self._cell))
            self._cell = None


def counted(label: str = "", day: str = "") -> float:
    """Span F1 over all pairs, counted span by span."""
    both = either = 0
    for document in GIVEN:
        if day and document.day != day:
            continue
        people = sorted(document.layers)
        for at, one in enumerate(people):
            for other in people[at + 1 :]:
                mine, yours = (
                    {each for each in document.layers[name] if not label or each[2] == label}
                    for name in (one, other)
                )
                both += 2 * len(mine & yours)
                either += len(mine) + len(yours)
    return both / either


def test_the_figures_on_the_page_are_those_that_are_counted(data: ReportData) -> None:
    tables = Page(report_html(data)).tables
    whole = {row[0]: row[1] for row in tables["all"][1:]}
    assert whole["span F1"] == f"{counted():.3f}"
    assert whole["span F1 relaxed"] == f"{naive.relaxed_f1(GIVEN):.3f}"
    assert whole["Fleiss κ"] == f"{naive.fleiss(naive.items(GIVEN)):.3f}"
    names = {"人物": "PER", "ORG": "ORG", "LOC": "LOC"}
    labels = {row[0]: row[2] for row in tables["label"][1:]}
    assert {name: words.split()[0] for name, words in labels.items()} == {
        name: f"{counted(label):.3f}" for name, label in names.items()
    }
    periods = {row[0]: row[2].split()[0] for row in tables["period"][1:]}
    assert periods == {day: f"{counted(day=day):.3f}" for day in ("2026-01-01", "2026-01-02")}
    assert len(tables["document"]) == 1 + 24
    assert tables["progress"][1] == ["a", "0", "20", "0", "0", "4", "99", "1.2"]


def test_the_page_is_whole_loads_nothing_and_runs_nothing(data: ReportData) -> None:
    for language in ("en", "zh"):
        page = report_html(data, language)
        found = Page(page)
        assert not {"script", "link", "img", "iframe"} & found.tags
        assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
        assert found.tables["progress"][2][0] == HOSTILE
        for picture in page.split("<svg")[1:]:
            ElementTree.fromstring("<svg" + picture.partition("</svg>")[0] + "</svg>")
    assert "一致性与进度" in report_html(data, "zh")


def test_the_table_has_every_figure(data: ReportData) -> None:
    rows = list(csv.DictReader(io.StringIO(report_csv(data))))
    [row] = [each for each in rows if (each["section"], each["measure"]) == ("all", "span F1")]
    assert float(row["value"]) == pytest.approx(counted(), abs=1e-6)
    assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
    sections = {each["section"] for each in rows}
    assert sections == {
        "all", "label", "pair", "document", "category", "period", "confusion", "progress", "finished"
    }  # fmt: skip
    assert sum(int(each["value"]) for each in rows if each["section"] == "confusion") == sum(
        data.agreement.confusion.values()
    )


def test_no_cell_is_a_formula(data: ReportData) -> None:
    evil = replace(data, people=(Person("=1+1", {"new": 1}, 0, None), Person("-3", {}, 0, None)))
    names = {row[1] for row in csv.reader(io.StringIO(report_csv(evil))) if row[0] == "progress"}
    assert names == {"'=1+1", "-3"}


def test_a_project_in_which_nothing_can_be_compared_says_so(data: ReportData) -> None:
    nothing = replace(data, agreement=Agreement(Row("", {})), people=(), finished={})
    assert "Nothing can be compared yet" in report_html(nothing)
    assert Page(report_html(nothing)).tables == {}
    assert len(report_csv(nothing).splitlines()) == 1
