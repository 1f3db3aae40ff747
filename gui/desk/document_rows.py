"""The documents on the desk as Qt wants them: each with its cases, open and settled; filtered in memory."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.annotation import LayerState
from core.queries.desk import CaseCount, DeskLine
from gui.list_rows import paint_ground, row_fonts
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
COUNT = LINE + 1
_MARGIN = 10


class Which(StrEnum):
    """Which documents are shown."""

    ALL = "all"
    OPEN = "open"
    SETTLED = "settled"


class DeskDocuments(QAbstractListModel):
    """A row for each document that is shown; `LINE` gives its DeskLine, `COUNT` its CaseCount, None while
    it is not known. Filtering is a list made anew, within milliseconds for 10,000 documents."""

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[int, DeskLine] = {}
        self._shown: list[DeskLine] = []
        self._row: dict[int, int] = {}
        self._words, self._which = "", Which.ALL
        self._people: frozenset[str] = frozenset()
        self.counts: dict[int, CaseCount] = {}

    def set_lines(self, lines: list[DeskLine]) -> None:
        """List these documents instead; what is known of them stays known."""
        self._all = {line.id: line for line in lines}
        self._filter()

    def search(self, words: str) -> None:
        """Show only documents whose title, source or name holds these words."""
        self._words = words.strip().casefold()
        self._filter()

    def show_only(self, which: Which) -> None:
        """Show only documents with open cases, or without; one that changes stays for now."""
        self._which = which
        self._filter()

    def compare(self, people: frozenset[str]) -> None:
        """Show only documents that at least two of these people have finished (nobody named: any two)."""
        self._people = people
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._all.values() if self._takes(line)]
        self._row = {line.id: row for row, line in enumerate(self._shown)}
        self.endResetModel()

    def _takes(self, line: DeskLine) -> bool:
        if self._people and len(self._people.intersection(line.people)) < 2:
            return False
        if self._which is not Which.ALL:
            count = self.counts.get(line.id)
            if (count is not None and not count.open) != (self._which is Which.SETTLED):
                return False
        return not self._words or self._words in f"{line.title}\n{line.source}\n{line.name}".casefold()

    def forget_counts(self) -> None:
        """Nothing is known of cases any more."""
        self.counts = {}
        self._filter()

    def set_counts(self, found: Mapping[int, CaseCount]) -> None:
        """What was counted."""
        self.counts.update(found)
        rows = [self._row[each] for each in found if each in self._row]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))

    def all_counted(self) -> None:
        """The last count is there: what is filtered by counts can be shown rightly."""
        if self._which is not Which.ALL:
            self._filter()

    def ids(self) -> list[int]:
        """All documents, in the order in which they came."""
        return list(self._all)

    def shown_ids(self) -> list[int]:
        """The documents that are shown."""
        return [line.id for line in self._shown]

    def line(self, document_id: int) -> DeskLine | None:
        """A document's line, None if it is not on the desk."""
        return self._all.get(document_id)

    def index_of(self, document_id: int) -> QModelIndex:
        """Where a document stands, an invalid index if it is not shown."""
        row = self._row.get(document_id)
        return self.index(row, 0) if row is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == LINE:
            return line
        if role == COUNT:
            return self.counts.get(line.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title or line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title or line.name} · {self.words(line)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.source, " / ".join(line.people)) if part)
        return None

    def words(self, line: DeskLine) -> str:
        """How far a document is."""
        count = self.counts.get(line.id)
        if count is None:
            return self.tr("counting…") if line.gold_state is not LayerState.FINISHED else self.tr("settled")
        if not count.cases:
            return self.tr("nothing differs")
        if not count.open:
            return self.tr("all {0} settled").format(count.cases)
        return self.tr("open {0} · settled {1}").format(count.open, count.settled)


class Share(QWidget):
    """How much of something is done, as a slim bar; painted with the rest of the window, not at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._share = 0.0
        self.setFixedSize(140, 8)

    def set_share(self, done: int, of: int) -> None:
        """So many of so many."""
        share = done / of if of else 0.0
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(QColor(self.theme.hover))
        painter.drawRoundedRect(box, 4, 4)
        if self._share:
            painter.setBrush(QColor(self.theme.accent if self._share < 1 else self.theme.success))
            painter.drawRoundedRect(QRectF(0, 0, max(8.0, box.width() * self._share), box.height()), 4, 4)
        painter.end()


class DeskDelegate(QStyledItemDelegate):
    """Two lines a row, and under them how much is settled as a thin bar."""

    def __init__(self, model: DeskDocuments, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title, small = row_fonts(option.font)
        return QSize(120, QFontMetrics(title).height() + QFontMetrics(small).height() + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: DeskLine = index.data(LINE)
        count: CaseCount | None = index.data(COUNT)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, option.state, self.theme)
        title, small = row_fonts(option.font)
        left, width = rect.left() + _MARGIN, rect.width() - 2 * _MARGIN
        metrics, below = QFontMetrics(title), QFontMetrics(small)
        top = rect.top() + 7
        painter.setFont(title)
        painter.setPen(QColor(self.theme.text))
        words = metrics.elidedText(line.title or line.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, top + metrics.ascent(), words)
        painter.setFont(small)
        done = count is not None and not count.open
        painter.setPen(QColor(self.theme.success if done else self.theme.secondary))
        words = below.elidedText(self._model.words(line), Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, top + metrics.height() + 3 + below.ascent(), words)
        if count is not None and count.cases:
            bar = QRectF(left, rect.bottom() - 7, width, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.border))
            painter.drawRoundedRect(bar, 1.5, 1.5)
            bar.setWidth(width * count.settled / count.cases)
            painter.setBrush(QColor(self.theme.success if done else self.theme.accent))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.restore()
