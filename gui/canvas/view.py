"""The canvas: the reader's page worked with keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.canvas import accessible
from gui.canvas.beside import Beside
from gui.canvas.marks import Mark
from gui.canvas.movement import Unit
from gui.canvas.page import Page
from gui.canvas.pointer import Drag, Snap, marks_under
from gui.canvas.signs import Sign, Signs, paint_signs, sign_under

_KEYS: dict[tuple[int, bool], tuple[Unit, int]] = {
    (Qt.Key.Key_Left, False): (Unit.CHARACTER, -1),
    (Qt.Key.Key_Right, False): (Unit.CHARACTER, 1),
    (Qt.Key.Key_Left, True): (Unit.WORD, -1),
    (Qt.Key.Key_Right, True): (Unit.WORD, 1),
    (Qt.Key.Key_Up, False): (Unit.LINE, -1),
    (Qt.Key.Key_Down, False): (Unit.LINE, 1),
    (Qt.Key.Key_Up, True): (Unit.PARAGRAPH, -1),
    (Qt.Key.Key_Down, True): (Unit.PARAGRAPH, 1),
    (Qt.Key.Key_PageUp, False): (Unit.PAGE, -1),
    (Qt.Key.Key_PageDown, False): (Unit.PAGE, 1),
    (Qt.Key.Key_Home, False): (Unit.LINE_EDGE, -1),
    (Qt.Key.Key_End, False): (Unit.LINE_EDGE, 1),
    (Qt.Key.Key_Home, True): (Unit.DOCUMENT, -1),
    (Qt.Key.Key_End, True): (Unit.DOCUMENT, 1),
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_FREE = Qt.KeyboardModifier.AltModifier | _CONTROL  # many window managers keep Alt and the mouse


class Canvas(Beside):
    """What the window holds. A drag or double click snaps to words; Alt or Ctrl frees a drag.

    Input methods are off, so that keys stay keys; should one send text all the same,
    `imeCommitted` carries it. Keys that mean nothing here are left to the window.
    """

    selectionFinished = Signal(int, int)  # noqa: N815
    markActivated = Signal(object)  # noqa: N815
    contextMenuWanted = Signal(QPoint, object)  # noqa: N815
    imeCommitted = Signal(str)  # noqa: N815
    signActivated = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        accessible.install()
        self.selectionChanged.connect(self._say_selection)
        self.focusChanged.connect(self._say_focus)
        self._tips: Callable[[Sequence[Mark]], str] | None = None
        self._signs = Signs()
        self._drag: Drag | None = None
        self._dragging = False
        self._press = QPoint()
        self._mouse = QPoint()
        self._free = False
        self._extended_by_keys = False
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(25)
        self._autoscroll.timeout.connect(self._scroll_while_dragging)
        self._triple = QTimer(self)
        self._triple.setSingleShot(True)

    def _character_at(self, point: QPoint) -> int:
        if self._page is None:
            return 0
        block, line, x, _ = self._spot(point)
        return self._page.position_on(block, line, x, on_character=True)

    def _marks_under(self, point: QPoint) -> list[Mark]:
        return marks_under(self._page, *self._spot(point)) if self._page is not None else []

    def _on_text(self, point: QPoint) -> bool:
        """Whether a point lies on the text itself, not on a chip or an underline."""
        return self._metrics.text_top - 2 <= self._spot(point)[3] < self._metrics.lanes_top

    def set_mark_tips(self, provider: Callable[[Sequence[Mark]], str] | None) -> None:
        """What a tooltip says about the marks under the mouse, the meant one first; else their labels."""
        self._tips = provider

    def set_signs(self, signs: Sequence[Sign]) -> None:
        """Show where notes are."""
        if list(signs) != list(self._signs.all):
            self._signs = Signs(signs)
            self._update()

    def signs(self) -> Sequence[Sign]:
        """The signs that are shown, in text order."""
        return self._signs.all

    def _signs_under(self, point: QPoint) -> list[Sign]:
        if self._page is None or self._scroll is None:
            return []
        return sign_under(self._page, self._signs, self._scroll.shown, self._column()[0], point)

    def _paint_over(self, painter: QPainter, page: Page, clip: QRect) -> None:
        assert self._scroll is not None
        if self._signs.all:
            for block, top in self._scroll.shown:
                if top <= clip.bottom() and top + page.heights[block] >= clip.top():
                    paint_signs(painter, page, self._signs, block, self._column()[0], top)
        super()._paint_over(painter, page, clip)

    def _tip_at(self, point: QPoint) -> str:
        signs = self._signs_under(point)
        if signs:
            return "\n\n".join(each.words for each in signs)
        marks = self._marks_under(point)
        if not marks:
            return super()._tip_at(point)
        if self._tips is not None:
            return self._tips(marks)
        return "\n".join(self.label_name(mark.label) for mark in marks)

    def _forget(self) -> None:
        super()._forget()
        self._signs = Signs()
        self._drag = None
        self._dragging = self._extended_by_keys = False
        self._autoscroll.stop()

    def _say_selection(self, start: int, end: int) -> None:
        accessible.caret_moved(self, start, end)

    def _say_focus(self, mark: Mark | None) -> None:
        accessible.mark_focused(self, mark)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = bool(modifiers & _CONTROL), bool(modifiers & _SHIFT)
        plain = not modifiers & ~(_SHIFT | _CONTROL)
        step = _KEYS.get((event.key(), control)) if plain else None
        if self._page is None:
            event.ignore()
        elif step is not None:
            self.move_caret(*step, extend=shift)
        elif event.key() == Qt.Key.Key_C and control and not shift and plain:
            self.copy()
        elif event.key() == Qt.Key.Key_Escape and self.selection()[0] < self.selection()[1]:
            self._select(self._caret, self._caret)
        else:
            event.ignore()

    def move_caret(self, unit: Unit, direction: int, extend: bool = False) -> None:
        super().move_caret(unit, direction, extend)
        self._extended_by_keys = extend

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift and self._extended_by_keys and not event.isAutoRepeat():
            self._extended_by_keys = False
            self.finish_selection()
        super().keyReleaseEvent(event)

    def finish_selection(self) -> None:
        """Say that a selection is made, if there is one."""
        start, end = self.selection()
        if start < end:
            self.selectionFinished.emit(start, end)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.imeCommitted.emit(event.commitString())
        event.accept()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._page is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        signs = self._signs_under(point)
        if signs:
            self._drag = None
            self.signActivated.emit(signs[0].id)
            return
        others = self._others_under(point)
        if others:
            self._drag = None
            self.otherActivated.emit(others[0])
            return
        position = self.position_at(point)
        self._press = self._mouse = point
        self._dragging = False
        if self._triple.isActive():
            self._triple.stop()
            self._begin("sentence", point)
        elif event.modifiers() & _SHIFT:
            self._drag = Drag(self._anchor, self._anchor, "character")
            self._select(self._anchor, position)
            self._dragging = True
        else:
            start, end = self.word_at(self._character_at(point))
            self._drag = Drag(start, end, "word")
            self._select(position, position)

    def _begin(self, snap: Snap, point: QPoint) -> None:
        """Select the unit under the mouse; dragging on selects more of the kind."""
        if self._movement is None:
            return
        over = self._character_at(point)
        start, end = self._movement.sentence_at(over) if snap == "sentence" else self.word_at(over)
        self._drag = Drag(start, end, snap)
        self._dragging = True
        self._select(start, end)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._page is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._press = self._mouse = point
        if self._others_under(point):
            return
        marks = self._marks_under(point)
        if marks and not self._on_text(point):
            self._drag = None
            self.set_focus(marks[0], scroll=False)
            self.markActivated.emit(marks[0])
            return
        self._triple.start(QApplication.doubleClickInterval())
        self._begin("word", point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._page is None:
            return
        if not event.buttons() & Qt.MouseButton.LeftButton or self._drag is None:
            marks = self._marks_under(point)
            self._set_hover(marks[0] if marks else None)
            apart = self._signs_under(point) or self._others_under(point)
            hand = (bool(marks) and not self._on_text(point)) or bool(apart)
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)
            return
        distance = (point - self._press).manhattanLength()
        if not self._dragging and distance < QApplication.startDragDistance() // 2:
            return
        free = bool(event.modifiers() & _FREE)
        if not self._dragging and free:
            near = self.position_at(self._press)
            self._drag = Drag(near, near, "character")
        self._dragging = True
        self._free = free or self._drag.snap == "character"
        self._mouse = point
        self._drag_on()
        if self.viewport().rect().contains(point):
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()

    def _drag_on(self) -> None:
        if self._drag is None or self._words is None or self._movement is None:
            return
        near, over = self.position_at(self._mouse), self._character_at(self._mouse)
        self._select(*self._drag.reach(near, over, self._free, self._words, self._movement))

    def _scroll_while_dragging(self) -> None:
        beyond = min(0, self._mouse.y()) or max(0, self._mouse.y() - self.viewport().height() + 1)
        self.scroll_by(max(-self._metrics.pitch, min(self._metrics.pitch, beyond // 2 + (beyond > 0))))
        self._drag_on()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._autoscroll.stop()
        if self._page is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if self._dragging:
            self._dragging = False
            self.finish_selection()
            return
        marks = self._marks_under(event.position().toPoint())
        focus = self._focus
        if focus in marks and len(marks) > 1:
            self._set_focus(marks[(marks.index(focus) + 1) % len(marks)])
        else:
            self._set_focus(marks[0] if marks else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._page is None:
            event.ignore()
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            marks = self._marks_under(event.pos())
            start, end = self.selection()
            position = self.position_at(event.pos())
            if not start <= position <= end or start == end:
                self._select(position, position)
                self._set_focus(self._focus if self._focus in marks else (marks[0] if marks else None))
            self.contextMenuWanted.emit(event.globalPos(), marks[0] if marks else None)
            return
        place = self.rect_of(self._focus) if self._focus is not None else self._caret_rect()
        self.contextMenuWanted.emit(self.viewport().mapToGlobal(place.bottomLeft()), self._focus)
