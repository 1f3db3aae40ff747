"""What can be pointed at, and which mark a word belongs to."""

from __future__ import annotations

import pytest

from gui.canvas.marks import Mark
from gui.canvas.targets import Target, beside, clause_end, targets

TEXT = "😀由于地处苏皖两省交界，416名专兼职网格员上岗。"
WORDS = [(4, 5), (5, 7), (7, 9), (9, 11), (12, 16), (16, 17), (17, 19), (19, 22), (22, 24)]


def mark(quote: str, label: str = "LOC") -> Mark:
    start = TEXT.index(quote)
    return Mark(start, start + len(quote), label, "suggestion", start)


SU, NAMED, GRID = mark("苏皖"), mark("416名", "QTY"), mark("兼职网格员", "ROLE")


def quotes(found: list[Target]) -> list[str]:
    return [TEXT[each.start : each.end] + ("*" if each.mark else "") for each in found]


def test_marks_and_the_words_outside_them_in_text_order() -> None:
    found = targets(WORDS, [SU, NAMED, GRID], flat=True)
    assert quotes(found) == ["处", "苏皖*", "两省", "交界", "416名*", "专", "兼职网格员*", "上岗"]


def test_of_a_word_that_a_mark_cuts_the_rest_is_left() -> None:
    assert quotes(targets([(4, 7), (16, 22)], [SU, mark("兼职")], flat=True)) == [
        "处", "苏皖*", "专", "兼职*", "网格员",
    ]  # fmt: skip


def test_in_a_nested_set_words_inside_marks_can_be_pointed_at_too() -> None:
    whole = mark("苏皖两省")
    assert quotes(targets(WORDS[1:3], [whole, SU], flat=False)) == ["苏皖两省*", "苏皖*", "两省"]
    assert quotes(targets(WORDS[1:3], [whole], flat=True)) == ["苏皖两省*"]


@pytest.mark.parametrize(("position", "end"), [(1, "，"), (12, "。"), (0, "，")])
def test_a_clause_ends_at_the_next_sign(position: int, end: str) -> None:
    assert TEXT[clause_end(TEXT, position)] == end


def test_a_clause_without_a_sign_ends_with_the_text() -> None:
    assert clause_end("没有", 0) == 2


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(9, 11), SU),  # 交界: the only mark of its clause
        (Target(16, 17), GRID),  # 专 touches both: given to the one behind
        (Target(22, 24), GRID),
        (Target(17, 22, GRID), NAMED),  # a mark: to the one before it
        (Target(12, 16, NAMED), GRID),  # or else to the one behind
    ],
)
def test_which_mark_a_word_is_given_to(target: Target, expected: Mark) -> None:
    others = [each for each in (SU, NAMED, GRID) if each is not target.mark]
    assert beside(TEXT, target, others) == expected


def test_a_mark_of_another_clause_gets_nothing() -> None:
    assert beside(TEXT, Target(22, 24), [SU]) is None
