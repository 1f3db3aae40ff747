"""The documents of the board as Qt wants them: filter and sort over 100,000 of them, in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any  # what Qt's models give out

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.annotation import LayerState
from core.queries.board import BoardLine, Minutes, Share
from gui.board.words import day_words, state_words
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
TITLE, SOURCE, LENGTH, NUMBER, PEOPLE, MINUTES, MOVED = range(7)
_RIGHT = frozenset({LENGTH, NUMBER, MINUTES})
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
NOBODY = "\0"  # in the place of a name: documents that nobody has


@dataclass(frozen=True, slots=True)
class Which:
    """Which documents are shown: somebody's ("" for everybody's, NOBODY for nobody's), in a state, with
    so many people (-1 for any number), whose title or source holds the words; or with a state set aside."""

    name: str = ""
    state: LayerState | None = None
    people: int = -1
    words: str = ""
    aside: bool = False


class DocumentTable(QAbstractTableModel):
    """`LINE_ROLE` gives the BoardLine of a row."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self.which = Which()
        self._lines: list[BoardLine] = []
        self._shown: list[BoardLine] = []
        self._minutes = Minutes()
        self._order = TITLE, Qt.SortOrder.AscendingOrder
        self._is_sorted = False
        self._lower: dict[int, str] = {}

    def show(self, lines: list[BoardLine], minutes: Minutes) -> None:
        """Show these documents instead, filtered and sorted as before."""
        self._lines, self._minutes = lines, minutes
        self._lower = {}
        self._look_again()

    def show_minutes(self, minutes: Minutes) -> None:
        """Show how long people worked, which is known later than the rest."""
        self._minutes = minutes
        if self._order[0] == MINUTES:
            self._look_again()
        elif self._shown:
            self.dataChanged.emit(self.index(0, MINUTES), self.index(len(self._shown) - 1, MINUTES))

    def filter(self, which: Which) -> None:
        """Show only these."""
        if which != self.which:
            self.which = which
            self._look_again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one is the order in which documents came."""
        self._order, self._is_sorted = (column, order), column >= 0
        self._look_again()

    def shown_ids(self) -> list[int]:
        """The documents that are shown, in their order."""
        return [line.id for line in self._shown]

    def line(self, row: int) -> BoardLine | None:
        """The document in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @property
    def number(self) -> int:
        """How many documents there are, shown or not."""
        return len(self._lines)

    def _look_again(self) -> None:
        self.beginResetModel()
        fits = self._fits()
        self._shown = [line for line in self._lines if fits(line)] if fits is not None else list(self._lines)
        if self._is_sorted:
            column, order = self._order
            self._shown.sort(key=self._key(column), reverse=order is Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _fits(self) -> Callable[[BoardLine], bool] | None:
        """Whether a document is shown, as one function; None where all are."""
        which = self.which
        tests: list[Callable[[BoardLine], bool]] = []
        if which.name == NOBODY:
            tests.append(lambda line: not line.shares)
        elif which.name or which.state is not None or which.aside:
            tests.append(lambda line: any(_is_meant(share, which) for share in line.shares))
        if which.people >= 0:
            tests.append(lambda line: len(line.shares) == which.people)
        words = which.words.strip().casefold()
        if words:
            if not self._lower:
                self._lower = {line.id: f"{line.title}\n{line.source}".casefold() for line in self._lines}
            tests.append(lambda line: words in self._lower[line.id])
        if not tests:
            return None
        return lambda line: all(test(line) for test in tests)

    def _key(self, column: int) -> Callable[[BoardLine], Any]:
        keys: dict[int, Callable[[BoardLine], Any]] = {
            TITLE: lambda line: line.title,
            SOURCE: lambda line: line.source,
            LENGTH: lambda line: line.length,
            NUMBER: lambda line: len(line.shares),
            PEOPLE: self._by_people() if column == PEOPLE else lambda line: 0,
            MINUTES: self._spent,
            MOVED: lambda line: line.moved,
        }
        return keys[column]

    def _by_people(self) -> Callable[[BoardLine], tuple[int, ...]]:
        """By who has it and how far: each different share is compared once, and has a rank from then on."""
        shares = {id(share): share for line in self._shown for share in line.shares}
        ordered = sorted(shares.values(), key=lambda share: (share.name, share.state, share.assigned))
        rank = {id(share): at for at, share in enumerate(ordered)}
        return lambda line: tuple([rank[id(share)] for share in line.shares])

    def _spent(self, line: BoardLine) -> float:
        """Minutes that the person asked for, or all together, worked on it."""
        by = self._minutes.by_document
        if self.which.name and self.which.name != NOBODY:
            return by.get(self.which.name, {}).get(line.id, 0.0)
        return sum(mine.get(line.id, 0.0) for mine in by.values())

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return MOVED + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Title"),
                self.tr("Source"),
                self.tr("Characters"),
                self.tr("People"),
                self.tr("Who, and how far"),
                self.tr("Minutes"),
                self.tr("Last finished or reviewed"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (TITLE, SOURCE, PEOPLE):
            return self._words(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.ForegroundRole and column in (SOURCE, LENGTH, MINUTES, MOVED):
            return QColor(self.theme.secondary)
        return None

    def _words(self, line: BoardLine, column: int) -> str:
        if column == TITLE:
            return line.title
        if column == SOURCE:
            return line.source
        if column == LENGTH:
            return f"{line.length:,}"
        if column == NUMBER:
            return str(len(line.shares))
        if column == PEOPLE:
            return " · ".join(self._share(share.name, share.state, share.aside) for share in line.shares)
        if column == MINUTES:
            spent = self._spent(line)
            return f"{spent:.1f}" if spent else ""
        return day_words(line.moved)

    def _share(self, name: str, state: LayerState, aside: bool) -> str:
        words = f"{name} {state_words(state)}"
        return words + self.tr(" (a state set aside)") if aside else words


def _is_meant(share: Share, which: Which) -> bool:
    return (
        (not which.name or share.name == which.name)
        and (which.state is None or share.state is which.state)
        and (not which.aside or share.aside)
    )


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
