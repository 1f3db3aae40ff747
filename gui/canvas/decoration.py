"""What is drawn with each line of a block: pieces of spans in their lanes, and chips that fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from gui.canvas.labels import TICK, LabelLooks
from gui.canvas.lanes import lanes
from gui.canvas.layout import BlockLayout
from gui.canvas.marks import Mark
from gui.canvas.metrics import TEXT_MARGIN

_BETWEEN = 2
_PUSH = 12  # how far a chip may be pushed from its mark's start so that others keep their names


class Piece(NamedTuple):
    """The part of a mark that lies on one line, from `left` to `right`."""

    mark: Mark
    left: int
    right: int
    lane: int


class Chip(NamedTuple):
    """A mark's label above its first character; without text, a tick."""

    mark: Mark
    left: int
    width: int
    text: str


class LineDecoration(NamedTuple):
    """All that is drawn on one line; equal if nothing has to be drawn anew.

    `others` and `other_chips` are those of other layers, in lanes of their own.
    """

    pieces: tuple[Piece, ...] = ()
    chips: tuple[Chip, ...] = ()
    depth: int = 0
    others: tuple[Piece, ...] = ()
    other_chips: tuple[Chip, ...] = ()


NOTHING = LineDecoration()


class ChipTexts(Protocol):
    """Says what the chips of marks are to say."""

    def texts(self, mark: Mark) -> tuple[tuple[str, int], tuple[str, int]]:
        """What a mark's chip may say, with its width in pixels: in full, and in short."""


def decorate(
    layout: BlockLayout, start: int, marks: Sequence[Mark], looks: LabelLooks, width: int, *, compact: bool
) -> list[LineDecoration]:
    """The decoration of each line of a block that starts at `start`; `marks` are in text order."""
    if not marks:
        return [NOTHING] * layout.line_count
    return [
        LineDecoration(
            tuple(on_line),
            () if compact else tuple(place_chips(starting, looks, width)),
            1 + max((piece.lane for piece in on_line), default=-1),
        )
        for on_line, starting in pieces_of(layout, start, marks, lanes(marks))
    ]


def pieces_of(
    layout: BlockLayout, start: int, marks: Sequence[Mark], in_lanes: Sequence[int]
) -> list[tuple[list[Piece], list[tuple[int, Mark]]]]:
    """For each line of a block: the pieces on it, and which marks open there at which `x`."""
    found: list[tuple[list[Piece], list[tuple[int, Mark]]]] = [([], []) for _ in range(layout.line_count)]
    for mark, lane in zip(marks, in_lanes, strict=True):
        low, high = max(0, mark.start - start), min(layout.length, mark.end - start)
        if low >= high:
            continue
        first, last = layout.line_of(low), layout.line_of(high - 1)
        for line in range(first, last + 1):
            pieces, opening = found[line]
            from_, to = layout.line_range(line)
            left = round(layout.x_of(max(low, from_), line))
            right = round(layout.x_of(min(high, to), line))
            left, right = min(left, right), max(left, right, min(left, right) + 3)
            pieces.append(Piece(mark, left, right, lane))
            if line == first and mark.start >= start:
                opening.append((left, mark))
    return found


def place_chips(opening: Sequence[tuple[int, Mark]], looks: ChipTexts, width: int) -> list[Chip]:
    """A chip for each mark that opens on a line, outer before inner, none over another.

    Where a name does not fit before the next mark's chip it shrinks to its first character, and
    where that does not fit to a tick; hovering and focus show the name. Nothing goes past the
    column by more than its margin.
    """
    placed: list[Chip] = []
    cursor = -TEXT_MARGIN
    groups = [(left, [mark for _, mark in group]) for left, group in groupby(opening, key=lambda o: o[0])]
    for order, (left, marks) in enumerate(groups):
        is_last = order == len(groups) - 1
        limit = width + TEXT_MARGIN if is_last else groups[order + 1][0] + _PUSH
        texts = _fitting(marks, looks, limit - max(left, cursor) if not is_last else limit - cursor)
        total = sum(w for _, w in texts) + _BETWEEN * (len(texts) - 1)
        at = max(cursor, min(left, limit - total) if is_last else left)
        for mark, (text, chip_width) in zip(marks, texts, strict=True):
            placed.append(Chip(mark, at, chip_width, text))
            at += chip_width + _BETWEEN
        cursor = at
    return placed


def _fitting(marks: Sequence[Mark], looks: ChipTexts, room: int) -> list[tuple[str, int]]:
    """Texts and widths for chips side by side: full names, the longest cut first, ticks at worst."""
    room -= _BETWEEN * (len(marks) - 1)
    texts = [looks.texts(mark) for mark in marks]
    found = [full for full, _ in texts]
    for smaller in ([short for _, short in texts], [("", TICK)] * len(marks)):
        by_width = sorted(range(len(marks)), key=lambda i: -found[i][1])
        for i in by_width:
            if sum(w for _, w in found) <= room:
                return found
            found[i] = min(found[i], smaller[i], key=lambda pair: pair[1])
    return found
