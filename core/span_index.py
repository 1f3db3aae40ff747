"""Spans by place: which of them overlap a range, in text order, without walking through all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import pairwise
from operator import attrgetter, sub
from typing import Generic, Protocol, TypeVar

LONG = 1000

_start = attrgetter("start")
_end = attrgetter("end")


class HasSpan(Protocol):
    """Anything with a half-open range of code points."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=HasSpan)


def _order(item: HasSpan) -> tuple[int, int]:
    return item.start, -item.end


class _Row(Generic[T]):
    """Items sorted by (start, -end), their starts beside them, and the greatest length ever seen.

    Nothing that overlaps a place can start further before it than that length, so a query is two
    bisects. The only work that grows with the number of items is the list's own move of pointers.
    """

    __slots__ = ("items", "reach", "starts")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self.items = sorted(items, key=_start)  # as good as free where they come sorted
        self.starts = list(map(_start, self.items))
        self._settle_ties()
        self.reach = max(map(sub, map(_end, self.items), self.starts), default=0)

    def _settle_ties(self) -> None:
        items = self.items
        for at in [at for at, (one, other) in enumerate(pairwise(self.starts)) if one == other]:
            while at >= 0 and items[at].start == items[at + 1].start and items[at].end < items[at + 1].end:
                items[at], items[at + 1] = items[at + 1], items[at]
                at -= 1

    def place(self, start: int, end: int) -> int:
        """The index behind all items that come before or stand level with `(start, end)`."""
        at = bisect_right(self.starts, start)
        while at and self.starts[at - 1] == start and self.items[at - 1].end < end:
            at -= 1
        return at

    def find(self, item: T) -> int:
        """The index of an item that is in here; ValueError if it is not."""
        at = bisect_left(self.starts, item.start)
        while at < len(self.items) and self.starts[at] == item.start:
            if self.items[at] == item:
                return at
            at += 1
        raise ValueError(item)

    def insert(self, item: T) -> None:
        at = self.place(item.start, item.end)
        self.items.insert(at, item)
        self.starts.insert(at, item.start)
        self.reach = max(self.reach, item.end - item.start)

    def insert_all(self, items: list[T]) -> None:
        items = sorted(items, key=_order)
        there = self.starting(items[0].start, items[-1].start + 1)
        if there.stop - there.start > 8 * len(items):
            for item in items:
                self.insert(item)
            return
        merged = sorted(self.items[there] + items, key=_order)
        self.items[there], self.starts[there] = merged, list(map(_start, merged))
        self.reach = max(self.reach, max(map(sub, map(_end, items), map(_start, items))))

    def remove(self, item: T) -> None:
        at = self.find(item)
        del self.items[at], self.starts[at]

    def starting(self, start: int, end: int) -> slice:
        low = bisect_left(self.starts, start)
        return slice(low, bisect_left(self.starts, end, low))

    def replace(self, start: int, end: int, items: Iterable[T]) -> None:
        there, new = self.starting(start, end), _Row(items)
        self.items[there], self.starts[there] = new.items, new.starts
        self.reach = max(self.reach, new.reach)

    def overlapping(self, start: int, end: int) -> list[T]:
        low = bisect_left(self.starts, start - self.reach)
        high = bisect_left(self.starts, end, low)
        return [item for item in self.items[low:high] if item.end > start]


class SpanIndex(Generic[T]):
    """A bag of spans in text order: by start, and where starts agree the longer first.

    Spans over `LONG` characters lie in a row of their own, so that one span over a whole page does
    not make every query look back that far. Equal items may be in here more than once.
    """

    __slots__ = ("_long", "_short")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._short = _Row[T](items)
        self._long = _Row[T]()
        if self._short.reach > LONG:
            known = self._short.items
            self._short = _Row(item for item in known if item.end - item.start <= LONG)
            self._long = _Row(item for item in known if item.end - item.start > LONG)

    def _row(self, item: T) -> _Row[T]:
        return self._long if item.end - item.start > LONG else self._short

    def __len__(self) -> int:
        return len(self._short.items) + len(self._long.items)

    def __iter__(self) -> Iterator[T]:
        return merge(self._long.items, self._short.items, key=_order)

    def __contains__(self, item: T) -> bool:
        try:
            self._row(item).find(item)
        except ValueError:
            return False
        return True

    def insert(self, item: T) -> None:
        """Put an item in, behind those that stand level with it."""
        self._row(item).insert(item)

    def insert_all(self, items: Iterable[T]) -> None:
        """Put items in, each behind those that stand level with it; quick where they lie close together."""
        parts: tuple[list[T], list[T]] = [], []
        for item in items:
            parts[item.end - item.start > LONG].append(item)
        for row, part in zip((self._short, self._long), parts, strict=True):
            if part:
                row.insert_all(part)

    def remove(self, item: T) -> None:
        """Take an equal item out; ValueError if there is none."""
        self._row(item).remove(item)

    def starting(self, start: int, end: int) -> list[T]:
        """The items that start in `[start, end)`, those of usual length before long ones."""
        rows = (self._short, self._long)
        return [item for row in rows for item in row.items[row.starting(start, end)]]

    def replace(self, start: int, end: int, items: Sequence[T]) -> None:
        """Let just these items start in `[start, end)`, quicker than one by one; all of them must."""
        short = [item for item in items if item.end - item.start <= LONG]
        self._short.replace(start, end, short)
        long = [item for item in items if item.end - item.start > LONG] if len(short) < len(items) else []
        self._long.replace(start, end, long)

    def overlapping(self, start: int, end: int) -> list[T]:
        """All items that share a character with `[start, end)`, in text order."""
        short = self._short.overlapping(start, end)
        long = self._long.overlapping(start, end) if self._long.items else []
        return sorted(long + short, key=_order) if long else short

    def at(self, position: int) -> list[T]:
        """All items over the character behind that position, outer before inner."""
        return self.overlapping(position, position + 1)

    def following(self, position: int) -> Iterator[T]:
        """The items that start at or behind a position, in text order."""
        rows = (self._long, self._short)
        return merge(*(_forward(row, bisect_left(row.starts, position)) for row in rows), key=_order)

    def preceding(self, position: int) -> Iterator[T]:
        """The items that start before a position, in reversed text order."""
        rows = (self._long, self._short)
        parts = (_backward(row, bisect_left(row.starts, position)) for row in rows)
        return merge(*parts, key=_order, reverse=True)

    def after(self, item: T) -> Iterator[T]:
        """The items behind one that is in here, in text order; ValueError if it is not."""
        row = self._row(item)
        other = self._short if row is self._long else self._long
        rest = _forward(other, other.place(item.start, item.end))
        return merge(_forward(row, row.find(item) + 1), rest, key=_order)

    def before(self, item: T) -> Iterator[T]:
        """The items before one that is in here, in reversed text order; ValueError if it is not."""
        row = self._row(item)
        other = self._short if row is self._long else self._long
        rest = _backward(other, other.place(item.start, item.end))
        return merge(_backward(row, row.find(item)), rest, key=_order, reverse=True)


def _forward(row: _Row[T], index: int) -> Iterator[T]:
    while index < len(row.items):
        yield row.items[index]
        index += 1


def _backward(row: _Row[T], index: int) -> Iterator[T]:
    while index:
        index -= 1
        yield row.items[index]
