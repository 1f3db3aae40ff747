"""The mouse on the page: what a drag selects, what a click means, what lies under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gui.canvas.decoration import Chip, LineDecoration
from gui.canvas.marks import Mark
from gui.canvas.movement import Movement
from gui.canvas.page import Page
from gui.canvas.words import Words

Snap = Literal["character", "word", "sentence"]


@dataclass
class Drag:
    """A selection made with the mouse: it began at `start`–`end` and grows by whole units."""

    start: int
    end: int
    snap: Snap

    def reach(self, near: int, over: int, free: bool, words: Words, movement: Movement) -> tuple[int, int]:
        """The selection, as (fixed end, moving end), when the mouse is at a place.

        `near` is the position between two characters next to it, `over` the character under it.
        """
        if free:
            start = self.start if near >= self.start else self.end
            return start, near
        low, high = movement.sentence_at(over) if self.snap == "sentence" else words.word_at(over)
        if low < self.start:
            return self.end, low
        return self.start, max(self.end, high)


def marks_under(page: Page, block: int, line: int, x: float, y: float) -> list[Mark]:
    """The marks at a place on a line, the first the one that is meant most likely.

    On a chip it is the chip's mark, on an underline its mark, on the text the innermost.
    """
    decoration: LineDecoration = page.decoration(block)[line]
    metrics = page.metrics
    if not -2 <= y < metrics.pitch + 2 or (metrics.others and y >= metrics.others_top):
        return []
    chip = chip_under(decoration.chips, x) if y < metrics.text_top - 1 else None
    if chip is not None:
        return [chip.mark]
    under = [piece for piece in decoration.pieces if piece.left <= x < piece.right]
    if y >= metrics.lanes_top:
        under.sort(key=lambda piece: abs(sum(metrics.lane(piece.lane, decoration.depth)) - 1 - y))
    else:
        under.sort(key=lambda piece: piece.lane)
    return [piece.mark for piece in under] if y >= metrics.text_top - 2 else []


def others_under(page: Page, block: int, line: int, x: float, y: float) -> list[Mark]:
    """What other layers say at a place below a line, the first the one that is meant most likely."""
    decoration, metrics = page.decoration(block)[line], page.metrics
    if not metrics.others or not metrics.others_top <= y < metrics.pitch + 2:
        return []
    if y >= metrics.others_chip_top:
        chip = chip_under(decoration.other_chips, x)
        return [chip.mark] if chip is not None else []
    under = [piece for piece in decoration.others if piece.left <= x < piece.right]
    return [piece.mark for piece in sorted(under, key=lambda each: abs(metrics.other_lane(each.lane) - y))]


def chip_under(chips: Sequence[Chip], x: float) -> Chip | None:
    """The chip at that place, those on the right lying above."""
    return next((chip for chip in reversed(chips) if chip.left <= x < chip.left + chip.width), None)
