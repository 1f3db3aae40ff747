"""A page that is read and marked: its caret, its selection, the mark in focus and the one under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from core.annotation import Zone
from gui.canvas.marks import Appearance, LabelStyle, Mark
from gui.canvas.movement import Movement, Unit
from gui.canvas.overlay import Overlay, View
from gui.canvas.page import Page
from gui.canvas.painter import Code
from gui.canvas.seek import first_mark, mark_before, mark_behind, neighbour
from gui.canvas.sheet import Sheet
from gui.canvas.words import Provider, Words
from gui.models.hits import Hits

_CONTEXT_LINES = 3  # kept above and below a mark that is moved to


class Reader(Sheet):
    """All positions given and taken are code points of the document's text, which cannot be edited."""

    selectionChanged = Signal(int, int)  # noqa: N815
    focusChanged = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._styles: Mapping[str, LabelStyle] = {}
        self._provider: Provider | None = None
        self._words: Words | None = None
        self._movement: Movement | None = None
        self._anchor = 0
        self._caret = 0
        self._focus: Mark | None = None
        self._hover: Mark | None = None
        self._over = Overlay()
        self.accessible: object = None  # set by whoever makes one for screen readers
        self._caret_shown = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)

    # the document

    def set_document(
        self,
        text: str,
        marks: Iterable[Mark],
        zones: Sequence[Zone],
        styles: Mapping[str, LabelStyle],
    ) -> None:
        """Show a document from its beginning, with the caret there and nothing in focus."""
        self._styles = styles
        page = Page(text, marks, zones, styles, self._appearance, self._metrics, self._column()[1])
        self._words = Words(page.blocks, self._provider)
        self._movement = Movement(page, self._words)
        self._forget()
        self._show_page(page)
        self.selectionChanged.emit(0, 0)
        self.focusChanged.emit(None)

    def clear(self, message: str = "") -> None:
        """Show no document but a message in the middle."""
        self._words = self._movement = None
        self._forget()
        self._show_page(None, message)
        self.selectionChanged.emit(0, 0)
        self.focusChanged.emit(None)

    def _forget(self) -> None:
        self._over.clear()
        self._anchor = self._caret = 0
        self._focus = self._hover = None

    def set_hits(self, hits: Hits | None, current: int | None = None) -> None:
        """Mark what was found faintly, and the hit of that number strongly; None marks nothing."""
        if hits is not self._over.hits or current != self._over.hit:
            self._over.hits, self._over.hit = hits, current
            self._update()

    def zones(self) -> tuple[Zone, ...]:
        """What the stretches of the page are, in text order."""
        return tuple(self._page.zones) if self._page is not None else ()

    def top(self) -> int:
        """The position at the top of the view; 0 without a document."""
        return self._position_at_top() if self._page is not None else 0

    def set_zones(self, zones: Sequence[Zone]) -> None:
        """Say anew what the stretches of the page are."""
        if self._page is not None and self._scroll is not None:
            self._page.set_zones(zones)
            self._tiles.clear()
            self._scroll.settle()
            self._scrolled()

    def set_styles(self, styles: Mapping[str, LabelStyle]) -> None:
        """Draw labels with other names and colours."""
        self._styles = styles
        if self._page is not None:
            self._page.set_styles(styles)
            self._tiles.clear()
            self._update()

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the page with another font, size, width or theme, the line at the top staying there."""
        super().set_appearance(appearance)
        self.set_styles(self._styles)

    def set_word_boundaries(self, provider: Callable[[str], Sequence[int]] | None) -> None:
        """Take words from a segmenter: sorted boundaries in the text it is given, a paragraph's or a
        piece of about 1,000 characters of a very long one. Without one, runs of like characters."""
        self._provider = provider
        if self._page is not None:
            self._words = Words(self._page.blocks, provider)
            self._movement = Movement(self._page, self._words)

    def apply(self, removed: Iterable[Mark], added: Iterable[Mark]) -> None:
        """Take marks off and put others on, drawing only the lines that change.

        The focus stays with a mark that comes back under its kind and id, or, when it was pending,
        over the same place with the same label.
        """
        page = self._page
        if page is None:
            return
        removed, added = list(removed), list(added)
        self._draw_anew(page.apply(removed, added))
        for mark in (*removed, *added):  # rings over them may change where the line itself does not
            if mark in (self._focus, self._hover):
                self._update_range(mark.start, mark.end)
        if self._hover in removed and self._hover not in added:
            self._hover = None
        focus = self._focus
        if focus is not None and focus in removed and focus not in added:
            heir = next((m for m in added if (m.kind, m.id) == (focus.kind, focus.id)), None) or next(
                (m for m in added if (m.start, m.end, m.label) == (focus.start, focus.end, focus.label)), None
            )
            self._set_focus(heir)

    # marks

    def focus(self) -> Mark | None:
        """The mark that is worked on."""
        return self._focus

    def set_focus(self, mark: Mark | None, scroll: bool = True) -> None:
        """Work on a mark: the caret goes to its start, and the page so that its context can be read."""
        if mark is not None:
            self._select(mark.start, mark.start)
            if scroll:
                self._reveal(mark.start, mark.end, _CONTEXT_LINES)
        self._set_focus(mark)

    def _set_focus(self, mark: Mark | None) -> None:
        if mark == self._focus:
            return
        for each in (self._focus, mark):
            if each is not None:
                self._update_range(each.start, each.end)
        self._focus = mark
        self.focusChanged.emit(mark)

    def focus_next(self, wanted: Callable[[Mark], bool] | None = None) -> Mark | None:
        """Go to the next mark that is wanted, outer before inner; stay where there is none."""
        return self._focus_on(self.find_next(wanted))

    def focus_previous(self, wanted: Callable[[Mark], bool] | None = None) -> Mark | None:
        """Go to the mark before that is wanted; stay where there is none."""
        return self._focus_on(self.find_previous(wanted))

    def _focus_on(self, found: Mark | None) -> Mark | None:
        if found is not None:
            self.set_focus(found)
        return found

    def place(self) -> int:
        """Where “next” and “previous” begin: at the focus, else at the caret."""
        return self._focus.start if self._focus is not None else self._caret

    def find_next(self, wanted: Callable[[Mark], bool] | None = None) -> Mark | None:
        """The next mark behind the focus, else the caret, that is wanted."""
        page = self._page
        return mark_behind(page.index, self._focus, self._caret, wanted) if page is not None else None

    def find_previous(self, wanted: Callable[[Mark], bool] | None = None) -> Mark | None:
        """The next mark before the focus, else the caret, that is wanted."""
        page = self._page
        return mark_before(page.index, self._focus, self._caret, wanted) if page is not None else None

    def find_first(self, wanted: Callable[[Mark], bool] | None = None) -> Mark | None:
        """The first mark of the document that is wanted."""
        return first_mark(self._page.index.following(0), wanted) if self._page is not None else None

    def marks_at(self, position: int) -> list[Mark]:
        """The marks over the character behind a position, outer before inner."""
        return self._page.index.at(position) if self._page is not None else []

    def marks_over(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with `[start, end)`, in text order, outer before inner."""
        return self._page.index.overlapping(start, end) if self._page is not None else []

    def mark_beside(self, mark: Mark, direction: int) -> Mark | None:
        """The nearest mark that begins before another and ends before it; or behind, and ends behind it."""
        return neighbour(self._page.index, mark, direction) if self._page is not None else None

    def rect_of(self, mark: Mark) -> QRect:
        """The part of a mark that lies on its first line, in the viewport; empty without a document."""
        page = self._page
        if page is None:
            return QRect()
        block, line = page.line_of(mark.start)
        layout, start = page.layout(block), page.blocks.starts[block]
        end = min(mark.end - start, layout.line_range(line)[1])
        left, right = layout.x_of(mark.start - start, line), layout.x_of(end, line)
        rect = self._line_rect(block, line)
        left_edge = self._column()[0] + round(min(left, right))
        return QRect(
            left_edge, rect.top() + page.metrics.text_top, max(1, round(abs(right - left))), page.metrics.em
        )

    # what a screen reader asks

    def text(self) -> str:
        """The document's text; empty without a document."""
        return self._page.text if self._page is not None else ""

    def label_name(self, key: str) -> str:
        """What people call a label."""
        style = self._styles.get(key)
        return style.name if style is not None else key

    def reveal(self, start: int, end: int, lines: int = 1) -> None:
        """Scroll, if that is needed, so that a range can be seen with some lines around it."""
        self._reveal(start, end, lines)

    def set_codes(self, codes: Sequence[Code]) -> None:
        """Draw a key at each of these places, by which it can be pointed at."""
        if codes != self._over.codes:
            for each in {*codes} ^ {*self._over.codes}:
                self._update_range(each.position, each.position)
            self._over.codes = codes

    def read_on(self, start: int, end: int) -> None:
        """If a range is not all in view, scroll so that what comes before it fills a third of the page."""
        if self._page is None:
            return
        first, last = (self._line_rect(*self._page.line_of(at)) for at in (start, end))
        if first.top() < 0 or last.bottom() > self.viewport().height():
            self._scroll_to_position(start, 0.3)

    # caret and selection

    def position_at(self, point: QPoint) -> int:
        """The position between two characters nearest to a point of the viewport."""
        if self._page is None:
            return 0
        block, line, x, _ = self._spot(point)
        return self._page.position_on(block, line, x)

    def caret(self) -> int:
        """Where the caret is."""
        return self._caret

    def selection(self) -> tuple[int, int]:
        """The selected range; both are the caret's position where nothing is selected."""
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def set_selection(self, start: int, end: int, scroll: bool = True) -> None:
        """Select a range, the caret at its end."""
        self._select(start, end)
        if scroll:
            self._reveal(start, end, 1)

    def _select(self, anchor: int, caret: int) -> None:
        length = len(self._page.text) if self._page is not None else 0
        anchor, caret = min(max(0, anchor), length), min(max(0, caret), length)
        if (anchor, caret) == (self._anchor, self._caret):
            return
        changed = {self._anchor, self._caret} ^ {anchor, caret} | {self._caret, caret}
        before = self.selection()
        self._anchor, self._caret = anchor, caret
        self._update_range(min(changed), max(changed))
        self._restart_blinking()
        if self.selection() != before:
            self.selectionChanged.emit(*self.selection())

    def next_boundary(self, position: int, unit: Unit, direction: int) -> int:
        """The position one step on; the same where there is nothing further."""
        if self._movement is None:
            return position
        return self._movement.next(position, unit, direction, self._lines_a_page())

    def _lines_a_page(self) -> int:
        return self.viewport().height() // self._metrics.pitch - 1

    def word_at(self, position: int) -> tuple[int, int]:
        """The word over the character behind a position."""
        return self._words.word_at(position) if self._words is not None else (position, position)

    def word_borders(self, block: int) -> Sequence[int]:
        """Where words begin and end in a block, counted from its start."""
        return self._words.boundaries(block) if self._words is not None else ()

    def line_before(self, position: int) -> int:
        """Where the line before the one of a position begins."""
        start = self.next_boundary(position, Unit.LINE_EDGE, -1)
        return self.next_boundary(self.next_boundary(start, Unit.LINE, -1), Unit.LINE_EDGE, -1)

    def move_caret(self, unit: Unit, direction: int, extend: bool = False) -> None:
        """Move the caret one step, taking the selection's end with it or leaving the selection.

        Without `extend` a step by character out of a selection goes to the selection's edge, and
        the focus is dropped where the caret leaves its mark.
        """
        start, end = self.selection()
        if not extend and start < end and unit is Unit.CHARACTER:
            target = end if direction > 0 else start
        else:
            target = self.next_boundary(self._caret, unit, direction)
        self._select(self._anchor if extend else target, target)
        if not extend and self._focus is not None and not self._focus.start <= target <= self._focus.end:
            self._set_focus(None)
        hops = unit in (Unit.SENTENCE, Unit.PARAGRAPH)
        self._reveal(target, target, _CONTEXT_LINES if hops else 1)

    def copy(self) -> None:
        """Put the selected characters on the clipboard, exactly as the document has them."""
        start, end = self.selection()
        if self._page is not None and start < end:
            QGuiApplication.clipboard().setText(self._page.text[start:end])

    # what moves over the page

    def _set_hover(self, mark: Mark | None) -> None:
        if mark != self._hover:
            for each in (self._hover, mark):
                if each is not None:
                    self._update_range(each.start, each.end)
            self._hover = mark

    def _paint_over(self, painter: QPainter, page: Page, clip: QRect) -> None:
        assert self._scroll is not None
        hover = self._hover if self._hover != self._focus else None
        rings = [mark for mark in (hover, self._focus) if mark is not None]
        view = View(page, self._scroll.shown, self._column()[0], clip)
        self._over.paint(painter, view, self.selection(), rings, self._focus)
        self._paint_caret(painter, page)

    def _caret_rect(self) -> QRect:
        assert self._page is not None
        block, line, x = self._page.caret_at(self._caret)
        rect, metrics = self._line_rect(block, line), self._metrics
        top, height = metrics.text_top - 2, metrics.em + 6
        if not self._page.layout(block).length:
            top, height = 0, metrics.blank
        return QRect(self._column()[0] + round(x) - 1, rect.top() + top, 2, height)

    def _paint_caret(self, painter: QPainter, page: Page) -> None:
        if self._caret_shown and self.hasFocus() and self._is_in_view(self._caret):
            painter.fillRect(self._caret_rect(), QColor(page.appearance.theme.accent))

    def _is_in_view(self, position: int) -> bool:
        """Whether the position's block is, without laying it out."""
        if self._page is None or self._scroll is None:
            return False
        shown = self._scroll.shown
        return shown[0][0] <= self._page.blocks.at(position) <= shown[-1][0]

    def _restart_blinking(self) -> None:
        self._caret_shown = True
        if self.hasFocus() and QApplication.cursorFlashTime() > 1:
            self._blink.start(QApplication.cursorFlashTime() // 2)

    def _toggle_caret(self) -> None:
        self._caret_shown = not self._caret_shown
        if self._is_in_view(self._caret):
            self._update(self._caret_rect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._restart_blinking()
        self._update_range(self._caret, self._caret)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self._update_range(self._caret, self._caret)
