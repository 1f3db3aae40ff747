"""How each label is drawn: its colours made readable on the theme, and the widths of its chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from gui.canvas.marks import LabelStyle, Mark
from gui.canvas.metrics import Metrics
from gui.theme import Theme, blend, contrast, readable

CHIP_PADDING = 4
DOUBT = "?"  # behind the name of a span that somebody is unsure of
TICK = 6  # the width of a chip that has no room for any text
_LONGEST_NAME = 12  # of full-width characters


@dataclass(frozen=True, slots=True)
class LabelLook:
    """A label's texts, widths and colours for one theme and size."""

    name: str
    full: str
    full_width: int
    short: str
    short_width: int
    line: QColor  # underline, tick, the ground of a focused chip
    ink: QColor  # the chip's text on the page
    ink_on_chip: QColor  # the chip's text on the tinted chip of an annotation
    chip: QColor
    tint: QColor
    on_line: QColor  # the text of a focused chip


class LabelLooks:
    """The looks by key, made when first asked for; a key without a style shows itself."""

    def __init__(self, styles: Mapping[str, LabelStyle], metrics: Metrics, theme: Theme) -> None:
        self._styles = styles
        self._metrics = metrics
        self._theme = theme
        self._looks: dict[str, LabelLook] = {}
        self._doubt = round(metrics.chip_measure.horizontalAdvance(DOUBT))

    def texts(self, mark: Mark) -> tuple[tuple[str, int], tuple[str, int]]:
        """What a mark's chip may say, with its width: the whole name, or its first character."""
        look = self[mark.label]
        if not mark.unsure:
            return (look.full, look.full_width), (look.short, look.short_width)
        return (
            (look.full + DOUBT, look.full_width + self._doubt),
            (look.short + DOUBT, look.short_width + self._doubt),
        )

    def __getitem__(self, key: str) -> LabelLook:
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._make(key)
        return look

    def _make(self, key: str) -> LabelLook:
        theme = self._theme
        style = self._styles.get(key) or LabelStyle(key, key, (theme.secondary, theme.secondary))
        colour = style.colour[1 if theme.is_dark else 0]
        line = readable(colour, theme.background, 3.0 if theme.ratio < 7 else 4.5)
        chip = blend(line, theme.background, 0.16 if theme.is_dark else 0.10)
        measure = self._metrics.chip_measure
        name = style.name or key
        full = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        short = name[:1]
        return LabelLook(
            name=name,
            full=full,
            full_width=round(measure.horizontalAdvance(full)) + 2 * CHIP_PADDING,
            short=short,
            short_width=round(measure.horizontalAdvance(short)) + 2 * CHIP_PADDING - 2,
            line=QColor(line),
            ink=QColor(readable(colour, theme.background, theme.ratio)),
            ink_on_chip=QColor(readable(colour, chip, theme.ratio)),
            chip=QColor(chip),
            tint=QColor(blend(line, theme.background, 0.24 if theme.is_dark else 0.13)),
            on_line=QColor("#ffffff" if contrast("#ffffff", line) >= 4.5 else "#000000"),
        )
