"""The table of actions: everything in it can be done, by its key, its menu and the palette."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from typer.testing import CliRunner

from core.project import SAMPLE
from core.schema import read_label_set
from gui.action import MENUS, PAGE_OF
from gui.actions import ACTIONS, BY_ID, TOOLBAR, on_page
from gui.command_line import app
from gui.icons import PATHS
from tests.gui.conftest import Person

PAGES = ["", *dict.fromkeys(PAGE_OF.values())]  # the text first
WITH_KEYS = [action.id for action in ACTIONS if action.keys]


@pytest.fixture
def heard(window: Person, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked for; nothing happens."""
    said: list[str] = []
    for id_ in BY_ID:
        monkeypatch.setitem(window.controller._handlers, id_, lambda id_=id_: said.append(id_))
        window.action(id_).setEnabled(True)
    return said


def test_every_action_has_a_handler_and_nothing_else_has(window: Person) -> None:
    assert set(window.controller._handlers) == set(BY_ID)


def test_every_action_is_reached_by_its_menu(window: Person, heard: list[str]) -> None:
    found = [each.menu() for each in window.window.menuBar().actions()]
    menus = {menu.title(): menu for menu in found if isinstance(menu, QMenu)}
    assert list(menus) == list(MENUS.values())
    for action in ACTIONS:
        [entry] = [each for each in menus[MENUS[action.menu]].actions() if each.objectName() == action.id]
        entry.trigger()
    assert heard == list(BY_ID)


def test_every_action_is_reached_by_each_of_its_keys(window: Person, heard: list[str]) -> None:
    reached: dict[str, list[str]] = {}
    for action in (BY_ID[id_] for id_ in WITH_KEYS):
        beside = [*on_page(PAGE_OF.get(action.needs, "")), action]
        for label_key in window.window._label_keys:
            label_key.setEnabled(action.needs not in PAGE_OF)
        for each in BY_ID:
            window.action(each).setEnabled(BY_ID[each] in beside)
        for key in action.keys:
            window.press(key, at=window.canvas)
        reached[action.id] = heard.copy()
        heard.clear()
    assert reached == {id_: [id_] * len(BY_ID[id_].keys) for id_ in WITH_KEYS}


def test_every_action_is_found_in_the_palette_by_its_words(window: Person, heard: list[str]) -> None:
    wanted = [action for action in ACTIONS if action.id != "palette"]
    for action in wanted:
        window.controller.asking.palette(window.window.qactions)
        window.pick(action.title)
    assert heard == [action.id for action in wanted]
    assert window.canvas.hasFocus()


@pytest.mark.parametrize("page", PAGES)
def test_no_two_actions_share_a_key(page: str) -> None:
    keys = Counter(QKeySequence(key).toString() for action in on_page(page) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_label_of_the_sample_takes_an_action_s_key() -> None:
    keys = {QKeySequence(key).toString() for action in ACTIONS if action.is_for_text for key in action.keys}
    shifted = dict(zip("1234567890-=", "!@#$%^&*()_+", strict=True))
    for label in read_label_set(SAMPLE).labels:
        assert label.shortcut
        taken = {label.shortcut, f"Shift+{label.shortcut}", shifted[label.shortcut]}
        assert not taken & keys


def test_the_tool_bar_has_icons_and_every_icon_is_drawn() -> None:
    assert all(BY_ID[id_].icon for id_ in TOOLBAR if id_)
    assert {action.icon for action in ACTIONS if action.icon} <= set(PATHS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_line_prints_the_keys(language: str, window: Person) -> None:
    shown = CliRunner().invoke(app, ["keys", "--json", "--language", language])
    assert shown.exit_code == 0
    assert shown.stdout.count('"keys"') == len(WITH_KEYS)
    assert bool(re.search("[一-鿿]", shown.stdout)) is (language == "zh")


def test_keys_of_fields_stay_the_fields_own(window: Person) -> None:
    search = window.window.documents.search
    window.press("Ctrl+L")
    assert search.hasFocus()
    window.press("A", "X", "1", "=", "?", "Space", "E", "Delete", "Backspace")
    assert search.text() == "ax1=? "
    assert window.document.rejections == set()
    assert window.said() == []
    window.press("Esc")
    assert window.canvas.hasFocus()


def test_return_in_the_search_opens_the_first_found(window: Person) -> None:
    window.press("Ctrl+L")
    window.window.documents.search.setText("通知")
    window.press("Return")
    assert window.title == "通知"
    assert window.said() == []
    assert window.canvas.hasFocus()


def test_return_in_the_list_opens_a_document(window: Person) -> None:
    window.window.documents.view.setFocus()
    window.press("Down", "Return")
    assert window.title == "教书"
    assert window.said() == []


def test_space_on_a_category_decides_it(window: Person) -> None:
    button = window.window.categories._buttons["教育"]
    button.setFocus()
    window.press("Space")
    assert [mark.category for mark in window.document.categories] == ["教育"]
    assert window.focus() == ("骆明远", "PER", "suggestion")


def test_a_mark_under_the_mouse_has_a_menu_and_a_tip(window: Person) -> None:
    mark = window.canvas.focus()
    assert mark is not None
    window.canvas.contextMenuWanted.emit(window.canvas.mapToGlobal(window.place(mark.start)), mark)
    menu = window.window.findChildren(QMenu)[-1]
    names = [each.objectName() for each in menu.actions() if each.objectName()]
    assert names == ["accept", "reject", "delete", "label", "unsure", "note", "zone", "split", "copy"]
    menu.close()
    assert "骆明远" in window.controller._tip([mark])


@pytest.mark.parametrize(
    ("keys", "enabled"),
    [
        (
            [],
            {"accept": True, "reject": True, "delete": True, "finish": True, "reopen": False, "undo": False},
        ),
        (["A"], {"accept": True, "undo": True, "redo": False}),
        (["A", "U"], {"undo": False, "redo": True}),
        (["A", "K"], {"accept": False, "reject": False, "delete": True, "left-out": True}),
        (["X", "Esc", "Ctrl+End"], {"accept": False, "delete": False, "left-out": False, "label": True}),
    ],
)
def test_only_what_can_be_done_is_offered(window: Person, keys: list[str], enabled: dict[str, bool]) -> None:
    window.press(*keys)
    assert {id_: window.action(id_).isEnabled() for id_ in enabled} == enabled


def test_undo_is_named_after_what_it_takes_back(window: Person) -> None:
    window.press("3")
    assert window.action("undo").text() == "Undo: accept"
    assert window.window.status.undo.text() == "Undo: accept"
    window.press("U")
    assert window.action("undo").text() == "Undo"
    assert window.action("redo").text() == "Redo: accept"
