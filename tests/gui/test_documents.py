"""Documents in the window: finishing, undoing over documents and starts, splitting, removing, the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from core.annotation import LayerState, ZoneKind
from gui import leafing
from gui.models.document_list import Filter, Order
from tests.gui.conftest import LEFT, Person, Start, settle
from tests.gui.samples import ARTICLES

Act = Callable[[Person], None]


def titles(person: Person) -> list[str]:
    shown = person.window.documents.shown
    return [shown.index(row, 0).data() for row in range(shown.rowCount())]


def choose(person: Person, which: Filter | Order) -> None:
    panel = person.window.documents
    combo = panel._filter if isinstance(which, Filter) else panel._order
    combo.setCurrentIndex(combo.findData(which))


@pytest.mark.parametrize(
    "act",
    [
        lambda p: p.press("E"),
        lambda p: p.press("Ctrl+Return"),
        lambda p: p.click_tool("finish"),
        lambda p: p.do("finish"),
        lambda p: p.send_text("e"),
    ],
)
def test_finishing_confirms_what_waits_and_opens_the_next(window: Person, act: Act) -> None:
    window.press("X")
    waits = len(window.waiting())
    act(window)
    assert window.title == "教书"
    assert window.notice == f"Finished; suggestions confirmed: {waits}"
    assert window.window.status.progress.text() == "Finished 1 of 4"
    window.press("Ctrl+K")
    assert window.document.layer.state is LayerState.FINISHED
    assert len(window.said()) == waits
    assert window.waiting() == []


def test_finishing_the_last_says_so_and_can_be_taken_back(window: Person) -> None:
    window.press("E", "E", "E", "E")
    assert window.notice.startswith("All documents are finished")
    assert window.title == "空白"
    assert window.window.status.hint.text() == "finished · R reopens"
    window.window.notice._button.click()
    assert not window.document.is_finished


def test_a_second_press_does_not_finish_what_nobody_has_seen(
    window: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leafing, "UNSEEN", 600_000)
    window.press("E", "E")
    assert window.title == "教书"
    assert not window.document.is_finished
    assert window.notice == "This document has only just come up. E finishes it."
    window.window.notice._button.click()  # the way back is still that of the one before
    assert window.title == "开张"
    assert not window.document.is_finished
    window.press("E")
    monkeypatch.setattr(leafing, "UNSEEN", 0)
    window.press("E")
    assert window.title == "通知"


def test_that_the_finished_one_is_read_again_counts_as_nothing_that_came_up(
    window: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leafing, "UNSEEN", 600_000)
    find = window.workspace.open_found

    def meanwhile(*given: Any) -> None:
        window.workspace.document_opened.emit()
        find(*given)

    monkeypatch.setattr(window.workspace, "open_found", meanwhile)
    window.press("E", "E")
    assert window.title == "教书"
    assert not window.document.is_finished


def test_who_opens_a_document_may_finish_it_at_once(window: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leafing, "UNSEEN", 600_000)
    window.open(1)
    window.press("E")
    assert window.title == "通知"


def test_undo_reaches_back_over_documents_and_shows_the_place(window: Person) -> None:
    window.press("N", "3", "E")
    assert window.title == "教书"
    window.press("U")
    assert window.title == "开张"
    assert not window.document.is_finished
    window.open(2)
    window.press("U")
    assert window.title == "开张"
    assert window.said() == []
    assert window.focus() == ("𠮷野家", "ORG", "suggestion")
    window.open(3)
    window.press("Shift+U")
    assert window.said() == [("𠮷野家", "LOC")]
    assert window.focus() == ("𠮷野家", "LOC", "annotation")


def test_undo_reaches_back_after_a_restart(start: Start) -> None:
    first = start()
    first.press("A", "E")
    place = Path(first.workspace.project.place)
    first.window.close()
    again = start(place)
    assert again.title == "教书"  # what was open last
    again.press("U", "U")
    assert again.title == "开张"
    assert again.said() == []
    assert not again.action("undo").isEnabled()
    assert again.focus() == ("骆明远", "PER", "suggestion")


@pytest.mark.parametrize(
    "act", [lambda p: p.press("R"), lambda p: p.do("reopen"), lambda p: p.send_text("r")]
)
def test_a_finished_document_is_reopened(window: Person, act: Act) -> None:
    window.press("E", "Ctrl+K")
    assert window.document.is_finished
    act(window)
    assert not window.document.is_finished
    window.focus_on("骆明远")
    window.press("2")
    assert window.said()[0] == ("骆明远", "ORG")


@pytest.mark.parametrize("key", ["2", "A", "X", "D", "Delete", ".", "{", "Shift+A", "F", "E", "C"])
def test_a_finished_document_refuses_changes_and_says_so(window: Person, key: str) -> None:
    window.press("E", "Ctrl+K")
    window.focus_on("骆明远")
    before = window.said()
    window.window.notice.hide()
    window.press(key, at=window.canvas)
    assert window.notice == "“开张” is finished. Reopen it to change it."
    assert window.said() == before
    assert window.drawn() == [(quote, label, "annotation") for quote, label in before]


def test_a_refusal_goes_by_itself_and_a_fault_of_the_disk_stays(window: Person) -> None:
    window.press("E", "Ctrl+K", "A")
    assert window.window.notice._timer.isActive()


def category_by_click(person: Person) -> None:
    QTest.mouseClick(person.window.categories._buttons["教育"], LEFT)


def category_by_picker(person: Person) -> None:
    person.press("C")
    person.pick("Education")


@pytest.mark.parametrize("act", [category_by_click, category_by_picker])
def test_a_category_is_given_and_taken_back(window: Person, act: Act) -> None:
    button = window.window.categories._buttons["教育"]
    act(window)
    assert [(mark.category, mark.given) for mark in window.document.categories] == [("教育", True)]
    assert button.isChecked()
    assert window.canvas.hasFocus()
    act(window)
    assert not button.isChecked()
    assert [mark.given for mark in window.document.categories] == [False]
    window.press("U", "U")
    assert window.document.categories == ()


def test_a_suggested_category_is_confirmed_by_finishing(window: Person) -> None:
    window.open(1)
    button = window.window.categories._buttons["教育"]
    assert button.property("suggested") is True
    window.press("E", "Ctrl+K")
    assert button.isChecked()
    assert button.property("suggested") is False
    assert not button.isEnabled()


def test_the_zone_of_a_line_is_set_and_undone(window: Person) -> None:
    window.click(window.at("第二段"))
    window.press("Z")
    window.pick("heading")
    start = window.at("第二段")
    [zone] = [each for each in window.document.zones if each.start == start]
    assert (zone.kind, zone.by_hand) == (ZoneKind.HEADING, True)
    assert window.canvas.hasFocus()
    assert window.canvas.caret() == start
    window.press("U")
    assert [each for each in window.document.zones if each.start == start] == []


def split_at_second_line(person: Person) -> None:
    person.click(person.at("最后"))
    person.do("split")
    person.pick("at this line")


def test_splitting_opens_the_first_part_and_undo_the_whole(window: Person) -> None:
    window.press("A")
    split_at_second_line(window)
    assert window.text == ARTICLES[0][1].split("最后")[0]
    assert window.said() == [("骆明远", "PER")]
    assert len(window.waiting()) > 0
    assert "Documents now: 2" in window.notice
    assert len(titles(window)) == 5
    window.window.notice._button.click()
    assert window.text == ARTICLES[0][1]
    assert window.said() == [("骆明远", "PER")]
    assert len(titles(window)) == 4


def test_undoing_a_split_from_the_other_part(window: Person) -> None:
    split_at_second_line(window)
    window.open(4)
    assert window.text == "最后一段。"
    window.press("U")
    assert window.text == ARTICLES[0][1]
    window.press("Shift+U")
    assert window.text == ARTICLES[0][1].split("最后")[0]
    assert window.notice == "" or "not there" not in window.notice


def test_splitting_at_the_first_line_says_where_to_go(window: Person) -> None:
    window.click(0)
    window.do("split")
    assert window.notice.startswith("Put the caret")


def test_the_title_is_changed(window: Person) -> None:
    window.press("A")
    window.do("retitle")
    assert window.picker.field.text() == "开张"
    window.pick("新的标题😀")
    assert window.title == "新的标题😀"
    assert titles(window)[0] == "新的标题😀"
    assert window.said() == [("骆明远", "PER")]
    window.press("U")
    assert window.title == "开张"
    assert window.said() == [("骆明远", "PER")]


def test_removing_opens_the_next_and_undo_brings_it_back(window: Person) -> None:
    window.press("A")
    window.do("remove-document")
    assert titles(window) == ["教书", "通知", "空白"]
    assert window.title == "教书"
    assert "“开张” was removed" in window.notice
    window.press("U")
    assert window.title == "开张"
    assert window.said() == [("骆明远", "PER")]
    window.press("Shift+U")
    assert window.title == "教书"
    assert "not there" not in window.notice


def test_removing_all_leaves_words_about_what_to_do(window: Person) -> None:
    for _ in range(4):
        window.do("remove-document")
    assert window.workspace.document is None
    assert window.window.documents._empty.isVisible()
    assert window.canvas._message.startswith("Drop text files here")
    assert not window.action("accept").isEnabled()
    window.press("A", "1", "N", "E", "U")
    assert window.title == "空白"


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order.ARRIVAL, ["开张", "教书", "通知", "空白"]),
        (Order.TITLE, sorted(name for name, _ in ARTICLES)),
        (Order.WAITING, ["开张", "通知", "教书", "空白"]),
        (Order.LENGTH, sorted((name for name, _ in ARTICLES), key=lambda n: -len(dict(ARTICLES)[n]))),
    ],
)
def test_the_list_is_sorted(window: Person, order: Order, wanted: list[str]) -> None:
    choose(window, order)
    assert titles(window) == wanted
    assert window.window.documents.view.currentIndex().data() == "开张"


def test_the_list_shows_only_what_is_wanted(window: Person) -> None:
    choose(window, Filter.FINISHED)
    assert titles(window) == []
    assert window.window.documents._empty.text() == "No document fits."
    choose(window, Filter.OPEN)
    assert window.window.documents.view.currentIndex().data() == "开张"
    window.press("E")
    assert titles(window) == ["教书", "通知", "空白"]
    window.press("E", "E", "E")
    assert titles(window) == []
    assert window.window.documents._empty.isVisible()


def test_the_search_finds_titles_and_keeps_the_place(window: Person) -> None:
    search = window.window.documents.search
    search.setText("书")
    assert titles(window) == ["教书"]
    search.setText("澄湾日报")
    assert len(titles(window)) == 4
    assert window.window.documents.view.currentIndex().data() == "开张"


def test_next_and_previous_go_through_the_list_as_it_is_shown(window: Person) -> None:
    choose(window, Order.WAITING)
    window.press("Ctrl+J")
    assert window.title == "通知"
    window.press("Alt+Up", "Alt+Up")
    assert window.title == "开张"


def test_the_guideline_and_the_inspector_follow_the_focus(window: Person) -> None:
    window.press("A", "K")
    inspector = window.window.inspector.browser
    assert "骆明远" in inspector.toPlainText()
    assert "accepted suggestion" in inspector.toPlainText()
    assert "term lists" in inspector.toPlainText()
    assert "有名字的人" in window.window.guideline.browser.toPlainText()
    window.window.inspector._rest.timeout.emit()
    settle()
    assert "王芳" in inspector.toPlainText()
    window.press("Ctrl+End")
    assert "Nothing is in focus" in inspector.toPlainText()


def test_the_counts_of_labels_are_true(window: Person) -> None:
    rows = window.window.labels.list
    from gui.panels.labels import _COUNTS

    window.press("A", "A")
    assert [rows.item(row).data(_COUNTS) for row in range(3)] == [(1, 2), (1, 0), (0, 2)]
    assert window.window.status.document.text() == "Spans 2 · waiting 4"


def test_a_long_title_is_cut_where_it_does_not_fit(window: Person) -> None:
    title = "很长的标题😀" * 30
    window.do("retitle")
    window.pick(title)
    settle()
    label = window.window.title._title
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.toolTip() == title
    window.window.resize(1000, 700)
    settle()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    window.press("U")
    assert label.text() == "开张"


@pytest.mark.parametrize("button", ["", "Undo"])
def test_a_notice_is_as_high_as_its_words(window: Person, button: str) -> None:
    notice = window.window.notice
    heights = []
    for words in ("Short.", "Long words " * 30, "Short."):
        notice.say(words, button)
        settle()
        heights.append(notice.height())
        assert notice.geometry().bottom() < window.window.pages.height()
    assert heights[0] == heights[2] < heights[1]
    assert heights[0] < 4 * notice.fontMetrics().height()
