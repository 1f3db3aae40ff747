"""The most frequent corrections, and learning from one of them in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.insight import Insight
from core.schema import LabelSet
from core.trial import Correction
from gui.insight.words import empty_words
from gui.theme import Theme

_QUOTES = 50  # strings that are listed under a correction
_ROLE = int(Qt.ItemDataRole.UserRole)


class Corrected(QWidget):
    """`teach_wanted` has a label's key ("-": nothing) and the strings that shall be suggested as it."""

    teach_wanted = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = LabelSet()
        self._language = "en"
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Corrections"))
        self.tree.setHeaderLabels([self.tr("Correction"), self.tr("How often")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.headerItem().setTextAlignment(
            1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.tree.itemSelectionChanged.connect(self._offer)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(empty_words(self.tr("Nothing that was suggested has been corrected yet."), self))
        self.stack.addWidget(self.tree)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.teach = QPushButton(self)
        self.teach.setProperty("role", "primary")
        self.teach.clicked.connect(self._teach)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(12)
        heading = QLabel(self.tr("Add to the terms"), self)
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        column.addWidget(self.words)
        column.addWidget(self.teach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.stack)
        split.addWidget(side)
        split.setSizes([680, 360])
        split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addWidget(split)
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """The style sheet does it."""

    def show_insight(self, insight: Insight, labels: LabelSet, language: str) -> None:
        """List the corrections, each with its strings; rows that were open stay open."""
        self._labels, self._language = labels, language
        above = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        opened = {tuple(each.data(0, _ROLE)[:2]) for each in above if each is not None and each.isExpanded()}
        self.tree.clear()
        self.stack.setCurrentIndex(1 if insight.corrections else 0)
        for each in insight.corrections:
            item = QTreeWidgetItem([self._sentence(each), f"{each.number}×"])
            item.setData(0, _ROLE, (each.suggested, each.to, ""))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for quote, number in each.quotes[:_QUOTES]:
                inner = QTreeWidgetItem([quote, f"{number}×"])
                inner.setData(0, _ROLE, (each.suggested, each.to, quote))
                inner.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.addChild(inner)
            self.tree.addTopLevelItem(item)
            item.setExpanded((each.suggested, each.to) in opened)
        first = self.tree.topLevelItem(0)
        if not opened and first is not None:
            first.setExpanded(True)
        self._offer()

    def _name(self, key: str) -> str:
        return self._labels.label(key).name(self._language) if self._labels.has_label(key) else key

    def _sentence(self, each: Correction) -> str:
        if not each.suggested:
            return self.tr("{0}: not suggested, added by hand").format(self._name(each.to))
        if not each.to:
            return self.tr("{0}: suggested, rejected").format(self._name(each.suggested))
        if each.suggested == each.to:
            return self.tr("{0}: suggested with other edges").format(self._name(each.to))
        return self.tr("Suggested {0}, corrected to {1}").format(
            self._name(each.suggested), self._name(each.to)
        )

    def chosen(self) -> tuple[str, list[str]]:
        """(a label's key, "-" for nothing; the strings) of what is selected, if it is of one label."""
        found: list[tuple[str, str]] = []
        for item in self.tree.selectedItems():
            _suggested, to, quote = item.data(0, _ROLE)
            if quote:
                found.append((to or "-", quote))
        keys = {key for key, _ in found}
        if len(keys) != 1:
            return "", []
        return keys.pop(), list(dict.fromkeys(quote for _, quote in found))

    def _offer(self) -> None:
        key, quotes = self.chosen()
        self.teach.setEnabled(bool(quotes))
        some = self.tr(", ").join(f"“{each}”" for each in quotes[:6]) + (" …" if len(quotes) > 6 else "")
        if not quotes:
            self.words.setText(
                self.tr(
                    "Choose strings on the left, several with Ctrl or Shift: they come into the project's"
                    " term list, and every document that is not finished is suggested anew."
                )
            )
            self.teach.setText(self.tr("Add to the terms"))
        elif key == "-":
            self.words.setText(self.tr("{0} will not be suggested as anything any more.").format(some))
            self.teach.setText(self.tr("Never suggest"))
        else:
            self.words.setText(
                self.tr("{0} will be suggested as {1} wherever it stands as a word.").format(
                    some, self._name(key)
                )
            )
            self.teach.setText(self.tr("Add to the terms"))

    def _teach(self) -> None:
        key, quotes = self.chosen()
        if quotes:
            self.teach_wanted.emit(key, quotes)
