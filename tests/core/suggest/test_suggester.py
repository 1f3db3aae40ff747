"""Texts in, suggestions out: exact, within lines, outside furniture; the same in another process."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.annotation import Zone, ZoneKind
from core.schema import read_label_set
from core.suggest import Suggester, registry
from core.suggest.reading import Candidate, Reading
from core.suggest.reasons import explain
from tests.core.suggest.field import KITCHEN, with_rules

SAMPLE = Suggester(read_label_set(Path(__file__).parents[3] / "corpus"))
TEXT = "😀𠮷\n3月4日晨，王芳市的县委书记李玲说，网格员和志愿者在卡口测温。\n"
PIECES = [
    "😀",
    "𠮷",
    "\n",
    "，",
    "“",
    "3月4日",
    "214个",
    "县委书记",
    "李玲",
    "说",
    "在卡口",
    "测温",
    "的疫情",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=25).map("".join)


@given(TEXTS)
def test_every_quote_is_its_slice_in_one_line_and_none_overlaps(text: str) -> None:
    last = 0
    for each in SAMPLE.suggest(text):
        assert each.quote == text[each.start : each.end] != ""
        assert "\n" not in each.quote
        assert each.start >= last
        assert 0 < each.score <= 1
        last = each.end


@given(TEXTS)
def test_every_reason_can_be_read_in_both_languages(text: str) -> None:
    for each in (*SAMPLE.suggest(text), *SAMPLE.categories(text)):
        assert explain(each.reason, "zh") != explain(each.reason, "en") != each.reason


def test_a_sentence_of_the_field() -> None:
    found = {(each.quote, each.label) for each in SAMPLE.suggest(TEXT)}
    expected = {
        ("3月4日晨", "TIME"),
        ("李玲", "PER"),
        ("网格员", "ROLE"),
        ("卡口", "LOC"),
        ("测温", "MEASURE"),
    }
    assert expected <= found


def test_nothing_is_suggested_in_furniture() -> None:
    line = Zone(TEXT.index("3月"), len(TEXT) - 1, ZoneKind.FURNITURE)
    assert SAMPLE.suggest(TEXT, [line]) == ()
    assert SAMPLE.categories(TEXT, [line]) == ()


def test_a_suggester_travels_to_another_process() -> None:
    suggester = Suggester(KITCHEN)
    again = pickle.loads(pickle.dumps(suggester))
    assert again.suggest("😀用蒸锅") == suggester.suggest("😀用蒸锅") != ()


def test_a_taken_place_without_a_label_stays_empty() -> None:
    blocked = with_rules(patterns=[{"name": "不标", "label": "-", "regex": "用蒸锅", "score": 3.0}])
    assert Suggester(blocked).suggest("😀用蒸锅") == ()


def test_nested_label_sets_keep_what_lies_inside() -> None:
    nested = Suggester(replace(KITCHEN, nesting="nested"))
    found = {(each.quote, each.label) for each in nested.suggest("😀上海饭店")}
    assert {("上海饭店", "ORG"), ("上海", "LOC")} <= found


def test_categories_name_the_words_that_speak_for_them() -> None:
    steaming, other = Suggester(KITCHEN).categories("😀蒸锅，再蒸。\n用蒸锅蒸\n这一段说的完全是别的事情。")
    assert (steaming.category, other.category) == ("steaming", "other")
    assert "蒸锅" in explain(steaming.reason, "zh")


def broken(reading: Reading) -> Iterator[Candidate]:
    raise ValueError("somebody else's bug")


def outside(reading: Reading) -> Iterator[Candidate]:
    yield Candidate(-1, 2, "TOOL", 0.9, "plugin", "")
    yield Candidate(0, 99, "TOOL", 0.9, "plugin", "")
    yield Candidate(0, 1, "UNHEARD", 0.9, "plugin", "")


def test_a_source_that_fails_is_reported_once_and_skipped(caplog: pytest.LogCaptureFixture) -> None:
    using = {**registry.SOURCES, "broken for this test": lambda *_: broken}
    suggester = Suggester(KITCHEN, using)
    assert suggester.suggest("😀用蒸锅") == suggester.suggest("😀用蒸锅") != ()
    assert len([each for each in caplog.records if "broken for this test" in each.getMessage()]) == 1


def test_what_a_source_gets_wrong_does_not_pass() -> None:
    assert Suggester(KITCHEN, {"plugin": lambda *_: outside}).suggest("蒸锅") == ()


def test_the_sources_are_a_table() -> None:
    names = ["lexicon", "patterns", "persons", "suffixes", "names", "phrases", "measures", "words"]
    assert list(registry.SOURCES) == names
    assert set(names) <= set(registry.makers())


@pytest.mark.parametrize(
    ("reason", "english"),
    [
        ("list|roles|网格员", "“网格员” is in the list roles"),
        ("person|after|书记", "a name after “书记”"),
        ("suffix|机构名|指挥部", "ends in “指挥部” (机构名)"),
        ("elsewhere|seen twice", "elsewhere · seen twice"),
        ("", ""),
    ],
)
def test_reasons(reason: str, english: str) -> None:
    assert explain(reason) == english


def test_a_category_shows_the_sentence_that_speaks_for_it() -> None:
    text = "😀先浸泡。\n锅要大。把蒸锅放好再蒸，蒸到熟。最后𠮷上桌。\n用蒸锅蒸好了！\n"
    found = Suggester(KITCHEN).categories(text)[0]
    assert found.category == "steaming"
    assert "例如“把蒸锅放好再蒸，蒸到熟”" in explain(found.reason, "zh")
