"""Settling cases: what a judge's keys do with the case at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core import operations
from core.history import Change
from core.queries.review import CategoryLine
from core.review.layered import Place
from gui.dialogs.picker import Choice, Picker

if TYPE_CHECKING:
    from gui.desk.desk import Desk
    from gui.desk.sheet_items import DeskCase


class Judging(QObject):
    """Acts on the case at hand of a desk; every act is an operation of core."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self.passed: set[object] = set()  # settled a moment ago, while the review is read again

    def take(self, number: int) -> None:
        """Take the reading with that number."""
        case = self._desk.sheet.current
        if case is None or self._desk.document is None or number > len(case.people):
            return
        if isinstance(case.line, CategoryLine):
            self._settle_category(case, case.line.case.readings[number - 1].given)
        else:
            self._settle(case, number)

    def none_right(self) -> None:
        """Settle that nothing is right there."""
        case = self._desk.sheet.current
        if case is None:
            return
        if isinstance(case.place, str):
            self._settle_category(case, False)
        else:
            self._settle(case, None)

    def _settle(self, case: DeskCase, choice: int | Sequence[Place] | None) -> None:
        assert self._desk.document is not None and not isinstance(case.place, str)
        id_, (start, end), seen = self._desk.document.id, case.place, self._seen(case)
        self._workspace.perform(
            lambda project: operations.adjudicate(project, id_, start, end, choice, seen=seen),
            partial(self._settled, case.place),
        )

    def _settle_category(self, case: DeskCase, given: bool) -> None:
        assert self._desk.document is not None and isinstance(case.place, str)
        id_, category, seen = self._desk.document.id, case.place, self._seen(case)
        self._workspace.perform(
            lambda project: operations.adjudicate_category(project, id_, category, given, seen=seen),
            partial(self._settled, case.place),
        )

    def _seen(self, case: DeskCase) -> int | None:
        """The judgement that is shown; None while it is being read again."""
        return None if case.place in self.passed else case.seen

    def _settled(self, place: object, _change: Change) -> None:
        current = self._desk.sheet.current
        if current is None or current.place != place:
            return
        if current.is_open:
            self.passed.add(place)  # the review that tells of it is still on its way
        if not self._desk.moving.to_open_case():
            self._desk.show_state()
            self._desk.telling.done(self.tr("Every case of this document is settled. Space goes on."))

    def reopen(self) -> None:
        """Take the case out of gold again."""
        case = self._desk.sheet.current
        if case is None or case.is_open or self._desk.document is None:
            return
        id_, place, seen = self._desk.document.id, case.place, self._seen(case)
        self._workspace.perform(lambda project: operations.reopen_case(project, id_, place, seen=seen))

    def new_reading(self) -> None:
        """Begin a reading of the judge's own, in place."""
        case = self._desk.sheet.current
        if case is not None and isinstance(case.place, str):
            self._desk.telling.say(self.tr("A category is given or not: take a reading."))
            return
        self._desk.sheet.label_keys = self._desk.label_keys()
        self._desk.sheet.begin_draft()

    def take_draft(self, spans: list[Place]) -> None:
        """Settle the case by the new reading; without spans, nothing is right."""
        case = self._desk.sheet.current
        if case is None:
            return
        self._desk.sheet.leave_draft()
        self._workspace.when_saved(partial(self._settle, case, spans if spans else None))

    def pick_label(self) -> None:
        """Let a label be found by typing, for the selection of the new reading."""
        choices = [
            Choice(
                each.key,
                each.name(self._desk.language),
                f"{each.key}  {each.shortcut}",
                also=f"{each.zh} {each.en}",
            )
            for each in self._workspace.label_set.labels
        ]
        picker = Picker(self._desk.window, self.tr("Label"), choices)
        picker.picked.connect(self._desk.sheet.label_draft)
        picker.finished.connect(lambda _result: self._desk.sheet.setFocus())
        picker.open_over(self._desk.window)

    # notes and gaps

    def ask_note(self) -> None:
        """Ask why, or what the guideline does not say."""
        case = self._desk.sheet.current
        if case is None:
            return
        noted = case.noted
        question = (
            self.tr("What does the guideline not say?")
            if noted is not None and noted.gap
            else self.tr("Why?")
        )
        self._desk.page.ask_note(question, noted.reason if noted is not None else "")

    def note(self, words: str) -> None:
        """Store a note."""
        self._write(reason=words)

    def gap(self) -> None:
        """Mark that the guideline does not decide the case, or take the mark away."""
        case = self._desk.sheet.current
        if case is None:
            return
        is_gap = case.noted is not None and case.noted.gap
        self._write(gap=not is_gap, then=None if is_gap else self.ask_note)

    def _write(
        self, reason: str | None = None, gap: bool | None = None, then: Callable[[], None] | None = None
    ) -> None:
        case = self._desk.sheet.current
        if case is None or self._desk.document is None:
            return
        id_, place = self._desk.document.id, case.place
        self._workspace.perform(
            lambda project: operations.note_case(project, id_, place, reason=reason, gap=gap),
            (lambda _change: then()) if then is not None else None,
        )
