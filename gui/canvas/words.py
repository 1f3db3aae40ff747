"""Words for the hand: what a drag snaps to and a step by word moves over. No stored span rests on it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from gui.canvas.blocks import Blocks

Provider = Callable[[str], Sequence[int]]

_RUN = re.compile(r"\s+|[A-Za-z0-9_.+%\-]*[A-Za-z0-9_%]|[\u4e00-\u9fff]+|.", re.DOTALL)
_KEPT = 2000


def runs(text: str) -> list[int]:
    """Boundaries between runs of the same class of characters: Han, Latin and digits, spaces, signs."""
    return [0, *(match.end() for match in _RUN.finditer(text))]


class Words:
    """Word boundaries of each block, asked of the provider when first needed."""

    def __init__(self, blocks: Blocks, provider: Provider | None = None) -> None:
        self._blocks = blocks
        self._provider = provider
        self._known: dict[int, Sequence[int]] = {}

    def boundaries(self, block: int) -> Sequence[int]:
        """Sorted positions in the block's text, both ends among them."""
        found = self._known.get(block)
        if found is None:
            raw = self._blocks.raw(block)
            found = list(self._provider(raw)) if self._provider is not None else runs(raw)
            if not found or found[0] != 0 or found[-1] != len(raw):
                found = sorted({0, len(raw), *(at for at in found if 0 < at < len(raw))})
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[block] = found
        return found

    def word_at(self, position: int) -> tuple[int, int]:
        """The word over the character behind a position; at a block's end the last word."""
        block = self._blocks.at(position)
        start = self._blocks.starts[block]
        found = self.boundaries(block)
        at = min(bisect_right(found, position - start), len(found) - 1)
        return start + found[max(0, at - 1)], start + found[at]

    def step(self, position: int, direction: int) -> int | None:
        """The next boundary inside the position's block, None where the block is left."""
        block = self._blocks.at(position)
        start = self._blocks.starts[block]
        found = self.boundaries(block)
        at = (
            bisect_right(found, position - start)
            if direction > 0
            else bisect_left(found, position - start) - 1
        )
        return start + found[at] if 0 <= at < len(found) else None
