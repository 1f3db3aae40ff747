"""Which part of a page is seen: a block and an offset into it, so that better heights move nothing."""

from __future__ import annotations

from gui.canvas.page import Page


class Scroll:
    """The anchor of a view of some height on a page.

    The depth that a scroll bar shows is derived from the anchor; what is in view is always laid out
    exactly. `shown` lists the blocks in view with their tops from the view's top.
    """

    def __init__(self, page: Page, height: int) -> None:
        self.page = page
        self.height = height
        self.block = 0
        self.offset = 0
        self.shown: list[tuple[int, int]] = []
        self.settle()

    @property
    def depth(self) -> int:
        return self.page.heights.top(self.block) + self.offset

    @property
    def deepest(self) -> int:
        """The greatest depth, as far as heights are known."""
        return max(0, self.page.heights.total + self._foot - self.height)

    @property
    def _foot(self) -> int:
        return self.page.metrics.pitch

    def to(self, depth: int) -> None:
        """Show what lies at a depth; from the greatest known depth on, the end."""
        if depth >= self.deepest > 0:
            self.block, self.offset = len(self.page.blocks) - 1, 1 << 30
        else:
            self.block = self.page.heights.at(depth)
            self.offset = depth - self.page.heights.top(self.block)
        self.settle()

    def by(self, pixels: int) -> None:
        """Move by exactly so many pixels, as far as there is something to show."""
        if abs(pixels) > 4 * max(1, self.height):
            self.to(self.depth + pixels)
        else:
            self.offset += pixels
            self.settle()

    def to_block(self, block: int, offset: int) -> None:
        """Show a block with its row of pixels `offset` at the view's top."""
        self.block, self.offset = block, offset
        self.settle()

    def settle(self) -> None:
        """Lay out what is in view and bring the anchor into its block and the page's ends."""
        last = len(self.page.blocks) - 1
        self._into_block(last)
        shown = self._walk(last)
        block, top = shown[-1]
        missing = self.height - self._foot - (top + self.page.heights[block])
        if block == last and missing > 0 and (self.block or self.offset):
            self.offset -= missing
            self._into_block(last)
            shown = self._walk(last)
        self.shown = shown

    def _into_block(self, last: int) -> None:
        page = self.page
        page.layout(self.block)
        while self.block < last and self.offset >= page.heights[self.block]:
            self.offset -= page.heights[self.block]
            self.block += 1
            page.layout(self.block)
        self.offset = min(self.offset, page.heights[self.block] - 1)
        while self.block and self.offset < 0:
            self.block -= 1
            page.layout(self.block)
            self.offset += page.heights[self.block]
        self.offset = max(0, self.offset)

    def _walk(self, last: int) -> list[tuple[int, int]]:
        page, block, top = self.page, self.block, -self.offset
        shown = [(block, top)]
        while block < last and top + page.heights[block] < self.height:
            top += page.heights[block]
            block += 1
            page.layout(block)
            shown.append((block, top))
        return shown

    def top_of(self, block: int) -> int:
        """A block's top from the view's top; for one far away, by what is known of the heights."""
        for each, top in self.shown:
            if each == block:
                return top
        return self.page.heights.top(block) - self.depth
