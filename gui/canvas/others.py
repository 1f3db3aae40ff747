"""Other people's layers below a line: a lane for each, chips where they differ; clearly not one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.canvas.decoration import Chip, LineDecoration, Piece, pieces_of, place_chips
from gui.canvas.labels import CHIP_PADDING, LabelLooks
from gui.canvas.lanes import lanes
from gui.canvas.layout import BlockLayout
from gui.canvas.marks import Mark, OtherMark, OtherStyle
from gui.canvas.metrics import Metrics
from gui.theme import Theme, contrast, readable

NOTHING_THERE = "∅"  # what is said of a layer that has no span where the compared one has
_LONGEST = 6  # full-width characters of a name on a chip
_LATIN = 8  # narrow ones


@dataclass(frozen=True, slots=True)
class OtherLook:
    """The name on the chips of a layer, and its colours on the page: of lines, of words, on its colour."""

    short: str
    line: QColor
    ink: QColor
    on_line: QColor


class OtherLooks:
    """How each of the other layers is drawn, in their order."""

    def __init__(
        self, styles: Sequence[OtherStyle], labels: LabelLooks, metrics: Metrics, theme: Theme
    ) -> None:
        self.styles = styles
        self.is_compact = metrics.compact
        self._labels = labels
        self._metrics = metrics
        names = short_names([each.name for each in styles])
        self.looks = [_look(*pair, theme) for pair in zip(styles, names, strict=True)]

    def texts(self, mark: Mark) -> tuple[tuple[str, int], tuple[str, int]]:
        """What a mark's chip may say: who and what; or who."""
        assert isinstance(mark, OtherMark)
        short = self.looks[mark.who].short
        what = NOTHING_THERE if mark.is_missing else self._labels[mark.label].full
        full = f"{short} {what}{'?' if mark.unsure else ''}"
        return (full, self._width(full)), (short, self._width(short))

    def _width(self, words: str) -> int:
        return round(self._metrics.chip_measure.horizontalAdvance(words)) + 2 * CHIP_PADDING


def _look(style: OtherStyle, short: str, theme: Theme) -> OtherLook:
    colour = style.colour[1 if theme.is_dark else 0]
    line = readable(colour, theme.background, 4.5 if theme.ratio < 7 else 7.0)
    ink = readable(colour, theme.background, theme.ratio)
    return OtherLook(
        short, QColor(line), QColor(ink), QColor("#ffffff" if contrast("#ffffff", line) >= 4.5 else "#000000")
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Names that fit on a chip, cut in their middle; those that would be alike then are numbered."""
    cut = [shortened(name, _LATIN if name.isascii() else _LONGEST) for name in names]
    return [
        short if cut.count(short) == 1 else f"{short[:-1]}{cut[:number].count(short) + 1}"
        for number, short in enumerate(cut)
    ]


def shortened(name: str, room: int) -> str:
    """At most so many characters of a name, its beginning and its end."""
    end = (room - 1) // 2
    return name if len(name) <= room else f"{name[: room - 1 - end]}…{name[-end:]}"


def add_others(
    lines: list[LineDecoration],
    layout: BlockLayout,
    start: int,
    marks: Sequence[OtherMark],
    looks: OtherLooks,
    width: int,
) -> None:
    """Add other layers' marks to the decoration of a block that starts at `start`."""
    in_lanes = {}
    for who in {mark.who for mark in marks}:
        theirs = [mark for mark in marks if mark.who == who]
        for mark, lane in zip(theirs, lanes(theirs), strict=True):
            in_lanes[mark] = 2 * who + min(lane, 1)
    pieces = pieces_of(layout, start, marks, [in_lanes[mark] for mark in marks])
    for number, (on_line, opening) in enumerate(pieces):
        differing = [each for each in opening if isinstance(each[1], OtherMark) and each[1].differs]
        ordered = sorted(differing, key=lambda each: (each[0], in_lanes[each[1]]))  # type: ignore[index] # theirs
        chips = () if looks.is_compact else tuple(place_chips(ordered, looks, width))
        lines[number] = lines[number]._replace(others=tuple(on_line), other_chips=chips)


def draw_others(painter: QPainter, looks: OtherLooks, metrics: Metrics, decoration: LineDecoration) -> None:
    """Draw what other layers say below a line, its box's top left being the painter's origin."""
    for piece in decoration.others:
        draw_line(painter, looks, metrics, piece)
    for chip in decoration.other_chips:
        draw_other_chip(painter, looks, metrics, chip)


def draw_line(
    painter: QPainter, looks: OtherLooks, metrics: Metrics, piece: Piece, *, in_hand: bool = False
) -> None:
    """Thin where it says the same, dashed where it differs, dotted where it has nothing."""
    mark = piece.mark
    assert isinstance(mark, OtherMark)
    colour, top = looks.looks[mark.who].line, metrics.other_lane(piece.lane)
    if not mark.differs and not in_hand:
        painter.fillRect(piece.left, top, piece.right - piece.left - 2, 1, colour)
        return
    pen = QPen(colour, 3 if in_hand else 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.is_missing:
        pen.setDashPattern([1, 1.5])
    elif mark.differs:
        pen.setDashPattern([2.5, 1])
    painter.setPen(pen)
    painter.drawLine(QPointF(piece.left, top + 1), QPointF(piece.right - 2, top + 1))


def draw_other_chip(
    painter: QPainter, looks: OtherLooks, metrics: Metrics, chip: Chip, *, in_hand: bool = False
) -> None:
    """An outline with who and what; filled while it is in hand; a tick where there is no room."""
    mark = chip.mark
    assert isinstance(mark, OtherMark)
    look, top, height = looks.looks[mark.who], metrics.others_chip_top, metrics.chip_height - 1
    box = QRectF(chip.left + 0.5, top + 0.5, chip.width - 1, height - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not chip.text:
        box = QRectF(chip.left + 1.5, top + 1.5, chip.width - 3, height / 2)
    pen = QPen(look.line, 1)
    if mark.is_missing:
        pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(look.line if in_hand or not chip.text else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2, 2)
    if chip.text:
        painter.setPen(look.on_line if in_hand else look.ink)
        painter.setFont(metrics.chip_font)
        size = metrics.chip_font.pixelSize()
        painter.drawText(
            QPointF(chip.left + CHIP_PADDING, top + (height - size) / 2 + size * 0.88), chip.text
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
