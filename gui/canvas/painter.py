"""Drawing: a line with its marks as a pixmap, and over it what moves: selection, rings, caret."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from core.annotation import ZoneKind
from gui.canvas.decoration import Chip, LineDecoration, Piece
from gui.canvas.labels import CHIP_PADDING, LabelLook
from gui.canvas.marks import Mark
from gui.canvas.metrics import TEXT_MARGIN
from gui.canvas.others import draw_others
from gui.canvas.page import Page
from gui.theme import SELECTION_ALPHA, Theme

_WAVE = 3  # half the length of a wave, and its height
_QUIET = (ZoneKind.BYLINE, ZoneKind.SOURCE, ZoneKind.CAPTION)


def ink_of(page: Page, block: int) -> QColor:
    """The colour of a block's text, by its zone."""
    theme = page.appearance.theme
    zone = page.zone_of(block)
    if zone is None:
        return QColor(theme.text)
    if zone.kind is ZoneKind.FURNITURE:
        return QColor(theme.dimmed)
    return QColor(theme.secondary if zone.kind in _QUIET else theme.text)


def draw_tile(page: Page, block: int, line: int, ratio: float) -> QPixmap:
    """One line on the page's ground, `TEXT_MARGIN` wider than the column on both sides."""
    metrics = page.metrics
    width, height = page.width + 2 * TEXT_MARGIN, metrics.pitch
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(page.appearance.theme.background))
    painter = QPainter(pixmap)
    painter.translate(TEXT_MARGIN, 0)
    decoration = page.decoration(block)[line]
    _draw_tints(painter, page, decoration)
    painter.setPen(ink_of(page, block))
    page.layout(block).draw_line(painter, line)
    for piece in decoration.pieces:
        _draw_underline(painter, page, piece, decoration.depth)
    for chip in decoration.chips:
        draw_chip(painter, page, chip, metrics.chip_top)
    if decoration.others:
        draw_others(painter, page.other_looks, metrics, decoration)
    painter.end()
    return pixmap


def _draw_tints(painter: QPainter, page: Page, decoration: LineDecoration) -> None:
    """One tint a place, that of the innermost annotation: blended ones would swallow the text."""
    metrics = page.metrics
    annotations = [piece for piece in decoration.pieces if piece.mark.kind == "annotation"]
    for piece in sorted(annotations, key=lambda each: -each.lane):
        box = QRect(piece.left, metrics.text_top - 1, piece.right - piece.left, metrics.em + 3)
        look = page.looks[piece.mark.label]
        if piece.mark.pending:
            painter.fillRect(box, QColor(page.appearance.theme.background))
            painter.fillRect(box, QBrush(look.tint, Qt.BrushStyle.BDiagPattern))
        else:
            painter.fillRect(box, look.tint)


def _draw_underline(painter: QPainter, page: Page, piece: Piece, depth: int) -> None:
    top, thickness = page.metrics.lane(piece.lane, depth)
    look = page.looks[piece.mark.label]
    if piece.mark.unsure:
        _draw_wave(painter, piece, top, look)
        return
    if piece.mark.kind == "annotation" and not piece.mark.pending:
        painter.fillRect(piece.left, top, piece.right - piece.left - 1, thickness, look.line)
        return
    pen = QPen(look.line, thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([5 / thickness, 3 / thickness] if not piece.mark.pending else [1, 1.5])
    painter.setPen(pen)
    middle = top + thickness / 2
    painter.drawLine(QPointF(piece.left, middle), QPointF(piece.right - 1, middle))


def _draw_wave(painter: QPainter, piece: Piece, top: int, look: LabelLook) -> None:
    """Under a span that somebody is unsure of: told from the others without its colour."""
    steps = range(piece.left, piece.right, _WAVE)
    points = [QPointF(x, top + (0 if number % 2 else _WAVE - 0.5)) for number, x in enumerate(steps)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.line, 1.4))
    painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_chip(painter: QPainter, page: Page, chip: Chip, top: int, *, focused: bool = False) -> None:
    """A chip at its place on a line: filled for an annotation, dashed outline for a suggestion."""
    metrics = page.metrics
    look = page.looks[chip.mark.label]
    box = QRectF(chip.left, top, chip.width, metrics.chip_height)
    suggestion = chip.mark.kind == "suggestion"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not chip.text:
        _draw_tick(painter, box, look, filled=not suggestion)
    else:
        ground = (
            look.line if focused else QColor(page.appearance.theme.background) if suggestion else look.chip
        )
        pen = QPen(Qt.PenStyle.NoPen)
        if suggestion or chip.mark.pending:
            pen = QPen(look.line, 1, Qt.PenStyle.DashLine)
            pen.setDashPattern([3, 2])
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(look.on_line if focused else look.ink if suggestion else look.ink_on_chip)
        painter.setFont(metrics.chip_font)
        painter.drawText(
            QPointF(chip.left + (chip.width - _width(page, chip)) / 2, _chip_baseline(page, top)), chip.text
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _width(page: Page, chip: Chip) -> float:
    look = page.looks[chip.mark.label]
    if chip.text == look.full:
        return look.full_width - 2 * CHIP_PADDING
    return page.metrics.chip_measure.horizontalAdvance(chip.text)


def _chip_baseline(page: Page, top: int) -> float:
    """Chinese characters fill their em box, whose bottom lies at 0.12 em below the baseline."""
    size = page.metrics.chip_font.pixelSize()
    return top + (page.metrics.chip_height - size) / 2 + size * 0.88


def _draw_tick(painter: QPainter, box: QRectF, look: LabelLook, *, filled: bool) -> None:
    bar = box.adjusted(1.5, 3.5, -1.5, -1.5)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.line if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar, 1.5, 1.5)


def draw_ring(painter: QPainter, page: Page, mark: Mark, box: QRect, *, focused: bool) -> None:
    """The ring around a piece: 2 px with focus, 1 px under the mouse."""
    theme: Theme = page.appearance.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.focus), 2) if focused else QPen(page.looks[mark.label].line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = 2.0 if focused else 1.5
    painter.drawRoundedRect(QRectF(box).adjusted(-out, -out + 1, out, out), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def name_chip(page: Page, block: int, line: int, mark: Mark) -> Chip | None:
    """The chip with the full name of a mark that opens on that line, kept within the column."""
    decoration = page.decoration(block)[line]
    piece = next((each for each in decoration.pieces if each.mark == mark), None)
    if piece is None or page.line_of(mark.start) != (block, line):
        return None
    (text, width), _ = page.looks.texts(mark)
    placed = next((chip for chip in decoration.chips if chip.mark == mark), None)
    left = placed.left if placed is not None else piece.left
    left = max(-TEXT_MARGIN, min(left, page.width + TEXT_MARGIN - width))
    return Chip(mark, left, width, text)


class Code(NamedTuple):
    """A key that points at what begins at a position."""

    position: int
    key: str


def draw_code(painter: QPainter, page: Page, code: Code, left: int, top: int) -> None:
    """The key in a small box below the first character, so that text and chips stay readable."""
    metrics, theme = page.metrics, page.appearance.theme
    font = QFont(metrics.chip_font)
    font.setWeight(QFont.Weight.Bold)
    measure = QFontMetricsF(font)
    height = min(metrics.chip_height, metrics.lanes_room + 4)
    key = code.key.upper()  # as on the keyboard
    width = max(measure.horizontalAdvance(key) + 4, height * 0.9)
    box = QRectF(left, top + metrics.lanes_top - 1, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(theme.on_accent))
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_selection(painter: QPainter, page: Page, box: QRect) -> None:
    """A veil of the selection's colour: it keeps text, tints and underlines readable below it."""
    colour = QColor(page.appearance.theme.selection)
    colour.setAlphaF(SELECTION_ALPHA)
    painter.fillRect(box, colour)


def draw_hit(painter: QPainter, page: Page, box: QRect) -> None:
    """A faint veil over what a search found."""
    colour = QColor(page.appearance.theme.warning)
    colour.setAlphaF(0.20)
    painter.fillRect(box, colour)


def draw_current_hit(painter: QPainter, page: Page, box: QRect) -> None:
    """The hit that was gone to: the veil in a frame; the selection, which goes there too, is laid over it."""
    colour = QColor(page.appearance.theme.warning)
    painter.setPen(QPen(colour, 2))
    colour.setAlphaF(0.20)
    painter.setBrush(colour)
    painter.drawRect(box.adjusted(0, -1, 0, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
