"""What is told of what was done, in the window's one voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.errors import Cancelled, LayerFinished, Refused
from core.formats.report import Report
from core.history import Change, Kind
from gui.dialogs.report import ReportDialog, taken_words
from gui.main_window import MainWindow
from gui.messages import is_known, sentence, show_bug
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.release.manifest import Manifest
    from gui.dialogs.export import ExportOrder
    from gui.dialogs.release import ReleaseOrder


class Telling(QObject):
    """Says sentences over the text; `undo` is what their button does, `show` opens a dialog."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        undo: Callable[[], None],
        show: Callable[[ReportDialog], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._undo = undo
        self._show = show

    def say(self, words: str) -> None:
        """Show a sentence for a while."""
        self._window.notice.say(words)

    def done(self, words: str) -> None:
        """Show what was done, with a way back."""
        self._window.notice.say(words, self.tr("Undo"), self._undo)

    def welcome(self) -> None:
        """The first thing said to somebody new."""
        keymap = self._window.keymap
        self.say(
            self.tr(
                "Sample articles are here. {0} accepts a suggestion, {1} rejects it, a label's key relabels."
            ).format(keymap.first("accept"), keymap.first("reject"))
        )

    def tell(self, error: BaseException) -> None:
        """Tell a person what went wrong, whoever's fault it is."""
        if isinstance(error, Cancelled):
            self._window.notice.say(sentence(error))
        elif is_known(error):
            self._window.notice.say(sentence(error), bad=True, stays=not isinstance(error, Refused))
        else:
            show_bug(self._window, error)

    def finished_already(self) -> None:
        """A key would have changed a document that is finished."""
        document = self._workspace.document
        if document is not None:
            self.tell(LayerFinished(document.document.title or document.document.name))

    def nothing_left(self) -> None:
        """No suggestion waits in this document."""
        words = self.tr("Nothing waits here any more. {0} finishes the document.")
        self.say(words.format(self._window.keymap.first("finish")))

    def replaced(self, count: int) -> None:
        """Spans that a new one took the place of."""
        self.done(self.tr("Spans that made room: {0}").format(count))

    def imported(self, change: Change, report: Report) -> None:
        """What an import took, and what it could not take."""
        undo = self._undo if change.kind is Kind.IMPORT and change.touched else None
        self._window.notice.say(taken_words(report), self.tr("Undo") if undo else "", undo)
        if report.has_losses:
            self._show_report(self.tr("Import"), report)

    def exported(self, order: ExportOrder, report: Report) -> None:
        """Where an export is, and what it lost."""
        self.say(self.tr("Written: {0}").format(order.target))
        if report.has_losses:
            self._show_report(self.tr("Export"), report)

    def collected(self, files: int, report: Report, *, can_undo: bool) -> None:
        """What came back in files, and what could not be taken or was kept aside."""
        words = self.tr("Files {0}. {1}").format(files, taken_words(report))
        undo = self._undo if can_undo else None
        self._window.notice.say(words, self.tr("Undo") if undo else "", undo)
        if report.has_losses or report.notes:
            self._show_report(self.tr("Collect"), report)

    def released(self, order: ReleaseOrder, made: Manifest) -> None:
        """Where a release is."""
        words = self.tr("Released: {0} · documents {1} · {2}")
        target = order.folder / order.plan.name
        said = words.format(target, made.counts["all"]["documents"], made.content_sha256[:12])
        if made.doubts:
            said += " · " + self.tr("doubts that its card tells: {0}").format(sum(made.doubts.values()))
        self.say(said)

    def _show_report(self, title: str, report: Report) -> None:
        self._show(ReportDialog(title, report, self._window))
