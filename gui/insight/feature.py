"""The page “Learning” at work: it is read when it is shown, and what it asks for is done."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core import operations
from core.errors import Cancelled
from core.history import Change, Touched
from core.label_acts import AddTerms
from core.project import Project
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.suggesting import Suggesting
from gui.tasks import Job
from gui.telling import Telling
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.insight import Insight
    from core.rehearsal import Taught
    from gui.insight.page import LearningPage

LEARNING = "learning"
_ORDER = "documents/order"  # under which name a person's order of documents is remembered
_SOON = 400  # milliseconds; several changes are read once
_CHANGES = frozenset(
    {Touched.LAYER, Touched.DOCUMENTS, Touched.SUGGESTIONS, Touched.SETTINGS, Touched.LABELS}
)


class Insights(QObject):
    """Wires the page to the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        suggesting: Suggesting,
        telling: Telling,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window = workspace, window
        self._suggesting, self._telling, self._language = suggesting, telling, language
        self._is_stale = True
        self.page: LearningPage | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._read_if_shown)
        window.pages.add(LEARNING, self._make)
        window.pages.page_changed.connect(self._read_if_shown)
        workspace.changed.connect(self._follow)
        workspace.project_opened.connect(self._forget)
        window.documents.choose_order(settings.text(_ORDER))
        window.documents.order_chosen.connect(lambda order: settings.set_text(_ORDER, order))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {"learning": self.show, "show-hidden": self._toggle_hidden}

    def _toggle_hidden(self) -> None:
        self._workspace.show_hidden(self._window.qactions["show-hidden"].isChecked())

    def show(self) -> None:
        """Show the page; what it is drawn with is loaded on the way, and keeps nobody waiting."""
        if self.page is not None:
            self._window.pages.show_page(LEARNING)
            return
        self._workspace.ask(
            lambda: importlib.import_module("gui.insight.page"),
            lambda _page: self._window.pages.show_page(LEARNING),
            patience=0,
        )

    def _make(self) -> LearningPage:
        from gui.insight.page import LearningPage  # with its plots it is made when it is wanted first

        page = LearningPage(self._window)
        page.set_theme(self._window.theme)
        self._window.theme_changed.connect(page.set_theme)
        page.scores.threshold_chosen.connect(self._set_threshold)
        page.corrected.teach_wanted.connect(self._teach)
        page.blind.share_chosen.connect(self._set_blind)
        page.models.rebuild_wanted.connect(self._rebuild)
        page.models.curve_wanted.connect(self._draw_curve)
        self.page = page
        return page

    def _forget(self) -> None:
        self._is_stale = True
        if self.page is not None:
            self.page.show_curve([])
        self._soon.start()

    def _follow(self, change: Change) -> None:
        if change.touched & _CHANGES:
            self._is_stale = True
            if not self._soon.isActive():
                self._soon.start()

    def _read_if_shown(self) -> None:
        if self._is_stale and self._window.pages.page == LEARNING and self._workspace.is_open:
            self.read()

    def read(self) -> None:
        """Gather the figures, off the UI thread, and show them."""
        from core.insight import insight

        self._is_stale = False
        project = self._workspace.project
        self._workspace.ask(lambda: insight(project), self._show, patience=0)

    def _show(self, found: Insight) -> None:
        if self.page is not None:
            self.page.show_insight(found, self._workspace.label_set, self._language)

    def _set_threshold(self, key: str, threshold: float) -> None:
        self._workspace.perform(lambda project: operations.set_thresholds(project, {key: threshold}))

    def _set_blind(self, share: float) -> None:
        def told(_change: Change) -> None:
            self._telling.done(
                self.tr("Of the documents not begun yet, {0} % are annotated blind.").format(
                    round(share * 100)
                )
            )

        self._workspace.perform(lambda project: operations.set_blind(project, share), told)

    def _teach(self, label: str, words: list[str]) -> None:
        def told(change: Change) -> None:
            if change.operation_id:
                self._telling.done(
                    self.tr(
                        "Added to the terms: {0}. The documents that are not finished are suggested anew."
                    ).format(len(words))
                )

        act = AddTerms(label, tuple(words))
        self._workspace.perform(lambda project: operations.change_labels(project, act), told)

    def _rebuild(self) -> None:
        self._suggesting.rebuild(
            lambda: self._telling.done(self.tr("The model was made anew from the data."))
        )

    def _draw_curve(self) -> None:
        def run(project: Project, job: Job[list[Taught]]) -> list[Taught]:
            from core import learning
            from core.rehearsal import curve_of

            apart, taught = self._suggesting.apart, learning.lesson(project)
            apart.should_stop = job.should_stop
            with suppress(Cancelled):
                found: list[Taught] = apart.call("run", curve_of, taught.label_set, taught.packed())
                return found
            return []

        def show(points: list[Taught]) -> None:
            if self.page is not None:
                self.page.show_curve(points)
            if not points:
                self._window.notice.say(self.tr("There are too few finished documents for a curve."))

        self._workspace.jobs.in_background(self.tr("Learning curve"), run, show)
