"""Code points ↔ UTF-16: the fast map against counting by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.offsets import Utf16Map

TEXTS = st.text(alphabet=st.sampled_from("我爱北京a \n😀𠮷👨‍👩‍👧é\u0301\u2028\uffff\U00010000"), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_to_utf16_counts_the_units_before(text: str) -> None:
    both = Utf16Map(text)
    assert [both.to_utf16(i) for i in range(len(text) + 1)] == [units(text[:i]) for i in range(len(text) + 1)]


@given(TEXTS)
def test_there_and_back(text: str) -> None:
    both = Utf16Map(text)
    assert all(both.to_code_point(both.to_utf16(i)) == i for i in range(len(text) + 1))


@given(TEXTS)
def test_inside_a_pair_is_the_pairs_start(text: str) -> None:
    both = Utf16Map(text)
    starts = {both.to_utf16(i): i for i in range(len(text) + 1)}
    for position in range(units(text) + 1):
        inside = position not in starts
        assert both.splits_pair(position) is inside
        assert both.to_code_point(position) == starts[position - inside]


@given(TEXTS)
def test_identity_is_when_nothing_is_astral(text: str) -> None:
    assert Utf16Map(text).is_identity is (units(text) == len(text))


def test_positions_behind_the_end_keep_their_distance() -> None:
    assert Utf16Map("😀𠮷").to_utf16(5) == 7
    assert Utf16Map("😀𠮷").to_code_point(7) == 5


@pytest.mark.parametrize(("code_point", "utf16"), [(0, 0), (2, 2), (3, 4), (7, 8)])
def test_the_example_of_every_other_tool(code_point: int, utf16: int) -> None:
    both = Utf16Map("我爱😀北京大学")
    assert (both.to_utf16(code_point), both.to_code_point(utf16)) == (utf16, code_point)


@given(TEXTS)
def test_the_table_says_what_the_map_says(text: str) -> None:
    both = Utf16Map(text)
    expected = [
        -1 if both.splits_pair(position) else both.to_code_point(position)
        for position in range(units(text) + 1)
    ]
    assert both.code_points(len(text)) == expected
