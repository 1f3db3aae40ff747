"""Places of a string as Qt wants them: a tick, the context left and right of it, what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QIcon

from core.queries.mentions import Mention

Index = QModelIndex | QPersistentModelIndex
TICK, BEFORE, QUOTE, AFTER, STANDING, DOCUMENT = range(6)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Act(StrEnum):
    """What can be decided for many places at once."""

    LABEL = "label"
    RELABEL = "relabel"
    REJECT = "reject"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done to places: an act, the label it gives, and the label that is meant there.

    `was` is "" where any is meant.
    """

    act: Act = Act.LABEL
    label: str = ""
    was: str = ""

    def can(self, mention: Mention) -> bool:
        """Whether the act would change anything at that place."""
        if mention.finished:
            return False
        if self.act is Act.LABEL:
            return mention.label != self.label
        if self.act is Act.RELABEL:
            return bool(mention.label or mention.suggested) and mention.label != self.label
        return bool(mention.suggested if self.act is Act.REJECT else mention.label)

    def is_plain(self, mention: Mention) -> bool:
        """Whether the act can be done there without a second look: nothing unexpected is hit by it."""
        if not self.can(mention) or mention.furniture:
            return False
        if self.act is Act.LABEL:
            return not mention.overlaps and not mention.label
        there = (mention.label,) if mention.label else mention.suggested
        return not self.was or self.was in there


class MentionTable(QAbstractTableModel):
    """Rows are mentions; those that a decision would not simply settle begin without their tick."""

    ticked_changed = Signal()

    def __init__(self, heads: list[str], standing: Callable[[Mention], str]) -> None:
        super().__init__()
        self._heads = heads
        self._standing = standing
        self._mentions: list[Mention] = []
        self._ticked: set[int] = set()
        self._decision = Decision()
        self._bold = QFont()
        self._bold.setBold(True)
        self.warning = QIcon()

    def show(self, mentions: list[Mention], decision: Decision) -> None:
        """Show these, ticked where the decision is wanted without a second look."""
        self.beginResetModel()
        self._mentions = mentions
        self._decide(decision)
        self.endResetModel()
        self.ticked_changed.emit()

    def decide(self, decision: Decision) -> None:
        """Tick anew for another decision; the rows stay."""
        self._decide(decision)
        self._changed(range(len(self._mentions)))

    def _decide(self, decision: Decision) -> None:
        self._decision = decision
        self._ticked = {row for row, each in enumerate(self._mentions) if decision.is_plain(each)}

    def ticked(self) -> list[Mention]:
        """The mentions that are ticked."""
        return [self._mentions[row] for row in sorted(self._ticked)]

    def ticked_count(self) -> int:
        """How many mentions are ticked."""
        return len(self._ticked)

    def able(self) -> int:
        """How many rows can be ticked."""
        return sum(map(self._decision.can, self._mentions))

    def mention(self, row: int) -> Mention | None:
        """The mention of a row."""
        return self._mentions[row] if 0 <= row < len(self._mentions) else None

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick rows that are not ticked; if all are, take the ticks away."""
        able = [row for row in rows if self._decision.can(self._mentions[row])]
        on = not all(row in self._ticked for row in able)
        (self._ticked.update if on else self._ticked.difference_update)(able)
        self._changed(able)

    def _changed(self, rows: Iterable[int]) -> None:
        some = list(rows)
        if some:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(min(some), TICK), self.index(max(some), last))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # Qt's own signature
        return 0 if parent.isValid() else len(self._mentions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == TICK and self._decision.can(self._mentions[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == BEFORE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        each, column = self._mentions[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK:
            if not self._decision.can(each):
                return None
            return _CHECKED if index.row() in self._ticked else _UNCHECKED
        if role == Qt.ItemDataRole.TextAlignmentRole and column == BEFORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column == QUOTE:
            return self._bold
        if role == Qt.ItemDataRole.DecorationRole and column == STANDING:
            stopped = self._decision.can(each) and not self._decision.is_plain(each)
            return self.warning if stopped else None
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
        self._changed([index.row()])
        return True
