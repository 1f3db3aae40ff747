"""Finding in the project: the panel below the text, its search beside the window, the way to each hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget

from core.errors import Cancelled, JinbiaoError
from core.history import Change, Touched
from core.project import Project
from core.queries.find import Found, find
from core.queries.mentions import Mention
from core.queries.wanted import Wanted, people_seen
from gui.canvas.marks import Mark
from gui.find.deciding import DecidingForMany
from gui.main_window import MainWindow
from gui.messages import sentence
from gui.models.hit_table import Key, place_of
from gui.models.mention_table import Decision
from gui.pages import ANNOTATE
from gui.tasks import Job
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.find.panel import FindPanel

_SOON = 200  # milliseconds; several changes are looked at once
_LONGEST_TAKEN = 200
_WORK = frozenset({Touched.ANNOTATIONS, Touched.REJECTIONS, Touched.LAYER, Touched.SUGGESTIONS})
_STALE = _WORK | {Touched.DOCUMENTS, Touched.LABELS}


class FindingEverywhere(QObject):
    """One for a window. The panel is made when it is wanted first; put away, it follows nothing."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        deciding: DecidingForMany,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._deciding = workspace, window, deciding
        self._language = language
        self._panel: FindPanel | None = None
        self._dock: QDockWidget | None = None
        self._job: Job[None] | None = None
        self._is_looking = self._is_cut = False
        self._found: Wanted | None = None  # what the list shows hits of
        self._at: Key | None = None  # the hit that was gone to last
        self._changed_documents: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._look_again)
        workspace.changed.connect(self._follow)
        workspace.project_closed.connect(self._forget)
        workspace.project_opened.connect(self._show_project)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "find-everywhere": self.open,
            "next-found": lambda: self.step(1),
            "previous-found": lambda: self.step(-1),
            "found-list": self.to_list,
        }

    @property
    def panel(self) -> FindPanel:
        """The panel in its dock."""
        if self._panel is None:
            from gui.find.panel import FindPanel  # not at every start

            panel = self._panel = FindPanel()
            dock = self._dock = QDockWidget(self.tr("Find in the project"), self._window)
            dock.setObjectName("find")
            dock.setWidget(panel)
            features = QDockWidget.DockWidgetFeature
            dock.setFeatures(features.DockWidgetMovable | features.DockWidgetClosable)
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            self._window.docks["find"] = dock
            self._window.resizeDocks([dock], [320], Qt.Orientation.Vertical)
            panel.fields.changed.connect(self._ask)
            panel.fields.entered.connect(self._enter)
            panel.place_wanted.connect(self._go)
            panel.decided.connect(self._decide)
            panel.stopped.connect(self.stop)
            panel.left.connect(self._window.canvas.setFocus)
            dock.visibilityChanged.connect(lambda shown: None if shown else self.stop())
            self._show_project()
        return self._panel

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self._dock is not None and not self._dock.isHidden()

    def open(self) -> None:
        """Let somebody type what to look for: at first what is selected."""
        self._window.pages.show_page(ANNOTATE)
        panel, canvas = self.panel, self._window.canvas
        assert self._dock is not None
        start, end = canvas.selection()
        selected = canvas.text()[start:end] if end - start <= _LONGEST_TAKEN else ""
        self._dock.show()
        self._dock.raise_()
        if selected and "\n" not in selected and canvas.hasFocus():
            panel.fields.field.setText(selected)
        panel.fields.field.setFocus()
        panel.fields.field.selectAll()
        self.search()

    def to_list(self) -> None:
        """Back to the list of hits."""
        if self._dock is None or self._found is None:
            self.open()
            return
        self._dock.show()
        self.panel.focus_list()

    def search(self) -> None:
        """Look for what is asked for now; an older search is stopped, and what it still says is dropped."""
        wanted = self.panel.fields.wanted
        if not self._workspace.is_open or (wanted == self._found and self._is_looking):
            return  # what was typed last may be told after the project was closed
        self.stop()
        self._found, self._at = wanted, None
        self._changed_documents.clear()
        self.panel.table.clear()
        if wanted.settled().is_nothing:
            self.panel.say("")
            self._found = None
            return
        self.panel.say(self.tr("Looking…"))
        self.panel.stop.show()
        self._is_looking, self._is_cut = True, False
        self._job = self._workspace.jobs.look_up(_searching(wanted), self._show, self._end, self._failed)

    def stop(self) -> None:
        """Look no further; what was found stays."""
        if self._job is not None and self._panel is not None and self._is_looking:
            self._job.stop()
            self._is_looking = False
            self._panel.stop.hide()
            self._say_count(self.tr("stopped"))

    def _ask(self) -> None:
        """Search if something else is asked for: the pause in typing also tells what Enter was quick with."""
        if self.panel.fields.wanted != self._found:
            self.search()

    def _enter(self) -> None:
        """Search if something was just typed, and go to the list."""
        self._ask()
        self.panel.focus_list()

    def _show(self, found: Found) -> None:
        self.panel.table.append(found.hits)
        self._is_cut = found.is_cut
        if found.documents < found.of_documents:
            percent = f"{100 * found.documents // found.of_documents} %"
            self._say_count(percent)

    def _end(self, _nothing: None) -> None:
        self._is_looking = False
        self.panel.stop.hide()
        self._say_count(self.tr("there are more; say more exactly what you want") if self._is_cut else "")

    def _say_count(self, aside: str) -> None:
        table = self.panel.table
        if not table.rowCount() and not aside:
            self.panel.say(self.tr("No hit"), "danger")
            return
        words = self.tr("Hits: {0} · documents: {1}").format(
            f"{table.rowCount():,}", f"{table.documents():,}"
        )
        self.panel.say(" · ".join(each for each in (words, aside) if each))

    def _failed(self, error: BaseException) -> None:
        self._is_looking = False
        self.panel.stop.hide()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, JinbiaoError):
            self.panel.say(sentence(error), "danger")
        else:
            self._workspace.failed.emit(error)

    # to the hits

    def step(self, by: int) -> None:
        """To the next hit, or the one before, without going through the list."""
        if self._panel is None or not self._panel.table.rowCount():
            self.open()
            return
        table = self._panel.table
        if self._at is None:
            row = 0 if by > 0 else table.rowCount() - 1
        else:
            row = (table.row_behind(self._at) if by > 0 else table.row_before(self._at)) % table.rowCount()
        self._panel.show_row(row)
        self._panel.go()

    def _go(self, hit: Mention) -> None:
        self._at = place_of(hit)
        self._window.pages.show_page(ANNOTATE)

        def show() -> None:
            canvas = self._window.canvas
            canvas.set_focus(None)
            canvas.set_selection(hit.start, hit.end)
            mark = next((each for each in canvas.marks_at(hit.start) if _is_meant(each, hit)), None)
            if mark is not None:
                canvas.set_focus(mark)
            canvas.setFocus()

        self._workspace.open_document(hit.document_id, show, near=hit.start)

    # decisions, and what changes meanwhile

    def _decide(self, decision: Decision, chosen: list[Mention]) -> None:
        self._deciding.decide(decision, [(*place_of(each), _label_meant(each)) for each in chosen])

    def _follow(self, change: Change) -> None:
        """What stands at the hits may be another thing now."""
        if not self.is_open or self._found is None or not change.touched & _STALE:
            return
        if change.document_id is not None and Touched.DOCUMENTS not in change.touched:
            self._changed_documents.add(change.document_id)
        else:
            self._changed_documents.add(0)
        self._soon.start()

    def _look_again(self) -> None:
        """Read the hits of the documents that were changed anew, or all."""
        ids, self._changed_documents = self._changed_documents, set()
        wanted = self._found
        if wanted is None or not self.is_open or not self._workspace.is_open:
            return
        if 0 in ids:
            at = self._at
            self._is_looking = False
            self.search()
            self._at = at
            return
        for id_ in ids:
            self._look_again_at(wanted, id_)

    def _look_again_at(self, wanted: Wanted, id_: int) -> None:
        hits: list[Mention] = []

        def done(_nothing: None) -> None:
            if self._found == wanted:
                self.panel.table.replace_document(id_, hits)
                if not self._is_looking:
                    self._say_count("")

        self._workspace.jobs.look_up(
            _searching(replace(wanted, document_ids=(id_,))), lambda found: hits.extend(found.hits), done
        )

    def _show_project(self) -> None:
        if self._panel is None or not self._workspace.is_open:
            return
        project, panel = self._workspace.project, self._panel
        panel.set_labels(self._workspace.label_set.labels, self._language)
        self._workspace.ask(
            lambda: people_seen(project), lambda names: panel.fields.set_people(names, project.annotator.name)
        )

    def _forget(self) -> None:
        self._soon.stop()
        self.stop()
        self._found = self._at = None
        if self._panel is not None:
            self._panel.table.clear()
            self._panel.say("")


def _searching(wanted: Wanted) -> Callable[[Project, Job[None], Callable[[Any], None]], None]:
    def run(project: Project, job: Job[None], part: Callable[[Any], None]) -> None:
        for found in find(project, wanted, should_stop=job.should_stop):
            part(found)

    return run


def _is_meant(mark: Mark, hit: Mention) -> bool:
    """Whether a mark is the annotator's own span, or the suggestion, that was found."""
    kind = "annotation" if hit.label == hit.meant else "suggestion"
    return (mark.start, mark.end, mark.label, mark.kind) == (hit.start, hit.end, hit.meant, kind)


def _label_meant(hit: Mention) -> str:
    """The label of what was found, if it is the annotator's own; else whatever stands there is meant."""
    return hit.meant if hit.meant and (hit.meant == hit.label or hit.meant in hit.suggested) else ""
