"""Names of people by what stands around them: listed names, titles, words after which one may follow."""

from __future__ import annotations

from typing import Any

import pytest

from core.schema import LabelSet
from core.suggest import Suggester
from tests.core.suggest.field import KITCHEN, RULES, TERMS

RULE = {
    **RULES["persons"][0],
    "near": "guest",
    "titles": "titles",
    "doubtful": "全",
    "never_given": "说的",
    "not_given": "说的社和在",
}
CLASSES = [{"name": "guest", "words": ["食客"]}, *RULES["classes"]]
MORE = {**TERMS, "surnames": ("王", "李", "张", "全", "管", "欧阳"), "titles": ("店长", "叔")}


def names(text: str) -> list[str]:
    rules: dict[str, Any] = {**RULES, "persons": [RULE], "classes": CLASSES}
    kitchen = LabelSet("厨房", "flat", KITCHEN.labels, KITCHEN.categories, rules, MORE)
    return [each.quote for each in Suggester(kitchen).suggest(text) if each.label == "PER"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("😀厨师长王小芳、李娜和张伟在𠮷", ["王小芳", "李娜", "张伟"]),
        ("😀食客王小芳在", ["王小芳"]),
        ("😀食客全小芳在", []),
        ("😀厨师长全小芳在", ["全小芳"]),
        ("😀厨师长管制人", []),
        ("😀王店长的，张叔的", ["王店长", "张叔"]),
        ("😀全店长的", []),
        ("😀厨师长李社福在", ["李社福"]),
        ("😀厨师长李建店长", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found
