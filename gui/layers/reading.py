"""Reads other layers of the open document piece by piece, those near the annotator first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.queries.others import OthersPart, others_part
from gui.garbage import Pause
from gui.loading import VERY_LONG
from gui.models import known
from gui.models.other_layers import IN_HAND, OtherLayers
from gui.workspace import Workspace

_AT_ONCE = 300  # spans in a piece: what the UI thread takes over within a few milliseconds


class LayerReading(QObject):
    """At most one piece is on its way. What was asked for a document or a choice that was left is dropped."""

    arrived = Signal(list, list)  # other layers' marks that went, and that came

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._layers: OtherLayers | None = None
        self._round = 0
        self._pause = Pause()
        self._is_asking = False
        self._length = known.PIECE
        self._wish: tuple[int, Callable[[], None]] | None = None
        workspace.loading.arrived.connect(lambda *_marks: self.go_on())
        workspace.document_loaded.connect(self.go_on)

    def begin(self, layers: OtherLayers | None) -> None:
        """Read these, or these anew; None: nothing any more."""
        self._layers = layers
        self._round += 1
        self._is_asking = False
        self._wish = None
        self._pause.end(stays=False)
        if layers is not None:
            layers.known.forget()
            self._length = known.PIECE
            self.go_on()

    def when_known(self, position: int, act: Callable[[], None]) -> None:
        """Do it when what stands at a position is known; a later wish takes the place of this one."""
        self._wish = (position, act)
        self.go_on()

    def go_on(self) -> None:
        """Read the next piece that is missing, unless one is on its way."""
        layers = self._layers
        if layers is None or self._is_asking:
            return
        wished = [self._wish[0]] if self._wish is not None else []
        places = [*wished, *self._workspace.loading.places()]
        stretch = layers.known.next_stretch(places, self._length)
        if stretch is None or not self._can_compare(layers, stretch):
            return
        self._is_asking = True
        if layers.known.length > VERY_LONG:
            self._pause.begin()
        self._ask(layers, stretch)

    def _can_compare(self, layers: OtherLayers, stretch: tuple[int, int]) -> bool:
        """Whether the layer in hand is known there; where it is not, everything would seem to differ."""
        document = layers.document
        if layers.base != IN_HAND or document.is_counted:
            return True
        return document.known.gap(stretch[0], stretch[1] - 1) is None

    def _ask(self, layers: OtherLayers, stretch: tuple[int, int]) -> None:
        project, asked_in = self._workspace.in_hand, self._round
        ids = [each.id for each in layers.layers]
        document_id = layers.document.id

        def answer(part: OthersPart) -> None:
            if asked_in == self._round:
                self._is_asking = False
                self._take(layers, part)

        def otherwise() -> None:
            if asked_in == self._round:
                self._is_asking = False
                self._pause.end(stays=False)

        self._workspace.ask(
            lambda: others_part(project, document_id, ids, *stretch),
            answer,
            patience=0.0,
            otherwise=otherwise,
        )

    def _take(self, layers: OtherLayers, part: OthersPart) -> None:
        spans = sum(map(len, part.layers.values()))
        fitting = (part.end - part.start) * _AT_ONCE // max(1, spans)
        self._length = max(known.PIECE, min(16 * known.PIECE, fitting))
        self.arrived.emit(*layers.take(part))
        if layers.known.is_whole:
            self._pause.end(stays=True)
        wish = self._wish
        if wish is not None and layers.known.gap(wish[0], wish[0]) is None:
            self._wish = None
            wish[1]()
        self._workspace.tasks.soon(self.go_on)
