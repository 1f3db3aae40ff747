"""Unknown words before a telling end are read as one name, and so is the name without its end."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import BadLabelSet
from core.suggest import Suggester
from core.suggest.reading import Reader
from core.suggest.rules import read_rules
from tests.core.suggest.field import TERMS, with_rules

NAMES: dict[str, Any] = {
    "becomes": "place",
    "label": "LOC",
    "score": 0.6,
    "heads": "shop",
    "over": "namepart",
    "never": "的在和到家去又",
    "generic": "steps",
    "after": ["在"],
    "stems": ["饭店"],
}


def label_set(**changed: Any) -> Any:
    return with_rules(names=[{**NAMES, **changed}], suffixes=[], persons=[])


def words(text: str, **changed: Any) -> list[str]:
    return Reader(read_rules(label_set(**changed)), TERMS).read(text).pieces


def places(text: str, **changed: Any) -> list[str]:
    return [each.quote for each in Suggester(label_set(**changed)).suggest(text) if each.source == "names"]


def test_unknown_characters_before_a_telling_end_are_one_word() -> None:
    assert words("😀到鑫𠮷福饭店") == ["😀", "到", "鑫𠮷福饭店"]


def test_words_that_no_name_holds_end_it() -> None:
    assert places("😀和的鑫福饭店") == ["鑫福饭店"]
    assert places("😀清洗饭店") == []


def test_the_name_stands_without_its_end_too_before_and_after() -> None:
    assert places("😀鑫𠮷福的汤。去鑫𠮷福饭店，又去鑫𠮷福") == ["鑫𠮷福", "鑫𠮷福饭店", "鑫𠮷福"]


def test_an_end_that_is_not_left_out_keeps_its_name() -> None:
    assert places("😀鑫福。在鑫福酒家") == ["鑫福酒家"]


def test_an_ordinary_word_is_a_name_where_places_are_expected() -> None:
    assert places("😀在振兴饭店") == ["振兴饭店"]
    assert places("😀到振兴饭店") == []
    assert places("😀在介绍饭店") == ["介绍饭店"]
    assert places("😀在介绍饭店", apart="say") == []
    assert places("😀鑫福饭店振兴酒家") == ["鑫福饭店", "振兴酒家"]
    assert places("😀鑫福饭店振兴酒家", chained=False) == ["鑫福饭店"]


def test_a_name_that_needs_a_sign_of_a_place() -> None:
    assert places("😀，鑫福饭店", alone=False) == []
    assert places("😀在鑫福饭店", alone=False) == ["鑫福饭店"]


def test_where_a_name_cannot_begin_and_how_long_it_gets() -> None:
    assert places("😀，鑫福康饭店", not_first="鑫") == ["福康饭店"]
    assert places("😀，鑫福康泰饭店", longest=3) == ["福康泰饭店"]


def test_names_without_a_label_only_make_words() -> None:
    assert words("😀，鑫福饭店", label="") == ["😀", "，", "鑫福饭店"]
    assert places("😀，鑫福饭店", label="") == []


def test_nothing_is_joined_across_a_line() -> None:
    assert places("鑫\n福饭店") == []


@pytest.mark.parametrize(
    ("changed", "why"), [({"heads": "soup"}, "soup"), ({"generic": "pans"}, "pans"), ({"label": "X"}, "“X”")]
)
def test_a_rule_that_names_what_is_not_there_is_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(BadLabelSet) as refused:
        Suggester(label_set(**changed))
    assert why in refused.value.why


def test_patterns_that_keep_to_whole_words() -> None:
    pattern = {"name": "汤", "label": "DISH", "regex": "[一-鿿]汤", "whole_words": True}
    found = Suggester(with_rules(patterns=[pattern], lists=[])).suggest("😀城市汤，𠮷蛋汤")
    assert [each.quote for each in found if each.label == "DISH"] == ["蛋汤"]
