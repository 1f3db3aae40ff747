"""The places of a finding as a table: ticked, in their context, with what a fix would make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any  # what Qt's models give out

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from core.queries.sweep import HitLine
from core.review.sweep.values import Finding, Hit
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
TICK, DOCUMENT, BEFORE, QUOTE, AFTER, NOW, THEN = range(7)
_AT_ONCE = 200  # contexts that are read together


class HitTable(QAbstractTableModel):
    """Contexts come with `add_lines`, asked for by `wanted` as the list is scrolled."""

    wanted = Signal(list)
    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self.names: Mapping[str, str] = {}
        self.with_owners = False
        self.fix = 0  # whose outcome is shown
        self._finding: Finding | None = None
        self._lines: list[HitLine] = []
        self._asked = 0
        self._off: set[Hit] = set()

    def show(self, finding: Finding | None) -> None:
        """Show the places of this finding instead, all ticked."""
        self.beginResetModel()
        self._finding, self._lines, self._asked, self._off, self.fix = finding, [], 0, set(), 0
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def add_lines(self, lines: Sequence[HitLine]) -> None:
        """Further places, in their context."""
        if not lines:
            return
        at = len(self._lines)
        self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def show_fix(self, number: int) -> None:
        """Show what that fix would make of the places."""
        if number != self.fix:
            self.fix = number
            self._repaint()

    def line(self, row: int) -> HitLine | None:
        """What stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def ticked(self) -> list[Hit]:
        """The hits that are meant, those that are not in the list yet too."""
        hits = self._finding.hits if self._finding is not None else ()
        return [hit for hit in hits if hit not in self._off]

    def tick(self, wanted: Callable[[Hit], bool]) -> None:
        """Tick those that are wanted, and no others."""
        hits = self._finding.hits if self._finding is not None else ()
        self._off = {hit for hit in hits if not wanted(hit)}
        self._repaint()
        self.ticked_changed.emit()

    def _repaint(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, THEN))

    def canFetchMore(self, parent: Index) -> bool:
        return self._finding is not None and self._asked < len(self._finding.hits)

    def fetchMore(self, parent: Index) -> None:
        if self._finding is not None and self._asked < len(self._finding.hits):
            some = list(self._finding.hits[self._asked : self._asked + _AT_ONCE])
            self._asked += len(some)
            self.wanted.emit(some)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return THEN + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            around = self.tr("Before"), self.tr("Place"), self.tr("After")
            return ("", self.tr("Document"), *around, self.tr("Now"), self.tr("Would be"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return Qt.CheckState.Unchecked if line.hit in self._off else Qt.CheckState.Checked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(line, column).replace("\n", "⏎")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = column in (DOCUMENT, BEFORE, AFTER)
            return QColor(self.theme.secondary if quiet else self.theme.text)
        if role == Qt.ItemDataRole.FontRole and column == QUOTE:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        (self._off.discard if ticked else self._off.add)(line.hit)
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True

    def _words(self, line: HitLine, column: int) -> str:
        if column == TICK:
            return ""
        if column == DOCUMENT:
            return f"{line.hit.owner} · {line.title}" if self.with_owners else line.title
        if column in (BEFORE, QUOTE, AFTER):
            return {BEFORE: line.before, QUOTE: line.quote, AFTER: line.after}[column]
        if column == NOW:
            return self.names.get(line.hit.label, line.hit.label) or "–"
        return self._outcome(line)

    def _outcome(self, line: HitLine) -> str:
        hit = line.hit
        if self.fix >= len(hit.after):
            return ""
        start, end, label = hit.after[self.fix]
        if not label:
            return self.tr("nothing")
        low = hit.start - len(line.before)
        whole = line.before + line.quote + line.after
        quote = whole[start - low : end - low]
        name = self.names.get(label, label)
        return name if quote == line.quote else f"{quote} · {name}" if label != hit.label else quote


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == BEFORE else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
