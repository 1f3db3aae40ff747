"""Filters over the text: what is put away is not drawn, not gone to, counted, and nothing stored changes."""

from __future__ import annotations

from core import queries
from gui.models.mark_filter import BY_HAND
from gui.panels.filter_bar import FilterBar
from tests.gui.conftest import Person, settle


def bar_of(person: Person) -> FilterBar:
    person.press("Shift+Y", at=person.canvas)
    return person.controller.filtering.bar


def put_away(bar: FilterBar, menu: str, *keys: str) -> None:
    """Take ticks away in a menu of the bar."""
    bar.asked.emit()
    for action in getattr(bar, menu).menu().actions():
        if action.data() in keys:
            action.trigger()


def test_labels_are_put_away_and_come_back(window: Person) -> None:
    everything = window.drawn()
    bar = bar_of(window)
    put_away(bar, "labels", "PER")
    assert {label for _, label, _ in window.drawn()} == {"ORG", "LOC"}
    assert bar.said.text() == "Hidden: 3 · finishing confirms 3 of them"
    bar.all.click()
    assert window.drawn() == everything
    assert bar.said.text() == "Nothing is hidden"


def test_next_passes_over_what_is_hidden(window: Person) -> None:
    put_away(bar_of(window), "labels", "PER")
    visited = []
    for _ in range(4):
        window.press("N", at=window.canvas)
        focus = window.focus()
        visited.append(focus[:2] if focus else None)
    assert visited == [("𠮷野家", "ORG"), ("澄湾县", "LOC"), ("澄湾县", "LOC"), ("𠮷野家", "ORG")]


def test_only_undecided_by_one_key(window: Person) -> None:
    window.press("A", "Y")
    assert window.action("only-undecided").isChecked()
    assert {kind for _, _, kind in window.drawn()} == {"suggestion"}
    bar = window.controller.filtering.bar
    assert bar.said.text() == "Hidden: 1"
    window.press("A")
    assert bar.said.text() == "Hidden: 2"
    assert len(window.said()) == 2
    window.press("Y")
    assert bar.isHidden()
    assert {kind for _, _, kind in window.drawn()} == {"annotation", "suggestion"}


def test_by_source(window: Person) -> None:
    window.select("最后")
    window.press("3")
    bar = bar_of(window)
    put_away(bar, "sources", BY_HAND)
    assert ("最后", "LOC", "annotation") not in window.drawn()
    assert bar.said.text() == "Hidden: 1"
    put_away(bar, "sources", BY_HAND, "lexicon")
    assert window.drawn() == [("最后", "LOC", "annotation")]


def test_only_unsure(window: Person) -> None:
    window.press("A", "A")
    window.focus_on("骆明远")
    window.do("unsure")
    bar = bar_of(window)
    bar.unsure.click()
    assert window.drawn() == [("骆明远", "PER", "annotation")]


def test_accept_all_leaves_what_is_hidden_and_finishing_confirms_it(window: Person) -> None:
    put_away(bar_of(window), "labels", "PER")
    window.press("Shift+A", at=window.canvas)
    assert {label for _, label in window.said()} == {"ORG", "LOC"}
    assert {label for _, label in window.waiting()} == {"PER"}
    document = window.document.id
    window.press("E", at=window.canvas)
    settle()
    stored = queries.open_document(window.workspace.project, document).annotations
    assert {each.label for each in stored} == {"PER", "ORG", "LOC"}


def test_that_only_hidden_suggestions_wait_is_told(window: Person) -> None:
    put_away(bar_of(window), "labels", "PER", "LOC")
    window.press("N", "A", at=window.canvas)
    assert window.notice == "Nothing that is shown waits here any more. Hidden suggestions: 5"


def test_the_filter_stays_for_the_next_document(window: Person) -> None:
    bar = bar_of(window)
    put_away(bar, "labels", "LOC")
    window.open(1)
    assert window.drawn() == []
    assert bar.said.text() == "Hidden: 1 · finishing confirms 1 of them"
    window.press("Esc", at=bar.undecided)
    assert bar.isHidden()
    assert window.drawn() == [("澄湾县", "LOC", "suggestion")]


def test_undo_of_what_is_hidden_keeps_it_hidden(window: Person) -> None:
    window.press("A", "Y")
    before = window.drawn()
    window.press("U")
    assert ("骆明远", "PER", "suggestion") in window.drawn()
    window.press("Shift+U")
    assert window.drawn() == before
