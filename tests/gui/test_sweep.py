"""The page of the consistency sweep by keys: looked through, mended, dismissed, gone to and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core import operations, queries
from core.annotation import Role
from core.project import Project, open_project
from gui.sweep.hits import NOW, QUOTE, THEN, TICK
from gui.sweep.page import SweepPage
from tests.gui.conftest import Person, Start, settle


@pytest.fixture
def place(tmp_path: Path, templates: dict[str, Path]) -> Path:
    """Documents in which 澄湾县 is a place, but in the third, where 王芳 has called it an organisation."""
    copy = tmp_path / "annotations.db"
    shutil.copy(templates["flat"], copy)
    project = open_project(copy, "王芳")
    ids = [line.id for line in queries.document_lines(project)]
    for id_ in ids[:3]:
        annotate(project, id_)
    annotate(project, ids[0], "骆明远", "PER")
    project.close()
    return copy


def annotate(project: Project, id_: int, word: str = "澄湾县", label: str = "LOC") -> None:
    """Label each place of a word."""
    text = queries.open_document(project, id_).document.text
    at = text.find(word)
    while at >= 0:
        operations.annotate(project, id_, at, at + len(word), label)
        at = text.find(word, at + 1)


@pytest.fixture
def window(start: Start, place: Path) -> Person:
    """The window on them, on the page of consistency."""
    project = open_project(place, "王芳")
    second = queries.document_lines(project)[1].id
    [wrong] = queries.open_document(project, second).annotations
    operations.relabel(project, wrong.id, "ORG")
    project.close()
    person = start(place)
    person.press("F2")
    settle()
    return person


def page(window: Person) -> SweepPage:
    found = window.controller.sweeping.page
    assert found is not None
    return found


def listed(window: Person) -> list[tuple[str, int]]:
    """(what, how many places) of the findings in the tree."""
    return [(item.text(0), int(item.text(1) or 0)) for item in page(window).tree._items]


def cell(window: Person, column: int, row: int = 0) -> str:
    return page(window).table.index(row, column).data()


def labels(window: Person) -> list[str]:
    """What the labels of 澄湾县 are by now."""
    project = window.workspace.project
    return [
        each.label
        for line in queries.document_lines(project)
        for each in queries.open_document(project, line.id).annotations
        if each.quote == "澄湾县"
    ]


def test_what_is_found_is_shown_in_context(window: Person) -> None:
    assert listed(window) == [("澄湾县", 1)]
    assert page(window).heading.text() == "“澄湾县” has several labels"
    assert page(window).standing.text() == "Place 2 · Organisation 1"
    assert (cell(window, QUOTE), cell(window, NOW), cell(window, THEN)) == ("澄湾县", "Organisation", "Place")
    assert [button.text() for button in page(window)._fixes] == ["1  As Place (1)", "2  As Organisation (1)"]
    assert "Findings 1 · places 1" in page(window).summary.text()


def test_mended_by_a_key_and_taken_back(window: Person) -> None:
    window.press("1")
    assert labels(window) == ["LOC"] * 3
    assert listed(window) == []
    assert page(window).empty.isVisible()
    assert window.notice == "Places mended: 1"
    window.press("U")
    assert sorted(labels(window)) == ["LOC", "LOC", "ORG"]
    assert listed(window) == [("澄湾县", 1)]


def test_dismissed_remembered_and_brought_back(window: Person) -> None:
    window.press("X")
    assert listed(window) == [] and labels(window).count("ORG") == 1
    window.press("F5")
    settle()
    assert listed(window) == []
    page(window).with_dismissed.click()
    assert listed(window) == [("澄湾县", 1)]
    assert page(window).dismiss.text().startswith("X  Bring back")
    page(window).tree.setFocus()
    window.press("X")
    page(window).with_dismissed.click()
    assert listed(window) == [("澄湾县", 1)]


def test_to_the_place_and_back(window: Person) -> None:
    page(window).view.setFocus()
    window.press("Return")
    settle()
    assert window.title == "教书" and window.window.pages.page == "annotate"
    start, end = window.canvas.selection()
    assert window.text[start:end] == "澄湾县"
    window.press("F2")
    assert window.window.pages.page == "sweep"
    assert listed(window) == [("澄湾县", 1)]


def test_only_what_is_ticked_is_mended(start: Start, place: Path) -> None:
    project = open_project(place, "王芳")
    for line in queries.document_lines(project)[:2]:
        for each in queries.open_document(project, line.id).annotations:
            if each.quote == "澄湾县" and line.title == "开张":
                last = each
        if line.title == "教书":
            operations.relabel(project, queries.open_document(project, line.id).annotations[0].id, "ORG")
    operations.relabel(project, last.id, "PER")
    project.close()
    window = start(place)
    window.press("F2")
    settle()
    assert page(window).table.rowCount() == 2
    page(window).view.setCurrentIndex(page(window).table.index(1, QUOTE))
    window.press("T")
    assert [page(window).table.index(row, TICK).data(Qt.ItemDataRole.CheckStateRole) for row in (0, 1)] == [
        Qt.CheckState.Unchecked,
        Qt.CheckState.Checked,
    ]
    assert page(window)._fixes[0].text().endswith("(1)")
    before = sorted(labels(window))
    window.press("1")
    assert sorted(labels(window)) != before and len(page(window).table.ticked()) == 1
    assert listed(window) == [("澄湾县", 1)]


def test_a_change_elsewhere_is_told(window: Person) -> None:
    window.press("Escape")
    window.open(0)
    window.focus_on("骆明远")
    window.press("D")
    window.press("F2")
    assert "changed since" in page(window).summary.text()
    window.press("F5")
    settle()
    assert "changed since" not in page(window).summary.text()


def test_keys_of_this_page_do_not_reach_the_text(window: Person) -> None:
    before = window.said()
    window.press("D", "J", "K", "2")
    assert window.said() == before or labels(window)  # 2 gives the label that stands there: nothing changes
    assert sorted(labels(window)) == ["LOC", "LOC", "ORG"]
    assert not window.action("accept").isEnabled()


def test_whose_work(start: Start, place: Path) -> None:
    other = open_project(place, "李雷")
    annotate(other, queries.document_lines(other)[0].id, label="ORG")
    operations.set_role(other, "王芳", Role.REVIEWER)
    other.close()
    window = start(place)
    window.press("F2")
    settle()
    assert listed(window) == []
    choices = [page(window).whose.itemText(at) for at in range(page(window).whose.count())]
    assert choices == ["My work", "李雷", "Everybody's work"]
    page(window).whose.setCurrentIndex(2)
    page(window).whose.activated.emit(2)
    settle()
    assert listed(window) == [("澄湾县", 2)]
    window.press("1")
    assert listed(window) == []
    project = open_project(place, "李雷")
    first = queries.document_lines(project)[0].id
    assert {each.label for each in queries.open_document(project, first).annotations} == {"LOC"}
    project.close()


def test_an_annotator_sees_only_own_work(start: Start, place: Path) -> None:
    project = open_project(place, "李雷")
    operations.set_role(project, "李雷", Role.REVIEWER)
    project.close()
    window = start(place)
    window.press("F2")
    settle()
    assert [page(window).whose.itemText(at) for at in range(page(window).whose.count())] == ["My work"]


def test_nothing_odd_is_said_so(start: Start, place: Path) -> None:
    window = start(place, language="zh")
    window.press("F2")
    settle()
    assert page(window).empty.isVisible()
    assert page(window).table.rowCount() == 0
