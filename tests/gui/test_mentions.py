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


def tick_states(dialog: MentionsDialog) -> list[object]:
    table = dialog.table
    return [table.index(row, TICK).data(Qt.ItemDataRole.CheckStateRole) for row in range(table.rowCount())]


def test_relabelling_by_keys_changes_what_stands_there(window: Person) -> None:
    window.focus_on("骆明远")
    window.press("A")
    window.focus_on("骆明远")
    dialog = opened(window)
    window.press("R", "3", at=dialog.view)
    assert dialog.apply.text() == "Relabel 2"
    window.press("Return", at=dialog.view)
    settle()
    assert window.said() == [("骆明远", "LOC")] * 2
    assert [each.origin for each in window.document.annotations.values()] == [Origin.CORRECTED] * 2
    assert window.notice.startswith("Mentions relabelled: 2")
    window.press("U")
    assert window.said() == [("骆明远", "PER")]


def test_rejecting_by_keys_in_the_whole_project(window: Person) -> None:
    window.focus_on("李玲")
    dialog = opened(window)
    window.press("X", "P", at=dialog.view)
    settle()
    assert dialog.apply.text() == "Reject 2"
    before = [line.waiting for line in window.window.documents.model.lines()]
    window.press("Return", at=dialog.view)
    settle()
    assert ("李玲", "PER") not in window.waiting()
    assert window.notice.startswith("Suggestions rejected: 2")
    assert [line.waiting for line in window.window.documents.model.lines()] == [
        before[0] - 1, before[1], before[2] - 1, before[3]
    ]  # fmt: skip
    window.press("U")
    settle()
    assert ("李玲", "PER") in window.waiting()
    assert [line.waiting for line in window.window.documents.model.lines()] == before


def test_removing_takes_only_what_stands_there(window: Person) -> None:
    window.focus_on("骆明远")
    window.press("A")
    window.focus_on("骆明远")
    dialog = opened(window)
    window.press("D", at=dialog.view)
    assert tick_states(dialog) == [Qt.CheckState.Checked, None]
    assert not dialog.label.isEnabled()
    dialog.apply.click()
    settle()
    assert window.said() == []
    assert window.notice.startswith("Spans removed: 1")


def test_a_conflict_is_marked_and_not_ticked(window: Person) -> None:
    window.select("骆明远", 2)
    window.press("3")
    window.focus_on("骆明远")
    dialog = opened(window)
    marked = [bool(dialog.table.index(row, STANDING).data(Qt.ItemDataRole.DecorationRole)) for row in (0, 1)]
    assert marked == [False, True]
    assert tick_states(dialog) == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    dialog.reject()


def test_nothing_to_do_is_said(window: Person) -> None:
    window.select("最后")
    dialog = opened(window)
    window.press("X", at=dialog.view)
    assert dialog.count.text() == "Nothing to do at the places found (1)."
    assert not dialog.apply.isEnabled()
    dialog.reject()
