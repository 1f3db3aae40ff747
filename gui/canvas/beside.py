"""A reader's page with other people's layers beside the one in hand: they are read, never worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from core.annotation import Zone
from gui.canvas.marks import Appearance, LabelStyle, Mark, OtherMark, OtherStyle
from gui.canvas.others import draw_line, draw_other_chip
from gui.canvas.page import Page
from gui.canvas.pointer import others_under
from gui.canvas.reader import Reader


class Beside(Reader):
    """One mark of another layer may be in hand: until the caret or the focus goes elsewhere."""

    otherChanged = Signal(object)  # noqa: N815
    otherActivated = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other_styles: Sequence[OtherStyle] = ()
        self._other: OtherMark | None = None
        self._other_place: tuple[Mark | None, tuple[int, int]] = (None, (0, 0))
        self._other_tips: Callable[[Sequence[OtherMark]], str] = lambda _marks: ""
        self.selectionChanged.connect(self._let_go_of_other)
        self.focusChanged.connect(self._let_go_of_other)

    def set_document(
        self,
        text: str,
        marks: Iterable[Mark],
        zones: Sequence[Zone],
        styles: Mapping[str, LabelStyle],
    ) -> None:
        super().set_document(text, marks, zones, styles)
        if self._page is not None:
            self._page.set_other_styles(self._other_styles)

    def set_appearance(self, appearance: Appearance) -> None:
        super().set_appearance(replace(appearance, others=len(self._other_styles)))

    def set_others(self, styles: Sequence[OtherStyle]) -> None:
        """Give these layers a line of their own below each line, without any marks yet."""
        self.set_other(None)
        page = self._page
        if page is not None:
            self.apply_others(list(page.others), ())
        if styles != self._other_styles:
            self._other_styles = styles
            if page is not None:
                page.set_other_styles(styles)
            self.set_appearance(self._appearance)
            self._tiles.clear()
            self._update()

    def set_other_tips(self, provider: Callable[[Sequence[OtherMark]], str]) -> None:
        """What a tooltip says about other layers' marks under the mouse, the meant one first."""
        self._other_tips = provider

    def apply_others(self, removed: Iterable[OtherMark], added: Iterable[OtherMark]) -> None:
        """Take other layers' marks off and put others on, drawing only the lines that change."""
        if self._page is None:
            return
        removed, added = list(removed), list(added)
        self._draw_anew(self._page.apply_others(removed, added))
        if self._other in removed and self._other not in added:
            self.set_other(None)

    def others(self) -> list[OtherMark]:
        """All marks of other layers that are shown, in text order."""
        return list(self._page.others) if self._page is not None else []

    def other(self) -> OtherMark | None:
        """The mark of another layer that is in hand."""
        return self._other

    def set_other(self, mark: OtherMark | None) -> None:
        """Take one in hand, with the focus and the selection as they are, or none."""
        self._other_place = (self.focus(), self.selection())
        if mark == self._other:
            return
        for each in (self._other, mark):
            if each is not None:
                self._update_range(each.start, each.end)
        self._other = mark
        self.otherChanged.emit(mark)

    def _let_go_of_other(self, *_what: object) -> None:
        if self._other is not None and self._other_place != (self.focus(), self.selection()):
            self.set_other(None)

    def _forget(self) -> None:
        super()._forget()
        self._other = None

    def _others_under(self, point: QPoint) -> list[OtherMark]:
        if self._page is None or not self._metrics.others:
            return []
        found = others_under(self._page, *self._spot(point))
        return [each for each in found if isinstance(each, OtherMark)]

    def _tip_at(self, point: QPoint) -> str:
        found = self._others_under(point)
        return self._other_tips(found) if found else super()._tip_at(point)

    def _paint_over(self, painter: QPainter, page: Page, clip: QRect) -> None:
        super()._paint_over(painter, page, clip)
        mark = self._other
        if mark is None or self._scroll is None:
            return
        left, looks, metrics = self._column()[0], page.other_looks, page.metrics
        for block, top in self._scroll.shown:
            if mark.end <= page.blocks.starts[block] or mark.start > page.blocks.ends[block]:
                continue
            for line, decoration in enumerate(page.decoration(block)):
                painter.save()
                painter.translate(left, top + page.layout(block).line_top(line))
                for piece in decoration.others:
                    if piece.mark == mark:
                        draw_line(painter, looks, metrics, piece, in_hand=True)
                for chip in decoration.other_chips:
                    if chip.mark == mark:
                        draw_other_chip(painter, looks, metrics, chip, in_hand=True)
                painter.restore()
