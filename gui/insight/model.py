"""What was learned: from what, when, what the gate chose; the learning curve; making it anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.insight import Insight
from core.learning import ModelCard
from core.rehearsal import Taught
from core.schema import LabelSet
from core.suggest.learned import Model
from gui.insight.plot import Line, Plot
from gui.insight.words import align_heads
from gui.theme import Theme


class Models(QWidget):
    """`rebuild_wanted` and `curve_wanted` ask for what takes a while."""

    rebuild_wanted = Signal()
    curve_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = QLabel(self)
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rebuild = QPushButton(self.tr("Rebuild from the data"), self)
        self.rebuild.clicked.connect(self.rebuild_wanted)
        self.table = self._make_table()
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self._heading(self.tr("The model of this project")))
        column.addWidget(self.facts)
        column.addWidget(self.rebuild, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        self.curve = Plot(self.tr("documents learned from"), self.tr("F1 on the latest documents"), self)
        self.curve_words = QLabel(self)
        self.curve_words.setWordWrap(True)
        self.curve_words.setProperty("role", "secondary")
        self.draw = QPushButton(self.tr("Draw the learning curve"), self)
        self.draw.clicked.connect(self.curve_wanted)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading(self.tr("Would more documents help?")))
        column.addWidget(self.curve_words)
        column.addWidget(self.draw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.curve, 1)
        self._no_curve = QWidget(self)
        column.addWidget(self._no_curve, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([560, 520])
        split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addWidget(split)
        self.show_curve([])

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "heading")
        return label

    def _make_table(self) -> QTableWidget:
        heads = (
            self.tr("Label"),
            self.tr("Spans checked"),
            self.tr("Acts, rules"),
            self.tr("Acts, learned"),
            self.tr("The gate chose"),
        )
        table = QTableWidget(0, len(heads), self)
        table.setAccessibleName(self.tr("What the gate chose for each label"))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        align_heads(table, right=(1, 2, 3))
        return table

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.curve.set_theme(theme)

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """Show what is known of the model."""
        card = insight.model
        self.rebuild.setEnabled(insight.finished > 0)
        self.draw.setEnabled(insight.finished > 3)
        self.facts.setText(self._facts(card))
        model = card.model if card is not None else None
        self.table.setVisible(model is not None and bool(model.checked))
        if model is not None:
            self._fill(model, labels, language)

    def _facts(self, card: ModelCard | None) -> str:
        if card is None:
            return self.tr(
                "Nothing has been learned yet. The first model is made when a document is finished, in the"
                " background, and again after each further one."
            )
        if card.model is None:
            return self.tr("The model's file is damaged and is not used. It can be made anew from the data.")
        made = card.model.made_from
        when = QDateTime.fromSecsSinceEpoch(int(card.trained_at))
        lines = [
            self.tr("Trained {0}. Documents: {1}, characters: {2}.").format(
                when.toString("yyyy-MM-dd HH:mm"),
                f"{made.documents:,}",
                f"{made.characters:,}",
            ),
            self.tr("It is used; the gate decides label by label.")
            if card.model.used
            else self.tr("It is not used: by the latest corrections the rules alone are better or as good."),
            self.tr("Mean error of its scores on documents it had not seen: {0}.").format(
                f"{card.model.reliability:.2f}"
            ),
            self.tr("Label set version {0}, program {1}, seed {2}, data {3}, {4} kB.").format(
                made.label_set, made.program, made.seed, made.digest[:12], f"{card.size / 1000:,.0f}"
            ),
        ]
        return "\n".join(lines)

    def _fill(self, model: Model, labels: LabelSet, language: str) -> None:
        rows = [each for each in labels.labels if each.key in model.checked]
        self.table.setRowCount(len(rows))
        for number, label in enumerate(rows):
            check = model.checked[label.key]
            learned = model.used and model.trusted.get(label.key, True)
            said = (
                label.name(language),
                f"{check.right:,}",
                f"{check.rules:,}",
                f"{check.learned:,}",
                self.tr("learned") if learned else self.tr("rules"),
            )
            for column, words in enumerate(said):
                item = QTableWidgetItem(words)
                if 0 < column < 4:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)

    def show_curve(self, points: Sequence[Taught]) -> None:
        """Show how good suggestions for the latest documents are, learned from ever more of those before."""
        self.curve.setVisible(bool(points))
        self._no_curve.setVisible(not points)
        if not points:
            self.curve_words.setText(
                self.tr(
                    "Models are trained on ever more of the finished documents and tried on the latest ones,"
                    " which none of them has seen. That takes some seconds in the background."
                )
            )
            return
        x = [each.documents for each in points]
        self.curve.show_lines(
            [
                Line(self.tr("rules and learning"), x, [each.learned.f1 for each in points]),
                Line(self.tr("rules alone"), x, [each.rules.f1 for each in points]),
            ]
        )
        first, last = points[0], points[-1]
        self.curve_words.setText(
            self.tr("Tried on the latest documents ({0}): F1 {1} from none, {2} from {3}.").format(
                last.tried, f"{first.learned.f1:.2f}", f"{last.learned.f1:.2f}", last.documents
            )
        )
