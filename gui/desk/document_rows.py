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
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.annotation import LayerState
from core.queries.desk import CaseCount, DeskLine
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
    """A row a document; `LINE` gives its DeskLine, `COUNT` its CaseCount or None while it is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DeskLine] = []
        self._row: dict[int, int] = {}
        self.counts: dict[int, CaseCount] = {}

    def set_lines(self, lines: list[DeskLine]) -> None:
        """Show these documents instead; what is known of them stays known."""
        self.beginResetModel()
        self._lines = lines
        self._row = {line.id: row for row, line in enumerate(lines)}
        self.endResetModel()

    def forget_counts(self) -> None:
        """Nothing is known of cases any more."""
        self.counts = {}
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def set_counts(self, found: Mapping[int, CaseCount]) -> None:
        """What was counted."""
        self.counts.update(found)
        rows = [self._row[each] for each in found if each in self._row]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))

    def ids(self) -> list[int]:
        """All documents, in the order in which they came."""
        return [line.id for line in self._lines]

    def line(self, document_id: int) -> DeskLine | None:
        """A document's line, None if it is not on the desk."""
        row = self._row.get(document_id)
        return self._lines[row] if row is not None else None

    def index_of(self, document_id: int) -> QModelIndex:
        """Where a document stands, an invalid index if it is not listed."""
        row = self._row.get(document_id)
        return self.index(row, 0) if row is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
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


class ShownDeskDocuments(QSortFilterProxyModel):
    """The documents that are shown."""

    def __init__(self, source: DeskDocuments) -> None:
        super().__init__()
        self._documents = source
        self._words, self._which = "", Which.ALL
        self.people: frozenset[str] = frozenset()
        self.setSourceModel(source)

    def search(self, words: str) -> None:
        """Show only documents whose title, source or name holds these words."""
        self.beginFilterChange()
        self._words = words.strip().casefold()
        self.endFilterChange()

    def show_only(self, which: Which) -> None:
        """Show only documents with open cases, or without."""
        self.beginFilterChange()
        self._which = which
        self.endFilterChange()

    def compare(self, people: frozenset[str]) -> None:
        """Show only documents that at least two of these people have finished (nobody named: any two)."""
        self.beginFilterChange()
        self.people = people
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        line: DeskLine = self._documents.data(self._documents.index(row, 0), LINE)
        if self.people and len(self.people.intersection(line.people)) < 2:
            return False
        count = self._documents.counts.get(line.id)
        if self._which is Which.OPEN and count is not None and not count.open:
            return False
        if self._which is Which.SETTLED and (count is None or count.open):
            return False
        return not self._words or self._words in f"{line.title}\n{line.source}\n{line.name}".casefold()

    def ids(self) -> list[int]:
        """The documents that are shown, in their order."""
        return [self.index(row, 0).data(LINE).id for row in range(self.rowCount())]


class DeskDelegate(QStyledItemDelegate):
    """Two lines a row, and under them how much is settled as a thin bar."""

    def __init__(self, model: DeskDocuments, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title, small = _fonts(option.font)
        return QSize(120, QFontMetrics(title).height() + QFontMetrics(small).height() + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: DeskLine = index.data(LINE)
        count: CaseCount | None = index.data(COUNT)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state)
        title, small = _fonts(option.font)
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

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        ground = rect.adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(self.theme.accent_ground))
            painter.drawRoundedRect(ground, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(ground, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.focus), 1.5))
            painter.drawRoundedRect(ground, 6, 6)


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.86, 7.5))
    return font, small
