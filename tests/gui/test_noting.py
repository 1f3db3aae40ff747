"""Notes and doubts by keys and clicks: written, answered, settled, gone to."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from core import operations, queries
from core.project import open_project
from core.queries import Note
from gui.models.document_list import Filter
from gui.notes.card import NoteCard
from tests.gui.conftest import LEFT, NONE, Person, Start, settle


def noted(window: Person) -> list[Note]:
    """All notes of the open document."""
    return queries.notes(window.workspace.project, [window.document.id])


def write(window: Person, words: str) -> None:
    """T, the words, Enter."""
    window.press("T")
    field = window.window.notes.editor.field
    assert field.hasFocus()
    field.insertPlainText(words)
    window.press("Return")
    settle()


def cards(window: Person) -> list[NoteCard]:
    """The cards that are shown, from above."""
    return list(window.window.notes._cards.values())


def on_words(window: Person, card: NoteCard, words: str) -> QToolButton:
    [found] = [each for each in card.findChildren(QToolButton) if each.text() == words]
    return found


def test_on_the_span_in_focus(window: Person) -> None:
    window.press("A", "K")  # accept the first, and back to it
    assert window.focus() == ("骆明远", "PER", "annotation")
    write(window, "哪一位？😀")
    [note] = noted(window)
    assert (note.body, note.quote, note.label) == ("哪一位？😀", "骆明远", "PER")
    assert window.canvas.hasFocus()
    assert not window.window.notes.editor.isVisible()
    assert window.window.docks["notes"].windowTitle() == "Notes (1)"
    assert [(sign.start, sign.end) for sign in window.canvas.signs()] == [(1, 4)]
    assert "write a note" in window.action("undo").text()
    window.press("U")
    assert noted(window) == []
    assert cards(window) == []
    assert window.canvas.signs() == []


def test_on_a_suggestion_a_selection_and_the_whole(window: Person) -> None:
    write(window, "建议对吗")
    window.select("开张")
    write(window, "何时")
    window.canvas.set_selection(0, 0)
    write(window, "好文章")
    found = noted(window)
    assert [(each.body, each.quote) for each in found] == [
        ("好文章", ""),
        ("建议对吗", "骆明远"),
        ("何时", "开张"),
    ]
    assert all(each.annotation_id is None for each in found)


def test_letters_are_words_in_the_field_and_escape_gives_up(window: Person) -> None:
    before = window.said()
    window.press("T")
    field = window.window.notes.editor.field
    QTest.keyClicks(field, "axu")
    assert field.toPlainText() == "axu"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "e")
    assert field.toPlainText() == "axu\ne"
    window.press("Escape")
    assert (window.said(), noted(window)) == (before, [])
    assert window.canvas.hasFocus()


def test_nothing_is_saved_without_words(window: Person) -> None:
    window.press("T", "Return")
    editor = window.window.notes.editor
    assert editor.isVisible() and not editor.save.isEnabled() and noted(window) == []


def test_answered_changed_resolved_by_keys(window: Person) -> None:
    window.press("A", "K")
    write(window, "谁？")
    [card] = cards(window)
    card.setFocus()
    window.press("R")
    window.window.notes.editor.field.insertPlainText("村长")
    window.press("Return")
    assert [each.body for each in noted(window)[0].replies] == ["村长"]
    cards(window)[0].setFocus()
    window.press("E")
    assert window.window.notes.editor.field.toPlainText() == "谁？"
    window.window.notes.editor.field.setPlainText("是谁？")
    window.press("Return")
    assert noted(window)[0].body == "是谁？"
    cards(window)[0].setFocus()
    before = window.said()
    window.press("X")
    assert noted(window)[0].is_resolved and window.said() == before
    assert cards(window) == []  # folded
    assert window.canvas.hasFocus()
    assert window.window.docks["notes"].windowTitle() == "Notes"
    window.window.notes._fold.click()
    [card] = cards(window)
    on_words(window, card, "Reopen").click()
    assert not noted(window)[0].is_resolved


def test_deleted_with_a_way_back(window: Person) -> None:
    write(window, "写错了")
    cards(window)[0].setFocus()
    window.press("Delete")
    assert noted(window) == [] and "deleted" in window.notice
    window.window.notice._button.click()
    assert [each.body for each in noted(window)] == ["写错了"]


def test_a_click_goes_to_the_place_and_back(window: Person) -> None:
    window.select("李玲")
    write(window, "同一个人？")
    window.canvas.set_selection(0, 0)
    [card] = cards(window)
    QTest.mouseClick(card, LEFT, NONE, QPoint(card.width() - 12, 6))
    assert window.canvas.selection() == (window.at("李玲"), window.at("李玲") + 2)
    window.window.docks["inspector"].raise_()
    window.canvas.set_selection(0, 0)
    window.canvas.grab()
    block, line = window.canvas.page.line_of(window.at("李玲"))
    box = window.canvas._line_rect(block, line)
    left = window.canvas._column()[0]
    spot = QPoint(left - 32, box.top() + window.canvas._metrics.text_top + window.canvas._metrics.em // 2)
    assert window.canvas._tip_at(spot) == "王芳: 同一个人？"
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, spot)
    assert window.canvas.selection()[0] == window.at("李玲")
    assert card.property("current")


def test_on_to_the_next_note_through_the_documents(window: Person) -> None:
    window.press("Shift+T")
    assert window.notice == "No note waits here."
    window.select("开张")
    write(window, "一")
    window.select("最后")
    write(window, "二")
    window.open(1)
    window.select("教书")
    write(window, "三")
    window.open(0)
    seen = []
    for _ in range(4):
        window.press("Shift+T")
        settle()
        start, end = window.canvas.selection()
        seen.append(window.text[start:end])
    assert seen == ["开张", "最后", "教书", "开张"]


def test_the_list_shows_and_filters_by_notes_and_doubts(window: Person) -> None:
    window.press("A", "K", "V")
    write(window, "？")
    panel = window.window.documents
    line = panel.model.line(window.document.id)
    assert line is not None and (line.notes, line.unsure) == (1, 1)
    assert "notes 1 · unsure 1" in panel.view.itemDelegate()._status(line, None)
    for which in (Filter.NOTED, Filter.UNSURE):
        panel._filter.setCurrentIndex(panel._filter.findData(which))
        assert panel.shown.rowCount() == 1
    panel._filter.setCurrentIndex(0)
    assert panel.shown.rowCount() == 4


def test_unsure_is_marked_drawn_and_taken_away(window: Person) -> None:
    window.press("V")  # a suggestion: accepted, and unsure
    assert window.focus() == ("骆明远", "PER", "annotation")
    mark = window.canvas.focus()
    assert mark is not None and mark.unsure
    assert "to be looked at again" in window.window.inspector.browser.toPlainText()
    texts = [chip.text for line in window.canvas.page.decoration(0) for chip in line.chips]
    assert "Person?" in texts
    unsure = window.canvas.viewport().grab().toImage()
    window.press("V")
    mark = window.canvas.focus()
    assert mark is not None and not mark.unsure
    assert window.canvas.viewport().grab().toImage() != unsure
    window.press("U")
    assert [each.unsure for each in window.document.annotations.values()] == [True]


def test_on_to_the_next_unsure_span(window: Person) -> None:
    window.press("Shift+V")
    assert window.notice == "No span is marked as unsure."
    window.press("V", "N", "V")
    window.open(1)
    window.press("V")
    first = window.focus()
    window.press("Shift+V")
    settle()
    assert window.title == "开张" and window.focus() == ("骆明远", "PER", "annotation")
    window.press("Shift+V")
    assert window.focus() == ("𠮷野家", "ORG", "annotation")
    window.press("Shift+V")
    settle()
    assert window.title == "教书" and window.focus() == first


def test_a_note_moves_with_its_span_and_stays_when_it_goes(window: Person) -> None:
    window.press("A", "K")
    write(window, "边界")
    window.press("<")
    assert [(sign.start, sign.end) for sign in window.canvas.signs()] == [(1, 3)]
    window.press("D")
    settle()
    assert noted(window)[0].is_gone
    words = " ".join(each.text() for each in cards(window)[0].findChildren(type(window.window.notes._count)))
    assert "this span is gone" in words


def test_nothing_is_lost_when_another_document_is_opened(window: Person) -> None:
    first = window.document.id
    window.press("T")
    window.window.notes.editor.field.insertPlainText("半句")
    window.open(1)
    editor = window.window.notes.editor
    assert editor.isVisible() and editor.field.toPlainText() == "半句"
    editor.field.setFocus()
    window.press("Return")
    [note] = queries.notes(window.workspace.project)
    assert (note.document_id, note.body) == (first, "半句")


def test_other_peoples_notes_about_ones_work(window: Person) -> None:
    window.press("A", "K")
    id_ = window.canvas.focus().id
    other = open_project(window.workspace.project.place, "李雷")
    operations.add_note(other, window.document.id, "应是机构", annotation_id=id_)
    other.close()
    window.open(1)
    window.open(0)
    [card] = cards(window)
    assert card.accessibleName() == "李雷: 应是机构"
    assert not [each for each in card.findChildren(QToolButton) if each.text() in ("Change", "Delete")]


def test_many_notes_are_not_all_made_at_once(window: Person) -> None:
    for number in range(70):
        operations.add_note(window.workspace.project, window.document.id, f"第{number}条")
    window.open(1)
    window.open(0)
    assert len(cards(window)) == 60
    window.window.notes._more.click()
    assert len(cards(window)) == 70
    cards(window)[0].setFocus()
    window.press("Down")
    assert QApplication.focusWidget() is cards(window)[1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_says_what_can_be_done(start: Start, language: str) -> None:
    window = start(language=language)
    words = window.window.notes._empty.text()
    assert window.window.notes._empty.isVisibleTo(window.window.notes) and "T" in words
