"""Counts that can be added up: by resampled unit and by what was counted, many at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from core.review.packing import Bools, Floats, Ints

_CHUNK = 256  # columns that are summed together
_DENSE = 4_000_000  # different keys for which there may be room in an array of their sums


@dataclass
class Counts:
    """How much of what was found in which unit; `keys` has a row for each thing that was counted."""

    columns: int
    _units: list[Ints] = field(default_factory=list)
    _keys: list[Ints] = field(default_factory=list)
    _values: list[Floats] = field(default_factory=list)

    def add(self, unit: Ints, *key: Ints | int, value: Ints | Floats | Bools | float = 1.0) -> None:
        """Count `value` for each unit and key; the same may come many times."""
        if not len(unit):
            return
        values = np.broadcast_to(np.asarray(value, dtype=np.float64), len(unit))
        columns = [unit, *(np.broadcast_to(np.asarray(column, dtype=np.int64), len(unit)) for column in key)]
        rows, sums = _summed(columns, values)
        self._units.append(rows[:, 0].copy())
        self._keys.append(rows[:, 1:].copy())
        self._values.append(sums)

    def table(self) -> Table:
        """All that was counted."""
        if not self._units:
            nothing = np.zeros(0, dtype=np.int64)
            return Table(np.zeros((0, self.columns), dtype=np.int64), nothing, nothing, np.zeros(0))
        keys, column = unique_rows(np.concatenate(self._keys))
        return Table(keys, np.concatenate(self._units), column, np.concatenate(self._values))


@dataclass(frozen=True)
class Table:
    """Counts of `keys[column[i]]` in `unit[i]`."""

    keys: Ints
    unit: Ints
    column: Ints
    value: Floats

    def only(self, units: Ints) -> Table:
        """What was found in those units (sorted), which are numbered anew from 0."""
        if not len(units):
            return Table(self.keys[:0], self.unit[:0], self.column[:0], self.value[:0])
        at = np.minimum(np.searchsorted(units, self.unit), len(units) - 1)
        which = units[at] == self.unit
        keys, column = unique_rows(self.keys[self.column[which]])
        return Table(keys, at[which], column, self.value[which])

    def sums(self, weights: Floats) -> Floats:
        """The sum of each column under each row of weights (weighting × unit): weighting × column."""
        result = np.zeros((len(weights), len(self.keys)))
        order = np.argsort(self.column, kind="stable")
        column, unit, value = self.column[order], self.unit[order], self.value[order]
        for first in range(0, len(self.keys), _CHUNK):
            last = min(first + _CHUNK, len(self.keys))
            low, high = np.searchsorted(column, [first, last])
            dense = np.zeros((weights.shape[1], last - first))
            np.add.at(dense, (unit[low:high], column[low:high] - first), value[low:high])
            result[:, first:last] = weights @ dense
        return result


def _summed(columns: list[Ints], values: Floats) -> tuple[Ints, Floats]:
    """The different rows, and the sum of the values of each; without sorting where there is little room."""
    lows = [int(column.min()) for column in columns]
    rooms = [int(column.max()) - low + 1 for column, low in zip(columns, lows, strict=True)]
    room = math.prod(rooms)
    if room > _DENSE:
        rows, which = unique_rows(np.stack(columns, axis=1))
        return rows, np.bincount(which, weights=values, minlength=len(rows)).astype(np.float64)
    key = columns[0] - lows[0]
    for column, low, wide in zip(columns[1:], lows[1:], rooms[1:], strict=True):
        key = key * wide + (column - low)
    there = np.flatnonzero(np.bincount(key, minlength=room))
    sums = np.bincount(key, weights=values, minlength=room)[there].astype(np.float64)
    rows = np.empty((len(there), len(columns)), dtype=np.int64)
    left = there
    for number in range(len(columns) - 1, -1, -1):
        left, part = np.divmod(left, rooms[number])
        rows[:, number] = part + lows[number]
    return rows, sums


def unique_rows(rows: Ints) -> tuple[Ints, Ints]:
    """The different rows in order, and for each row the number of its like.

    Rows are folded into one number each, which is several times as quick as comparing rows.
    """
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    lows = [int(rows[:, column].min()) for column in range(rows.shape[1])]
    rooms = [int(rows[:, column].max()) - low + 1 for column, low in enumerate(lows)]
    if math.prod(rooms) < 2**62:
        key = rows[:, 0] - lows[0]
        for column in range(1, rows.shape[1]):
            key = key * rooms[column] + (rows[:, column] - lows[column])
        order = np.argsort(key, kind="stable")
        key = key[order]
        new = np.concatenate(([True], key[1:] != key[:-1]))
    else:
        order = np.lexsort(rows.T[::-1])
        ordered = rows[order]
        new = np.concatenate(([True], (ordered[1:] != ordered[:-1]).any(axis=1)))
    number = np.empty(len(rows), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    return rows[order[new]], number
