"""Finding in the document: by keys, with the hits counted and marked, and back to the text on one of them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.matching import Pattern
from gui.find.bar import FindBar
from gui.models.hits import Hits, find_hits
from tests.gui.conftest import Person, settle


def bar_of(person: Person) -> FindBar:
    return person.controller.finding_here.bar


def look_for(person: Person, words: str, *, regex: bool = False) -> FindBar:
    """Ctrl+F, and type."""
    person.press("Ctrl+F")
    bar = bar_of(person)
    bar.regex.setChecked(regex)
    bar.field.setText(words)
    bar.search()
    settle()
    return bar


def selected(person: Person) -> tuple[str, int]:
    start, end = person.canvas.selection()
    return person.text[start:end], start


def test_the_first_hit_from_the_caret_is_selected_and_counted(window: Person) -> None:
    bar = look_for(window, "李玲")
    assert bar.field.hasFocus()
    assert bar.count.text() == "1 of 1"
    assert selected(window) == ("李玲", window.at("李玲"))
    assert window.focus() is None


def test_enter_and_f3_go_round(window: Person) -> None:
    bar = look_for(window, "澄湾县")
    places = [window.at("澄湾县", number) for number in (1, 2)]
    assert selected(window)[1] == places[0]
    window.press("Return")
    assert (selected(window)[1], bar.count.text()) == (places[1], "2 of 2")
    window.press("F3")
    assert (selected(window)[1], bar.count.text()) == (places[0], "1 of 2")
    window.press("Shift+F3")
    window.press("Shift+Return")
    assert selected(window)[1] == places[0]
    bar.next.click()
    assert selected(window)[1] == places[1]
    bar.previous.click()
    assert selected(window)[1] == places[0]


def test_esc_leaves_the_hit_selected_so_that_a_label_s_key_labels_it(window: Person) -> None:
    bar = look_for(window, "最后")
    window.press("Esc")
    assert bar.isHidden()
    assert window.canvas.hasFocus()
    assert selected(window)[0] == "最后"
    window.press("2")
    assert window.said() == [("最后", "ORG")]


def test_f3_goes_on_from_the_text_without_taking_the_keys(window: Person) -> None:
    look_for(window, "澄湾县")
    window.press("Esc", "F3")
    assert not bar_of(window).isHidden()
    assert window.canvas.hasFocus()
    assert selected(window) == ("澄湾县", window.at("澄湾县", 2))
    window.press("1", "F3", "1")
    assert window.said() == [("澄湾县", "PER")] * 2
    window.press("Esc")
    assert bar_of(window).isHidden()


def test_what_is_selected_is_looked_for(window: Person) -> None:
    window.select("骆明远", 2)
    window.press("Ctrl+F")
    bar = bar_of(window)
    assert (bar.field.text(), bar.count.text()) == ("骆明远", "2 of 2")


def test_no_hit_and_a_bad_expression_are_told(window: Person) -> None:
    bar = look_for(window, "不在这里")
    assert (bar.count.text(), bar.count.property("role")) == ("No hit", "danger")
    bar = look_for(window, "(澄", regex=True)
    assert bar.count.text() == "A closing ) is missing (at character 3)"
    assert window.canvas._over.hits is None
    bar = look_for(window, "澄.县", regex=True)
    assert (bar.count.text(), bar.count.property("role")) == ("1 of 2", "secondary")


def test_hits_are_drawn_and_the_current_one_otherwise(window: Person) -> None:
    place = window.place(window.at("走"))
    before = window.canvas.viewport().grab().toImage().pixel(place)
    look_for(window, "[走在]", regex=True)
    faint = window.canvas.viewport().grab().toImage().pixel(place)
    window.press("Return")
    strong = window.canvas.viewport().grab().toImage().pixel(place)
    assert len({before, faint, strong}) == 3
    window.press("Esc")
    window.canvas.set_selection(0, 0)
    assert window.canvas.viewport().grab().toImage().pixel(place) == before


def test_another_document_is_looked_through_without_moving_its_caret(window: Person) -> None:
    bar = look_for(window, "澄湾县")
    window.press("Esc", "F3")
    window.open(1)
    assert bar.count.text() == "Hits: 1"
    assert window.canvas.selection()[0] == window.canvas.selection()[1]
    window.press("F3")
    assert selected(window) == ("澄湾县", window.at("澄湾县"))


def test_nothing_is_kept_while_the_bar_is_away(window: Person) -> None:
    look_for(window, "澄湾县")
    window.press("Esc")
    here = window.controller.finding_here
    assert (here._hits, window.canvas._over.hits) == (None, None)
    window.open(1)
    assert here._hits is None


def test_a_long_text_is_searched_beside_the_window(live: Person, qtbot: QtBot) -> None:
    """An endless expression is given up in the end; meanwhile another search goes on."""
    bar = look_for(live, "(澄|澄湾|湾)+东", regex=True)
    qtbot.waitUntil(lambda: bar.count.text() == "No hit")
    bar = look_for(live, "澄湾")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")


def test_an_answer_for_what_nobody_looks_for_any_more_is_dropped(live: Person, qtbot: QtBot) -> None:
    look_for(live, "骆明远")
    bar = look_for(live, "李玲")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    live.press("Esc")
    assert selected(live)[0] == "李玲"


def test_hits_are_found_by_place() -> None:
    hits = find_hits("东一东二东", Pattern("东"), lambda: False)
    assert [hits[number] for number in hits.over(1, 4)] == [(2, 3)]
    assert [hits.from_position(at) for at in (0, 1, 5)] == [0, 1, 0]
    assert [hits.before_position(at) for at in (0, 2, 5)] == [2, 0, 2]
    assert (hits.number_of(2, 3), hits.number_of(2, 4)) == (1, None)
    assert len(Hits()) == 0


def test_a_step_before_the_pause_looks_first(window: Person) -> None:
    window.press("Ctrl+F")
    bar = bar_of(window)
    bar.field.setText("澄湾县")
    window.press("Return")
    assert selected(window)[0] == "澄湾县"
