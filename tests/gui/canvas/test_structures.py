"""Blocks, heights and lanes say what a slow and plain computation would."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from core.text import Span
from gui.canvas.blocks import LONGEST, Blocks
from gui.canvas.heights import GROUP, Heights
from gui.canvas.lanes import lanes

texts = st.text("中a，。\n 😀𠮷\u0301\u200d\x00\u2028\u202e\ufeff\t\u00a0", max_size=60)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 15))


@given(texts)
def test_blocks_are_the_lines(text: str) -> None:
    blocks = Blocks(text)
    assert [blocks.raw(i) for i in range(len(blocks))] == text.split("\n")
    for position in range(len(text) + 1):
        block = blocks.at(position)
        assert blocks.starts[block] <= position <= blocks.ends[block]


@given(texts)
def test_what_is_drawn_has_the_same_length_in_both_countings(text: str) -> None:
    blocks = Blocks(text)
    for i in range(len(blocks)):
        raw, shown = blocks.raw(i), blocks.shown(i)
        assert len(raw) == len(shown)
        assert len(raw.encode("utf-16-le")) == len(shown.encode("utf-16-le"))
        assert not set(shown) & set("\x00\u2028\u202e\ufeff")


def test_a_lone_surrogate_is_drawn_as_one_unit() -> None:
    assert Blocks("中\ud800国").shown(0) == "中\ufffd国"


@given(
    st.integers(LONGEST - 2, 6 * LONGEST), st.sampled_from(["中", "中。", "中文，", "e\u0301", "👨\u200d👩"])
)
def test_a_long_paragraph_is_cut_and_nothing_is_lost(length: int, unit: str) -> None:
    text = "首段\n" + (unit * length)[:length] + "\n末段"
    blocks = Blocks(text)
    pieces = [blocks.raw(i) for i in range(len(blocks))]
    assert "".join(pieces[1:-1]) == text.split("\n")[1]
    assert max(map(len, pieces)) <= LONGEST
    assert blocks.pieces == set(range(2, len(blocks) - 1))
    assert not any(piece[0] in "\u0301\u200d" for piece in pieces)
    assert {blocks.first_of_paragraph(i) for i in range(1, len(blocks) - 1)} == {1}
    assert {blocks.last_of_paragraph(i) for i in range(1, len(blocks) - 1)} == {len(blocks) - 2}
    assert [blocks.paragraph_number(i) for i in (0, 1, len(blocks) - 1)] == [1, 2, 3]


@given(
    st.lists(st.integers(1, 90), min_size=1, max_size=3 * GROUP),
    st.lists(st.tuples(st.integers(0), st.integers(1, 90)), max_size=5),
    st.integers(-5, 200_000),
)
def test_heights_add_up(heights: list[int], changes: list[tuple[int, int]], depth: int) -> None:
    kept = Heights(list(heights))
    for where, height in changes:
        kept[where % len(heights)] = heights[where % len(heights)] = height
    tops = [0, *accumulate(heights)]
    assert kept.total == tops[-1]
    for block in {0, len(heights) // 2, len(heights) - 1}:
        assert kept.top(block) == tops[block]
        assert kept[block] == heights[block]
    expected = next((i for i in range(len(heights)) if depth < tops[i + 1]), len(heights) - 1)
    assert kept.at(depth) == expected


@given(st.lists(spans, max_size=25))
def test_lanes_keep_spans_apart_and_what_contains_below(some: list[Span]) -> None:
    found = lanes(some)
    for i, one in enumerate(some):
        for j, other in enumerate(some):
            if i != j and one.overlaps(other):
                assert found[i] != found[j]
                if one.contains(other) and one != other:
                    assert found[i] > found[j]


def test_a_lane_is_used_again_behind_its_span() -> None:
    assert lanes([Span(0, 4), Span(2, 6), Span(5, 9), Span(7, 11)]) == [1, 0, 1, 0]


def test_of_equal_spans_the_first_lies_lowest() -> None:
    assert lanes([Span(0, 2), Span(0, 2)]) == [1, 0]
