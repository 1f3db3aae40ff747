"""The measures of a line: where chips, text and underlines lie, all from the size of the font."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

from gui.canvas.marks import Appearance

OTHER_LANE = 2  # another layer has two lanes so far apart, the second for what contains or crosses
TEXT_MARGIN = 8  # drawn beside the column on both sides: slanted glyphs, rings, chips that are pushed


class Metrics:
    """Whole pixels throughout, so that every line starts on a pixel.

    A line's box from above: room for the chips, the text, the lanes of underlines, and where other layers
    are shown, their lanes and a row for their chips.
    """

    def __init__(self, appearance: Appearance) -> None:
        self.font = QFont()
        if appearance.family:
            self.font.setFamilies([appearance.family])
        self.font.setPointSizeF(appearance.size_pt)
        self.font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        self.bold = QFont(self.font)
        self.bold.setWeight(QFont.Weight.Bold)
        self.em = max(6, round(QFontMetricsF(self.font).horizontalAdvance("国")))
        self.chip_font = QFont(self.font)
        self.chip_font.setPixelSize(max(10, round(self.em * 0.66)))
        self.chip_font.setWeight(QFont.Weight.Medium)
        self.chip_measure = QFontMetricsF(self.chip_font)
        self.chip_height = self.chip_font.pixelSize() + 4
        self.compact = appearance.compact
        chips = 0 if appearance.compact else self.chip_height + 2
        natural = chips + self.em + max(12, round(self.em * 0.76))
        self.pitch = max(chips + self.em + 8, round(natural * appearance.leading))
        spare = max(0, self.pitch - natural) // 2
        self.text_top = chips + spare + (2 if appearance.compact else 0)
        self.baseline = self.text_top + round(self.em * 0.88)
        self.text_bottom = self.text_top + self.em + 1
        self.lanes_top = self.text_bottom + 1
        self.lanes_room = self.pitch - self.lanes_top - 1
        self.others = appearance.others
        self.others_top = self.pitch
        self.others_chip_top = self.others_top + 3 + 2 * OTHER_LANE * self.others
        if self.others:
            self.pitch = self.others_chip_top + (2 if appearance.compact else self.chip_height + 4)
        self.chip_top = self.text_top - self.chip_height - 1
        self.gap = max(round(self.em * 0.6), -self.chip_top + 1)  # above every block that is not empty
        self.head = self.em  # above the first block
        self.blank = round(self.em * 0.5)  # the height of an empty block
        self.width = appearance.reading_width * self.em
        self.margin = max(round(self.em * 2.6), 40)  # left of the column: zone bars, numbers

    def column(self, viewport: int) -> tuple[int, int]:
        """The left edge and the width of the column in a viewport of that width."""
        width = max(self.em * 4, min(self.width, viewport - self.margin - self.em))
        width -= width % self.em  # whole characters: an even right edge
        return max(self.margin, (viewport - width) // 2), width

    def lane(self, lane: int, depth: int) -> tuple[int, int]:
        """How far below the line's top that lane's underline lies, and how thick it is.

        `depth` is the number of lanes in use: the more, the closer they lie, so that the lines of
        text stay where they are.
        """
        step = min(3.0, (self.lanes_room - 2) / max(1, depth - 1))
        thickness = 2 if step >= 3.0 else 1
        return self.lanes_top + int(min(lane * step, self.lanes_room - thickness)), thickness

    def other_lane(self, lane: int) -> int:
        """How far below the line's top a lane of the other layers lies."""
        return self.others_top + 1 + OTHER_LANE * lane
