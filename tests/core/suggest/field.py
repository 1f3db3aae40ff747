"""A label set from another field, whole in a few lines: what the tests of the sources read with."""

from __future__ import annotations

from typing import Any

from core.schema import Label, LabelSet
from core.suggest.reading import Candidate, Reader, Reading
from core.suggest.rules import read_rules

TERMS = {
    "steps": ("清洗", "浸泡"),
    "tools": ("蒸锅", "擀面杖", "𠮷字锅"),
    "dishes": ("小笼包", "豆腐"),
    "surnames": ("王", "李", "欧阳"),
    "forms": ("先生", "师傅"),
    "not-names": ("王府",),
    "say": ("说", "介绍"),
    "posts": ("厨师长", "店长"),
    "units": ("克", "勺"),
    "function-words": ("的", "在", "和", "用"),
}

RULES: dict[str, Any] = {
    "edges": "，。“”",
    "words": {"place": "LOC"},
    "classes": [
        {"name": "stop", "lists": ["function-words"], "tags": ["p", "c", "u"]},
        {"name": "say", "lists": ["say"]},
        {"name": "post", "lists": ["posts"]},
        {"name": "step", "lists": ["steps"]},
        {"name": "dish", "lists": ["dishes"]},
        {"name": "shop", "words": ["饭店", "酒家"]},
        {"name": "place", "tags": ["ns"], "lengths": [2, 9]},
        {"name": "thing", "endings": ["锅"], "ending_tags": ["n"]},
        {"name": "noun", "tags": ["n", "nz"]},
    ],
    "groups": {"namepart": ["noun", "place"]},
    "lists": [{"list": "tools", "label": "TOOL"}],
    "patterns": [{"name": "用量", "label": "QTY", "regex": r"\d+{units}", "score": 0.9}],
    "phrases": [{"name": "菜", "label": "DISH", "pattern": "<step> <dish>"}],
    "measures": [{"name": "步骤", "label": "STEP", "pattern": "<step>"}],
    "suffixes": [{"name": "店名", "label": "ORG", "tail": "shop", "over": "namepart"}],
    "persons": [
        {
            "label": "PER",
            "surnames": "surnames",
            "before": "post",
            "after": "say",
            "forms": "forms",
            "prefixes": ["老"],
            "not_given": "说的",
            "not_words": "not-names",
        }
    ],
    "repeats": {"labels": ["PER"], "from_score": 0.8},
    "categories": [
        {"category": "steaming", "words": {"蒸": 1.0, "蒸锅": 2.0}, "passage": 2.0, "strong": 4.0},
        {"category": "other", "run": 10, "absent": ["锅", "蒸"]},
    ],
}

KITCHEN = LabelSet(
    "厨房",
    "flat",
    tuple(Label(key) for key in ("LOC", "TOOL", "QTY", "DISH", "STEP", "ORG", "PER")),
    (Label("steaming"), Label("other")),
    RULES,
    TERMS,
)


def with_rules(**tables: Any) -> LabelSet:
    """The kitchen with some of its tables replaced."""
    return LabelSet("厨房", "flat", KITCHEN.labels, KITCHEN.categories, {**RULES, **tables}, TERMS)


def read(text: str) -> Reading:
    """A text as the sources see it."""
    return Reader(read_rules(KITCHEN), TERMS).read(text)


def propose(make: Any, text: str) -> list[tuple[str, str]]:
    """What a source proposes for a text: (quote, label), by position."""
    rules = read_rules(KITCHEN)
    reader = Reader(rules, TERMS)
    found: list[Candidate] = sorted(make(rules, TERMS, reader)(reader.read(text)))
    return [(text[each.start : each.end], each.label) for each in found]
