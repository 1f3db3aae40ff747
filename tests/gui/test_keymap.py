"""Keys: two layouts, changed in the window or in a file, with what clashes shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.errors import BadFile
from core.project import SAMPLE
from core.schema import read_label_set
from gui.actions import ACTIONS
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.keymap import DIGITS, HOME_ROW, LAYOUTS, Keymap, read_keymap, write_keymap
from gui.settings import Settings
from tests.gui.conftest import Person, Start, settle

LABELS = read_label_set(SAMPLE).labels


def test_no_layout_clashes_with_the_labels_of_the_sample() -> None:
    for layout in LAYOUTS:
        assert Keymap(layout).clashes(LABELS) == []
        assert len(Keymap(layout).label_keys(LABELS)) == len(LABELS)


def test_every_action_that_has_a_key_has_one_in_each_layout() -> None:
    for action in ACTIONS:
        assert all(bool(Keymap(layout).keys(action.id)) == bool(action.keys) for layout in LAYOUTS)


def test_a_keymap_comes_back_from_its_file(tmp_path: Path) -> None:
    keymap = Keymap(HOME_ROW).with_action("accept", ["Ctrl+K", "Num+5"]).with_label("𠮷", '"')
    write_keymap(tmp_path / "new" / "keys.toml", keymap)
    assert read_keymap(tmp_path / "new" / "keys.toml") == keymap
    assert read_keymap(tmp_path / "none.toml") == Keymap()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("layout = @", "line 1"),
        ('layout = "dvorak"', "no layout “dvorak”"),
        ('[actions]\nfly = ["A"]', "no action “fly”"),
        ('[actions]\naccept = ["Hyper+A"]', "“Hyper.A” is no key"),
        ("[actions]\naccept = 3", "is no key"),
        ("actions = 3", "must be a table"),
        ("\udcff", "decode"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, words: str, why: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadFile, match=why):
        read_keymap(file)


def test_clashes_are_named() -> None:
    keymap = Keymap().with_action("accept", ["X", "Left"]).with_label("PER", "N")
    found = {(clash.key, clash.wanted_by, clash.kept) for clash in keymap.clashes(LABELS)}
    assert found == {
        ("X", ("accept", "reject"), False),
        ("N", ("next-undecided", "PER"), False),
        ("Left", ("accept",), True),
    }


def test_usual_keys_count_as_never_changed() -> None:
    keymap = Keymap().with_action("accept", ["Y"]).with_action("accept", Keymap().keys("accept"))
    assert keymap == Keymap()
    assert Keymap().with_label("PER", "Y").with_label("PER", None) == Keymap()


def dialog_of(person: Person) -> ShortcutsDialog:
    person.press("F1")
    [dialog] = person.window.findChildren(ShortcutsDialog)
    return dialog


def choose(dialog: ShortcutsDialog, what: str) -> None:
    """Find a row by typing, and select it."""
    dialog.search.setText(what)
    [row] = [
        row
        for row in range(dialog.table.rowCount())
        if not dialog.table.isRowHidden(row) and dialog.table.item(row, 1).text() == what
    ]
    dialog.table.selectRow(row)


def test_a_key_is_changed_in_the_window_and_works_at_once_and_after_a_new_start(start: Start) -> None:
    window = start()
    dialog = dialog_of(window)
    choose(dialog, "Accept the suggestion")
    QTest.keyClick(dialog.press, Qt.Key.Key_F12)
    dialog.put.click()
    assert dialog.keymap.keys("accept") == ("F12",)
    dialog.accept()
    settle()
    window.press("A")
    assert window.said() == []
    window.press("F12")
    assert window.said() == [("骆明远", "PER")]
    window.window.close()
    again = start()
    assert again.window.keymap.keys("accept") == ("F12",)
    assert again.window.status.hint.text().startswith(("F12 accept", "label's key"))


def test_a_clash_is_shown_and_goes_with_the_usual_key(window: Person) -> None:
    dialog = dialog_of(window)
    choose(dialog, "Accept the suggestion")
    QTest.keyClick(dialog.press, Qt.Key.Key_X)
    dialog.add.click()
    assert dialog.keymap.keys("accept")[-1] == "X"
    assert "X" in dialog.clashes.text()
    assert dialog.table.item(dialog.table.currentRow(), 3).text() == "Reject the suggestion"
    dialog.usual.click()
    assert not dialog.clashes.isVisible()
    assert dialog.keymap == Keymap()
    dialog.accept()


def test_the_home_row_labels_with_the_left_hand(window: Person) -> None:
    dialog = dialog_of(window)
    dialog.layouts.setCurrentIndex(dialog.layouts.findData(HOME_ROW))
    dialog.accept()
    settle()
    second = window.workspace.label_set.labels[1].key
    window.press("S")
    assert window.said() == [("骆明远", second)]
    before = window.focus()
    window.press("J")
    assert window.focus() != before
    dialog = dialog_of(window)
    dialog.layouts.setCurrentIndex(dialog.layouts.findData(DIGITS))
    dialog.accept()


def test_a_bad_file_is_told_and_left_as_it_is(start: Start, settings: Settings) -> None:
    settings.keys_file.write_text("layout = ", encoding="utf-8")
    window = start()
    assert "keys.toml" in window.notice
    assert window.window.keymap == Keymap()
    assert settings.keys_file.read_text(encoding="utf-8") == "layout = "
