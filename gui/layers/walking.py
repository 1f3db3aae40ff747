"""Walking through the places where other layers differ, and taking over what one of them says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from core import operations
from core.history import Change
from core.project import Project
from core.queries.others import SeenLayer
from gui.annotating import Annotating
from gui.canvas.accessible import say
from gui.canvas.marks import OtherMark
from gui.filtering import Filtering
from gui.layers.reading import LayerReading
from gui.layers.words import TellingLayers
from gui.main_window import MainWindow
from gui.models.open_document import annotation_mark
from gui.models.other_layers import OtherLayers
from gui.telling import Telling
from gui.workspace import Workspace


class Walking(QObject):
    """`model` is what is shown beside the open document; None while nothing is."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        filtering: Filtering,
        hand: Annotating,
        telling: Telling,
        reading: LayerReading,
        words: TellingLayers,
        name_of: Callable[[SeenLayer], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._filtering = workspace, window, filtering
        self._hand, self._telling, self._reading = hand, telling, reading
        self._words, self._name_of = words, name_of
        self.model: OtherLayers | None = None
        window.canvas.set_other_tips(self._tip)
        window.canvas.otherActivated.connect(self.show_mark)
        window.canvas.otherChanged.connect(self.show_in_hand)

    def go(self, direction: int, only: int | None = None) -> None:
        """Go to the next place where a layer differs, or the one before."""
        model, canvas = self.model, self._window.canvas
        if model is None:
            return
        other = canvas.other()
        place, who = (model.stretch_of(other)[0], other.who) if other is not None else (canvas.place(), -1)
        mark = model.next_difference(place, who, direction, only)
        until = mark.start if mark is not None else (len(model.document.text) if direction > 0 else 0)
        gap = model.known.gap(place, until) if direction > 0 else model.known.gap_before(until, place)
        if gap is not None:
            self._reading.when_known(gap, lambda: self.go(direction, only))
        elif mark is not None:
            self.show_mark(mark)
        elif direction > 0:
            self._telling.say(self.tr("No difference further on."))
        else:
            self._telling.say(self.tr("No difference before this."))

    def show_mark(self, mark: OtherMark) -> None:
        """Take what another layer says in hand; what the own layer says there comes into focus."""
        model, canvas = self.model, self._window.canvas
        if model is None:
            return
        stretch = model.stretch_of(mark)
        mine = [
            each
            for each in model.document.annotations_at(*stretch)
            if self._filtering.shows(annotation_mark(each))
        ]
        if len(mine) == 1:
            canvas.set_focus(annotation_mark(mine[0]))
        else:
            canvas.set_focus(None)
            canvas.set_selection(mark.start, mark.end, scroll=False)
            canvas.reveal(mark.start, mark.end, 3)
        canvas.set_other(mark)
        canvas.setFocus()

    def take_over(self) -> None:
        """Let the layer in hand say what the other one says there."""
        model, mark = self.model, self._window.canvas.other()
        if model is None or mark is None:
            return
        id_, layer, stretch = model.document.id, model.layers[mark.who], model.stretch_of(mark)
        name = self._name_of(layer)

        def act(project: Project) -> Change:
            return operations.take_over(project, id_, layer.id, *stretch)

        def done(change: Change) -> None:
            if change.operation_id:
                self._hand.focus_on_added(change)
                self._telling.done(self.tr("Taken over from {0}").format(name))
            else:
                self._telling.say(self.tr("Your layer says the same there."))

        self._workspace.perform(act, self._hand.here(done))

    def show_in_hand(self, mark: OtherMark | None) -> None:
        """Tell beside the text about the mark that was taken in hand; of none, about what is in focus."""
        self._window.availability.offer("theirs", mark is not None)
        model = self.model
        if mark is None or model is None:
            self._window.inspector.show_mark(self._window.canvas.focus())
            return
        found = model.annotation_of(mark)
        name = self._name_of(model.layers[mark.who])
        quote = model.document.text[mark.start : mark.end]
        readings = self._words.here(model, mark, self._name_of)
        self._window.inspector.show_other(name, found, quote, readings)
        say(self._window.canvas, "; ".join(readings))

    def _tip(self, marks: Sequence[OtherMark]) -> str:
        model = self.model
        if model is None:
            return ""
        return "\n".join(self._words.here(model, marks[0], self._name_of))
