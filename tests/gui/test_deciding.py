"""Deciding over suggestions and spans: the same act by key, menu, tool bar, mouse and input method."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from core.annotation import Origin
from tests.gui.conftest import LEFT, Person, Start, settle

Act = Callable[[Person], None]


def by_key(*keys: str) -> Act:
    return lambda person: person.press(*keys)


def by_menu(id_: str) -> Act:
    return lambda person: person.do(id_)


def by_tool(id_: str) -> Act:
    return lambda person: person.click_tool(id_)


def by_input_method(typed: str) -> Act:
    return lambda person: person.send_text(typed)


def by_palette(typed: str) -> Act:
    def act(person: Person) -> None:
        person.press("Ctrl+P")
        person.pick(typed)

    return act


def click_label(key: str) -> Act:
    def act(person: Person) -> None:
        QTest.mouseClick(person.window.labels.list.viewport(), LEFT, pos=person.label_row(key))
        settle_click(person)

    return act


def settle_click(person: Person) -> None:
    """A click on a label waits for a second one where nothing is selected; so long we need not wait."""
    if person.window.labels.waiting_click.isActive():
        person.window.labels.waiting_click.start(0)
    settle()


def pick_label(typed: str) -> Act:
    def act(person: Person) -> None:
        person.press("F")
        person.pick(typed)

    return act


def named(*acts: Act) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("act", acts)


def test_the_window_opens_on_the_first_article_with_its_first_suggestion_in_focus(window: Person) -> None:
    assert window.title == "开张"
    assert window.focus() == ("骆明远", "PER", "suggestion")
    assert window.canvas.hasFocus()


@named(
    by_key("A"),
    by_key("Return"),
    by_key("Enter"),
    by_menu("accept"),
    by_tool("accept"),
    by_input_method("a"),
    by_palette("accept the"),
    by_key("1"),
)
def test_accepting_goes_on_to_the_next(window: Person, act: Act) -> None:
    act(window)
    assert window.said() == [("骆明远", "PER")]
    assert window.focus() == ("𠮷野家", "ORG", "suggestion")
    [annotation] = window.document.annotations.values()
    assert annotation.origin is Origin.ACCEPTED
    assert window.canvas.hasFocus()


@named(
    by_key("X"), by_key("D"), by_key("Delete"), by_key("Backspace"), by_tool("reject"), by_input_method("x")
)
def test_rejecting_goes_on_to_the_next(window: Person, act: Act) -> None:
    before = window.waiting()
    act(window)
    assert window.said() == []
    assert window.waiting() == before[1:]
    assert window.focus() == ("𠮷野家", "ORG", "suggestion")


@named(by_key("Shift+A"), by_menu("accept-all"), by_tool("accept-all"), by_input_method("A"))
def test_accepting_all_that_waits(window: Person, act: Act) -> None:
    wanted = window.waiting()
    act(window)
    assert window.said() == wanted
    assert window.waiting() == []
    assert {kind for *_, kind in window.drawn()} == {"annotation"}


@named(
    by_key("3"),
    by_input_method("3"),
    click_label("LOC"),
    pick_label("LOC"),
    pick_label("地点"),
    pick_label("place"),
)
def test_another_label_corrects_the_suggestion_in_focus(window: Person, act: Act) -> None:
    act(window)
    assert window.said() == [("骆明远", "LOC")]
    [annotation] = window.document.annotations.values()
    assert annotation.origin is Origin.CORRECTED
    assert window.focus() == ("𠮷野家", "ORG", "suggestion")
    assert window.canvas.hasFocus()


@named(by_key("2"), click_label("ORG"), pick_label("ORG"))
def test_another_label_relabels_the_annotation_in_focus(window: Person, act: Act) -> None:
    window.press("A", "Shift+A")
    window.focus_on("骆明远")
    act(window)
    assert window.said()[0] == ("骆明远", "ORG")
    assert window.focus() == ("骆明远", "ORG", "annotation")


def drag_then_key(person: Person) -> None:
    person.drag(person.at("开张"), person.at("张"))
    person.press("2")


def double_click_then_key(person: Person) -> None:
    person.click(person.at("张"), double=True)
    person.press("2")


def caret_then_key(person: Person) -> None:
    person.click(person.at("张"))
    person.press("2")


def words_by_keys(person: Person) -> None:
    person.click(person.at("开"))
    person.press("Shift+L", "2")


def characters_by_keys(person: Person) -> None:
    person.click(person.at("开"))
    person.press("Shift+Right", "Shift+Right", "2")


def select_word_then_picker(person: Person) -> None:
    person.click(person.at("张"))
    person.press("W", "F")
    person.pick("ORG")


def select_then_click(person: Person) -> None:
    person.select("开张")
    QTest.mouseClick(person.window.labels.list.viewport(), LEFT, pos=person.label_row("ORG"))


@named(
    drag_then_key,
    double_click_then_key,
    caret_then_key,
    words_by_keys,
    characters_by_keys,
    select_word_then_picker,
    select_then_click,
)
def test_a_new_span(window: Person, act: Act) -> None:
    act(window)
    assert window.said() == [("开张", "ORG")]
    assert window.focus() == ("开张", "ORG", "annotation")
    assert window.canvas.hasFocus()
    [annotation] = window.document.annotations.values()
    assert annotation.origin is Origin.BY_HAND


@pytest.mark.parametrize(
    ("key", "quote"),
    [
        ("[", "在澄湾县"),
        ("{", "在澄湾县"),
        ("}", "湾县"),
        ("<", "澄湾"),
        (".", "澄湾县开张"),
        (">", "澄湾县开"),
    ],
)
@pytest.mark.parametrize("kind", ["annotation", "suggestion"])
def test_edges_move_by_word_and_by_character(window: Person, key: str, quote: str, kind: str) -> None:
    window.focus_on("澄湾县")
    if kind == "annotation":
        window.press("A")
        window.focus_on("澄湾县")
    window.press(key)
    assert window.said() == [(quote, "LOC")]
    assert window.focus() == (quote, "LOC", "annotation")


def test_edges_step_over_astral_characters(window: Person) -> None:
    window.focus_on("骆明远")
    window.press("{")
    assert window.said() == [("😀骆明远", "PER")]
    window.press(">", ">", "}", "<")
    assert window.said() == [("骆明远说", "PER")]


def test_an_edge_never_leaves_nothing(window: Person) -> None:
    window.focus_on("澄湾县")
    window.press("]", ",")
    assert window.said() == []
    assert window.focus() == ("澄湾县", "LOC", "suggestion")


@named(by_key("D"), by_key("Delete"), by_key("Backspace"), by_menu("delete"), by_input_method("d"))
def test_deleting_an_annotation(window: Person, act: Act) -> None:
    window.select("开张")
    window.press("2")
    act(window)
    assert window.said() == []
    assert window.focus() is None
    assert window.canvas.caret() == window.at("开张")


def test_an_edge_against_a_neighbour_is_told(window: Person) -> None:
    window.press("A", "A")
    window.focus_on("骆明远")
    for _ in range(3):
        window.press(">")
    assert window.said() == [("骆明远说，", "PER"), ("𠮷野家", "ORG")]
    assert "no overlap" in window.notice


@named(
    by_key("U"), by_key("Ctrl+Z"), by_tool("undo"), by_menu("undo"), lambda p: p.window.notice._button.click()
)
def test_what_made_room_is_told_and_comes_back(window: Person, act: Act) -> None:
    window.press("A", "A")
    window.select("骆明远说，𠮷野家")
    window.press("3")
    assert window.said() == [("骆明远说，𠮷野家", "LOC")]
    assert "made room: 2" in window.notice
    act(window)
    assert window.said() == [("骆明远", "PER"), ("𠮷野家", "ORG")]


def test_nested_labels_stay_side_by_side(start: Start) -> None:
    window = start(labels="nested")
    window.press("A")
    window.select("骆明远说，𠮷野家")
    window.press("3")
    assert window.said() == [("骆明远说，𠮷野家", "LOC"), ("骆明远", "PER")]
    assert window.notice == ""


def test_going_on_passes_nested_suggestions_and_begins_again_from_the_top(start: Start) -> None:
    window = start(labels="nested")
    everything = window.waiting()
    window.select("骆明远说，𠮷野家")
    window.press("3")
    window.focus_on("澄湾县")
    seen = []
    while window.waiting():
        assert window.focus() is not None
        seen.append(window.focus())
        window.press("A")
    assert len(seen) == len(everything)
    assert seen[0] == ("澄湾县", "LOC", "suggestion")
    assert window.notice.startswith("Nothing waits")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["N"], "𠮷野家"),
        (["Space"], "𠮷野家"),
        (["N", "P"], "骆明远"),
        (["N", "Shift+Space"], "骆明远"),
        (["J", "J"], "澄湾县"),
        (["J", "J", "K"], "𠮷野家"),
        (["P"], "骆明远"),
        (["N"] * 6, "骆明远"),
    ],
)
def test_going_from_suggestion_to_suggestion(window: Person, keys: list[str], wanted: str) -> None:
    window.press(*keys)
    assert window.focus() is not None
    assert window.focus()[0] == wanted  # type: ignore[index] # just looked


def hold_by_key(person: Person) -> None:
    person.press("Shift+2")


def hold_by_double_click(person: Person) -> None:
    viewport, point = person.window.labels.list.viewport(), person.label_row("ORG")
    QTest.mouseClick(viewport, LEFT, pos=point)
    QTest.mouseDClick(viewport, LEFT, pos=point)
    settle()


@named(hold_by_key, hold_by_double_click)
def test_a_held_label_labels_each_selection(window: Person, act: Act) -> None:
    act(window)
    assert window.said() == []
    assert "“Organisation” is held" in window.notice
    window.drag(window.at("开张"), window.at("张"))
    window.drag(window.at("第二段"), window.at("段"))
    assert window.said() == [("开张", "ORG"), ("第二段", "ORG")]
    window.click(window.at("走"))
    window.press("Shift+Right", "Shift+Right")
    assert window.said()[-1] == ("走", "ORG")
    act(window)
    window.drag(window.at("最后"), window.at("后"))
    assert len(window.said()) == 3


def test_a_label_is_let_go_from_the_notice(window: Person) -> None:
    window.press("Shift+=")
    assert window.window.labels.active == "TIME"
    window.window.notice._button.click()
    assert window.window.labels.active == ""


def test_keys_of_an_input_method_are_taken_one_by_one(window: Person) -> None:
    window.send_text("ax3")
    assert window.said() == [("骆明远", "PER"), ("澄湾县", "LOC")]


@pytest.mark.parametrize(("typed", "quote"), [("【", "在澄湾县"), ("。", "澄湾县开张"), ("》", "澄湾县开")])
def test_full_width_signs_of_an_input_method_are_keys_too(window: Person, typed: str, quote: str) -> None:
    window.focus_on("澄湾县")
    window.send_text(typed)
    assert window.said() == [(quote, "LOC")]


def test_what_is_drawn_is_what_is_stored(window: Person) -> None:
    window.press("A", "X", "1", "N", "3", ">", "U", "U", "Shift+U", "D", "A")
    drawn = window.drawn()
    stored = [(quote, label, "annotation") for quote, label in window.said()]
    stored += [(quote, label, "suggestion") for quote, label in window.waiting()]
    assert sorted(drawn) == sorted(stored)
    window.workspace.open_document(window.document.id)
    assert window.drawn() == drawn


def test_escape_leaves_the_selection_and_then_lets_a_held_label_go(window: Person) -> None:
    window.press("Shift+2")
    window.canvas.set_selection(2, 4)
    window.press("Esc")
    assert window.window.labels.active == "ORG"
    assert window.canvas.selection() == (4, 4)
    window.press("Esc")
    assert window.window.labels.active == ""
    assert window.notice == ""


def test_why_a_category_is_suggested_stands_below_it(window: Person) -> None:
    window.open(1)
    assert window.window.categories.why.text().startswith("Education: ")
    window.window.categories.decided.emit("教育", True)
    assert window.window.categories.why.isHidden()
