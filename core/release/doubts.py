"""What speaks against a release although its documents are finished: counted, and told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# What is counted: (Chinese, English) with the number in place of {0}.
LEFT_OUT, UNSURE, NOTES, RETURNED, UNDECIDED, DAMAGED = (
    "left out",
    "unsure spans",
    "open notes",
    "returned layers",
    "undecided cases",
    "damaged",
)
_WORDS = {
    DAMAGED: ("`jinbiao check` 查出 {0} 处数据有误。", "What `jinbiao check` finds wrong in the data: {0}."),
    LEFT_OUT: ("{0} 篇未完成，未收入。", "Documents that were not finished and are left out: {0}."),
    RETURNED: (
        "{0} 份标注被审阅者退回，尚未改定。",
        "Work that a reviewer returned and that is not finished again, in layers: {0}.",
    ),
    UNSURE: ("{0} 个片段被标注者标为不确定。", "Spans marked as unsure by those who annotated them: {0}."),
    NOTES: ("{0} 条批注尚未解决。", "Notes on these documents that are not resolved: {0}."),
    UNDECIDED: ("{0} 处分歧细则未作规定。", "Cases that the guideline does not decide: {0}."),
}


def doubts_told(doubts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """(Chinese, English) for each that there is, the gravest first."""
    for what, (zh, en) in _WORDS.items():
        if doubts.get(what):
            yield zh.format(doubts[what]), en.format(doubts[what])
