"""Four short articles, small label sets, and a suggester that knows a few words by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.annotation import CategorySuggestion, Suggestion, Zone
from core.schema import Label, LabelSet

FIRST = "😀骆明远说，𠮷野家在澄湾县开张。\n第二段😀：澄湾县的李玲来了，骆明远走了。\n最后一段。"
SECOND = "𠮷田先生到澄湾县教书😀。\n县里的学校开学了。\n"
THIRD = "通知😀一则\n李玲：请各村做好防疫。\n"
FOURTH = "没有什么可标的一篇。\n只有两行😀。"
ARTICLES = (("开张", FIRST), ("教书", SECOND), ("通知", THIRD), ("空白", FOURTH))

FLAT = LabelSet(
    "试验",
    "flat",
    (
        Label("PER", "人物", "Person", ("#150f85", "#3e89f7"), "1", "有名字的人", "Somebody with a name"),
        Label("ORG", "机构", "Organisation", ("#c46a00", "#cc712b"), "2"),
        Label("LOC", "地点", "Place", ("#1a7121", "#02a671"), "3"),
        Label("TIME", "时间", "Time", ("#29667a", "#26dafe"), "="),
    ),
    (Label("教育", en="Education"), Label("防疫", en="Epidemic")),
    guideline="# 说明\n\n## PER 人物\n\n有名字的人。\n",
)
NESTED = replace(FLAT, nesting="nested")

_KNOWN = (
    ("骆明远", "PER", 0.9),
    ("𠮷野家", "ORG", 0.8),
    ("澄湾县", "LOC", 0.7),
    ("李玲", "PER", 0.9),
    ("村", "ORG", 0.3),
)
_WORDS = re.compile(r"骆明远|𠮷野家|澄湾县|李玲|开张|先生|学校|开学|第二段|防疫|[a-z0-9]+|.", re.DOTALL)


def boundaries(text: str) -> list[int]:
    """As a segmenter that knows these words would cut."""
    return [0, *(match.end() for match in _WORDS.finditer(text))]


class FakeSuggester:
    """Suggests the words that it knows, wherever they stand; no dictionary is loaded."""

    def __init__(self, label_set: LabelSet) -> None:
        self.label_set = label_set

    def suggest(self, text: str, zones: Sequence[Zone]) -> list[Suggestion]:
        return [
            Suggestion(found.start(), found.end(), label, word, "lexicon", score, f"lexicon|{word}")
            for word, label, score in _KNOWN
            for found in re.finditer(word, text)
        ]

    def categories(self, text: str, zones: Sequence[Zone]) -> list[CategorySuggestion]:
        return [CategorySuggestion("教育", "patterns", 0.5, "words|学校")] if "学校" in text else []
