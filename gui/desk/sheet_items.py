"""What stands on the desk's sheet under each other: cases, and between them what all agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.queries.desk import CaseFilter, DeskDocument
from core.queries.review import CaseLine, CategoryLine, Judgement
from core.review.layered import Place

CasePlace = tuple[int, int] | str  # the stretch of a case, or the category that it is about


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case as the desk shows it; `number` counts from 1 within the document."""

    number: int
    line: CaseLine | CategoryLine

    @property
    def place(self) -> CasePlace:
        """What tells it from the document's other cases."""
        if isinstance(self.line, CategoryLine):
            return self.line.case.category
        return self.line.case.start, self.line.case.end

    @property
    def is_open(self) -> bool:
        return self.line.judgement is None

    @property
    def seen(self) -> int:
        """The judgement that is shown, 0 if none is."""
        return self.line.judgement.id if self.line.judgement is not None else 0

    @property
    def noted(self) -> Judgement | None:
        """What settles it, else what was noted of it."""
        return self.line.judgement or self.line.note

    @property
    def people(self) -> list[tuple[str, ...]]:
        """Who is behind each reading."""
        return [each.people for each in self.line.case.readings]

    @property
    def taken(self) -> int | None:
        """The number of the reading that is gold, None if there is none such or the case is open."""
        line = self.line
        if line.judgement is None or line.judgement.how in ("none", "new"):
            return None
        if isinstance(line, CategoryLine):
            return next(n for n, each in enumerate(line.case.readings, 1) if each.given == line.gold)
        gold = tuple(sorted(line.gold))
        return next(
            (n for n, each in enumerate(line.case.readings, 1) if tuple(sorted(each.spans)) == gold), None
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two cases: where, and the spans there that all annotators have alike."""

    start: int
    end: int
    agreed: tuple[Place, ...]


Item = DeskCase | Stretch


def items_of(document: DeskDocument, wanted: CaseFilter = CaseFilter()) -> list[Item]:
    """The wanted cases, categories first, and what lies before, between and behind them."""
    review = document.review
    lines: list[CaseLine | CategoryLine] = [*review.category_cases, *review.cases]
    shown = [each for each in lines if wanted.takes(each.case)]
    items: list[Item] = []
    at = covered = 0
    agreed = review.agreed
    for number, line in enumerate(shown, 1):
        if isinstance(line, CaseLine):
            upto = _before(agreed, at, line.case.start)
            _add_stretch(items, covered, line.case.start, agreed[at:upto])
            at, covered = upto, max(covered, line.case.end)
        items.append(DeskCase(number, line))
    _add_stretch(items, covered, len(document.text), agreed[at:])
    return items


def _before(agreed: Sequence[Place], at: int, position: int) -> int:
    while at < len(agreed) and agreed[at][0] < position:
        at += 1
    return at


def _add_stretch(items: list[Item], start: int, end: int, agreed: Sequence[Place]) -> None:
    if start < end and agreed:
        items.append(Stretch(start, end, tuple(agreed)))


def spoken(case: DeskCase, document: DeskDocument, names: Mapping[str, str]) -> str:
    """A case in words, for screen readers: the stretch, and what each annotator says of it."""
    if isinstance(case.line, CategoryLine):
        about = names.get(case.line.case.category, case.line.case.category)
        said = ["+" if each.given else "−" for each in case.line.case.readings]
    else:
        text = document.text
        about = text[case.line.case.start : case.line.case.end]
        said = [
            ", ".join(f"{text[start:end]} {names.get(label, label)}" for start, end, label in each.spans)
            or "−"
            for each in case.line.case.readings
        ]
    readings = (
        f"{number} {', '.join(people)}: {words}"
        for number, (people, words) in enumerate(zip(case.people, said, strict=True), 1)
    )
    return f"{about}. {'; '.join(readings)}"
