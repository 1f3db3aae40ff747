"""The page “Learning”: what finished documents say about suggestions, in parts beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from core.insight import Insight
from core.rehearsal import Taught
from core.schema import LabelSet
from gui.insight.blind import Blind
from gui.insight.corrected import Corrected
from gui.insight.model import Models
from gui.insight.over_time import OverTime
from gui.insight.scores import Scores
from gui.theme import Theme


class LearningPage(QWidget):
    """Shows an Insight; what a person wants done leaves as a signal of its part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "secondary")
        self.sentence.setWordWrap(True)
        self.over_time = OverTime(self)
        self.scores = Scores(self)
        self.corrected = Corrected(self)
        self.blind = Blind(self)
        self.models = Models(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.over_time, self.tr("Over time"))
        self.tabs.addTab(self.scores, self.tr("Scores and thresholds"))
        self.tabs.addTab(self.corrected, self.tr("Corrections"))
        self.tabs.addTab(self.blind, self.tr("Blind sample"))
        self.tabs.addTab(self.models, self.tr("Model"))
        heading = QLabel(self.tr("Learning"), self)
        heading.setProperty("role", "title")
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.sentence)
        whole.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.tabBar())

    @property
    def _parts(self) -> tuple[OverTime | Scores | Corrected | Blind | Models, ...]:
        return self.over_time, self.scores, self.corrected, self.blind, self.models

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for part in self._parts:
            part.set_theme(theme)

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """Show these figures in all parts."""
        for part in self._parts:
            part.show_insight(insight, labels, language)
        self.sentence.setText(self._sentence(insight))

    def show_curve(self, points: Sequence[Taught]) -> None:
        """Show a learning curve, or none."""
        self.models.show_curve(points)

    def _sentence(self, insight: Insight) -> str:
        tests, others = len(insight.trials), insight.finished - len(insight.trials)
        if not insight.finished:
            return self.tr(
                "Each document that you finish is a test of what had been suggested in it before you began:"
                " what stood, what was changed, what was missing. Finish the first one, and this page"
                " begins to fill."
            )
        if not tests:
            return self.tr(
                "Finished documents that are no test: {0}. When they were begun nothing had been suggested in"
                " them, or they were finished elsewhere. The next one that you finish here is the first."
            ).format(others)
        words = self.tr(
            "Finished documents: {0}, each a test of what had been suggested in it before anybody began."
        ).format(tests)
        if others > 0:
            words += " " + self.tr(
                "Others, which are no test: {0}. Nothing had been suggested in them, or they were finished"
                " elsewhere."
            ).format(others)
        return words
