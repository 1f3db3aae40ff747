"""The report: figures, what is behind each, and when they are out of date."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core import operations
from core.project import open_project
from core.review.measures import Measure
from gui.pages import ANNOTATE
from gui.report.page import ReportPage
from gui.report.plots import Bars
from tests.gui.conftest import Person, Start, settle

SECTIONS = ("labels", "pairs", "documents", "categories", "periods")


def finish_as(
    person: Person, name: str, *labelled: tuple[int, int, int, str], ids: tuple[int, ...] = (1, 2)
) -> None:
    """Somebody finishes documents in the same database, with labels of their own first."""
    theirs = open_project(person.workspace.project.place, name, create=False)
    for document, start, end, label in labelled:
        operations.annotate(theirs, document, start, end, label, replacing=True)
    for id_ in ids:
        operations.finish(theirs, id_)
    theirs.close()


def page_of(person: Person) -> ReportPage:
    person.window.activateWindow()
    settle()
    person.press("F7", at=person.window)
    settle()
    [page] = person.window.findChildren(ReportPage)
    assert page.isVisible()
    return page


@pytest.fixture
def report(window: Person) -> ReportPage:
    """Two have finished two documents: 李雷 as suggested, 韩梅梅 with two places otherwise."""
    finish_as(window, "李雷")
    finish_as(window, "韩梅梅😀", (1, 1, 4, "ORG"), (2, 0, 2, "PER"))
    return page_of(window)


def listed(page: ReportPage) -> list[str]:
    table = page.differences.table
    return [table.index(row, 2).data() for row in range(table.rowCount())]


def test_nothing_to_compare_says_what_the_page_is_for(window: Person) -> None:
    page = page_of(window)
    assert page.stack.currentIndex() == 1
    assert page.sentence.text() == ""
    window.press("Esc", at=page)
    assert window.window.pages.page == ANNOTATE


def test_the_figures_are_those_of_the_core(window: Person, report: ReportPage) -> None:
    found = window.controller.reporting.found
    assert found is not None
    figure = found.whole.figures[Measure.SPAN_F1]
    assert figure.value is not None
    assert 0 < figure.value < 1
    assert f"{figure.value:.3f}" in report.cards[Measure.SPAN_F1].accessibleName()
    assert report.sentence.text().startswith("Documents finished by two people or more: 2 ")
    assert [section.table.rowCount() for section in report._sections] == [
        len(getattr(found, name)) for name in SECTIONS
    ]


def test_a_card_opens_all_differences_and_one_leads_to_its_place(window: Person, report: ReportPage) -> None:
    report.cards[Measure.SPAN_F1].setFocus()
    window.press("Return", at=report.cards[Measure.SPAN_F1])
    settle()
    assert report.differences.isVisible()
    assert listed(report) == ["骆明远", "𠮷田"]
    assert report.differences.count.text() == "Places: 2 · documents: 2"
    assert report.differences.table.index(0, 4).data() == "李雷: Person · 韩梅梅😀: Organisation"
    report.differences.view.selectRow(1)
    window.press("Return", at=report.differences.view)
    settle()
    assert window.window.pages.page == ANNOTATE
    assert window.title == "教书"
    assert window.canvas.selection() == (0, 2)


def test_a_row_and_a_cell_open_their_differences(window: Person, report: ReportPage) -> None:
    labels = report._sections[0]
    names = [labels.table.index(row, 0).data() for row in range(labels.table.rowCount())]
    labels.view.setCurrentIndex(labels.table.index(names.index("Organisation"), 2))
    window.press("Return", at=labels.view)
    settle()
    assert listed(report) == ["骆明远"]
    assert report.differences.heading.text() == "Organisation"
    keys = report.confused_keys()
    cell = keys.index(""), keys.index("PER")
    number = report.heat.number_at(QPointF(cell[1] + 0.5, cell[0] + 0.5))
    assert number is not None
    report.heat.taken.emit(number)
    settle()
    assert listed(report) == ["𠮷田"]
    assert report.heat.number_at(QPointF(-1, 0)) is None
    documents = report._sections[2]
    assert {documents.table.index(row, 0).data() for row in range(2)} == {"开张", "教书"}
    documents.plot.taken.emit(1)
    settle()
    assert listed(report) == ["𠮷田"]


def test_rows_are_sorted_with_the_undefined_last(report: ReportPage) -> None:
    table = report._sections[0].table
    table.sort(2, Qt.SortOrder.DescendingOrder)
    measure = table.measures[0]
    values = [row.figures[measure].value for row in table.rows()]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[: len(known)] == known


def test_a_change_makes_it_stale_and_measuring_again_mends_it(window: Person, report: ReportPage) -> None:
    before = window.controller.reporting.found
    window.workspace.perform(lambda project: operations.approve(project, 1, "李雷"))
    settle()
    assert "changed since" in report.sentence.text()
    finish_as(window, "王芳", ids=(1,))
    window.press("F5", at=window.window)
    settle()
    after = window.controller.reporting.found
    assert after is not None
    assert before is not None
    assert (len(before.pairs), len(after.pairs)) == (1, 3)
    assert "changed since" not in report.sentence.text()


def test_only_those_who_are_chosen_are_compared(window: Person, report: ReportPage) -> None:
    finish_as(window, "王芳", ids=(1,))
    window.press("F5", at=window.window)
    settle()
    assert report.people.isEnabled()
    assert not report.meaning.isVisible()
    report.cards[Measure.GAMMA].click()
    settle()
    assert "𠮷田" in listed(report)
    action = next(each for each in report.people.list.actions() if each.text() == "李雷")
    action.trigger()
    settle()
    found = window.controller.reporting.found
    assert found is not None
    assert [row.people for row in found.pairs] == [("王芳", "韩梅梅😀")]
    assert report.people.text() == "Between: 王芳, 韩梅梅😀"
    assert report.meaning.isVisible()
    ticks = {each.text(): (each.isChecked(), each.isEnabled()) for each in report.people.list.actions()}
    assert ticks == {"李雷": (False, True), "王芳": (True, False), "韩梅梅😀": (True, False)}
    assert set(listed(report)) == {"骆明远"}  # the list that is open follows


def test_names_of_bars_never_stand_on_each_other(qtbot: QtBot) -> None:
    bars = Bars("F1")
    qtbot.addWidget(bars)
    bars.resize(400, 900)
    bars.show()
    bars.show_figures([f"标签{number}𠮷😀" for number in range(24)], [None] * 24)

    def named() -> int:
        return len(bars.getAxis("left")._tickLevels[0])

    assert named() == 24
    bars.resize(400, 260)
    assert 1 < named() <= 260 // bars.fontMetrics().height()


def test_both_themes_and_every_tab_are_drawn(window: Person, report: ReportPage) -> None:
    for dark in (True, False):
        window.do("dark")
        assert window.window.theme.is_dark is dark
        for number in range(report.tabs.count()):
            report.tabs.setCurrentIndex(number)
            report.grab()


def test_measuring_runs_beside_the_window_and_can_be_stopped(start: Start, qtbot: object) -> None:
    live = start(inline=False)
    finish_as(live, "李雷")
    finish_as(live, "韩梅梅😀", (1, 1, 4, "ORG"))
    live.press("F7", at=live.window)
    wait = qtbot.waitUntil  # type: ignore[attr-defined]
    wait(lambda: live.controller.reporting.found is not None, timeout=20_000)
    [page] = live.window.findChildren(ReportPage)
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    job = live.controller.reporting._job
    if job is not None:
        job.stop()
    wait(lambda: not live.workspace.jobs.is_working, timeout=20_000)
    settle()
    assert page.sentence.text() != "Measuring…"


def test_the_desk_opens_on_what_is_behind_a_figure(window: Person, report: ReportPage) -> None:
    labels = report._sections[0]
    names = [labels.table.index(row, 0).data() for row in range(labels.table.rowCount())]
    labels.plot.taken.emit(names.index("Organisation"))
    settle()
    QTest.mouseClick(report.differences.desk, Qt.MouseButton.LeftButton)
    settle()
    assert window.window.pages.page == "desk"
    assert window.controller.desk._wanted == 1


@pytest.mark.parametrize("name", ["报告.html", "报告.pdf", "报告.csv"])
def test_the_report_is_written(
    window: Person, report: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    chosen = str(tmp_path / Path(name).stem), f"x (*{Path(name).suffix})"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: chosen)
    window.do("export-report")
    settle()
    assert window.notice == f"Written: {tmp_path / name}"
    written = (tmp_path / name).read_bytes()
    if name.endswith(".pdf"):
        assert written.startswith(b"%PDF")
        assert written.count(b"/Type /Page\n") >= 2
    else:
        assert "韩梅梅😀" in written.decode("utf-8-sig")
