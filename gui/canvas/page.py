"""The document as geometry: which block, line and pixel each position lies on, and back.

Depths are pixels below the first block's top; `x` counts from the column's left edge. Only blocks
that are asked for are laid out; the heights of all others are estimates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from core.annotation import Zone, ZoneKind
from core.span_index import SpanIndex
from gui.canvas.blocks import LONGEST, Blocks
from gui.canvas.decoration import LineDecoration, Piece, decorate
from gui.canvas.heights import Heights
from gui.canvas.labels import LabelLooks
from gui.canvas.layout import BlockLayout
from gui.canvas.marks import Appearance, LabelStyle, Mark, OtherMark, OtherStyle
from gui.canvas.metrics import Metrics
from gui.canvas.others import OtherLooks, add_others

_Mark = TypeVar("_Mark", bound=Mark)
_FEW = 12  # blocks that are compared line by line after a change, of so many marks at most
_KEPT = 400  # blocks whose layout and decoration are kept
_BOLD = (ZoneKind.TITLE, ZoneKind.HEADING)


class Page:
    """A text with marks and zones, set in a column of some width."""

    def __init__(
        self,
        text: str,
        marks: Iterable[Mark],
        zones: Sequence[Zone],
        styles: Mapping[str, LabelStyle],
        appearance: Appearance,
        metrics: Metrics,
        width: int,
    ) -> None:
        self.text = text
        self.blocks = Blocks(text)
        self.index = SpanIndex(marks)
        self.appearance = appearance
        self.metrics = metrics
        self.width = width
        self.looks = LabelLooks(styles, metrics, appearance.theme)
        self.others = SpanIndex[OtherMark]()
        self.other_looks = OtherLooks((), self.looks, metrics, appearance.theme)
        self.zones: Sequence[Zone] = ()
        self._zone_starts: list[int] = []
        self._layouts: dict[int, BlockLayout] = {}
        self._decorations: dict[int, list[LineDecoration]] = {}
        self.set_zones(zones)
        self.heights = self._estimated()

    def _estimated(self) -> Heights:
        metrics = self.metrics
        per_line = max(1, self.width // metrics.em)
        by_length = [metrics.gap + metrics.pitch * -(-n // per_line) for n in range(LONGEST + 2)]
        by_length[0] = metrics.blank
        spans = zip(self.blocks.starts, self.blocks.ends, strict=True)
        return Heights([by_length[end - start] for start, end in spans])

    def set_width(self, width: int) -> None:
        """Set the text anew in a column of another width."""
        if width != self.width:
            self.width = width
            self._layouts.clear()
            self._decorations.clear()
            self.heights = self._estimated()

    def set_appearance(self, appearance: Appearance, metrics: Metrics, width: int) -> None:
        """Set the text anew with another font or theme."""
        self.appearance, self.metrics = appearance, metrics
        self.width = -1
        self.set_width(width)

    def set_styles(self, styles: Mapping[str, LabelStyle]) -> None:
        """Draw labels with other names and colours."""
        self.looks = LabelLooks(styles, self.metrics, self.appearance.theme)
        self.set_other_styles(self.other_looks.styles)

    def set_other_styles(self, styles: Sequence[OtherStyle]) -> None:
        """Draw other layers with these names and colours, in this order."""
        self.other_looks = OtherLooks(styles, self.looks, self.metrics, self.appearance.theme)
        self._decorations.clear()

    def set_zones(self, zones: Sequence[Zone]) -> None:
        """Say anew what the stretches of the page are."""
        self.zones = sorted(zones, key=lambda zone: zone.start)
        self._zone_starts = [zone.start for zone in self.zones]
        self._layouts.clear()
        self._decorations.clear()

    def zone_of(self, block: int) -> Zone | None:
        """The zone that a block lies in, if any is given for it."""
        start = self.blocks.starts[block]
        at = bisect_right(self._zone_starts, start) - 1
        if at >= 0 and (start < self.zones[at].end or start == self.zones[at].start):
            return self.zones[at]
        return None

    def _font(self, block: int) -> QFont:
        zone = self.zone_of(block)
        return self.metrics.bold if zone is not None and zone.kind in _BOLD else self.metrics.font

    def layout(self, block: int) -> BlockLayout:
        """The block set into lines; its exact height is known from then on."""
        found = self._layouts.pop(block, None)
        if found is None:
            head = self.metrics.head if block == 0 else 0
            found = BlockLayout(self.blocks.shown(block), self._font(block), self.width, self.metrics, head)
            if self.heights[block] != found.height:
                self.heights[block] = found.height
            if len(self._layouts) >= _KEPT:
                oldest = next(iter(self._layouts))
                del self._layouts[oldest]
                self._decorations.pop(oldest, None)
        self._layouts[block] = found
        return found

    def decoration(self, block: int) -> list[LineDecoration]:
        """What is drawn with each line of the block."""
        found = self._decorations.get(block)
        if found is None:
            start, end = self.blocks.starts[block], self.blocks.ends[block]
            found = self._decorations[block] = decorate(
                self.layout(block),
                start,
                self.index.overlapping(start, end),
                self.looks,
                self.width,
                compact=self.metrics.compact,
            )
            beside = self.others.overlapping(start, end)
            if beside:
                add_others(found, self.layout(block), start, beside, self.other_looks, self.width)
        return found

    def apply(self, removed: Iterable[Mark], added: Iterable[Mark]) -> list[tuple[int, int]]:
        """Take marks out and put others in; the lines, as (block, line), that look different now.

        Blocks that nobody has looked at are not touched; after a change of many marks, or in many blocks,
        all lines of the blocks are said to differ. A mark to remove that is not there is passed over.
        """
        return self._exchange(self.index, removed, added)

    def apply_others(self, removed: Iterable[OtherMark], added: Iterable[OtherMark]) -> list[tuple[int, int]]:
        """The same for what other layers say."""
        return self._exchange(self.others, removed, added)

    def _exchange(
        self, index: SpanIndex[_Mark], removed: Iterable[_Mark], added: Iterable[_Mark]
    ) -> list[tuple[int, int]]:
        touched: set[int] = set()
        looked_at = self._looked_at()
        removed, added = list(removed), list(added)
        for mark in removed:
            if mark in index:
                index.remove(mark)
                touched.update(self._known(mark, looked_at))
        index.insert_all(added)
        for mark in added:
            touched.update(self._known(mark, looked_at))
        are_few = max(len(touched), len(removed), len(added)) <= _FEW
        different: list[tuple[int, int]] = []
        for block in touched:
            before = self._decorations.pop(block)
            if not are_few:  # most lines differ, or are out of sight: each is decorated when it is drawn
                different += [(block, i) for i in range(len(before))]
                continue
            now = self.decoration(block)
            different += [(block, i) for i, old in enumerate(before) if old != now[i]]
        return different

    def _looked_at(self) -> tuple[int, int]:
        """The stretch of the text that all decorated blocks lie in."""
        known = self._decorations
        return (self.blocks.starts[min(known)], self.blocks.ends[max(known)]) if known else (0, -1)

    def _known(self, mark: Mark, looked_at: tuple[int, int]) -> Iterable[int]:
        if mark.start > looked_at[1] or mark.end < looked_at[0]:
            return ()
        blocks = self.blocks.range(mark.start, mark.end)
        if len(blocks) > len(self._decorations):
            return [block for block in self._decorations if block in blocks]
        return [block for block in blocks if block in self._decorations]

    def line_of(self, position: int) -> tuple[int, int]:
        """The block and the line that a position lies on."""
        block = self.blocks.at(position)
        return block, self.layout(block).line_of(position - self.blocks.starts[block])

    def caret_at(self, position: int) -> tuple[int, int, float]:
        """The block, the line and the `x` of a position."""
        block, line = self.line_of(position)
        return block, line, self.layout(block).x_of(position - self.blocks.starts[block], line)

    def position_on(self, block: int, line: int, x: float, *, on_character: bool = False) -> int:
        """The position nearest to `x` on a line, or the character there."""
        inside = self.layout(block).position_at(x, line, on_character=on_character)
        return self.blocks.starts[block] + inside

    def pieces_of(self, mark: Mark, block: int) -> list[tuple[int, Piece]]:
        """A mark's pieces in a block, with the lines they lie on."""
        if mark.end <= self.blocks.starts[block] or mark.start > self.blocks.ends[block]:
            return []
        lines = enumerate(self.decoration(block))
        return [(i, piece) for i, line in lines for piece in line.pieces if piece.mark == mark]

    def piece_box(self, piece: Piece, depth: int) -> QRect:
        """The rectangle around a piece's text and underline, from the line's top left."""
        below, thickness = self.metrics.lane(piece.lane, depth)
        top = self.metrics.text_top - 1
        return QRect(piece.left, top, piece.right - piece.left, below + thickness - top)
