"""Every identical mention at once: listed with context, ticked, labelled as one act, gone to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core import queries
from core.annotation import Origin
from gui.dialogs.mentions import MentionsDialog
from gui.models.mention_table import BEFORE, QUOTE, STANDING, TICK
from tests.gui.conftest import Person, settle


def opened(person: Person) -> MentionsDialog:
    """The dialog, opened by its key."""
    person.press("M")
    settle()
    [dialog] = person.window.findChildren(MentionsDialog)
    return dialog


def said_in(person: Person, document_id: int) -> list[tuple[str, str]]:
    found = queries.open_document(person.workspace.project, document_id).annotations
    return [(each.quote, each.label) for each in found]


def test_the_mentions_of_what_is_in_focus_are_listed(window: Person) -> None:
    dialog = opened(window)
    table = dialog.table
    assert [table.index(row, QUOTE).data() for row in range(table.rowCount())] == ["骆明远"] * 2
    assert table.index(1, BEFORE).data().endswith("李玲来了，")
    assert dialog.label.currentData() == "PER"
    dialog.reject()


def test_enter_labels_all_and_one_undo_takes_all_back(window: Person) -> None:
    dialog = opened(window)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    settle()
    assert window.said() == [("骆明远", "PER")] * 2
    assert {each.origin for each in window.document.annotations.values()} == {Origin.PROPAGATED}
    assert window.notice.startswith("Mentions labelled: 2")
    window.press("U")
    assert window.said() == []


def test_space_takes_a_row_out(window: Person) -> None:
    dialog = opened(window)
    dialog.view.selectRow(1)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.table.index(1, TICK).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    dialog.apply.click()
    settle()
    assert window.said() == [("骆明远", "PER")]


def test_the_whole_project_is_one_choice_away(window: Person) -> None:
    window.focus_on("李玲")
    dialog = opened(window)
    dialog.scope.setCurrentIndex(dialog.scope.findData("project"))
    settle()
    assert dialog.table.rowCount() == 2
    third = dialog.table.ticked()[1].document_id
    dialog.apply.click()
    settle()
    assert said_in(window, third) == [("李玲", "PER")]
    window.press("U")
    assert said_in(window, third) == []


def test_what_stands_there_otherwise_begins_without_a_tick(window: Person) -> None:
    window.focus_on("骆明远")
    window.press("3")
    window.focus_on("骆明远", 2)
    dialog = opened(window)
    assert dialog.table.index(0, STANDING).data() == "Place"
    assert [each.start for each in dialog.table.ticked()] == [window.at("骆明远", 2)]
    dialog.reject()


def test_a_double_click_goes_there(window: Person) -> None:
    window.focus_on("李玲")
    dialog = opened(window)
    dialog.scope.setCurrentIndex(dialog.scope.findData("project"))
    settle()
    dialog.view.selectRow(1)
    dialog.view.doubleClicked.emit(dialog.table.index(1, QUOTE))
    settle()
    assert window.title == "通知"
    start, end = window.canvas.selection()
    assert window.text[start:end] == "李玲"
