"""Review of one annotator's work, from both sides: the reviewer's hands, the annotator's eyes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from core import operations, queries
from core.annotation import LayerState
from core.project import Project, open_project
from core.queries.review import layers_of
from gui.board.documents import Which
from gui.board.page import BoardPage
from gui.panels.documents import Filter
from gui.reviewing.drawing import DrawDialog
from gui.reviewing.returning import ReturnDialog
from tests.gui.conftest import Person, settle


@pytest.fixture
def theirs(window: Person) -> Iterator[Project]:
    """李雷's project, who has finished the first two documents."""
    opened = open_project(window.workspace.project.place, "李雷", create=False)
    operations.finish(opened, 1)
    operations.finish(opened, 2)
    yield opened
    opened.close()


def dialog_of(person: Person, kind: type[QDialog]) -> QDialog:
    settle()
    [found] = [each for each in person.window.findChildren(kind) if each.isVisible()]
    return found


def draw(person: Person, share: int = 100) -> None:
    person.press("F9")
    dialog = dialog_of(person, DrawDialog)
    assert isinstance(dialog, DrawDialog)
    dialog.share.setValue(share)
    dialog.start.click()
    settle()
    person.window.activateWindow()
    settle()


def state(person: Person, document: int, name: str = "李雷") -> LayerState:
    return next(
        each.state for each in layers_of(person.workspace.project, document) if each.annotator == name
    )


def test_work_is_read_corrected_and_approved_with_keys(window: Person, theirs: Project) -> None:
    draw(window)
    line = window.controller.reviewing.line
    assert line.isVisible()
    assert line.heading.text() == "李雷's work"
    assert "1 of 2" in line.words.text()
    assert window.waiting() == []
    assert [label for _, label in window.said()] == ["PER", "ORG", "LOC", "LOC", "PER", "PER"]
    window.focus_on("𠮷野家")
    window.press("3")
    window.press("D")
    assert [quote for quote, _ in window.said()] == ["骆明远", "澄湾县", "澄湾县", "李玲", "骆明远"]
    assert line.changes.text() == "Corrected: 1"
    window.press("Ctrl+Z")
    assert ("𠮷野家", "LOC") in window.said()
    window.press("Alt+A")
    assert state(window, 1) is LayerState.APPROVED
    assert window.title == "教书"
    assert "2 of 2" in line.words.text()
    window.press("Alt+A")
    assert state(window, 2) is LayerState.APPROVED
    assert not line.isVisible()  # the own layer again
    assert window.workspace.document is not None
    assert window.workspace.document.reviewed is None
    assert window.said() == []
    assert [each.label for each in queries.open_document(theirs, 1).annotations][1] == "LOC"


def test_what_is_ones_own_cannot_be_done_in_somebody_elses_work(window: Person, theirs: Project) -> None:
    draw(window)
    for id_ in ("finish", "reopen", "mentions", "suggest", "split", "remove-document"):
        assert not window.action(id_).isEnabled(), id_
    window.press("E", "R", "M")
    assert state(window, 1) is LayerState.FINISHED
    assert window.controller.reviewing.line.isVisible()
    window.press("Alt+Q")
    assert window.action("finish").isEnabled()
    assert not window.action("approve-layer").isEnabled()


def test_work_is_returned_with_a_reason_and_undo_takes_it_back(window: Person, theirs: Project) -> None:
    draw(window, share=1)
    number = window.document.id
    window.press("Alt+R")
    dialog = dialog_of(window, ReturnDialog)
    assert isinstance(dialog, ReturnDialog)
    assert not dialog.give_back.isEnabled()
    dialog.reason.setPlainText("漏了人名😀")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert state(window, number) is LayerState.RETURNED
    assert window.notice.startswith("Returned to 李雷")
    window.window.notice._button.click()
    assert state(window, number) is LayerState.FINISHED


def test_the_annotator_sees_what_was_changed_and_why(window: Person, theirs: Project) -> None:
    draw(window)
    window.focus_on("𠮷野家")
    window.press("3")
    window.select("最后一段")
    window.press("=")
    window.workspace.perform(lambda project: operations.return_layer(project, 1, "李雷", "漏了时间😀"))
    window.controller.workspace.switch_annotator("李雷")
    settle()
    assert window.notice == "Returned to you: 1"
    panel = window.window.documents
    panel._filter.setCurrentIndex(panel._filter.findData(Filter.RETURNED))
    assert panel.shown.rowCount() == 1
    window.window.notice._button.click()
    settle()
    line = window.controller.reviewing.line
    assert line.isVisible()
    assert line.heading.text() == "Returned by 王芳"
    assert line.words.text().endswith("漏了时间😀")
    rows = [line.list.item(row).text() for row in range(line.list.count())]
    assert rows == ["王芳: “𠮷野家” Organisation → “𠮷野家” Place", "王芳: added “最后一段” Time"]
    assert line.list.isVisible()
    line.list.setCurrentRow(1)
    window.press("Return", at=line.list)
    assert window.canvas.selection() == (window.at("最后一段"), window.at("最后一段") + 4)
    window.press("E")
    settle()
    panel._filter.setCurrentIndex(panel._filter.findData(Filter.ALL))
    window.open(0)
    assert not line.isVisible()


def test_the_board_leads_to_somebodys_work(window: Person, theirs: Project) -> None:
    window.press("F6")
    settle()
    [page] = window.window.findChildren(BoardPage)
    page.show_only(Which("李雷", LayerState.FINISHED))
    window.press("Return", at=page.documents_view)
    settle()
    assert window.controller.reviewing.line.isVisible()
    assert window.document.reviewed is not None
    assert window.document.reviewed.name == "李雷"
    window.controller.workspace.open_document(3)
    settle()
    assert not window.controller.reviewing.line.isVisible()


def test_own_work_and_reviewed_work_on_one_document_stay_apart(window: Person, theirs: Project) -> None:
    window.open(0)
    window.select("开张")
    window.press("=")
    own = window.said()
    window.controller.reviewing.review_one(1, "李雷")
    settle()
    window.select("最后一段")
    window.press("=")
    assert ("最后一段", "TIME") in window.said()
    window.press("Alt+Q")
    settle()
    assert window.said() == own
    window.press("Ctrl+Z")  # the newest act was in 李雷's work
    settle()
    assert window.said() == own
    assert "最后一段" not in [each.quote for each in queries.open_document(theirs, 1).annotations]


def test_nothing_waits_for_a_reviewer(window: Person) -> None:
    window.press("F9")
    dialog = dialog_of(window, DrawDialog)
    assert isinstance(dialog, DrawDialog)
    assert not dialog.start.isEnabled()
    assert "Nobody else has finished" in dialog.told.text()
