"""What the desk says of a case in words: who settled it and why, whose spans became gold, what keys do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.queries.desk import DeskDocument
from core.queries.review import CategoryLine
from gui.desk.draft import Draft
from gui.desk.sheet_items import DeskCase, Stretch


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


def hints(case: DeskCase, draft: Draft | None) -> str:
    """What the keys do with the case at hand."""
    if draft is not None:
        return QCoreApplication.translate(
            "Desk",
            "← → H L move · with Shift they select · a label's key labels · D deletes · Enter takes it · Esc",
        )
    many = len(case.people)
    keys = "1" if many == 1 else f"1–{many}"
    words = QCoreApplication.translate("Desk", "{0} takes a reading · 0 none is right").format(keys)
    if not isinstance(case.line, CategoryLine):
        words += QCoreApplication.translate("Desk", " · N new reading")
    words += QCoreApplication.translate("Desk", " · W why · G guideline gap")
    if not case.is_open:
        words += QCoreApplication.translate("Desk", " · R opens it again")
    return words


def fold_words(stretch: Stretch) -> str:
    """What is folded between two cases."""
    words = QCoreApplication.translate("Desk", "agreed {0} · {1} characters")
    return "⋯ " + words.format(len(stretch.agreed), stretch.end - stretch.start)
