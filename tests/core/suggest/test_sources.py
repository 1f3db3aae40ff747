"""Each source by itself, on a text with characters beyond U+FFFF before what it finds."""

from __future__ import annotations

import pytest

from core.suggest import lexicon, patterns, persons, phrases, repeats, suffixes, word_tags
from core.suggest.reading import Candidate
from core.suggest.rules import RepeatRule
from tests.core.suggest.field import propose, read


def test_terms_are_found_as_whole_words() -> None:
    assert propose(lexicon.make, "😀𠮷用蒸锅和擀面杖") == [("蒸锅", "TOOL"), ("擀面杖", "TOOL")]


def test_a_term_with_a_character_beyond_the_first_plane() -> None:
    assert propose(lexicon.make, "😀𠮷字锅") == [("𠮷字锅", "TOOL")]


def test_patterns_take_lists() -> None:
    assert propose(patterns.make, "😀盐5克、糖2勺、水3杯") == [("5克", "QTY"), ("2勺", "QTY")]


def test_phrases_run_over_words() -> None:
    assert propose(phrases.make, "😀𠮷清洗豆腐，清洗的豆腐") == [("清洗豆腐", "DISH")]
    assert propose(phrases.make_measures, "😀浸泡豆腐") == [("浸泡", "STEP")]


def test_a_suffix_reaches_left_over_name_like_words() -> None:
    assert propose(suffixes.make, "😀我在上海城市饭店") == [("上海城市饭店", "ORG")]


def test_dictionary_places_of_two_characters_and_more() -> None:
    assert propose(word_tags.make, "😀𠮷去上海") == [("上海", "LOC")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("😀店长王小芳在", "王小芳"),
        ("😀店长王芳说", "王芳"),
        ("𠮷，李娜介绍", "李娜"),
        ("😀王师傅的", "王师傅"),
        ("😀老王的", "老王"),
        ("😀店长欧阳小芳说", "欧阳小芳"),
    ],
)
def test_names_by_what_stands_beside_them(text: str, name: str) -> None:
    assert (name, "PER") in propose(persons.make, text)


def test_what_only_looks_like_a_name() -> None:
    assert propose(persons.make, "😀店长王府") == []


def test_what_was_found_once_is_found_again() -> None:
    text = "😀王芳说，𠮷王芳"
    first = Candidate(1, 3, "PER", 0.9, "persons", "")
    again = repeats.find(read(text), [first], RepeatRule(labels=("PER",)))
    assert [(each.start, each.end) for each in again] == [(1, 3), (6, 8)]


def test_what_is_doubtful_or_short_is_not_repeated() -> None:
    rule = RepeatRule(labels=("PER",), from_score=0.8)
    doubtful = [Candidate(0, 2, "PER", 0.5, "persons", ""), Candidate(0, 1, "PER", 0.9, "persons", "")]
    assert list(repeats.find(read("王芳"), doubtful, rule)) == []


def test_a_name_does_not_begin_with_the_measure_word_of_a_number() -> None:
    assert propose(suffixes.make, "😀两家𠮷，3家上海城市饭店") == [("上海城市饭店", "ORG")]
