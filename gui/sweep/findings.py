"""The findings as a tree: kinds with their numbers, what was found under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.review.sweep.values import Finding
from gui.sweep.words import FindingWords, kind_words

_ROLE = int(Qt.ItemDataRole.UserRole)


class FindingTree(QTreeWidget):
    """`chosen` carries the Finding that is looked at, None on the heading of a kind."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Findings"))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._items: list[QTreeWidgetItem] = []
        self.currentItemChanged.connect(lambda item, _before: self.chosen.emit(self._finding(item)))

    def show_findings(self, findings: Sequence[Finding], words: FindingWords) -> None:
        """Show these instead; the row that was looked at, or the one that took its place, stays so."""
        before = self._current_row()
        folded = {
            item.text(0)
            for row in range(self.topLevelItemCount())
            if (item := self.topLevelItem(row)) is not None and not item.isExpanded()
        }
        self.blockSignals(True)
        self.clear()
        self._items = []
        for kind, some in groupby(findings, key=lambda each: each.kind):
            heading = QTreeWidgetItem([kind_words(kind), ""])
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            of_kind = list(some)
            heading.setText(1, f"{len(of_kind):,}")
            heading.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            rows = []
            for finding in of_kind:
                row = QTreeWidgetItem([words.short(finding), f"{finding.number:,}" if finding.number else ""])
                row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                row.setToolTip(0, words.heading(finding))
                row.setData(0, _ROLE, finding)
                rows.append(row)
            heading.addChildren(rows)
            self._items += rows
            self.addTopLevelItem(heading)
            heading.setExpanded(heading.text(0) not in folded)
        self.blockSignals(False)
        if self._items:
            self.setCurrentItem(self._items[min(before, len(self._items) - 1)])
        self.chosen.emit(self.current())

    def _current_row(self) -> int:
        item = self.currentItem()
        return self._items.index(item) if item in self._items else 0

    def _finding(self, item: QTreeWidgetItem | None) -> Finding | None:
        found = item.data(0, _ROLE) if item is not None else None
        return found if isinstance(found, Finding) else None

    def current(self) -> Finding | None:
        """The finding that is looked at."""
        return self._finding(self.currentItem())

    def step(self, by: int) -> None:
        """Go to the next finding or the one before, over the headings."""
        if not self._items:
            return
        item = self.currentItem()
        at = self._items.index(item) + by if item in self._items else 0
        if 0 <= at < len(self._items):
            self.setCurrentItem(self._items[at])
            self.scrollToItem(self._items[at])
