"""The people of a project as Qt wants them: a row each, a column for each state, and all together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any  # what Qt's models give out

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from core.annotation import LayerState
from core.queries.board import Board, BoardRow
from gui.board.words import day_words, role_words, state_words
from gui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
PERSON, ROLE, DOCUMENTS = 0, 1, 2
STATES = tuple(LayerState)
FIRST_STATE = 3
SPANS, MINUTES, HANDED_OUT, BAR = (FIRST_STATE + len(STATES) + each for each in range(4))
SHARES_ROLE = int(Qt.ItemDataRole.UserRole)
_NUMBERS = frozenset(range(DOCUMENTS, HANDED_OUT))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose documents a number stands for: of a person ("" for everybody), in a state (None for any)."""

    name: str = ""
    state: LayerState | None = None


class PeopleTable(QAbstractTableModel):
    """`SHARES_ROLE` gives how many documents are in each state, for the bar at the end of a row."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._rows: list[BoardRow] = []
        self._alone = True
        self._totals: dict[LayerState, int] = {}
        self._documents = 0

    def show(self, board: Board) -> None:
        """Show these people instead. Somebody without documents stands there too."""
        self.beginResetModel()
        self._rows = list(board.people)
        self._alone = len(self._rows) < 2
        self._totals = {state: sum(row.by_state[state] for row in self._rows) for state in STATES}
        self._documents = len(board.lines)
        self.endResetModel()

    def names(self) -> list[str]:
        """Everybody, by name."""
        return [row.name for row in self._rows]

    def person(self, row: int) -> BoardRow | None:
        """Whom a row is about; None for the row of all."""
        return self._rows[row] if row < len(self._rows) else None

    def wanted(self, index: Index) -> Wanted:
        """Whose documents, in which state, are behind a cell."""
        person = self.person(index.row())
        number = index.column() - FIRST_STATE
        state = STATES[number] if 0 <= number < len(STATES) else None
        return Wanted(person.name if person is not None else "", state)

    def row_of(self, name: str) -> int:
        """Where a person stands, behind all if there is none of that name."""
        return next((at for at, row in enumerate(self._rows) if row.name == name), len(self._rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) if self._alone else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return BAR + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head(section)
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self._explained(section)
        return None

    def _head(self, column: int) -> str:
        if FIRST_STATE <= column < FIRST_STATE + len(STATES):
            return state_words(STATES[column - FIRST_STATE])
        return {
            PERSON: self.tr("Person"),
            ROLE: self.tr("Role"),
            DOCUMENTS: self.tr("Documents"),
            SPANS: self.tr("Spans"),
            MINUTES: self.tr("Min. each"),
            HANDED_OUT: self.tr("File handed out"),
            BAR: self.tr("How far"),
        }[column]

    def _explained(self, column: int) -> str | None:
        return {
            DOCUMENTS: self.tr("Documents that were assigned to this person, or begun without that"),
            MINUTES: self.tr(
                "Minutes of work for each finished document, as far as it was done in this database; "
                "pauses over two minutes do not count"
            ),
            HANDED_OUT: self.tr("When a file was last made for this person to work in"),
        }.get(column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        person, column = self.person(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(person, column)
        if role == SHARES_ROLE:
            return self._totals if person is None else person.by_state
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(person, column)
        if role == Qt.ItemDataRole.FontRole and person is None:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole and column == PERSON and person is not None:
            return person.name
        if role == Qt.ItemDataRole.ToolTipRole and column == BAR:
            shares = self.data(index, SHARES_ROLE)
            return " · ".join(f"{state_words(state)} {shares[state]:,}" for state in STATES if shares[state])
        return None

    def _words(self, person: BoardRow | None, column: int) -> str:
        if FIRST_STATE <= column < FIRST_STATE + len(STATES):
            state = STATES[column - FIRST_STATE]
            return f"{self._totals[state] if person is None else person.by_state[state]:,}"
        if column == BAR:
            return ""
        if person is None:
            spans = sum(row.spans for row in self._rows)
            return {PERSON: self.tr("All"), DOCUMENTS: f"{self._documents:,}", SPANS: f"{spans:,}"}.get(
                column, ""
            )
        minutes = person.minutes_per_document
        return {
            PERSON: person.name,
            ROLE: role_words(person.role),
            DOCUMENTS: f"{person.documents:,}",
            SPANS: f"{person.spans:,}",
            MINUTES: "–" if minutes is None else f"{minutes:.1f}",
            HANDED_OUT: day_words(person.handed_out),
        }[column]

    def _colour(self, person: BoardRow | None, column: int) -> QColor | None:
        if column in (ROLE, HANDED_OUT):
            return QColor(self.theme.secondary)
        if column in _NUMBERS and self._words(person, column) in ("0", "–"):
            return QColor(self.theme.dimmed)
        if DOCUMENTS <= column < FIRST_STATE + len(STATES):
            return QColor(self.theme.accent)  # there is a list behind it
        return None
