"""A label set whose rules do not hold together is refused, saying where and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import BadLabelSet
from core.schema import LabelSet, read_label_set
from core.suggest import Suggester
from core.suggest.rules import read_rules
from tests.core.suggest.field import KITCHEN, with_rules

CORPUS = Path(__file__).parents[3] / "corpus"


def test_the_sample_rules_hold_together() -> None:
    Suggester(read_label_set(CORPUS))


def test_a_label_set_without_rules_suggests_nothing() -> None:
    assert Suggester(LabelSet("", "flat", KITCHEN.labels)).suggest("😀我在北京") == ()


@pytest.mark.parametrize(
    ("tables", "where", "why"),
    [
        ({"edge": "，"}, "[rules]", "edge"),
        ({"words": {"place": "NOWHERE"}}, "[rules.words]", "NOWHERE"),
        ({"words": {"palace": "LOC"}}, "[rules.words]", "palace"),
        ({"lists": [{"list": "pans", "label": "TOOL"}]}, "[[rules.lists]]", "terms/pans.txt"),
        ({"lists": [{"list": "tools", "label": "T"}]}, "[[rules.lists]] tools", "“T”"),
        ({"patterns": [{"name": "用量", "label": "QTY", "regex": "("}]}, "用量", "regular expression"),
        ({"patterns": [{"name": "用量", "label": "QTY", "regex": 5}]}, "[rules]", "patterns"),
        ({"phrases": [{"name": "菜", "label": "DISH", "pattern": "<soup>"}]}, "菜", "soup"),
        ({"phrases": [{"name": "菜", "label": "DISH", "pattern": "<step>("}]}, "菜", "regular expression"),
        ({"groups": {"namepart": ["soup"]}}, "namepart", "soup"),
        ({"categories": [{"category": "baking"}]}, "categories", "baking"),
        ({"zones": {"lines": [{"kind": "tittle", "regex": "x"}]}}, "[rules]", "tittle"),
        ({"zones": {"opens": "("}}, "[rules.zones] opens", "regular expression"),
        ({"repeats": {"labels": ["X"]}}, "[rules.repeats]", "“X”"),
    ],
)
def test_what_is_wrong_is_said(tables: dict[str, Any], where: str, why: str) -> None:
    with pytest.raises(BadLabelSet) as refused:
        Suggester(with_rules(**tables))
    assert where in refused.value.where
    assert why in refused.value.why


def test_nothing_is_a_label_that_rules_may_name() -> None:
    rules = read_rules(with_rules(lists=[{"list": "tools", "label": "-"}]))
    assert rules.lists[0].label == "-"
