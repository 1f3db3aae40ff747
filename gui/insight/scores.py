"""Whether scores can be taken at their word, and from which score on each label is suggested."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.insight import Insight
from core.schema import LabelSet
from core.trial import best_threshold, calibration, cost_of, reliability, scored
from gui.insight.plot import Line, Plot
from gui.theme import Theme

_WORTH = 3  # acts that a threshold must save before it is advised
_AT_REST = 500  # milliseconds that a slider rests before what it says is stored


class Threshold(QWidget):
    """A label's slider, what it would hide now, and what that would have cost in finished documents."""

    chosen = Signal(str, float)

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._insight: Insight | None = None
        self._scores: Sequence[tuple[float, bool]] = ()
        self._best = 0.0
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 99)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(self.tr("Threshold for {0}").format(name))
        self.value = QLabel(self)
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.00") + 4)
        self.effect = QLabel(self)
        self.effect.setProperty("role", "secondary")
        self.effect.setWordWrap(True)
        self.advise = QPushButton(self)
        self.advise.clicked.connect(self._take_advice)
        title = QLabel(name, self)
        title.setBuddy(self.slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 12, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.value, 0, 2)
        grid.addWidget(self.advise, 0, 3)
        grid.addWidget(self.effect, 1, 0, 1, 4)
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnMinimumWidth(3, 120)
        grid.setColumnStretch(1, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AT_REST)
        self._rest.timeout.connect(self.settle)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self.settle)

    @property
    def threshold(self) -> float:
        """What the slider says."""
        return self.slider.value() / 100

    def show_insight(self, insight: Insight) -> None:
        """Show the stored threshold and what these figures say of it."""
        self._insight = insight
        self._scores = scored(insight.trials, self.key)
        self._best = best_threshold(self._scores)
        if not self.slider.isSliderDown() and not self._rest.isActive():
            self.slider.blockSignals(True)
            self.slider.setValue(round(insight.showing.thresholds.get(self.key, 0.0) * 100))
            self.slider.blockSignals(False)
        self._tell()

    def _moved(self) -> None:
        self._tell()
        if not self.slider.isSliderDown():
            self._rest.start()

    def settle(self) -> None:
        """Store what the slider says, if that is new."""
        self._rest.stop()
        insight = self._insight
        if insight is None:
            return
        if round(insight.showing.thresholds.get(self.key, 0.0) * 100) != self.slider.value():
            self.chosen.emit(self.key, self.threshold)

    def _take_advice(self) -> None:
        self.slider.setValue(round(self._best * 100))
        self.settle()

    def _tell(self) -> None:
        insight = self._insight
        if insight is None:
            return
        self.value.setText(f"{self.threshold:.2f}")
        waiting = sum(insight.waiting.get(self.key, {}).values())
        hidden = insight.waiting_below(self.key, self.threshold)
        words = self.tr("Hides {0} of {1} that wait.").format(f"{hidden:,}", f"{waiting:,}")
        cost = cost_of(self._scores, self.threshold)
        if not self._scores:
            words += " " + self.tr("What that costs is known when documents are finished.")
        elif cost.hidden:
            acts = self.tr("acts saved: {0}") if cost.acts <= 0 else self.tr("acts more: {0}")
            words += " " + self.tr(
                "In finished documents: wrong ones less to reject: {0}, right ones to add by hand: {1}, {2}."
            ).format(cost.wrong, cost.right, acts.format(abs(cost.acts)))
        self.effect.setText(words)
        saved = -cost_of(self._scores, self._best).acts
        self.advise.setVisible(saved >= _WORTH and round(self._best * 100) != self.slider.value())
        self.advise.setText(self.tr("Set {0}").format(f"{self._best:.2f}"))
        self.advise.setToolTip(
            self.tr("In finished documents this would have saved most. Acts: {0}.").format(saved)
        )


class Scores(QWidget):
    """The reliability diagram beside the thresholds; `threshold_chosen` has a label's key and the score."""

    threshold_chosen = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Threshold] = {}
        self._made_for: tuple[LabelSet, str] | None = None
        self.plot = Plot(self.tr("score"), self.tr("share that was right"), self)
        self.figure = QLabel(self)
        self.figure.setWordWrap(True)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading(self.tr("Do the scores mean what they say?")))
        column.addWidget(self.figure)
        column.addWidget(self.plot, 1)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        inner = QWidget(self)
        inner.setLayout(self._list)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading(self.tr("Suggest only from this score on")))
        said = QLabel(
            self.tr(
                "What scores less is hidden in the text, for everybody in the project. Finishing a document"
                " does not confirm what is hidden; the menu Document can show it."
            ),
            self,
        )
        said.setProperty("role", "secondary")
        said.setWordWrap(True)
        column.addWidget(said)
        column.addWidget(area, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([480, 620])
        split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addWidget(split)

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "heading")
        return label

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.plot.set_theme(theme)

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """Show the diagram of all labels, and a slider for each."""
        if self._made_for != (labels, language):
            self._make_rows(labels, language)
            self._made_for = labels, language
        for row in self.rows.values():
            row.show_insight(insight)
        bins = [each for each in calibration(insight.trials) if each.number]
        number = sum(each.number for each in bins)
        most = max((each.number for each in bins), default=1)
        self.plot.show_lines(
            [
                Line(
                    self.tr("suggestions in finished documents"),
                    [each.score for each in bins],
                    [each.share for each in bins],
                    [6 + 10 * (each.number / most) ** 0.5 for each in bins],
                )
            ],
            diagonal=True,
        )
        if number:
            words = self.tr(
                "On average a score is {0} away from the share that was right (suggestions: {1}). On the"
                " dashed line a score says just how often such a suggestion is right; below it, scores"
                " promise too much. Larger dots stand for more suggestions."
            ).format(f"{reliability(bins):.2f}", f"{number:,}")
        else:
            words = self.tr("When documents are finished, each score is compared with what people decided.")
        self.figure.setText(words)

    def _make_rows(self, labels: LabelSet, language: str) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.rows = {}
        for label in labels.labels:
            row = Threshold(label.key, label.name(language), self)
            row.chosen.connect(self.threshold_chosen)
            self._list.addWidget(row)
            self.rows[label.key] = row
        self._list.addStretch(1)
