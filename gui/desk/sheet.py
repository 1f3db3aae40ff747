"""The scrolled sheet of cases: painted, worked with keys and mouse; what is wanted leaves as signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from core.queries.desk import DeskDocument
from gui.canvas.bar import SlimBar
from gui.canvas.marks import Appearance, LabelStyle
from gui.canvas.words import runs
from gui.desk.case_painter import CasePainter
from gui.desk.draft import Draft
from gui.desk.placing import Placing, make_frame, usual_key
from gui.desk.sheet_items import DeskCase, Item, Stretch
from gui.desk.telling import KeyOf

_MOVES = {  # key → (unit, direction)
    Qt.Key.Key_Left: ("character", -1),
    Qt.Key.Key_Right: ("character", 1),
    Qt.Key.Key_H: ("word", -1),
    Qt.Key.Key_L: ("word", 1),
}
_EDGES = {  # text of the key → (left edge, unit, direction)
    "[": (True, "word", -1),
    "]": (True, "word", 1),
    ",": (False, "word", -1),
    ".": (False, "word", 1),
    "{": (True, "character", -1),
    "}": (True, "character", 1),
    "<": (False, "character", -1),
    ">": (False, "character", 1),
}
_ACTIONS = {  # keys that a widget may keep for itself, so that no shortcut comes of them
    Qt.Key.Key_Space: "next-open-case",
    Qt.Key.Key_Down: "next-case",
    Qt.Key.Key_Up: "previous-case",
}


class DeskSheet(QAbstractScrollArea):
    """`wanted` names an action, `taken` the number of a reading that was clicked.

    A new reading is made in place: `drafted` carries its spans, `label_wanted` asks for a label to be
    picked for the selection.
    """

    wanted = Signal(str)
    taken = Signal(int)
    drafted = Signal(list)
    draft_left = Signal()
    label_wanted = Signal()
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = SlimBar(self)
        self.setVerticalScrollBar(self._bar)
        self._bar.valueChanged.connect(lambda _value: self.viewport().update())
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.placing: Placing | None = None
        self.boundaries: Callable[[str], Sequence[int]] = runs
        self.key_of: KeyOf = usual_key
        self.is_flat = True
        self.label_keys: dict[str, str] = {}  # the key's text → label
        self._appearance = Appearance()
        self._styles: dict[str, LabelStyle] = {}
        self._names: list[str] = []
        self._hovered: tuple[int, int] | None = None
        self._selecting = False

    # what is shown

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw with this font and theme."""
        self._appearance = appearance
        self._bar.theme = appearance.theme
        self._place_again()

    def set_styles(self, styles: dict[str, LabelStyle]) -> None:
        """How labels are named and coloured."""
        self._styles = styles
        self._place_again()

    def show_cases(self, document: DeskDocument, items: Sequence[Item]) -> None:
        """Show these items of a document; of the same document, from where it was."""
        old = self.placing
        self._names = list(document.review.layers)
        frame = make_frame(self._appearance, self._styles, self._names, self.viewport().width())
        self.placing = Placing(document, items, frame)
        self.placing.key_of = self.key_of
        if old is not None and old.document.id == document.id:
            self.placing.unfolded = set(old.unfolded)
            case = self.current_of(old)
            if case is not None:
                self.placing.current = self.index_of(case.place)
                if self.placing.current is not None:
                    self.placing.draft = old.draft  # what is being made stays, whatever is read meanwhile
        else:
            self._bar.setValue(0)
        self._settle()

    def show_nothing(self) -> None:
        """Show no document."""
        self.placing = None
        self._settle()

    def _place_again(self) -> None:
        old = self.placing
        if old is None:
            return
        self.show_cases(old.document, old.items)
        self.reveal()

    def _settle(self) -> None:
        height = self.viewport().height()
        total = self.placing.total if self.placing is not None else 0
        self._bar.setPageStep(height)
        self._bar.setRange(0, max(0, total - height))
        self._bar.setSingleStep(40)
        self.viewport().update()

    # where one is

    @property
    def current(self) -> DeskCase | None:
        """The case that is worked on."""
        return self.current_of(self.placing) if self.placing is not None else None

    @staticmethod
    def current_of(placing: Placing) -> DeskCase | None:
        """The case that is worked on where the items lie so."""
        item = placing.items[placing.current] if placing.current is not None else None
        return item if isinstance(item, DeskCase) else None

    def index_of(self, place: object) -> int | None:
        """The item that is the case in that place."""
        items = self.placing.items if self.placing is not None else ()
        for at, item in enumerate(items):
            if isinstance(item, DeskCase) and item.place == place:
                return at
        return None

    def go_to(self, at: int | None) -> None:
        """Work on the case with that number, and bring it into view."""
        placing = self.placing
        if placing is None:
            return
        placing.set_current(at)
        self.reveal()
        self.current_changed.emit()

    def reveal(self) -> None:
        """Bring the case at hand into view, with something before it."""
        placing = self.placing
        if placing is None or placing.current is None:
            self._settle()
            return
        at = placing.current
        view = self.viewport().height()
        for near in range(max(0, at - 4), min(len(placing.items), at + 6)):
            placing.height(near)
        self._settle()
        top, height = placing.tops[at], placing.height(at)
        above = min(view // 4, max(0, view - height) // 2)
        value = self._bar.value()
        if top - min(above, 40) < value or top + height + 60 > value + view:
            self._bar.setValue(max(0, top - above))

    def unfold(self) -> None:
        """Show the stretches before and behind the case at hand, or fold them again."""
        placing = self.placing
        if placing is None:
            return
        here = placing.current if placing.current is not None else 0
        near = [item for item in placing.items[max(0, here - 1) : here + 2] if isinstance(item, Stretch)]
        shown = not all(item.start in placing.unfolded for item in near)
        for item in near:
            placing.unfold(item.start, shown)
        self.reveal()

    # a new reading

    @property
    def draft(self) -> Draft | None:
        """The new reading that is being made."""
        return self.placing.draft if self.placing is not None else None

    def begin_draft(self) -> None:
        """Make a new reading of the case at hand, in place."""
        placing, case = self.placing, self.current
        if placing is None or case is None or isinstance(case.place, str) or placing.current is None:
            return
        text = placing.document.text
        placing.draft = Draft(text, case.place, flat=self.is_flat, boundaries=self.boundaries)
        layout = placing.layout(placing.current)
        placing.draft.low, placing.draft.high = layout.start, layout.end
        self._draft_changed()
        self.setFocus()

    def leave_draft(self) -> None:
        """Give the new reading up."""
        placing = self.placing
        if placing is not None and placing.draft is not None:
            placing.draft = None
            self._draft_changed()
            self.draft_left.emit()

    def label_draft(self, key: str) -> None:
        """Label the selection of the new reading."""
        if self.draft is not None and self.draft.label(key):
            self._draft_changed()

    def _draft_changed(self) -> None:
        if self.placing is not None:
            self.placing.forget(self.placing.current)
            self.reveal()
            self.viewport().update()
            self.current_changed.emit()

    # keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = self.draft is not None and not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            )
            if mine:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.draft is not None:
            self._draft_key(self.draft, event)
        elif event.key() in _ACTIONS and not event.modifiers():
            self.wanted.emit(_ACTIONS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _draft_key(self, draft: Draft, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.leave_draft()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.drafted.emit(list(draft.spans))
            return
        if text.casefold() in self.label_keys and not shifted:
            self.label_draft(self.label_keys[text.casefold()])
            return
        if key in _MOVES:
            unit, direction = _MOVES[key]
            draft.move(unit, direction, extend=shifted)  # type: ignore[arg-type] # of the table
        elif text in _EDGES:
            left, unit, direction = _EDGES[text]
            draft.move_edge(left, unit, direction)  # type: ignore[arg-type] # of the table
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            draft.put(draft.stretch[0 if key == Qt.Key.Key_Home else 1], extend=shifted)
        elif key in (Qt.Key.Key_D, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            draft.delete()
        elif key == Qt.Key.Key_F:
            self.label_wanted.emit()
            return
        self._draft_changed()

    # mouse

    def _spot(self, point: QPoint) -> tuple[int, int, QPoint] | None:
        """The item under a point, the row in it (-1: none), and the point from the text's top left."""
        placing = self.placing
        if placing is None or not placing.items:
            return None
        depth = point.y() + self._bar.value()
        at = placing.at(depth)
        item = placing.items[at]
        if depth >= placing.tops[at] + placing.height(at):
            return None
        if isinstance(item, Stretch):
            return at, -1, QPoint()
        inside = QPoint(point.x() - placing.frame.text_left, depth - placing.text_top(at))
        row = placing.layout(at).row_at(inside.y())
        return at, -1 if row is None else row, inside

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        placing = self.placing
        if spot is None or placing is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at, row, inside = spot
        item = placing.items[at]
        if isinstance(item, Stretch):
            placing.unfold(item.start, item.start not in placing.unfolded)
            self._settle()
        elif at != placing.current:
            self.go_to(at)
        elif placing.draft is not None:
            position = placing.layout(at).position_at(inside.x(), inside.y())
            if position is not None:
                placing.draft.put(
                    position, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                )
                self._selecting = True
                self._draft_changed()
        elif row >= 0 and placing.layout(at).rows[row].key.isdigit():
            self.taken.emit(int(placing.layout(at).rows[row].key))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position, draft = self._position(event.position().toPoint()), self.draft
        if position is not None and draft is not None:
            draft.select_word(position)
            self._draft_changed()

    def _position(self, point: QPoint) -> int | None:
        """The position in the text of the case at hand that lies under a point."""
        spot, placing = self._spot(point), self.placing
        if spot is None or placing is None or spot[0] != placing.current:
            return None
        return placing.layout(spot[0]).position_at(spot[2].x(), spot[2].y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        spot = self._spot(point)
        if self._selecting and self.placing is not None and self.draft is not None:
            position = self._position(point)
            if position is not None:
                self.draft.put(position, extend=True)
                self.viewport().update()
            return
        hovered = (spot[0], spot[1]) if spot is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            hand = self._can_click(hovered)
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._selecting = False

    def _can_click(self, hovered: tuple[int, int] | None) -> bool:
        placing = self.placing
        if hovered is None or placing is None:
            return False
        if isinstance(placing.items[hovered[0]], Stretch):
            return True
        return hovered[0] == placing.current and hovered[1] >= 0 and placing.draft is None

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QEvent) -> None:
        point = event.pos()  # type: ignore[attr-defined] # a QHelpEvent
        spot = self._spot(point)
        words = ""
        if spot is not None and self.placing is not None and spot[1] >= 0:
            words = self.placing.layout(spot[0]).rows[spot[1]].names
        QToolTip.showText(event.globalPos(), words, self)  # type: ignore[attr-defined]

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.pixelDelta().y() or event.angleDelta().y()
        self._bar.setValue(self._bar.value() - steps)
        event.accept()

    # drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.placing is not None and event.oldSize().width() != event.size().width():
            self._place_again()
        else:
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = event.rect()
        painter.fillRect(clip, QColor(self._appearance.theme.background))
        placing = self.placing
        if placing is not None and placing.items:
            self._paint_items(painter, placing, clip)
        painter.end()

    def _paint_items(self, painter: QPainter, placing: Placing, clip: QRect) -> None:
        scrolled = self._bar.value()
        at = placing.at(scrolled)
        known = placing.total
        paint = CasePainter(painter, placing, scrolled, self._hovered)
        while at < len(placing.items) and placing.tops[at] - scrolled < self.viewport().height():
            placing.height(at)
            paint.paint(at, clip, self.devicePixelRatioF())
            at += 1
        if placing.total != known:
            self._bar.setRange(0, max(0, placing.total - self.viewport().height()))
