"""Pointing with one key: each mark and word ahead shows a key, and pressing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from core.suggest.words import content_words
from gui import commands
from gui.actions import POINTING_KEYS
from gui.annotating import Annotating
from gui.canvas.marks import Mark
from gui.canvas.painter import Code
from gui.canvas.targets import Target, beside, clause_end, targets
from gui.canvas.view import Canvas
from gui.workspace import Workspace

_NEAR = 80  # code points looked at for a mark in the same clause
_SHIFTED = dict(zip(':"?|~', ";'/\\`", strict=True))
_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class Pointing(QObject):
    """While it is on, a key goes to the place that shows it; with a modifier it acts there at once.

    - alone: the mark comes into focus, the word is selected;
    - Shift: the mark is struck out (rejected, deleted); of a word's clause the rest is selected;
    - Alt: what was just pointed at reaches as far as there; without that, a word is given to the mark
      beside it in its clause, and a mark is taken in by the one beside it.

    Space shows keys further on. After a decision one stays where it was made. The keys of labels are
    left to them.
    """

    switched = Signal(bool)
    impossible = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        hand: Annotating,
        label_keys: Callable[[], Iterable[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        self._hand = hand
        self._label_keys = label_keys
        self._words: Callable[[str], list[tuple[int, int]]] | None = None
        self._known: dict[int, list[tuple[int, int]]] = {}
        self._bases: list[int] = []  # where the keys begin after Space; else behind caret and focus
        self._place: tuple[Mark | None, tuple[int, int]] | None = None  # the last that was pointed at
        self.on = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        canvas.installEventFilter(self)
        canvas.selectionChanged.connect(self._moved)
        canvas.focusChanged.connect(self._moved)
        workspace.marks_changed.connect(self.look_again)
        workspace.document_loaded.connect(self.look_again)
        workspace.document_opened.connect(self._forget)
        workspace.document_closed.connect(self._forget)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {"point": lambda: self.switch(not self.on)}

    def switch(self, on: bool) -> None:
        """Show keys, or leave them."""
        self.on = on
        self._hand.goes_on = not on
        self._bases, self._place = [], None
        self._look_ahead()
        self.switched.emit(on)

    def words_are_known(self, _boundaries: object = None) -> None:
        """The dictionary is there: words of grammar get no keys from now on."""
        self._words = content_words
        self._forget()

    def _forget(self) -> None:
        self._known.clear()
        self._moved()

    def _moved(self, *_what: object) -> None:
        self._bases = []
        self.look_again()

    def look_again(self, *_what: object) -> None:
        """Other marks are shown: keys are given anew."""
        if self.on:
            self._soon.start()

    def _show(self) -> None:
        self._soon.stop()
        self._canvas.set_codes([Code(each.start, key) for key, each in self.codes().items()])

    def codes(self) -> dict[str, Target]:
        """What each key points at now; the home row first."""
        document = self._workspace.document
        if not self.on or document is None:
            return {}
        return dict(zip(self.keys(), self._ahead(self._base()), strict=False))

    def keys(self) -> list[str]:
        """The keys that point, the home row first."""
        taken = {key.casefold() for key in self._label_keys()}
        return [key for key in POINTING_KEYS if key not in taken]

    def _base(self) -> int:
        if self._bases:
            return self._bases[-1]
        (start, end), focus, caret = self._canvas.selection(), self._canvas.focus(), self._canvas.caret()
        if start < end:
            return end
        if focus is not None and focus.start <= caret <= focus.end:
            return focus.end
        return caret

    def _ahead(self, position: int) -> Iterator[Target]:
        """What can be pointed at from a position on."""
        page = self._canvas.page
        if page is None:
            return
        for block in range(page.blocks.at(position), len(page.blocks)):
            start, end = page.blocks.starts[block], page.blocks.ends[block]
            marks = [each for each in page.index.overlapping(start, end) if each.start >= start]
            words = self._words_of(block)
            found = targets(words, marks, flat=self._workspace.label_set.is_flat)
            yield from (each for each in found if each.start >= position)

    def _words_of(self, block: int) -> list[tuple[int, int]]:
        page = self._canvas.page
        assert page is not None
        found = self._known.get(block)
        if found is None:
            start, raw = page.blocks.starts[block], page.blocks.raw(block)
            if self._words is not None:
                ranges = self._words(raw)
            else:
                ranges = list(pairwise(self._canvas.word_borders(block)))
            found = [(start + a, start + b) for a, b in ranges if any(map(str.isalnum, raw[a:b]))]
            self._known[block] = found
        return found

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not self.on or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        act = self._meaning(event)
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            self._workspace.when_saved(act)
        return True

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if modifiers & ~_MODIFIERS:
            return None
        if event.key() == Qt.Key.Key_Escape and not modifiers:
            start, end = self._canvas.selection()
            return partial(self.switch, False) if start == end else None
        if event.key() == Qt.Key.Key_Space and not modifiers & Qt.KeyboardModifier.AltModifier:
            return self._back if shift else self._further
        if not 0x20 < event.key() < 0x7F:
            return None
        key = chr(event.key()).lower()
        key = _SHIFTED.get(key, key)
        if key not in self.keys():
            return None
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return partial(self._act, key, self._reach) if not shift else None
        return partial(self._act, key, self._strike if shift else self._go)

    def take(self, character: str) -> bool:
        """A character that an input method sent all the same; whether it means something here."""
        key = _SHIFTED.get(character, character).lower()
        if not self.on:
            return False
        if character == " ":
            self._workspace.when_saved(self._further)
        elif key in self.keys():
            shift = character.isupper() or character in _SHIFTED
            self._workspace.when_saved(partial(self._act, key, self._strike if shift else self._go))
        else:
            return False
        return True

    def _act(self, key: str, act: Callable[[Target], None]) -> None:
        document, target = self._workspace.document, self.codes().get(key)
        if document is None or target is None:
            return
        last = min(target.end + _NEAR, len(document.text))
        gap = document.known.gap(min(self._base(), target.start), last)
        if gap is not None:  # in a long document: what stands there is still being read
            self._workspace.loading.when_known(gap, partial(self._act, key, act))
            return
        act(target)
        self._look_ahead()

    def _further(self) -> None:
        """Show keys behind the last that shows one."""
        found = list(self.codes().values())
        if len(found) == len(self.keys()):
            base = self._base()
            self._bases = [*(self._bases or [base]), max(found[-1].start + 1, base)]
            self._look_ahead()

    def _back(self) -> None:
        """Take a Space back; where there was none, go back by a line."""
        if self._bases:
            self._bases.pop()
        else:
            line = self._canvas.line_before(self._base())
            self._canvas.set_focus(None)
            self._canvas.set_selection(line, line)
        self._look_ahead()

    def _look_ahead(self) -> None:
        found = list(self.codes().values())
        if found:
            self._canvas.read_on(found[0].start, found[-1].end)
        self._show()

    @property
    def _is_pointed(self) -> bool:
        """Whether what is in focus or selected was just pointed at, and nothing was done since."""
        return self._place == (self._canvas.focus(), self._canvas.selection())

    def _here(self) -> None:
        self._place = (self._canvas.focus(), self._canvas.selection())

    def _go(self, target: Target) -> None:
        if target.mark is not None:
            self._canvas.set_focus(target.mark)
            self._here()
        else:
            self._select(target.start, target.end)

    def _select(self, start: int, end: int) -> None:
        self._canvas.set_focus(None)
        self._canvas.set_selection(start, end)
        self._here()
        self._canvas.finish_selection()

    def _strike(self, target: Target) -> None:
        document = self._workspace.document
        assert document is not None
        if target.mark is not None:
            self._canvas.set_focus(target.mark, scroll=False)
            if not document.is_finished:
                self._hand.delete()
            return
        end = clause_end(document.text, target.start)
        for mark in self._canvas.marks_over(target.start, end):
            if mark.start > target.start:
                end = min(end, mark.start)
        self._select(target.start, end)

    def _reach(self, target: Target) -> None:
        document, focus = self._workspace.document, self._canvas.focus()
        assert document is not None
        start, end = self._canvas.selection()
        if self._is_pointed and start < end:
            self._select(min(start, target.start), max(end, target.end))
            return
        if document.is_finished:
            return
        near = self._canvas.marks_over(max(0, target.start - _NEAR), target.end + _NEAR)
        mark = focus if self._is_pointed and focus is not None else beside(document.text, target, near)
        if mark is None or mark == target.mark:
            self.impossible.emit(self.tr("No span in this clause could reach there."))
            return
        then = self._hand.here(self._hand.show_grown)
        if target.mark is not None:
            commands.merge(self._workspace, mark, [target.mark], then)
        else:
            whole = min(mark.start, target.start), max(mark.end, target.end)
            commands.stretch(self._workspace, mark, *whole, then)
