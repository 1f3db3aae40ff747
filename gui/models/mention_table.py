"""Places of a string as Qt wants them: a tick, the context left and right of it, what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from core.queries.mentions import Mention

Index = QModelIndex | QPersistentModelIndex
TICK, BEFORE, QUOTE, AFTER, STANDING, DOCUMENT = range(6)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class MentionTable(QAbstractTableModel):
    """Rows are mentions; those that a decision would not simply settle begin without their tick."""

    ticked_changed = Signal()

    def __init__(self, heads: list[str], standing: Callable[[Mention], str]) -> None:
        super().__init__()
        self._heads = heads
        self._standing = standing
        self._mentions: list[Mention] = []
        self._ticked: set[int] = set()
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, mentions: list[Mention], label: str) -> None:
        """Show these, ticked where giving them the label is wanted without a second look."""
        self.beginResetModel()
        self._mentions = mentions
        self._ticked = {row for row, each in enumerate(mentions) if is_plain(each, label)}
        self.endResetModel()
        self.ticked_changed.emit()

    def ticked(self) -> list[Mention]:
        """The mentions that are ticked."""
        return [self._mentions[row] for row in sorted(self._ticked)]

    def mention(self, row: int) -> Mention | None:
        """The mention of a row."""
        return self._mentions[row] if 0 <= row < len(self._mentions) else None

    def toggle(self, rows: list[int]) -> None:
        """Tick rows that are not ticked; if all are, take the ticks away."""
        able = [row for row in rows if not self._mentions[row].finished]
        on = not all(row in self._ticked for row in able)
        for row in able:
            (self._ticked.add if on else self._ticked.discard)(row)
            index = self.index(row, TICK)
            self.dataChanged.emit(index, index)
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # Qt's own signature
        return 0 if parent.isValid() else len(self._mentions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == TICK and not self._mentions[index.row()].finished:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        each, column = self._mentions[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            return _CHECKED if index.row() in self._ticked else _UNCHECKED
        if role == Qt.ItemDataRole.TextAlignmentRole and column == BEFORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column == QUOTE:
            return self._bold
        if role == Qt.ItemDataRole.DisplayRole and column != TICK:
            return {
                BEFORE: each.before,
                QUOTE: each.quote,
                AFTER: each.after,
                STANDING: self._standing(each),
                DOCUMENT: each.title,
            }[column]
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        on = Qt.CheckState(value) is _CHECKED
        (self._ticked.add if on else self._ticked.discard)(index.row())
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True


def is_plain(mention: Mention, label: str) -> bool:
    """Whether giving a mention the label needs no second look: nothing else stands there, or may not."""
    return not (mention.finished or mention.furniture or mention.overlaps or mention.label not in ("", label))
