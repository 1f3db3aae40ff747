"""What the desk asks in dialogs: by what rule to accept in bulk, and what to do with the list of gaps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from core import operations
from core.errors import BadFile
from core.gap_list import write_gaps
from core.history import Change
from core.project import Project
from core.queries.desk import finishers
from core.queries.review import Gap, guideline_gaps
from gui.desk.bulk import BulkDialog, BulkOrder, BulkRule
from gui.desk.gaps import GapsDialog
from gui.tasks import Job

if TYPE_CHECKING:
    from gui.desk.desk import Desk


class DeskAsking(QObject):
    """Opens the dialogs of a desk, and does what is ordered there."""

    def __init__(self, desk: Desk, show_dialog: Callable[[QDialog], None]) -> None:
        super().__init__(desk)
        self._desk, self._show_dialog = desk, show_dialog
        self._workspace = desk.workspace

    def gaps(self) -> None:
        """Show what the guideline does not decide."""
        project = self._workspace.project

        def show(found: list[Gap]) -> None:
            dialog = GapsDialog(
                found, {key: each.name for key, each in self._desk.styles().items()}, self._desk.window
            )
            dialog.place_wanted.connect(self._go_to_gap)
            dialog.file_wanted.connect(self._export_gaps)
            self._show_dialog(dialog)

        self._workspace.ask(lambda: guideline_gaps(project), show)

    def _go_to_gap(self, gap: Gap) -> None:
        self._desk.open_document(gap.document_id, gap.category or (gap.start, gap.end))

    def _export_gaps(self, gaps: list[Gap], path: Path) -> None:
        try:
            write_gaps(path, gaps)
        except OSError as error:
            self._desk.telling.tell(BadFile(str(path), error.strerror or str(error)))
        else:
            self._desk.telling.say(self.tr("Written: {0}").format(path))

    # in bulk

    def in_bulk(self) -> None:
        """Ask by what rule readings are accepted, and where."""
        project = self._workspace.project
        document = (
            (self._desk.document.id, self._desk.document.title) if self._desk.document is not None else None
        )

        def show(people: dict[str, int]) -> None:
            dialog = BulkDialog(self._workspace, people, document, self._desk.window)
            dialog.ordered.connect(self._do_in_bulk)
            self._show_dialog(dialog)

        self._workspace.ask(lambda: finishers(project), show)

    def _do_in_bulk(self, order: BulkOrder) -> None:
        def act(project: Project, job: Job[Change]) -> Change:
            ids, told, stop = order.document_ids, job.progress, job.should_stop
            if order.rule is BulkRule.AGREED:
                return operations.take_agreed(project, ids, progress=told, should_stop=stop)
            return operations.accept_readings(project, order.trust, ids, progress=told, should_stop=stop)

        def done(change: Change) -> None:
            self._workspace.announce(change)
            if order.rule is BulkRule.AGREED:
                words = self.tr("What all agree on is gold. Documents: {0}.").format(order.preview.documents)
            else:
                words = self.tr("Cases settled: {0}").format(order.preview.decided)
            if change.touched:
                self._desk.telling.done(words)
            else:
                self._desk.telling.say(self.tr("Gold was that already."))

        self._workspace.jobs.in_background(self.tr("Accepting"), act, done)
