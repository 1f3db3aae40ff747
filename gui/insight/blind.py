"""Documents annotated blind, and what they say about those where suggestions were shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.anchoring import Bias, Compared, Rate
from core.insight import Insight
from core.schema import LabelSet
from gui.insight.words import align_heads, with_interval
from gui.theme import Theme


class Blind(QWidget):
    """`share_chosen` has the share (0 to 1) of documents that are to be annotated without suggestions."""

    share_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = QLabel(
            self.tr(
                "Suggestions that are shown may sway people: a wrong one is let pass, a missing one not"
                " missed. Some documents done without any suggestion show how much. Which ones is drawn by"
                " lot before they are opened, for each annotator anew; a document that was begun stays as"
                " it was begun."
            ),
            self,
        )
        said.setWordWrap(True)
        self.share = QSpinBox(self)
        self.share.setRange(0, 100)
        self.share.setSuffix(" %")
        self.share.setAccessibleName(self.tr("Share of documents annotated blind"))
        self.share.valueChanged.connect(self._offer)
        words = QLabel(self.tr("Annotate blind"), self)
        words.setBuddy(self.share)
        self.keep = QPushButton(self.tr("Apply"), self)
        self.keep.clicked.connect(lambda: self.share_chosen.emit(self.share.value() / 100))
        self.share.lineEdit().returnPressed.connect(self.keep.click)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.share)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.table = self._make_table()
        self.meaning = QLabel(self)
        self.meaning.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(said)
        column.addLayout(row)
        column.addWidget(self.state)
        column.addWidget(self.table)
        column.addWidget(self.meaning)
        column.addStretch(1)
        self._insight: Insight | None = None

    def _make_table(self) -> QTableWidget:
        heads = (self.tr("Share"), self.tr("Blind"), self.tr("Suggestions shown"), self.tr("Difference"))
        table = QTableWidget(0, len(heads), self)
        table.setAccessibleName(self.tr("Blind work and work with suggestions"))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(heads)):
            table.setColumnWidth(column, 190)
        table.setWordWrap(False)
        align_heads(table, right=())
        return table

    def set_theme(self, theme: Theme) -> None:
        """The style sheet does it."""

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """Show the share that is in force, and what finished work says."""
        self._insight = insight
        if not self.share.hasFocus():
            self.share.setValue(round(insight.showing.blind_share * 100))
        bias = insight.bias
        self.state.setText(
            self.tr("Finished so far: {0} blind, {1} with suggestions shown.").format(
                bias.blind, bias.prefilled
            )
        )
        self._fill(bias)
        self.meaning.setText(self._say(bias))
        self._offer()

    def _offer(self) -> None:
        insight = self._insight
        stored = round(insight.showing.blind_share * 100) if insight is not None else 0
        self.keep.setEnabled(self.share.value() != stored)

    def _fill(self, bias: Bias) -> None:
        names = {
            Rate.KEPT: self.tr("of what was suggested, stands unchanged"),
            Rate.OWN: self.tr("of what stands, nobody had suggested"),
            Rate.MISSED: self.tr("of the truth, missed"),
            Rate.WRONG: self.tr("of what stands, not in the truth"),
        }
        self.table.setVisible(bool(bias.compared))
        self.table.setRowCount(len(bias.compared))
        for number, each in enumerate(bias.compared):
            said = (
                names[each.rate],
                with_interval(each.blind),
                with_interval(each.prefilled),
                with_interval(each.difference, signed=True),
            )
            for column, words in enumerate(said):
                self.table.setItem(number, column, QTableWidgetItem(words))
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(len(bias.compared)))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + 8)

    def _say(self, bias: Bias) -> str:
        if not bias.blind:
            return self.tr("No blind document is finished yet: how far suggestions sway people is not known.")
        if not bias.prefilled:
            return self.tr("No document with suggestions is finished yet to compare with.")
        parts = [self._of_suggestions(bias.of(Rate.KEPT), bias.of(Rate.OWN))]
        if bias.judged_blind and bias.judged_prefilled:
            parts.append(
                self.tr(
                    "The truth is gold, else somebody else's finished work on the same document. Documents"
                    " that have one: blind {0}, with suggestions {1}."
                ).format(bias.judged_blind, bias.judged_prefilled)
            )
        else:
            parts.append(
                self.tr(
                    "Without gold or a second annotator nobody knows what is right: compared is only how far"
                    " work follows the suggestions."
                )
            )
        parts.append(self.tr("In brackets: 95 % intervals, resampled by document."))
        return " ".join(parts)

    def _of_suggestions(self, kept: Compared | None, own: Compared | None) -> str:
        clear = kept is not None and kept.difference.is_clear and (kept.difference.value or 0) > 0
        if clear or (own is not None and own.difference.is_clear and (own.difference.value or 0) < 0):
            return self.tr(
                "Where suggestions were shown, work follows them more than it would have unseen: up to so"
                " much may be wrong ones let pass and missing ones not missed."
            )
        return self.tr(
            "Work that saw the suggestions does not clearly follow them more than blind work agrees with"
            " them. With few documents that says little: look at the intervals."
        )
