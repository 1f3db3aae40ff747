"""Files in and datasets out, in the background, each ending with its counted report."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core import operations, queries
from core.errors import Cancelled, DiskFull, StoreError, Unreachable
from core.formats.report import Report
from core.history import Change
from core.project import Project
from core.queries.records import count_records
from gui.tasks import Job
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.release.manifest import Manifest
    from gui.dialogs.export import ExportOrder
    from gui.dialogs.importing import ImportOrder
    from gui.dialogs.release import ReleaseOrder


class Transfer(QObject):
    """`imported` and `exported` carry the report of what became of each thing, `released` its manifest."""

    imported = Signal(object, object)  # Change, Report
    exported = Signal(object, object)  # ExportOrder, Report
    released = Signal(object, object)  # ReleaseOrder, Manifest

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def import_files(self, order: ImportOrder) -> None:
        """Take in files and folders: all, or nothing if it is stopped."""
        report = Report()

        def run(project: Project, job: Job[Change]) -> Change:
            from core.formats.files import read_all  # brings all formats along: not at every start

            name = order.format_name or None
            records = read_all(order.paths, name, order.options, report, project.label_set)
            return operations.import_records(
                project,
                records,
                report,
                as_suggestions=order.as_suggestions,
                progress=job.progress,
                should_stop=job.should_stop,
            )

        self._workspace.jobs.in_background(self.tr("Importing"), run, self._announcing(report))

    def import_sample(self, then: Callable[[], None]) -> None:
        """Take in the sample's articles; quick, so it is not told about."""
        from core.sample import import_sample  # at the first start only

        project = self._workspace.project

        def done(change: Change) -> None:
            self._workspace.announce(change)
            then()

        self._workspace.ask(lambda: import_sample(project), done)

    def export(self, order: ExportOrder) -> None:
        """Write a dataset; the target is replaced only when all is written."""
        report = Report()

        def run(project: Project, job: Job[Report]) -> Report:
            from core.formats.format import writer

            total = count_records(project)

            def progress(done: int) -> None:
                if job.should_stop():
                    raise Cancelled
                job.progress(done, total)

            records = queries.records(project, order.layer, finished_only=order.finished_only)
            write = writer(order.format)
            try:
                write(records, order.target, project.label_set, report, order.options, progress)
            except OSError as error:
                raise _fault(error, str(order.target)) from error
            return report

        self._workspace.jobs.in_background(
            self.tr("Exporting"), run, lambda done: self.exported.emit(order, done)
        )

    def release(self, order: ReleaseOrder) -> None:
        """Freeze a release; nothing of it is kept if it is stopped."""

        def run(project: Project, job: Job[Manifest]) -> Manifest:
            total = count_records(project)

            def progress(done: int) -> None:
                if job.should_stop():
                    raise Cancelled
                job.progress(done, total)

            from core.releasing import release  # brings numpy along: not at every start

            try:
                return release(project, order.folder, order.plan, order.layer, progress)
            except OSError as error:
                raise _fault(error, str(order.folder)) from error

        self._workspace.jobs.in_background(
            self.tr("Releasing"), run, lambda made: self.released.emit(order, made)
        )

    def _announcing(self, report: Report) -> Callable[[Change], None]:
        def done(change: Change) -> None:
            if change.touched:
                self._workspace.announce(change)
            self.imported.emit(change, report)

        return done


def _fault(error: OSError, place: str) -> StoreError:
    """What the disk refused, as a fault of the environment."""
    if error.errno == errno.ENOSPC:
        return DiskFull(place)
    return Unreachable(place, error.strerror or str(error))
