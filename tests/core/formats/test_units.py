"""A wrong unit of offsets: found by the quotes, said, mended; never guessed where nothing tells."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.report import Outcome, Report
from core.formats.units import (
    CODE_POINTS,
    MENDED_BY_QUOTES,
    MENDED_TO_FIT,
    UTF16,
    Counting,
    Newline,
    Positions,
    Quoted,
    Unit,
    in_code_points,
)
from tests.core.formats.records import ANYTHING

TEXT = "我爱😀北京\r\n大学，𠮷野家\r\n在上海"
COUNTINGS = [
    Counting(unit, newline, inclusive)
    for unit in Unit
    for newline in (Newline.AS_IT_IS, Newline.CRLF_AS_ONE)
    for inclusive in (False, True)
]


def counted(text: str, position: int, counting: Counting) -> int:
    """A code point position in another counting, by making the text before it."""
    before = text[:position]
    if counting.newline is Newline.CRLF_AS_ONE:
        before = before.replace("\r\n", "\n")
    if counting.newline is Newline.LF_AS_TWO:
        before = before.replace("\n", "\r\n")
    if counting.unit is Unit.CODE_POINTS:
        return len(before)
    if counting.unit is Unit.UTF16:
        return len(before.encode("utf-16-le", "surrogatepass")) // 2
    return len(before.encode("utf-8", "surrogatepass"))


def given_in(counting: Counting, text: str, *words: str) -> list[Quoted]:
    found = []
    for word in words:
        start = text.index(word)
        end = counted(text, start + len(word), counting) - counting.inclusive
        found.append(Quoted(counted(text, start, counting), end, word))
    return found


@pytest.mark.parametrize("counting", COUNTINGS, ids=str)
def test_every_counting_is_told_by_its_quotes(counting: Counting) -> None:
    report = Report()
    declared = Counting(inclusive=counting.inclusive)
    words = ("北京", "大学", "𠮷野家", "上海")
    ranges = in_code_points(TEXT, given_in(counting, TEXT, *words), declared, report, "x")
    assert [TEXT[start:end] for start, end in ranges] == list(words)
    if counting == declared:
        assert not report.notes
    else:
        (note,) = report.notes
        assert note.outcome is Outcome.ALTERED
        assert (note.why, note.detail) == (MENDED_BY_QUOTES, f"{counting}, not {declared}")


def test_newlines_counted_as_two() -> None:
    text = "我爱北京\n大学，野家\n\n在上海"
    given_ = given_in(Counting(Unit.CODE_POINTS, Newline.LF_AS_TWO), text, "大学", "上海")
    report = Report()
    assert in_code_points(text, given_, CODE_POINTS, report, "x") == [(5, 7), (13, 15)]
    assert "code points with a newline as two" in report.notes[0].detail


def test_exclusive_ends_where_inclusive_ones_are_the_rule() -> None:
    report = Report()
    assert in_code_points("我爱北京", [Quoted(2, 4, "北京")], Counting(inclusive=True), report, "x") == [
        (2, 4)
    ]
    assert "code points, not code points, the end inclusive" in report.notes[0].detail


def test_a_quote_that_fits_nowhere_changes_nothing() -> None:
    report = Report()
    assert in_code_points(TEXT, [Quoted(0, 2, "没有")], CODE_POINTS, report, "x") == [(0, 2)]
    assert not report.notes


def test_one_bad_quote_does_not_turn_the_others() -> None:
    given_ = [*given_in(CODE_POINTS, TEXT, "北京", "上海"), Quoted(0, 2, "没有")]
    report = Report()
    ranges = in_code_points(TEXT, given_, CODE_POINTS, report, "x")
    assert TEXT[slice(*ranges[0])] == "北京" and not report.notes


def test_an_escaped_newline_in_a_quote_is_the_newline() -> None:
    report = Report()
    assert in_code_points("我\n爱", [Quoted(0, 3, "我\\n爱")], CODE_POINTS, report, "x") == [(0, 3)]
    assert not report.notes


def test_without_quotes_only_what_cannot_be_is_mended() -> None:
    text, report = "我爱😀北京", Report()
    assert in_code_points(text, [Quoted(4, 6)], CODE_POINTS, report, "x") == [(3, 5)]
    assert report.notes[0].why == MENDED_TO_FIT
    report = Report()
    assert in_code_points(text + "大学", [Quoted(4, 6)], CODE_POINTS, report, "x") == [(4, 6)]
    assert not report.notes  # both may be: it is not guessed
    assert in_code_points(text, [Quoted(3, 50)], CODE_POINTS, report, "x") == [(-1, -1)]
    assert in_code_points(text, [Quoted(3, 6)], UTF16, report, "x") == [(-1, -1)]  # cuts 😀


@given(text=ANYTHING, data=st.data())
def test_positions_agree_with_counting_what_is_before(text: str, data: st.DataObject) -> None:
    counting = Counting(data.draw(st.sampled_from(list(Unit))), inclusive=data.draw(st.booleans()))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start + counting.inclusive, max(start + 1, len(text))))
    if end <= len(text):
        given_ = Quoted(counted(text, start, counting), counted(text, end, counting) - counting.inclusive)
        assert Positions(text, counting).ranges([given_]) == [(start, end)]


def test_outside_is_nowhere(tmp_path: Path) -> None:
    for counting in COUNTINGS:
        assert (
            Positions(TEXT, counting).ranges([Quoted(-1, 2), Quoted(3, 1), Quoted(0, 99)]) == [(-1, -1)] * 3
        )
