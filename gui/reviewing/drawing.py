"""Review: whose finished work, how much of it, and drawn how; what that comes to is shown before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.queries.reviewed import ToReview
from core.review.sampling import Draw, Drawable, sample


class DrawDialog(QDialog):
    """`ordered` carries the list of (document, whose work) to review, in their order."""

    ordered = Signal(list)

    def __init__(self, waiting: Sequence[ToReview], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Review finished work"))
        self.setMinimumWidth(520)
        self._waiting = waiting
        self.who = QComboBox(self)
        self.who.addItem(self.tr("Everybody ({0})").format(len(waiting)), "")
        for name in sorted({each.owner for each in waiting}):
            number = sum(each.owner == name for each in waiting)
            self.who.addItem(f"{name} ({number})", name)
        self.share = QSpinBox(self)
        self.share.setRange(1, 100)
        self.share.setValue(100)
        self.share.setSuffix(" %")
        self.how = QComboBox(self)
        for how, words in (
            (Draw.RANDOM, self.tr("At random")),
            (Draw.SOURCE, self.tr("Of each source alike")),
            (Draw.LABEL, self.tr("So that every label is seen")),
            (Draw.SCORE, self.tr("Lowest scores first")),
        ):
            self.how.addItem(words, how)
        self.seed = QSpinBox(self)
        self.seed.setRange(0, 2_147_483_647)
        self.told = QLabel(self)
        self.told.setProperty("role", "secondary")
        self.told.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start = self.buttons.addButton(self.tr("Review"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Whose work"), self.who)
        form.addRow(self.tr("How much of it"), self.share)
        form.addRow(self.tr("Which of it"), self.how)
        form.addRow(self.tr("Seed"), self.seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.who.currentIndexChanged.connect(self._look)
        self.how.currentIndexChanged.connect(self._look)
        self.share.valueChanged.connect(self._look)
        self.seed.valueChanged.connect(self._look)
        self.buttons.accepted.connect(self._order)
        self.buttons.rejected.connect(self.reject)
        self._look()
        self.who.setFocus()

    def drawn(self) -> list[tuple[int, str]]:
        """What would be reviewed now."""
        name = self.who.currentData()
        things = [
            Drawable((each.document_id, each.owner), each.source, tuple(each.labels), each.score)
            for each in self._waiting
            if not name or each.owner == name
        ]
        found = sample(things, self.share.value() / 100, Draw(self.how.currentData()), self.seed.value())
        return [each.key for each in found if isinstance(each.key, tuple)]

    def _look(self) -> None:
        number = len(self.drawn())
        by_chance = Draw(self.how.currentData()) is not Draw.SCORE and self.share.value() < 100
        self.seed.setEnabled(by_chance)
        self.start.setEnabled(number > 0)
        self.start.setText(self.tr("Review {0}").format(number) if number else self.tr("Review"))
        self.told.setText(
            self.tr("You read one after the other, correct what is wrong, and approve or return each.")
            if number
            else self.tr("Nobody else has finished anything that is not approved yet.")
        )

    def _order(self) -> None:
        drawn = self.drawn()
        if drawn:
            self.accept()
            self.ordered.emit(drawn)
