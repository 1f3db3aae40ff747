"""Finding in the project: by keys and filters, to each hit and back, and deciding for many at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import operations, queries
from core.project import open_project
from core.queries.wanted import ANYBODY, What
from gui.find.panel import FindPanel
from gui.models.mention_table import AFTER, DOCUMENT, QUOTE, STANDING, TICK
from tests.gui.conftest import Person, settle


def panel_of(person: Person) -> FindPanel:
    return person.controller.finding.panel


def look_for(window: Person, words: str = "", **choices: object) -> FindPanel:
    """Ctrl+Shift+F, type, choose; the search is over when this returns."""
    window.press("Ctrl+Shift+F", at=window.canvas)
    panel = panel_of(window)
    panel.fields.field.setText(words)
    for name, value in choices.items():
        combo = getattr(panel.fields, name)
        if hasattr(combo, "findData"):
            combo.setCurrentIndex(combo.findData(value))
        elif isinstance(value, bool):
            combo.setChecked(value)
        else:
            combo.setText(value)
    window.controller.finding.search()
    settle()
    return panel


def rows(panel: FindPanel, column: int = QUOTE) -> list[str]:
    return [panel.table.index(row, column).data() for row in range(panel.table.rowCount())]


def test_hits_are_listed_with_context_and_counted(window: Person) -> None:
    panel = look_for(window, "澄湾县")
    assert rows(panel) == ["澄湾县"] * 3
    assert rows(panel, DOCUMENT) == ["开张", "开张", "教书"]
    assert rows(panel, STANDING) == ["Place?"] * 3
    assert panel.count.text() == "Hits: 3 · documents: 2"
    assert panel.fields.field.hasFocus()


def test_enter_goes_to_the_list_and_on_to_the_place(window: Person) -> None:
    panel = look_for(window, "开学")
    window.press("Return")
    assert panel.view.hasFocus()
    window.press("Return")
    settle()
    assert window.title == "教书"
    start, end = window.canvas.selection()
    assert (window.text[start:end], window.canvas.hasFocus()) == ("开学", True)
    window.press("Ctrl+G")
    assert panel.view.hasFocus()
    window.press("Esc")
    assert window.canvas.hasFocus()


def test_f4_goes_from_hit_to_hit_through_documents(window: Person) -> None:
    look_for(window, "李玲")
    visited = []
    for keys in ("F4", "F4", "F4", "Shift+F4"):
        window.press(keys, at=window.canvas)
        settle()
        start, end = window.canvas.selection()
        visited.append((window.title, window.text[start:end] or window.focus()))
    assert [title for title, _ in visited] == ["开张", "通知", "开张", "通知"]


def test_the_pause_after_typing_does_not_begin_anew_what_was_found_at_once(window: Person) -> None:
    panel = look_for(window, "李玲")
    window.press("F4", at=window.canvas)
    panel.fields.changed.emit()
    settle()
    window.press("F4", at=window.canvas)
    settle()
    assert window.title == "通知"


def test_labelled_hits_leave_the_list_of_what_has_no_label(window: Person, qtbot: QtBot) -> None:
    panel = look_for(window, "澄湾县", what=What.UNLABELLED)
    window.press("F4", "2", at=window.canvas)
    qtbot.waitUntil(lambda: panel.table.rowCount() == 2)
    window.press("F4", "2", at=window.canvas)
    qtbot.waitUntil(lambda: panel.table.rowCount() == 1)
    assert window.said() == [("澄湾县", "ORG")] * 2
    window.press("F4", at=window.canvas)
    assert window.title == "教书"
    window.press("U", at=window.canvas)
    qtbot.waitUntil(lambda: panel.table.rowCount() == 2)


def test_spans_are_found_by_label_and_gone_to_as_what_is_in_focus(window: Person) -> None:
    window.focus_on("骆明远")
    window.press("A")
    panel = look_for(window, label="PER")
    assert rows(panel) == ["骆明远"]
    assert rows(panel, STANDING) == ["Person · 王芳 · accepted"]
    window.press("F4", at=window.canvas)
    assert window.focus() == ("骆明远", "PER", "annotation")


def test_suggestions_are_found_and_gone_to(window: Person) -> None:
    panel = look_for(window, what=What.SUGGESTIONS, label="PER")
    assert rows(panel) == ["骆明远", "李玲", "骆明远", "李玲"]
    assert rows(panel, STANDING)[0] == "Person? · term lists"
    window.press("F4", "F4", at=window.canvas)
    assert window.focus() == ("李玲", "PER", "suggestion")


def test_filters_count_while_they_are_shown(window: Person) -> None:
    panel = look_for(window, "。", title="教", more=True)
    assert set(rows(panel, DOCUMENT)) == {"教书"}
    panel.fields.more.setChecked(False)
    settle()
    assert set(rows(panel, DOCUMENT)) == {"开张", "教书", "通知", "空白"}


def test_deciding_for_ticked_hits_is_one_act_with_a_preview(window: Person, qtbot: QtBot) -> None:
    panel = look_for(window, "澄湾县")
    window.press("Return")
    window.press("A", "L", "2", at=panel.view)
    assert panel.preview.text() == "Ticked: 3 · documents: 2"
    assert panel.apply.text() == "Label 3"
    window.press("Ctrl+Return", at=panel.view)
    assert window.said() == [("澄湾县", "ORG")] * 2
    assert window.notice.startswith("Mentions labelled: 3")
    qtbot.waitUntil(lambda: rows(panel, STANDING) == ["Organisation"] * 3)
    window.press("U", at=window.canvas)
    assert window.said() == []
    qtbot.waitUntil(lambda: rows(panel, STANDING) == ["Place?"] * 3)


def test_keys_of_the_list_are_no_keys_of_the_text(window: Person) -> None:
    panel = look_for(window, "澄湾县")
    window.press("Return")
    window.press("X", "A", "Space", at=panel.view)
    assert window.document.rejections == set()
    assert window.said() == []
    ticks = [panel.table.index(row, TICK).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)]
    assert ticks == [Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.Checked]


def test_only_the_spans_that_were_found_are_removed(window: Person) -> None:
    for keys in ("A", "A", "A"):
        window.press(keys)
    panel = look_for(window, label="LOC")
    before = window.said()
    window.press("Return")
    window.press("D", "A", "Ctrl+Return", at=panel.view)
    assert window.said() == [each for each in before if each[1] != "LOC"]


def test_a_bad_expression_and_nothing_found_are_told(window: Person) -> None:
    panel = look_for(window, "[澄", regex=True)
    assert panel.count.property("role") == "danger"
    assert panel.count.text().startswith("A closing ] is missing")
    panel.fields.regex.setChecked(False)
    settle()
    assert panel.count.text() == "No hit"


def test_nobody_else_can_be_chosen_until_there_is_somebody(window: Person) -> None:
    panel = look_for(window, "澄")
    names = [panel.fields.person.itemData(number) for number in range(panel.fields.person.count())]
    assert names == ["", ANYBODY, "李雷"]  # who made the project


def test_others_spans_are_found(window: Person) -> None:
    place = window.workspace.project.place
    other = open_project(place, "李雷")
    [line] = [each for each in queries.document_lines(other) if each.title == "空白"]
    operations.annotate(other, line.id, 0, 2, "TIME")
    other.close()
    panel = look_for(window, what=What.SPANS, more=True, person=ANYBODY)
    assert rows(panel, STANDING) == ["Time · 李雷 · by hand"]
    window.press("F4", at=window.canvas)
    assert window.canvas.selection() == (0, 2)


def test_typing_waits_for_a_pause_and_late_answers_are_dropped(live: Person, qtbot: QtBot) -> None:
    live.press("Ctrl+Shift+F", at=live.canvas)
    panel = panel_of(live)
    panel.fields.field.setText("骆明远")
    live.controller.finding.search()
    panel.fields.field.setText("李玲")
    qtbot.waitUntil(lambda: rows(panel) == ["李玲"] * 2 and not live.controller.finding._is_looking)
    assert panel.count.text() == "Hits: 2 · documents: 2"


def test_a_hit_in_a_finished_document_cannot_be_ticked(window: Person) -> None:
    operations.finish(window.workspace.project, window.document.id)
    panel = look_for(window, "骆明远")
    assert rows(panel, STANDING) == ["finished"] * 2
    window.press("Return")
    window.press("Space", at=panel.view)
    assert panel.table.ticked() == []
    assert rows(panel, AFTER)[0].startswith("说")


def test_what_was_typed_last_does_no_harm_to_a_closed_project(window: Person) -> None:
    panel = look_for(window, "澄湾县")
    panel.fields.field.setText("骆")
    window.workspace.close_project()
    panel.fields.changed.emit()
    assert panel.table.rowCount() == 0
