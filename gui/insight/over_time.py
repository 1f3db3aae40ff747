"""How good suggestions were over time: by label and source, and what was left to do for each span."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.evaluation import Score
from core.insight import Insight
from core.schema import LabelSet
from core.trial import ALL, curve, total
from gui.insight.plot import Line, Plot
from gui.insight.words import align_heads, empty_words, source_words
from gui.theme import Theme

_FEWEST, _SHARE = 3, 8  # documents that a point is the mean of: an eighth of all, three at least


class OverTime(QWidget):
    """Two plots over the number of finished documents, and the figures of all of them together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._insight: Insight | None = None
        self._labels = LabelSet()
        self._language = "en"
        self.label = self._combo(self.tr("Which label"))
        self.source = self._combo(self.tr("Which source"))
        self.note = QLabel(self)
        self.note.setProperty("role", "secondary")
        self.scores = Plot(self.tr("documents finished"), self.tr("exact spans"), self)
        self.effort = Plot(self.tr("documents finished"), self.tr("acts per span"), self)
        self.table = self._make_table()
        choose = QHBoxLayout()
        choose.setSpacing(8)
        choose.addWidget(self.label)
        choose.addWidget(self.source)
        choose.addWidget(self.note, 1)
        plots = QSplitter(Qt.Orientation.Horizontal, self)
        plots.addWidget(self.scores)
        plots.addWidget(self.effort)
        plots.setSizes([600, 500])
        plots.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical, self)
        whole.addWidget(plots)
        whole.addWidget(self.table)
        whole.setSizes([330, 240])
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        figures = QWidget(self)
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(choose)
        column.addWidget(whole, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(empty_words(self.tr("No finished document has been a test yet."), self))
        self.stack.addWidget(figures)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setMinimumWidth(150)
        combo.activated.connect(self._draw)
        return combo

    def _make_table(self) -> QTableWidget:
        heads = (
            self.tr("Label"),
            self.tr("Source"),
            self.tr("F1"),
            self.tr("Precision"),
            self.tr("Recall"),
            self.tr("Right"),
            self.tr("Wrong"),
            self.tr("Missing"),
        )
        table = QTableWidget(0, len(heads), self)
        table.setAccessibleName(self.tr("Figures by label and source"))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        align_heads(table, right=range(2, len(heads)))
        table.setMinimumHeight(120)
        table.itemSelectionChanged.connect(self._choose_row)
        return table

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.scores.set_theme(theme)
        self.effort.set_theme(theme)

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """Show these figures; what was chosen stays chosen if it is still there."""
        self._insight, self._labels, self._language = insight, labels, language
        self.stack.setCurrentIndex(1 if insight.tests else 0)
        scores = total(insight.tests)
        known = {label for label, source in scores if source == ALL and label != ALL}
        keys = [each.key for each in labels.labels if each.key in known]
        names = [(self.tr("All labels"), ALL), *((self._name(key), key) for key in keys)]
        sources = sorted({source for _, source in scores} - {ALL})
        _refill(self.label, names)
        _refill(self.source, [(source_words(each), each) for each in (ALL, *sources)])
        self._fill_table(scores, keys)
        self._draw()

    def _name(self, key: str) -> str:
        return self._labels.label(key).name(self._language) if self._labels.has_label(key) else key

    def _fill_table(self, scores: dict[tuple[str, str], Score], keys: list[str]) -> None:
        rows = [
            (label, source)
            for label in (ALL, *keys)
            for source in sorted({each for key, each in scores if key == label})
            if (label, source) in scores
        ]
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for number, key in enumerate(rows):
            self._fill_row(number, key, scores[key])
        self.table.resizeRowsToContents()
        self.table.blockSignals(False)

    def _fill_row(self, number: int, key: tuple[str, str], score: Score) -> None:
        label, source = key
        name = self.tr("All labels") if label == ALL else self._name(label)
        said = (
            name if source == ALL else "",
            source_words(source) if source != ALL else self.tr("all"),
            f"{score.f1:.2f}",
            f"{score.precision:.2f}",
            f"{score.recall:.2f}",
            f"{score.tp:,}",
            f"{score.fp:,}",
            f"{score.fn:,}",
        )
        for column, words in enumerate(said):
            item = QTableWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            if column == 0:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            if column > 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            font = item.font()
            font.setBold(source == ALL and column == 0)
            item.setFont(font)
            self.table.setItem(number, column, item)

    def _choose_row(self) -> None:
        """What is selected in the table is what is drawn."""
        items = self.table.selectedItems()
        if items:
            label, source = items[0].data(Qt.ItemDataRole.UserRole)
            self.label.setCurrentIndex(self.label.findData(label))
            self.source.setCurrentIndex(self.source.findData(source))
            self._draw()

    def _draw(self) -> None:
        insight = self._insight
        if insight is None:
            return
        over = max(_FEWEST, len(insight.tests) // _SHARE)
        points = curve(insight.tests, self.label.currentData(), self.source.currentData(), over)
        x = [each.number for each in points]
        self.scores.show_lines(
            [
                Line(self.tr("F1"), x, [each.score.f1 for each in points]),
                Line(self.tr("precision"), x, [each.score.precision for each in points]),
                Line(self.tr("recall"), x, [each.score.recall for each in points]),
            ]
        )
        acts = [each.actions.per_gold_span for each in points]
        self.effort.show_lines(
            [Line(self.tr("acts per span, all labels"), x, acts)], level=2.0, within=(0.0, max([2.1, *acts]))
        )
        self.note.setText(
            self.tr(
                "Documents in each point: {0}, the last ones. Without any suggestion a span costs 2 acts."
            ).format(over)
        )


def _refill(combo: QComboBox, choices: list[tuple[str, str]]) -> None:
    before = combo.currentData()
    combo.clear()
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(before)))
