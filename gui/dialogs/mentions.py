"""Every identical mention, with its context: look, tick, and decide for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.errors import Cancelled
from core.project import Project
from core.queries.mentions import Mention, mentions
from core.schema import Label
from gui.models.mention_table import AFTER, BEFORE, DOCUMENT, QUOTE, STANDING, TICK, MentionTable
from gui.tasks import Job
from gui.workspace import Workspace


class MentionsDialog(QDialog):
    """`decided` carries (label, [mentions]); `place_wanted` a mention to go to."""

    decided = Signal(str, list)
    place_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        quote: str,
        label: str,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Every identical mention"))
        self.resize(900, 560)
        self._workspace = workspace
        self._quote = quote
        self._language = language
        self._job: Job[list[Mention] | None] | None = None
        labels = workspace.label_set.labels
        self._names = {each.key: each.name(language) for each in labels}
        heads = ["", self.tr("Before"), self.tr("Mention"), self.tr("After"), self.tr("Stands there"), ""]
        heads[DOCUMENT] = self.tr("Document")
        self.table = MentionTable(heads, self._standing)
        self.table.ticked_changed.connect(self._count)
        self.scope = QComboBox(self)
        self.scope.addItem(self.tr("In this document"), "document")
        self.scope.addItem(self.tr("In the whole project"), "project")
        self.label = self._label_box(labels, label)
        self.view = self._make_view()
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.apply = self.buttons.addButton(self.tr("Label them"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.scope.currentIndexChanged.connect(self.look)
        self.label.currentIndexChanged.connect(self.look)
        self.look()
        self.view.setFocus()

    def _label_box(self, labels: Sequence[Label], chosen: str) -> QComboBox:
        box = QComboBox(self)
        for each in labels:
            box.addItem(each.name(self._language), each.key)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        return box

    def _make_view(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.table)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(30)
        view.setAccessibleName(self.tr("Every identical mention"))
        header = view.horizontalHeader()
        header.setSectionResizeMode(BEFORE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(AFTER, QHeaderView.ResizeMode.Stretch)
        for column, width in ((TICK, 36), (QUOTE, 120), (STANDING, 130), (DOCUMENT, 150)):
            view.setColumnWidth(column, width)
        view.doubleClicked.connect(self._go)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("“{0}”").format(self._quote), self)
        heading.setProperty("role", "heading")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(heading, 1)
        row.addWidget(self.scope)
        row.addWidget(self.label)
        hint = QLabel(self.tr("Space ticks · Enter labels · double click goes there"), self)
        hint.setProperty("role", "secondary")
        below = QHBoxLayout()
        below.addWidget(self.count)
        below.addStretch(1)
        below.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addLayout(below)
        column.addWidget(self.buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self.table.toggle([index.row() for index in self.view.selectionModel().selectedRows()])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._decide()
                return True
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Look for the places again, off the UI thread; an older search is stopped."""
        if self._job is not None:
            self._job.stop()
        document = self._workspace.document
        here = document.id if document is not None and self.scope.currentData() == "document" else None
        quote = self._quote

        def run(project: Project, job: Job[list[Mention] | None]) -> list[Mention] | None:
            try:
                return mentions(project, quote, here, should_stop=job.should_stop)
            except Cancelled:
                return None  # a newer search is on its way, or nobody waits any more

        self._job = self._workspace.in_background(self.tr("Looking for mentions"), run, self._show)

    def _show(self, found: list[Mention] | None) -> None:
        if found is None:
            return
        self.table.show(found, str(self.label.currentData()))
        if found:
            self.view.selectRow(0)

    def _standing(self, mention: Mention) -> str:
        if mention.finished:
            return self.tr("finished")
        if mention.furniture:
            return self.tr("page furniture")
        names = [self._names.get(key, key) for key in (mention.label, *mention.overlaps) if key]
        if mention.overlaps:
            return self.tr("overlaps {0}").format(", ".join(names))
        return ", ".join(names)

    def _count(self) -> None:
        ticked = len(self.table.ticked())
        self.count.setText(self.tr("Ticked: {0} of {1}").format(ticked, self.table.rowCount()))
        self.apply.setEnabled(ticked > 0)

    def _decide(self) -> None:
        ticked = self.table.ticked()
        if ticked:
            self.accept()
            self.decided.emit(str(self.label.currentData()), ticked)

    def _go(self) -> None:
        mention = self.table.mention(self.view.currentIndex().row())
        if mention is not None:
            self.accept()
            self.place_wanted.emit(mention)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.stop()
        super().done(result)
