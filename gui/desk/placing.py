"""Where each case and each stretch between cases lies on the sheet; only what is seen is set into lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from core.queries.desk import DeskDocument
from core.queries.review import CategoryLine
from core.review.layered import Place
from gui.actions import BY_ID
from gui.canvas.labels import LabelLooks
from gui.canvas.marks import Appearance, LabelStyle, Mark
from gui.canvas.metrics import TEXT_MARGIN, Metrics
from gui.canvas.page import Page
from gui.desk.case_layout import CaseLayout, Row, State, window
from gui.desk.draft import Draft
from gui.desk.sheet_items import DeskCase, Item, Stretch
from gui.desk.telling import KeyOf, hints, told

GIVEN = "\0given"  # the look of a category that was given
_PADDING = 12
_BETWEEN = 6


@dataclass(frozen=True)
class Frame:
    """How everything on the sheet is drawn: sizes, fonts, looks of labels."""

    appearance: Appearance
    metrics: Metrics
    looks: LabelLooks
    small: QFont
    width: int  # of the viewport
    gutter: int  # for keys and names
    styles: dict[str, LabelStyle]

    @property
    def column(self) -> int:
        """The width of the text."""
        em = self.metrics.em
        width = min(self.metrics.width, self.width - self.gutter - 2 * _PADDING - 40)
        return max(8 * em, width - width % em)

    @property
    def card(self) -> tuple[int, int]:
        """The left edge and the width of a card."""
        width = self.gutter + self.column + 2 * _PADDING
        return max(8, (self.width - width) // 2), width

    @property
    def text_left(self) -> int:
        """Where the text begins, from the viewport's left edge."""
        return self.card[0] + _PADDING + self.gutter


def usual_key(id_: str) -> str:
    """The first key that an action has if nobody changed it."""
    return BY_ID[id_].keys[0]


def make_frame(appearance: Appearance, styles: dict[str, LabelStyle], names: list[str], width: int) -> Frame:
    """A frame with room for these annotators' names."""
    metrics = Metrics(appearance)
    small = QFont(metrics.font)
    small.setPixelSize(max(11, round(metrics.em * 0.74)))
    measure = QFontMetrics(small)
    joined = [_joined(names[:at] + names[at + 1 :]) for at in range(len(names))] if len(names) > 2 else names
    longest = max((measure.horizontalAdvance(each) for each in joined), default=0)
    gutter = min(max(longest + 30 + metrics.em, 5 * metrics.em), max(9 * metrics.em, width // 5))
    given = QCoreApplication.translate("Desk", "given")
    theme = appearance.theme
    styles = {**styles, GIVEN: LabelStyle(GIVEN, given, (theme.success, theme.success))}
    return Frame(appearance, metrics, LabelLooks(styles, metrics, theme), small, width, gutter, styles)


class Placing:
    """Tops and heights of the items; heights of what was not set yet are estimates."""

    def __init__(self, document: DeskDocument, items: Sequence[Item], frame: Frame) -> None:
        self.document, self.items, self.frame = document, items, frame
        self.current: int | None = None
        self.key_of: KeyOf = usual_key
        self.draft: Draft | None = None
        self.unfolded: set[int] = set()  # by where stretches begin
        self._layouts: dict[int, CaseLayout] = {}
        self._pages: dict[int, Page] = {}
        self._agreed_starts = [start for start, _, _ in document.review.agreed]
        self._fold = QFontMetrics(frame.small).height() + 10
        self._heights = [self._estimate(at) for at in range(len(items))]
        self._tops: list[int] | None = None

    def _estimate(self, at: int) -> int:
        item = self.items[at]
        if isinstance(item, Stretch):
            return self._page(at).heights.total + 8 if item.start in self.unfolded else self._fold
        rows = len(item.line.case.readings) if item.is_open else 1
        em = self.frame.metrics.em
        return round(em * 1.9) + rows * round(em * 1.3) + 2 * _PADDING + _BETWEEN

    @property
    def total(self) -> int:
        return (self.tops[-1] + self._heights[-1] if self.items else 0) + 24

    @property
    def tops(self) -> list[int]:
        """Where each item begins, in pixels below the sheet's top."""
        if self._tops is None:
            self._tops = [12, *(12 + each for each in accumulate(self._heights))][: len(self.items)]
        return self._tops

    def height(self, at: int) -> int:
        """The exact height of an item, which is set for that."""
        self._measure(at)
        return self._heights[at]

    def _measure(self, at: int) -> None:
        item = self.items[at]
        if isinstance(item, Stretch):
            exact = self._page(at).heights.total + 8 if item.start in self.unfolded else self._fold
        else:
            exact = self.layout(at).height + 2 * _PADDING + _BETWEEN + self.foot(at)
        if exact != self._heights[at]:
            self._heights[at] = exact
            self._tops = None

    def at(self, depth: int) -> int:
        """The item at a depth."""
        return max(0, bisect_right(self.tops, depth) - 1)

    def forget(self, at: int | None) -> None:
        """An item looks different now."""
        if at is not None:
            self._layouts.pop(at, None)
            self._measure(at)

    def set_current(self, at: int | None) -> None:
        """Which case is worked on."""
        before, self.current = self.current, at
        self.draft = None
        for each in {before, at}:
            if each is not None and each < len(self.items):
                self.forget(each)

    def unfold(self, start: int, unfolded: bool) -> None:
        """Show or fold the stretch that begins there."""
        (self.unfolded.add if unfolded else self.unfolded.discard)(start)
        for at, item in enumerate(self.items):
            if isinstance(item, Stretch) and item.start == start:
                self._measure(at)

    def page(self, at: int) -> Page | None:
        """The text of a stretch that is unfolded."""
        item = self.items[at]
        return self._page(at) if isinstance(item, Stretch) and item.start in self.unfolded else None

    def _page(self, at: int) -> Page:
        if at not in self._pages:
            item, frame = self.items[at], self.frame
            assert isinstance(item, Stretch)
            text = self.document.text[item.start : item.end]
            inside = (each for each in item.agreed if each[1] <= item.end)
            marks = [
                Mark(start - item.start, end - item.start, label, "annotation", number)
                for number, (start, end, label) in enumerate(inside)
            ]
            self._pages[at] = Page(
                text, marks, (), frame.styles, frame.appearance, frame.metrics, frame.column
            )
        return self._pages[at]

    def layout(self, at: int) -> CaseLayout:
        """A case set into lines."""
        if at not in self._layouts:
            item = self.items[at]
            assert isinstance(item, DeskCase)
            rows = rows_of(item, current=at == self.current, draft=self.draft if at == self.current else None)
            frame = self.frame
            if isinstance(item.line, CategoryLine):
                name = (
                    frame.styles[item.line.case.category].name
                    if item.line.case.category in frame.styles
                    else item.line.case.category
                )
                shown, start, stretch = name, 0, (0, len(name))
                rows = [_over(row, len(name)) for row in rows]
            else:
                text, case = self.document.text, item.line.case
                start, end = window(text, case.start, case.end, frame.column // frame.metrics.em)
                shown, stretch = text[start:end], (case.start, case.end)
            self._layouts[at] = CaseLayout(
                shown, start, stretch, rows, frame.column, frame.metrics, frame.looks
            )
        return self._layouts[at]

    def agreed_in(self, start: int, end: int) -> list[Place]:
        """What all annotators have alike in a stretch of text."""
        first = bisect_right(self._agreed_starts, start - 1)
        found = []
        for each in self.document.review.agreed[max(0, first - 1) :]:
            if each[0] >= end:
                break
            if each[1] > start:
                found.append(each)
        return found

    def foot_words(self, at: int) -> list[tuple[str, str]]:
        """What stands under a case: (words, name of the colour)."""
        item = self.items[at]
        assert isinstance(item, DeskCase)
        lines = told(item, self.document, current=at == self.current)
        if at == self.current:
            lines.append((hints(item, self.draft, self.key_of), "secondary"))
        return lines

    def foot(self, at: int) -> int:
        """How much room the words under a case take."""
        return sum(self.foot_height(words) for words, _ in self.foot_words(at))

    def foot_height(self, words: str) -> int:
        """The height of a line of words under a case, wrapped if need be."""
        flags = int(Qt.TextFlag.TextWordWrap)
        box = QFontMetrics(self.frame.small).boundingRect(QRect(0, 0, self.frame.column, 4000), flags, words)
        return box.height() + 4

    def text_top(self, at: int) -> int:
        """Where a case's layout begins, below the sheet's top."""
        return self.tops[at] + _PADDING

    def card_rect(self, at: int, scrolled: int) -> QRect:
        """A case's card on the viewport."""
        left, width = self.frame.card
        return QRect(left, self.tops[at] - scrolled, width, self._heights[at] - _BETWEEN)

    @property
    def margin(self) -> int:
        return TEXT_MARGIN


def rows_of(case: DeskCase, *, current: bool, draft: Draft | None) -> list[Row]:
    """A case's rows: its readings, or, once it is settled and left, what is gold."""
    nothing = QCoreApplication.translate("Desk", "nothing here")
    taken, rows = case.taken, []
    for number, (people, spans) in enumerate(zip(case.people, _readings(case), strict=True), 1):
        state: State = "plain" if case.is_open else "taken" if number == taken else "passed"
        if current or case.is_open or state == "taken":
            rows.append(Row(str(number), _joined(people), spans, _nothing(case, nothing), state))
    if not case.is_open and taken is None:
        words = QCoreApplication.translate("Desk", "gold")
        rows.append(Row("✓", words, _gold(case), nothing, "taken"))
    if draft is not None:
        words = QCoreApplication.translate("Desk", "your reading")
        rows.append(Row("N", words, tuple(draft.spans), "", "draft"))
    return rows


def _nothing(case: DeskCase, nothing: str) -> str:
    if isinstance(case.line, CategoryLine):
        return QCoreApplication.translate("Desk", "not given")
    return nothing


def _joined(people: Sequence[str]) -> str:
    return QCoreApplication.translate("Desk", ", ").join(people)


def _readings(case: DeskCase) -> list[tuple[Place, ...]]:
    if isinstance(case.line, CategoryLine):
        return [((0, 1, GIVEN),) if each.given else () for each in case.line.case.readings]
    return [each.spans for each in case.line.case.readings]


def _gold(case: DeskCase) -> tuple[Place, ...]:
    if isinstance(case.line, CategoryLine):
        return ((0, 1, GIVEN),) if case.line.gold else ()
    return case.line.gold


def _over(row: Row, length: int) -> Row:
    """A row about a category, its bar as long as the category's name."""
    return Row(
        row.key, row.names, tuple((0, length, label) for _, _, label in row.spans), row.nothing, row.state
    )
