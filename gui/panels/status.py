"""The line at the bottom: what is saved, what the keys do, long jobs, progress, who annotates."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from core import queries
from core.history import Change, UndoStatus
from core.queries import Progress
from gui.canvas.marks import Mark
from gui.icons import icon
from gui.keymap import Keymap
from gui.messages import act_words
from gui.sitting import SittingLine
from gui.tasks import Job
from gui.workspace import Workspace


class StatusLine(QStatusBar):
    """`annotator_clicked` asks to switch the annotator."""

    annotator_clicked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setSizeGripEnabled(False)
        self._focus: Mark | None = None
        self._keys: dict[str, str] = {}
        self._pointing = False
        self.saved = QLabel(self)
        self.undo = QLabel(self)
        self.hint = QLabel(self)
        self.document = QLabel(self)
        self.progress = QLabel(self)
        self.sitting = SittingLine(workspace, self)
        self.annotator = QToolButton(self)
        self.annotator.setAutoRaise(True)
        self.annotator.setToolButtonStyle(self.annotator.toolButtonStyle().ToolButtonTextBesideIcon)
        self.annotator.setToolTip(self.tr("Switch annotator"))
        self.annotator.clicked.connect(self.annotator_clicked)
        self.job = JobLine(workspace, self)
        self.addWidget(self.saved)
        self.addWidget(self.undo)
        self.addWidget(self.hint, 1)
        for widget in (self.job, self.document, self.sitting, self.progress, self.annotator):
            self.addPermanentWidget(widget)
        workspace.saving.connect(self._show_saving)
        workspace.undo_status_changed.connect(self._show_undo)
        workspace.project_opened.connect(self._show_project)
        follow = workspace.behind.follow(self._show_document)
        workspace.document_opened.connect(follow)
        workspace.document_loaded.connect(follow)
        workspace.document_closed.connect(self._show_document)
        workspace.changed.connect(self._follow)
        self._show_saving(False)
        self.set_keymap(Keymap())

    def refresh_icons(self) -> None:
        """Draw icons anew, after the theme has changed."""
        self.annotator.setIcon(icon("person"))

    def set_keymap(self, keymap: Keymap) -> None:
        """Name the keys of that keymap in the hints."""
        edges = ("left-out", "left-in", "right-in", "right-out")
        self._keys = {
            "next": keymap.first("next-undecided"),
            "edges": " ".join(keymap.first(id_) for id_ in edges),
            **{id_: keymap.first(id_) for id_ in ("accept", "reject", "finish", "delete", "reopen")},
        }
        self.show_focus(self._focus)

    def show_focus(self, mark: Mark | None) -> None:
        """Say which keys matter now."""
        self._focus = mark
        if self._workspace.document is None:
            words = ""
        elif self._workspace.document.is_finished:
            words = self.tr("finished · {reopen} reopens")
        elif self._pointing:
            words = self.tr(
                "its key goes there · Shift strikes out · Alt reaches there · Space further · Esc"
            )
        elif mark is None:
            words = self.tr("{next} next suggestion · select, then a label's key · {finish} finish")
        elif mark.kind == "suggestion":
            words = self.tr(
                "{accept} accept · {reject} reject · label's key · {edges} edges · {finish} finish"
            )
        else:
            words = self.tr("label's key · {edges} edges · {delete} delete · {next} next suggestion")
        self.hint.setText(words.format(**self._keys))

    def show_pointing(self, on: bool) -> None:
        """Say what keys do while they point at places."""
        self._pointing = on
        self.show_focus(self._focus)

    def _show_saving(self, saving: bool) -> None:
        self.saved.setText(self.tr("Saving…") if saving else self.tr("Saved"))
        role = "warning" if saving else "success"
        if self.saved.property("role") != role:  # to look up its style takes long
            self.saved.setProperty("role", role)
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)

    def _show_undo(self, status: UndoStatus) -> None:
        self.undo.setText(self.tr("Undo: {0}").format(act_words(status.undo)) if status.undo else "")

    def _show_project(self) -> None:
        self.annotator.setText(self._workspace.project.annotator.name)
        self._ask_progress()

    def _ask_progress(self) -> None:
        project = self._workspace.project

        def show(found: Progress) -> None:
            self.progress.setText(self.tr("Finished {0} of {1}").format(found.finished, found.documents))

        self._workspace.ask(lambda: queries.progress(project), show)

    def _follow(self, change: Change) -> None:
        self._workspace.behind.do(self._show_document)
        if {"layer", "documents"} & change.touched:
            self._ask_progress()

    def _show_document(self) -> None:
        document = self._workspace.document
        self.show_focus(self._focus)
        if document is None:
            self.document.setText("")
            return
        words = self.tr("Spans {0} · waiting {1}")
        known = document.is_counted
        counts = (len(document.annotations), len(document.waiting)) if known else ("…", "…")
        self.document.setText(words.format(*counts))


class JobLine(QWidget):
    """The long job that runs now, with its progress, and a way to stop it. Short ones don't flash.

    Jobs run one after another, so of several the first is the one that runs.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job[object]] = []
        self._title = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._stop = QToolButton(self)
        self._stop.setText("✕")
        self._stop.setAutoRaise(True)
        self._stop.setToolTip(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop"))
        self._stop.clicked.connect(self._ask_to_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._title, self._bar, self._stop):
            row.addWidget(widget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self.show)
        workspace.jobs.started.connect(self._begin)
        workspace.jobs.ended.connect(self._end)
        workspace.tasks.progressed.connect(self._progress)
        self.hide()

    def _begin(self, job: Job[object]) -> None:
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._show(job)
            self._soon.start()

    def _show(self, job: Job[object]) -> None:
        self._title.setText(job.title)
        self._bar.setRange(0, 0)

    def _end(self, job: Job[object]) -> None:
        self._jobs.remove(job)
        if self._jobs:
            self._show(self._jobs[0])
        else:
            self._soon.stop()
            self.hide()

    def _progress(self, job: Job[object], done: int, total: int) -> None:
        if self._jobs and job is self._jobs[0]:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._title.setText(f"{job.title} {done:,}" if not total else job.title)

    def _ask_to_stop(self) -> None:
        if self._jobs:
            self._jobs[0].stop()
