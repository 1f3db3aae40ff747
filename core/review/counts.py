"""Counts that can be added up: by resampled unit and by what was counted, many at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from core.review.packing import Bools, Floats, Ints

_CHUNK = 256  # columns that are summed together


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
        rows = np.empty((len(unit), self.columns + 1), dtype=np.int64)
        rows[:, 0] = unit
        for number, column in enumerate(key, 1):
            rows[:, number] = column
        values = np.broadcast_to(np.asarray(value, dtype=np.float64), len(unit))
        rows, which = unique_rows(rows)
        self._units.append(rows[:, 0].copy())
        self._keys.append(rows[:, 1:].copy())
        self._values.append(np.bincount(which, weights=values, minlength=len(rows)).astype(np.float64))

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


def unique_rows(rows: Ints) -> tuple[Ints, Ints]:
    """The different rows, and for each row the number of its like. Quicker than numpy's own for integers."""
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    order = np.lexsort(rows.T[::-1])
    ordered = rows[order]
    new = np.concatenate(([True], (ordered[1:] != ordered[:-1]).any(axis=1)))
    number = np.empty(len(rows), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    return ordered[new], number
