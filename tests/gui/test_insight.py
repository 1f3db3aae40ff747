"""The page “Learning”, thresholds and blind documents, by keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core import operations, queries
from gui.insight.feature import LEARNING
from gui.insight.page import LearningPage
from gui.models.document_list import LINE_ROLE, OUTLOOK_ROLE
from gui.panels.document_delegate import DocumentDelegate
from tests.gui.conftest import LEFT, Person, settle
from tests.gui.samples import FIRST


def learning(person: Person) -> LearningPage:
    """The page, with what is to be read read."""
    person.press("F8")
    settle()
    page = person.controller.insights.page
    assert page is not None and person.window.pages.page == LEARNING
    person.controller.insights.read()
    return page


def finish_first(person: Person) -> None:
    """One right, one relabelled, one rejected, one added by hand."""
    person.open(0)
    person.focus_on("𠮷野家")
    person.press("3")
    person.focus_on("李玲")
    person.press("X")
    person.select("最后一段")
    person.press("=")
    person.press("E")
    settle()


def test_an_empty_page_says_what_it_is_for(window: Person) -> None:
    page = learning(window)
    assert page.sentence.text().startswith("Each document that you finish is a test")
    assert page.models.facts.text().startswith("Nothing has been learned yet")
    assert not page.models.rebuild.isEnabled()
    assert not page.over_time.scores.isVisible(), "no axes without figures"
    page.tabs.setCurrentWidget(page.corrected)
    assert not page.corrected.tree.isVisible()
    window.press("Esc")
    assert window.canvas.hasFocus()


def test_a_finished_document_fills_it(window: Person) -> None:
    finish_first(window)
    page = learning(window)
    assert page.sentence.text().startswith("Finished documents: 1, each a test")
    rows = [
        [page.over_time.table.item(row, column).text() for column in (0, 1, 5, 6, 7)]
        for row in range(page.over_time.table.rowCount())
    ]
    assert rows[0] == ["All labels", "all", "4", "2", "2"]
    assert ["Organisation", "all", "0", "1", "0"] in rows
    page.over_time.table.selectRow(rows.index(["Organisation", "all", "0", "1", "0"]))
    assert page.over_time.label.currentText() == "Organisation"
    assert page.over_time.scores.isVisible()
    tree = page.corrected.tree
    page.tabs.setCurrentWidget(page.corrected)
    assert tree.isVisible()
    sentences = {tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())}
    assert "Suggested Organisation, corrected to Place" in sentences
    assert "Person: suggested, rejected" in sentences
    assert "Time: not suggested, added by hand" in sentences


def test_a_threshold_hides_and_says_what_it_costs(window: Person) -> None:
    finish_first(window)
    page = learning(window)
    page.tabs.setCurrentWidget(page.scores)
    row = page.scores.rows["PER"]
    row.slider.setFocus()
    row.slider.setValue(94)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.value.text() == "0.95"
    assert "wrong ones less to reject: 1, right ones to add by hand: 2, acts more: 3" in row.effect.text()
    row.settle()
    settle()
    window.do("back-to-text")
    window.open(2)
    assert ("李玲", "PER") not in window.waiting()
    assert "hidden below thresholds: 1" in window.window.title._aside.toolTip()
    window.press("Ctrl+H")
    assert ("李玲", "PER") in window.waiting()
    window.press("E")
    settle()
    opened = queries.open_document(window.workspace.project, 3)
    assert [each.quote for each in opened.annotations] == ["村"]
    window.press("U", "U")  # the finish, the threshold
    settle()
    assert window.workspace.shows_hidden
    assert queries.open_document(window.workspace.project, 3).hidden == ()


def test_blind_documents_are_without_suggestions(window: Person) -> None:
    page = learning(window)
    page.tabs.setCurrentWidget(page.blind)
    page.blind.share.setValue(100)
    QTest.mouseClick(page.blind.keep, LEFT)
    settle()
    window.do("back-to-text")
    assert window.text == FIRST and window.waiting() == []
    assert "blind" in window.window.title._aside.toolTip()
    window.select("骆明远")
    window.press("1", "E")
    settle()
    opened = queries.open_document(window.workspace.project, 1)
    assert [each.quote for each in opened.annotations] == ["骆明远"]
    page = learning(window)
    assert page.blind.state.text() == "Finished so far: 1 blind, 0 with suggestions shown."
    operations.set_blind(window.workspace.project, 0.0)
    window.controller.insights.read()
    page.blind.share.clearFocus()
    assert "No document with suggestions is finished yet" in page.blind.meaning.text()


def test_both_themes_draw_it(window: Person) -> None:
    finish_first(window)
    page = learning(window)
    for _ in range(2):
        window.press("Ctrl+Shift+D")
        settle()
        ground = page.over_time.scores.backgroundBrush().color().name()
        assert ground == window.window.theme.raised
    page.grab()


def test_a_correction_becomes_a_term_in_one_step(window: Person) -> None:
    finish_first(window)
    page = learning(window)
    page.tabs.setCurrentWidget(page.corrected)
    tree = page.corrected.tree
    rows = {tree.topLevelItem(row).text(0): tree.topLevelItem(row) for row in range(tree.topLevelItemCount())}
    item = rows["Suggested Organisation, corrected to Place"]
    item.setExpanded(True)
    place = tree.visualItemRect(item.child(0)).center()
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    assert page.corrected.words.text() == "“𠮷野家” will be suggested as Place wherever it stands as a word."
    QTest.mouseClick(page.corrected.teach, LEFT)
    settle()
    assert window.workspace.label_set.terms["own-LOC"] == ("𠮷野家",)
    assert window.notice.startswith("Added to the terms: 1.")
    window.press("Ctrl+Z")
    settle()
    assert "own-LOC" not in window.workspace.label_set.terms


def test_what_is_most_doubtful_comes_next(window: Person) -> None:
    panel = window.window.documents
    panel._order.setFocus()
    panel.choose_order("uncertainty")
    settle()
    titles = [panel.shown.index(row, 0).data() for row in range(4)]
    told = [panel.shown.index(row, 0).data(OUTLOOK_ROLE) for row in range(4)]
    assert [place for place, _ in told] == [0, 1, 2, 3]
    assert told[0][1].value >= told[1][1].value >= told[2][1].value
    delegate = panel.view.itemDelegate()
    assert isinstance(delegate, DocumentDelegate)
    assert delegate._status(panel.shown.index(0, 0).data(LINE_ROLE), told[0]).startswith("next: ")
    window.open(3)
    window.press("E")
    settle()
    assert window.title == titles[0]
    window.press("E")
    settle()
    assert window.title == titles[1]
    assert panel.shown.index(3, 0).data(OUTLOOK_ROLE) is None
    assert window.controller.settings.text("documents/order") == "uncertainty"
