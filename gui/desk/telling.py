"""What the desk says of a case in words: who settled it and why, whose spans became gold, what keys do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.queries.desk import DeskDocument
from core.queries.review import CategoryLine
from gui.desk.draft import Draft
from gui.desk.sheet_items import DeskCase, Stretch

KeyOf = Callable[[str], str]  # an action's id → its key


def told(case: DeskCase, document: DeskDocument, *, current: bool) -> list[tuple[str, str]]:
    """Lines about a case: (words, name of the colour)."""
    found, noted = [], case.noted
    if case.line.judgement is not None and current:
        found.append((settled_words(case, document), "secondary"))
    if noted is not None and noted.gap:
        words = QCoreApplication.translate("Desk", "⚑ The guideline does not decide this")
        of = QCoreApplication.translate("Desk", "⚑ The guideline does not decide this: {0}")
        found.append((of.format(noted.reason) if noted.reason else words, "warning"))
    elif noted is not None and noted.reason:
        found.append((f"“{noted.reason}”", "secondary"))
    return found


def settled_words(case: DeskCase, document: DeskDocument) -> str:
    """How a case was settled, by whom and when, and who had each span that is gold."""
    judgement = case.line.judgement
    assert judgement is not None
    ways = {
        "reading": QCoreApplication.translate("Desk", "{0} took a reading, {1}"),
        "none": QCoreApplication.translate("Desk", "{0} found none right, {1}"),
        "new": QCoreApplication.translate("Desk", "{0} made a new reading, {1}"),
        "majority": QCoreApplication.translate("Desk", "{0} accepted the majority, {1}"),
        "trust": QCoreApplication.translate("Desk", "{0} accepted whom to trust, {1}"),
    }
    words = ways[judgement.how].format(judgement.judge, judgement.at[:16].replace("T", " "))
    parts = [words]
    if not isinstance(case.line, CategoryLine):
        nobody = QCoreApplication.translate("Desk", "nobody had it")
        comma = QCoreApplication.translate("Desk", ", ")
        parts += [
            f"{span.quote} ← {comma.join(span.voters) or nobody}"
            for span in document.review.gold
            if span.judgement is not None and span.judgement.id == judgement.id
        ]
    return " · ".join(parts)


def hints(case: DeskCase, draft: Draft | None, key_of: KeyOf) -> str:
    """What the keys do with the case at hand."""
    if draft is not None:
        return QCoreApplication.translate(
            "Desk",
            "← → H L move · with Shift they select · a label's key labels · D deletes · Enter takes it · Esc",
        )
    many = len(case.people)
    first, last = key_of("take-1"), key_of(f"take-{min(many, 6)}")
    words = QCoreApplication.translate("Desk", "{0} takes a reading · {1} none is right")
    parts = [words.format(first if many == 1 else f"{first}–{last}", key_of("none-right"))]
    more = [
        (QCoreApplication.translate("Desk", "{0} new reading"), "new-reading"),
        (QCoreApplication.translate("Desk", "{0} why"), "note-case"),
        (QCoreApplication.translate("Desk", "{0} guideline gap"), "gap"),
        (QCoreApplication.translate("Desk", "{0} opens it again"), "reopen-case"),
    ]
    left_out = {"new-reading"} if isinstance(case.line, CategoryLine) else set()
    left_out |= {"reopen-case"} if case.is_open else set()
    parts += [of.format(key_of(id_)) for of, id_ in more if id_ not in left_out and key_of(id_)]
    return " · ".join(parts)


def fold_words(stretch: Stretch) -> str:
    """What is folded between two cases."""
    words = QCoreApplication.translate("Desk", "agreed {0} · characters {1}")
    return "⋯ " + words.format(len(stretch.agreed), stretch.end - stretch.start)
