"""Moving: from case to case, and on to the next document that has an open one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gui.desk.desk import Desk
    from gui.desk.sheet_items import DeskCase


class Moving(QObject):
    """Says which case of a desk is the one at hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def begin(self, place: object = None) -> None:
        """To the case in that place; without, to the first open one, unless one is at hand."""
        sheet = self._desk.sheet
        at = sheet.index_of(place) if place is not None else None
        if at is not None:
            sheet.go_to(at)
        elif sheet.current is None or not sheet.current.is_open:
            cases = self._desk.cases()
            first = next((each for each in cases if each.is_open), cases[0] if cases else None)
            sheet.go_to(sheet.index_of(first.place) if first is not None else None)

    def step(self, by: int) -> None:
        """So many cases on, or back."""
        cases, current = self._desk.cases(), self._desk.sheet.current
        if not cases:
            return
        at = cases.index(current) + by if current in cases else 0
        self._go_to(cases[min(max(at, 0), len(cases) - 1)])

    def go_on(self) -> None:
        """To the next open case, here or in the next document that has one."""
        if not self.to_open_case():
            self._to_open_document()

    def to_open_case(self) -> bool:
        """Go to the next open case of the document; False: there is none."""
        cases, current = self._desk.cases(), self._desk.sheet.current
        here = cases.index(current) if current in cases else -1
        for each in (*cases[here + 1 :], *cases[: max(here, 0)]):
            if each.is_open and each.place not in self._desk.judging.passed:
                self._go_to(each)
                return True
        return False

    def to_what_changed(self, before: Sequence[DeskCase]) -> None:
        """After an undo: to the case that it was about."""
        known = {each.place: each.line for each in before}
        for each in self._desk.cases():
            if known.get(each.place) != each.line:
                self._go_to(each)
                return

    def _go_to(self, case: DeskCase) -> None:
        sheet = self._desk.sheet
        sheet.go_to(sheet.index_of(case.place))

    def _to_open_document(self) -> None:
        from core.queries.desk import next_open

        wanted, counts = self._desk.page.filter, self._desk.page.documents.counts
        after = self._desk.documents_after()
        unknown = [each for each in after if each not in counts or counts[each].open]
        project = self._desk.workspace.project

        def show(found: int | None) -> None:
            if found is not None:
                self._desk.open_document(found)
            else:
                self._desk.telling.say(self.tr("Every case is settled. Ctrl+E exports the gold layer."))

        self._desk.workspace.ask(lambda: next_open(project, unknown, wanted), show)
