"""Every identical mention, with its context: look, tick, and decide for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

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
from gui.icons import icon
from gui.models.mention_table import (
    AFTER,
    BEFORE,
    DOCUMENT,
    QUOTE,
    STANDING,
    TICK,
    Act,
    Decision,
    MentionTable,
)
from gui.tasks import Job
from gui.workspace import Workspace

_ACT_KEYS = {"L": Act.LABEL, "R": Act.RELABEL, "X": Act.REJECT, "D": Act.REMOVE}
_GIVES_LABEL = (Act.LABEL, Act.RELABEL)


class MentionsDialog(QDialog):
    """`decided` carries (decision, [mentions]); `place_wanted` a mention to go to.

    `label` is given at first; `was` is the label of what the dialog was opened on, "" if nothing is there:
    that one is meant where labels are changed or taken away.
    """

    decided = Signal(object, list)
    place_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        quote: str,
        label: str,
        was: str,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Every identical mention"))
        self.resize(960, 560)
        self._workspace = workspace
        self._quote = quote
        self._was = was
        self._language = language
        self._job: Job[list[Mention]] | None = None
        self._is_looking = False
        labels = workspace.label_set.labels
        self._names = {each.key: each.name(language) for each in labels}
        heads = ["", self.tr("Before"), self.tr("Mention"), self.tr("After"), self.tr("Stands there"), ""]
        heads[DOCUMENT] = self.tr("Document")
        self.table = MentionTable(heads, self._standing)
        self.table.warning = icon("warning")
        self.table.ticked_changed.connect(self._count)
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(self.tr("Where"))
        self.scope.addItem(self.tr("In this document"), "document")
        self.scope.addItem(self.tr("In the whole project"), "project")
        self.act = QComboBox(self)
        self.act.setAccessibleName(self.tr("What to do"))
        for act, words in self._act_words().items():
            self.act.addItem(words, act)
        self.label = self._label_box(labels, label)
        self.view = self._make_view()
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.apply = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.scope.currentIndexChanged.connect(self.look)
        self.act.currentIndexChanged.connect(self._choose)
        self.label.currentIndexChanged.connect(self._choose)
        self.look()
        self.view.setFocus()

    def _act_words(self) -> dict[Act, str]:
        return {
            Act.LABEL: self.tr("Label these places"),
            Act.RELABEL: self.tr("Relabel what stands there"),
            Act.REJECT: self.tr("Reject suggestions"),
            Act.REMOVE: self.tr("Remove spans"),
        }

    def _label_box(self, labels: Sequence[Label], chosen: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Label"))
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
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setAccessibleName(self.tr("Every identical mention"))
        header = view.horizontalHeader()
        header.setSectionResizeMode(BEFORE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(AFTER, QHeaderView.ResizeMode.Stretch)
        for column, width in ((TICK, 36), (QUOTE, 120), (STANDING, 170), (DOCUMENT, 150)):
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
        row.addWidget(self.act)
        row.addWidget(self.label)
        hint = QLabel(self.tr("Space ticks · P project · L R X D act · Enter applies · G goes there"), self)
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
            return self._press(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """What a key does in the list; False if nothing."""
        typed = event.text().upper()
        shortcuts = {each.shortcut.upper(): each.key for each in self._workspace.label_set.labels}
        if event.key() == Qt.Key.Key_Space:
            self.table.toggle([index.row() for index in self.view.selectionModel().selectedRows()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide()
        elif typed and typed in shortcuts:
            self.label.setCurrentIndex(self.label.findData(shortcuts[typed]))
        elif typed in _ACT_KEYS:
            self.act.setCurrentIndex(self.act.findData(_ACT_KEYS[typed]))
        elif typed == "P":
            self.scope.setCurrentIndex(1 - self.scope.currentIndex())
        elif typed == "G":
            self._go()
        else:
            return False
        return True

    @property
    def decision(self) -> Decision:
        """What is chosen above the list."""
        act = Act(self.act.currentData())
        gives = act in _GIVES_LABEL
        label = str(self.label.currentData()) if gives else ""
        return Decision(act, label, "" if label == self._was else self._was)

    def look(self) -> None:
        """Look for the places again, off the UI thread; an older search is stopped."""
        if self._job is not None:
            self._job.stop()
        document = self._workspace.document
        here = document.id if document is not None and self.scope.currentData() == "document" else None
        quote = self._quote

        def run(project: Project, job: Job[list[Mention]], part: Callable[[Any], None]) -> list[Mention]:
            def progress(done: int, total: int) -> None:
                part((done, total))

            return mentions(project, quote, here, should_stop=job.should_stop, progress=progress)

        self._is_looking = True
        self._job = self._workspace.jobs.look_up(run, self._show_progress, self._show, self._failed)

    def _show_progress(self, progress: tuple[int, int]) -> None:
        done, total = progress
        if done < total:
            self.count.setText(self.tr("Looking, documents: {0} of {1}").format(f"{done:,}", f"{total:,}"))

    def _failed(self, error: BaseException) -> None:
        self._is_looking = False
        if not isinstance(error, Cancelled):
            self._workspace.failed.emit(error)

    def _show(self, found: list[Mention]) -> None:
        self._is_looking = False
        self.table.show(found, self.decision)
        self._choose()
        if found:
            self.view.selectRow(0)

    def _choose(self) -> None:
        """Another act or label: what is ticked follows."""
        self.label.setEnabled(self.decision.act in _GIVES_LABEL)
        self.table.decide(self.decision)

    def _standing(self, mention: Mention) -> str:
        if mention.finished:
            return self.tr("finished")
        if mention.furniture:
            return self.tr("page furniture")
        names = [self._names.get(key, key) for key in (mention.label, *mention.overlaps) if key]
        if mention.overlaps:
            return self.tr("overlaps {0}").format(", ".join(names))
        if not names and mention.suggested:
            waiting = [self._names.get(key, key) for key in mention.suggested]
            return f"{', '.join(waiting)}?"
        return ", ".join(names)

    def _count(self) -> None:
        ticked = len(self.table.ticked())
        found, able = self.table.rowCount(), self.table.able()
        words = self.tr("Ticked: {0} of {1}").format(f"{ticked:,}", f"{found:,}")
        if found and not able:
            words = self.tr("Nothing to do at the places found ({0}).").format(f"{found:,}")
        self.count.setText(words)
        self.apply.setText(self._apply_words(ticked))
        self.apply.setEnabled(ticked > 0 and not self._is_looking)

    def _apply_words(self, ticked: int) -> str:
        words = {
            Act.LABEL: self.tr("Label {0}"),
            Act.RELABEL: self.tr("Relabel {0}"),
            Act.REJECT: self.tr("Reject {0}"),
            Act.REMOVE: self.tr("Remove {0}"),
        }
        return words[self.decision.act].format(f"{ticked:,}")

    def _decide(self) -> None:
        ticked = self.table.ticked()
        if ticked and not self._is_looking:
            self.accept()
            self.decided.emit(self.decision, ticked)

    def _go(self) -> None:
        mention = self.table.mention(self.view.currentIndex().row())
        if mention is not None:
            self.accept()
            self.place_wanted.emit(mention)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.stop()
        super().done(result)
