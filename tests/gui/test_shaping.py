"""Shaping spans by keys: split, merge, the phrase in quotes, the stack; each one act and one undo."""

from __future__ import annotations

import pytest

from core import operations
from core.annotation import DocumentRecord
from core.formats.report import Report
from tests.gui.conftest import Person, Start, settle

QUOTED = "😀他说“骆明远《澄湾县(开张)记》”好。𠮷野家，李玲走了。\n上一段：李玲。"


@pytest.fixture
def nested(start: Start) -> Person:
    return start(labels="nested")


def with_text(person: Person, text: str) -> Person:
    """Open a further article."""
    operations.import_records(person.workspace.project, [DocumentRecord(text, title="别的")], Report())
    person.window.documents.reload()
    settle()
    person.open(person.window.documents.model.rowCount() - 1)
    return person


def label(person: Person, quote: str, key: str, number: int = 1) -> None:
    person.select(quote, number)
    person.press(key)


def stays_one_act(person: Person, *keys: str) -> None:
    """The keys, undone and redone, end where they ended."""
    before = person.said(), person.waiting()
    person.press(*keys)
    after = person.said(), person.waiting()
    assert after != before
    person.press("U")
    assert (person.said(), person.waiting()) == before
    person.press("Shift+U")
    assert (person.said(), person.waiting()) == after


def test_b_splits_an_annotation_at_the_caret(window: Person) -> None:
    label(window, "李玲来了", "1")
    window.press("Right", "Right", "Right")
    stays_one_act(window, "B")
    assert window.said() == [("李玲来", "PER"), ("了", "PER")]


def test_b_splits_a_suggestion_at_a_word_s_border_where_the_caret_is_not_inside(window: Person) -> None:
    window.focus_on("𠮷野家")
    stays_one_act(window, "B")
    assert window.said() == [("𠮷", "ORG"), ("野家", "ORG")]


def test_after_a_split_the_last_piece_is_in_focus(window: Person) -> None:
    window.focus_on("𠮷野家")
    window.press("B", "B")
    assert window.said() == [("𠮷", "ORG"), ("野", "ORG"), ("家", "ORG")]
    assert window.focus() == ("家", "ORG", "annotation")


def test_b_cuts_around_a_selection_inside_the_span(window: Person) -> None:
    label(window, "李玲来了，骆明远", "1")
    mark = window.canvas.focus()
    assert mark is not None
    window.canvas.set_selection(mark.start + 2, mark.start + 5)
    window.press("B")
    assert window.said() == [("李玲", "PER"), ("来了，", "PER"), ("骆明远", "PER")]


def test_a_single_character_is_not_split(window: Person) -> None:
    label(window, "😀", "1")
    window.press("B")
    assert window.said() == [("😀", "PER")]
    assert "cannot be split" in window.notice


def test_shift_j_takes_in_the_suggestion_behind(window: Person) -> None:
    window.focus_on("𠮷野家")
    stays_one_act(window, "Shift+J")
    assert window.said() == [("𠮷野家在澄湾县", "ORG")]
    assert window.focus() == ("𠮷野家在澄湾县", "ORG", "annotation")


def test_shift_k_takes_in_the_annotation_before(window: Person) -> None:
    window.focus_on("澄湾县", 2)
    window.press("A")
    window.focus_on("李玲")
    stays_one_act(window, "Shift+K")
    assert window.said() == [("澄湾县的李玲", "PER")]


def test_nothing_is_merged_over_the_end_of_a_line(window: Person) -> None:
    window.focus_on("澄湾县")
    window.press("Shift+J")
    assert window.said() == []
    assert "beside it" in window.notice


def test_in_a_nested_set_overlapping_spans_are_merged(nested: Person) -> None:
    label(nested, "李玲来了", "1")
    label(nested, "来了，骆明远", "2")
    stays_one_act(nested, "Shift+K")
    assert ("李玲来了，骆明远", "ORG") in nested.said()
    assert [each for each in nested.said() if each[1] == "PER"] == []


def test_q_lets_a_span_reach_to_the_quotes_around_it_and_again_to_the_next(window: Person) -> None:
    person = with_text(window, QUOTED)
    label(person, "开", "3")
    for expected in ("开张", "澄湾县(开张)记", "骆明远《澄湾县(开张)记》"):
        stays_one_act(person, "Q")
        assert person.focus() == (expected, "LOC", "annotation")
    person.press("Q")
    assert "No quotes" in person.notice
    person.press("Shift+Q")
    assert person.said() == [("“骆明远《澄湾县(开张)记》”", "LOC")]


def test_shift_q_takes_a_suggestion_with_its_brackets(window: Person) -> None:
    person = with_text(window, "读“骆明远”。")
    person.controller.suggesting.fill_again(person.document.id)
    settle()
    person.focus_on("骆明远")
    stays_one_act(person, "Shift+Q")
    assert person.said() == [("“骆明远”", "PER")]


def test_q_lets_a_selection_reach_too(window: Person) -> None:
    person = with_text(window, QUOTED)
    person.select("张")
    person.press("Q")
    assert person.canvas.selection() == (person.at("开张"), person.at("开张") + 2)
    person.press("Shift+Q", "3")
    assert person.said() == [("(开张)", "LOC")]


def test_o_and_i_walk_the_stack_and_back(nested: Person) -> None:
    for quote, key in (("李玲", "1"), ("县的李玲来", "2"), ("澄湾县的李玲来了", "3"), ("来了", "1")):
        label(nested, quote, key)
    nested.focus_on("李玲")
    seen = []
    for _ in range(4):
        focus = nested.focus()
        assert focus is not None
        seen.append(focus[0])
        nested.press("O")
    assert seen == ["李玲", "县的李玲来", "澄湾县的李玲来了", "澄湾县的李玲来了"]
    nested.press("I", "I")
    assert nested.focus() == ("李玲", "PER", "annotation")
    nested.press("I")
    assert nested.focus() == ("李玲", "PER", "annotation") or nested.focus() == ("李玲", "PER", "suggestion")


def test_o_and_i_tell_spans_of_one_place_apart(nested: Person) -> None:
    for key in ("1", "2", "3"):
        label(nested, "先生" if "先生" in nested.text else "来了", key)
    seen = {nested.focus()}
    for _ in range(2):
        nested.press("O")
        seen.add(nested.focus())
    nested.press("O")
    assert len(seen) == 3
    for _ in range(2):
        nested.press("I")
    assert nested.focus() in seen


def test_without_a_focus_o_begins_with_the_innermost_here_and_i_with_the_outermost(nested: Person) -> None:
    nested.focus_on("李玲")
    nested.press("A")
    label(nested, "的李玲来了", "3")
    at = nested.at("李玲")
    for key, expected in (("O", "李玲"), ("I", "的李玲来了")):
        nested.canvas.set_focus(None)
        nested.canvas.set_selection(at, at)
        nested.press(key)
        focus = nested.focus()
        assert focus is not None
        assert focus[0] == expected


@pytest.mark.parametrize(
    ("keys", "quote", "number"),
    [
        (("Alt+L",), "骆", 1),
        (("Alt+L", "Alt+L", "Alt+H"), "骆", 1),
        (("S",), "第二段", 1),
        (("S", "S", "Alt+S"), "第二段", 1),
        (("Shift+N",), "第二段", 1),
        (("Shift+N", "Shift+N", "Shift+P"), "第二段", 1),
    ],
)
def test_steps_without_arrows(window: Person, keys: tuple[str, ...], quote: str, number: int) -> None:
    window.canvas.set_focus(None)
    window.canvas.set_selection(0, 0)
    window.press(*keys)
    at = window.canvas.caret()
    assert at in (window.at(quote, number), window.at(quote, number) - 1)
    assert window.canvas.selection() == (at, at)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (("Alt+Shift+L", "Alt+Shift+L"), "李玲"),
        (("Alt+Shift+H",), "的"),
        (("Alt+Shift+S",), "第二段😀：澄湾县的"),
        (("Shift+S",), "李玲来了，骆明远走了。"),
    ],
)
def test_the_selection_grows_both_ways(window: Person, keys: tuple[str, ...], selected: str) -> None:
    at = window.at("李玲")
    window.canvas.set_focus(None)
    window.canvas.set_selection(at, at)
    window.press(*keys)
    assert window.text[slice(*window.canvas.selection())] == selected


def test_a_held_label_takes_what_the_keys_select(window: Person) -> None:
    window.press("Shift+2")
    window.canvas.set_focus(None)
    at = window.at("开张")
    window.canvas.set_selection(at, at)
    window.press("W")
    assert window.said() == [("开张", "ORG")]
    window.canvas.set_focus(None)
    window.canvas.set_selection(window.at("走了"), window.at("走了"))
    window.press("Shift+L")
    assert window.said() == [("开张", "ORG"), ("走", "ORG")]
