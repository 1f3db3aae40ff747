"""Steps lead where a reader expects, and never into the middle of a character."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.canvas.marks import Appearance
from gui.canvas.metrics import Metrics
from gui.canvas.movement import Movement, Unit
from gui.canvas.page import Page
from gui.canvas.words import Words, runs
from gui.fonts import ensure_chinese_font
from tests.gui.canvas.conftest import FAMILY

CLUSTERS = ["中", "😀", "𠮷", FAMILY, "e\u0301", "🇨🇳", "1️⃣", "a", "\n", "\u00a0", "\u2028", "，"]


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """Fonts need an application."""


def movement_on(text: str, width: int = 200) -> Movement:
    appearance = Appearance(family=ensure_chinese_font())
    page = Page(text, (), (), {}, appearance, Metrics(appearance), width)
    return Movement(page, Words(page.blocks))


def walk(movement: Movement, unit: Unit, direction: int) -> list[int]:
    at = 0 if direction > 0 else len(movement.page.text)
    found = [at]
    while (further := movement.next(at, unit, direction)) != at:
        assert (further > at) == (direction > 0)
        found.append(further)
        at = further
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(CLUSTERS), max_size=12))
def test_characters_are_stepped_over_whole(clusters: list[str]) -> None:
    text = "|".join(clusters)  # between flags, which would pair up
    edges = [0]
    for cluster in text.replace("|", "\x00|\x00").split("\x00") if text else []:
        if cluster:
            edges.append(edges[-1] + len(cluster))
    movement = movement_on(text)
    assert walk(movement, Unit.CHARACTER, 1) == edges
    assert walk(movement, Unit.CHARACTER, -1) == edges[::-1]


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("text", ["", "\n", "中文\n\n" + "很长的一段。" * 40 + "\n末", "😀" * 90])
def test_every_unit_reaches_both_ends_or_the_lines(unit: Unit, text: str) -> None:
    movement = movement_on(text)
    forth, back = walk(movement, unit, 1), walk(movement, unit, -1)
    if unit is not Unit.LINE_EDGE:
        assert (forth[-1], back[-1]) == (len(text), 0)


def test_words_come_from_the_provider_and_are_checked() -> None:
    movement = movement_on("南京市长江大桥\n好")
    words = Words(movement.page.blocks, lambda text: [3, 5, 99])
    assert list(words.boundaries(0)) == [0, 3, 5, 7]
    assert words.word_at(4) == (3, 5)
    assert words.word_at(7) == (5, 7)
    assert words.word_at(8) == (8, 9)
    movement.words = words
    assert walk(movement, Unit.WORD, 1) == [0, 3, 5, 7, 8, 9]
    assert walk(movement, Unit.WORD, -1) == [9, 8, 7, 5, 3, 0]


def test_the_provider_is_asked_once_a_block() -> None:
    asked: list[str] = []

    def provider(text: str) -> list[int]:
        asked.append(text)
        return [0, len(text)]

    words = Words(movement_on("一\n二").page.blocks, provider)
    for position in (0, 1, 2, 0):
        words.word_at(position)
    assert asked == ["一", "二"]


def test_without_a_segmenter_runs_of_like_characters_are_words() -> None:
    text = "他在3.5%的A4纸上，写了2022-03-18 好"
    assert [text[a:b] for a, b in zip(runs(text), runs(text)[1:], strict=False)] == [
        *("他在", "3.5%", "的", "A4", "纸上", "，", "写了", "2022-03-18", " ", "好")
    ]


def test_sentences() -> None:
    text = "他说：“来了。”她没动。\n\n第二段"
    movement = movement_on(text)
    assert [text[a:b] for a, b in map(movement.sentence_at, (0, 9, 14))] == [
        "他说：“来了。”",
        "她没动。",
        "第二段",
    ]
    assert walk(movement, Unit.SENTENCE, 1) == [0, 8, 12, 14, 17]


def test_steps_down_keep_their_column() -> None:
    movement = movement_on("一二三四五六\n一\n一二三四五六")
    at = movement.next(4, Unit.LINE, 1)
    assert at == 8
    assert movement.next(at, Unit.LINE, 1) == 13
    assert movement.next(movement.next(13, Unit.LINE, -1), Unit.LINE, -1) == 4


def test_paragraphs_that_are_empty_are_passed_over() -> None:
    assert walk(movement_on("一\n\n　\n二二\n三"), Unit.PARAGRAPH, 1) == [0, 5, 8, 9]
    assert walk(movement_on("一\n\n　\n二二\n三"), Unit.PARAGRAPH, -1) == [9, 8, 5, 0]


def test_the_line_s_end_stays_on_the_line(qtbot: QtBot) -> None:
    movement = movement_on("中" * 40)
    end = movement.next(3, Unit.LINE_EDGE, 1)
    assert movement.page.line_of(end) == movement.page.line_of(3) == (0, 0)
    assert movement.next(end, Unit.LINE_EDGE, 1) == end
    assert movement.next(end, Unit.LINE_EDGE, -1) == 0


def test_a_cut_paragraph_is_walked_through_without_a_stop() -> None:
    text = "中" * 4000
    movement = movement_on(text)
    cut = movement.page.blocks.starts[1]
    assert movement.next(cut, Unit.CHARACTER, -1) == cut - 1
    assert movement.next(cut - 1, Unit.CHARACTER, 1) == cut
    assert movement.next(cut, Unit.WORD, -1) < cut
    assert movement.next(cut, Unit.PARAGRAPH, -1) == 0
    assert movement.next(0, Unit.PARAGRAPH, 1) == len(text)
