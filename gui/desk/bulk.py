"""Accepting readings in bulk: by what rule, where, and what it would do before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import Cancelled
from core.project import Project
from core.queries.desk import Proposed, proposed
from gui.tasks import Job
from gui.workspace import Workspace


class BulkRule(StrEnum):
    """How a case is decided without anybody looking."""

    MAJORITY = "majority"
    TRUST = "trust"
    AGREED = "agreed"  # none is: only what all agree on becomes gold


@dataclass(frozen=True)
class BulkOrder:
    """What the dialog asks for; `document_ids` is None for the whole project."""

    rule: BulkRule
    trust: tuple[str, ...]
    document_ids: tuple[int, ...] | None
    preview: Proposed


class BulkDialog(QDialog):
    """`ordered` carries the BulkOrder when it is confirmed; that is possible once the preview is there."""

    ordered = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        people: Mapping[str, int],
        document: tuple[int, str] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Accept in bulk"))
        self.setMinimumWidth(520)
        self._workspace = workspace
        self._document = document
        self._job: Job[Proposed | None] | None = None
        self._asked = 0
        self._preview: Proposed | None = None
        self._make_rules(people)
        self._make_places()
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumHeight(self.words.fontMetrics().height() * 4)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._look()

    def _make_rules(self, people: Mapping[str, int]) -> None:
        self.majority = QRadioButton(
            self.tr("Majority: the reading of more than half of the annotators"), self
        )
        self.trust = QRadioButton(
            self.tr("Trust: the reading of the first of these who has a layer there"), self
        )
        self.agreed = QRadioButton(self.tr("Only what all agree on; every case stays open"), self)
        self.majority.setChecked(True)
        self._rules = QButtonGroup(self)
        for each in (self.majority, self.trust, self.agreed):
            self._rules.addButton(each)
        self.order = QListWidget(self)
        self.order.setAccessibleName(self.tr("Whom to trust, the first most; Alt+Up and Alt+Down move"))
        self.order.setToolTip(self.tr("Drag, or Alt+Up and Alt+Down, to put the most trusted first"))
        self.order.addItems(list(people))
        self.order.setCurrentRow(0)
        self.order.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.order.setMaximumHeight(132)
        self.order.setEnabled(False)
        self.order.installEventFilter(self)
        self.order.model().rowsMoved.connect(self._look)
        self._rules.buttonToggled.connect(lambda _button, on: self._look() if on else None)

    def _make_places(self) -> None:
        self.here = QRadioButton(self)
        self.everywhere = QRadioButton(self.tr("All documents of the project"), self)
        if self._document is not None:
            self.here.setText(self.tr("This document: {0}").format(self._document[1]))
            self.here.setChecked(True)
        else:
            self.here.hide()
            self.everywhere.setChecked(True)
        self._places = QButtonGroup(self)
        for each in (self.here, self.everywhere):
            self._places.addButton(each)
        self._places.buttonToggled.connect(lambda _button, on: self._look() if on else None)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton(self.tr("Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self._order)
        buttons.rejected.connect(self.reject)
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setStyleSheet("background: palette(mid); border: none;")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for heading, parts in (
            (self.tr("By what rule"), (self.majority, self.trust, self.order, self.agreed)),
            (self.tr("In which documents"), (self.here, self.everywhere)),
            (self.tr("What it would do"), (self.words,)),
        ):
            label = QLabel(heading, self)
            label.setProperty("role", "heading")
            column.addWidget(label)
            for part in parts:
                column.addWidget(part)
        column.addWidget(line)
        column.addWidget(buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.order and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self.order.currentRow()
        if 0 <= row + step < self.order.count():
            item = self.order.takeItem(row)
            self.order.insertItem(row + step, item)
            self.order.setCurrentRow(row + step)
            self._look()

    # what it would do

    @property
    def rule(self) -> BulkRule:
        """The rule that is chosen."""
        if self.trust.isChecked():
            return BulkRule.TRUST
        return BulkRule.AGREED if self.agreed.isChecked() else BulkRule.MAJORITY

    def _trusted(self) -> tuple[str, ...]:
        if self.rule is not BulkRule.TRUST:
            return ()
        return tuple(self.order.item(row).text() for row in range(self.order.count()))

    def _where(self) -> tuple[int, ...] | None:
        return (self._document[0],) if self._document is not None and self.here.isChecked() else None

    def _look(self) -> None:
        """Count anew what would be done, in the background."""
        if not hasattr(self, "accept_button"):
            return  # not all of it is made yet
        self.order.setEnabled(self.rule is BulkRule.TRUST)
        self._preview = None
        self.accept_button.setEnabled(False)
        self.words.setText(self.tr("Counting…"))
        self._stop()
        trust, where = self._trusted(), self._where()
        self._asked += 1
        number = self._asked

        def count(project: Project, job: Job[Proposed | None]) -> Proposed | None:
            try:
                return proposed(project, trust, where, progress=job.progress, should_stop=job.should_stop)
            except Cancelled:
                return None

        def show(found: Proposed | None) -> None:
            if found is not None and number == self._asked:
                self._show(found)

        self._job = self._workspace.jobs.in_background(self.tr("Counting cases"), count, show, at_once=True)

    def _show(self, found: Proposed) -> None:
        self._preview = found
        self.words.setText("\n".join(self.preview_words(found)))
        self.accept_button.setEnabled(self.rule is BulkRule.AGREED or found.decided > 0)

    def preview_words(self, found: Proposed) -> Sequence[str]:
        """What would be done, a line each."""
        lines = [
            self.tr("Documents: {0}; spans that all agree on: {1}").format(found.documents, found.agreed)
        ]
        if self.rule is BulkRule.AGREED:
            return [*lines, self.tr("Cases that stay open: {0}").format(found.decided + found.left)]
        by = "  ".join(f"{name} {number}" for name, number in sorted(found.by_person.items()))
        lines.append(self.tr("Cases settled: {0}").format(found.decided))
        if by:
            lines.append(self.tr("as they were read by: {0}").format(by))
        return [*lines, self.tr("Cases that stay open: {0}").format(found.left)]

    def _order(self) -> None:
        if self._preview is not None:
            order = BulkOrder(self.rule, self._trusted(), self._where(), self._preview)
            self.accept()
            self.ordered.emit(order)

    def _stop(self) -> None:
        if self._job is not None and self._workspace.jobs.is_running(self._job):
            self._job.stop()

    def done(self, result: int) -> None:
        self._stop()
        self._asked += 1
        super().done(result)
