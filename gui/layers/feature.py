"""Other people's layers beside the one that is worked on: which are chosen, and what of them is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from core import operations
from core.history import Change, Kind, Touched
from core.operations.change import OF_REVIEW
from core.queries.others import OthersSeen, SeenLayer, others_seen, work_since
from gui.annotating import Annotating
from gui.canvas.marks import Mark, OtherMark, OtherStyle
from gui.filtering import Filtering
from gui.layers.colours import People
from gui.layers.legend import Entry
from gui.layers.menu import LayersMenu
from gui.layers.reading import LayerReading
from gui.layers.walking import Walking
from gui.layers.words import TellingLayers
from gui.main_window import MainWindow
from gui.models.other_layers import IN_HAND, OtherLayers
from gui.telling import Telling
from gui.theme import readable
from gui.workspace import Workspace

_EVERY = 3_000  # milliseconds between looks at what others have done meanwhile
_OF_OTHERS = frozenset({Touched.LAYER, Touched.DOCUMENTS, Touched.LABELS, Touched.SETTINGS})


class Layers(QObject):
    """What is chosen stays chosen for the documents that follow; what is shown is of the open one alone."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        filtering: Filtering,
        hand: Annotating,
        telling: Telling,
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._filtering = workspace, window, filtering
        self._people = People()
        self._chosen: set[str] = set()
        self._base: str | None = None  # the key of the layer compared with, "": the one in hand
        self._begins_empty = False
        self._seen: OthersSeen | None = None
        self._own: set[int] = set()  # our own acts, of which nothing has to be read again
        self._menu: LayersMenu | None = None
        self.model: OtherLayers | None = None
        self._reading = LayerReading(workspace, self)
        self._words = TellingLayers(workspace, language)
        self._walking = Walking(
            workspace,
            window,
            filtering,
            hand,
            telling,
            self._reading,
            self._words,
            lambda layer: self.menu.name_of(layer),
            self,
        )
        self._soon = QTimer(self)  # a row of the menu must not go while it is clicked
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fill_menu)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look_for_news)
        self._reading.arrived.connect(self._draw)
        workspace.document_closed.connect(self._leave_document)
        workspace.project_closed.connect(self._forget)
        workspace.marks_changed.connect(self._follow)
        workspace.changed.connect(self._follow_act)
        filtering.changed.connect(self._filter)
        filtering.left.connect(lambda: self.choose(set()))
        filtering.keeps_bar = lambda: bool(self._chosen)
        window.theme_changed.connect(self._show_theme)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {
            "layers": self.open,
            "next-difference": lambda: self._walking.go(1),
            "previous-difference": lambda: self._walking.go(-1),
            "take-over": self._walking.take_over,
        }

    # what is chosen

    @property
    def menu(self) -> LayersMenu:
        """The menu in the bar of filters; made when it is wanted first."""
        if self._menu is None:
            bar = self._filtering.bar
            self._menu = LayersMenu(bar.layers)
            bar.layers.menu().aboutToShow.connect(self._fill_menu)
            bar.layers.menu().aboutToHide.connect(self._window.canvas.setFocus)
            self._menu.chosen.connect(self.choose)
            self._menu.compared.connect(self.compare_with)
            self._menu.opened_to_annotators.connect(self._let_annotators_see)
            bar.legend.wanted.connect(lambda who: self._walking.go(1, who))
        return self._menu

    def open(self) -> None:
        """Let somebody choose which other layers are shown."""
        menu = self.menu
        self._filtering.open()
        self._look(then=menu.open)

    def choose(self, keys: set[str]) -> None:
        """Show these layers, wherever a document has them."""
        self._chosen = keys
        if self._base not in keys:
            self._base = None
        if self._seen is not None:
            self._show(self._seen)
        self._soon.start()

    def compare_with(self, key: str) -> None:
        """Compare all with this layer, "" for the one in hand."""
        self._base = key
        if self._seen is not None:
            self._show(self._seen)
        self._soon.start()

    def _let_annotators_see(self, allowed: bool) -> None:
        self._workspace.perform(lambda project: operations.let_annotators_see(project, allowed))

    def _fill_menu(self) -> None:
        if self._menu is not None and self._seen is not None:
            shown = [each for each in self._seen.layers if each.key in self._chosen]
            at = self._place_of_base(shown)
            base = "" if at == IN_HAND else shown[at].key
            self._menu.fill(self._seen, [each.key for each in shown], base, self._in_hand())

    def _in_hand(self) -> str:
        document = self._workspace.document
        reviewed = document.reviewed if document is not None else None
        return reviewed.name if reviewed is not None else self.tr("my own")

    # what is shown

    def show_document(self) -> None:
        """The canvas shows another document, or the same one read again."""
        document = self._workspace.document
        if self.model is not None and self.model.document is document:
            return
        self._leave_document()
        if self._chosen:
            self._look()

    def _leave_document(self) -> None:
        self._seen = None
        self._set_model(None, ())

    def _forget(self) -> None:
        self._chosen, self._base = set(), None
        self._own.clear()
        self._leave_document()

    def _look(self, then: Callable[[], None] = lambda: None) -> None:
        """Read which layers of the open document may be shown, then these."""
        document = self._workspace.document
        if document is None:
            return
        project, id_ = self._workspace.in_hand, document.id

        def show(seen: OthersSeen) -> None:
            if self._workspace.document is document:
                self._show(seen)
                self._soon.start()
                then()

        self._workspace.ask(lambda: others_seen(project, id_), show)

    def _show(self, seen: OthersSeen) -> None:
        document = self._workspace.document
        if document is None:
            return
        self._seen = seen
        if self.model is None:
            self._begins_empty = document.layer.id == 0
        layers = tuple(each for each in seen.layers if each.key in self._chosen)
        base = self._place_of_base(layers)
        model, away = self.model, self._filtering.labels_away
        if (
            layers
            and model is not None
            and (model.layers, model.base, model.put_away) == (layers, base, away)
        ):
            self._reading.begin(model)  # the same, as it is by now
        elif layers or model is not None:
            self._set_model(OtherLayers(document, layers, base, away) if layers else None, layers)
        if self._chosen:
            self._filtering.show_bar()
        self._say()

    def _place_of_base(self, layers: Sequence[SeenLayer]) -> int:
        """Where nothing of one's own was there at the beginning, others are compared with each other."""
        if self._base is None:
            return 0 if self._begins_empty and len(layers) > 1 else IN_HAND
        return next((at for at, each in enumerate(layers) if each.key == self._base), IN_HAND)

    def _set_model(self, model: OtherLayers | None, layers: Sequence[SeenLayer]) -> None:
        if model is None and self.model is None:
            return
        self.model = self._walking.model = model
        self._window.canvas.set_others([self._style(each) for each in layers])
        self._reading.begin(model)
        self._window.availability.offer("others", model is not None)
        if model is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _style(self, layer: SeenLayer) -> OtherStyle:
        return OtherStyle(self.menu.short_name_of(layer), self._people.colour(layer))

    def _draw(self, gone: list[OtherMark], came: list[OtherMark]) -> None:
        self._window.canvas.apply_others(gone, came)
        self._say()

    def _follow(self, gone: list[Mark], came: list[Mark]) -> None:
        """The layer in hand is another now at these places."""
        model = self.model
        if model is not None and model.document is self._workspace.document:
            marks = [each for each in (*gone, *came) if each.kind == "annotation" and not each.pending]
            if marks:
                self._draw(*model.follow((each.start, each.end, each.label) for each in marks))

    def _follow_act(self, change: Change) -> None:
        if not self._chosen:
            return
        if self._is_of_others(change):
            self._look()
        elif change.operation_id:
            self._own.add(change.operation_id)

    def _is_of_others(self, change: Change) -> bool:
        """Whether an act of ours may have changed another layer than the one in hand, or who sees it."""
        is_turn = change.kind in (Kind.UNDO, Kind.REDO)
        document = self._workspace.document
        elsewhere = document is not None and document.reviewed is not None and change.document_id is None
        return (
            bool(change.touched & _OF_OTHERS)
            or (change.about or change.kind) in OF_REVIEW
            or (is_turn and Touched.REVIEW in change.touched)
            or elsewhere
        )

    def _filter(self) -> None:
        if self.model is not None and self.model.put_away != self._filtering.labels_away and self._seen:
            self._show(self._seen)

    def look_for_news(self) -> None:
        """Read again what somebody else has changed since, in another window or on the same server."""
        seen, document = self._seen, self._workspace.document
        if seen is None or document is None or self.model is None:
            return
        project, id_, newest = self._workspace.project, document.id, seen.newest

        def answer(found: list[int]) -> None:
            if self._seen is seen and not self._own.issuperset(found):
                self._own.clear()
                self._look()

        self._workspace.ask(lambda: work_since(project, id_, newest), answer, patience=0)

    def _say(self) -> None:
        model, theme = self.model, self._window.theme
        if self._menu is None:
            return
        entries = []
        for who, layer in enumerate(model.layers if model is not None else ()):
            colour = self._style(layer).colour[1 if theme.is_dark else 0]
            name = self._menu.name_of(layer)
            entries.append(
                Entry(name, readable(colour, theme.surface, 4.5), *self._words.of_layer(model, who, layer))
            )
        words = ""
        if model is not None:
            if model.base == IN_HAND:
                words = self.tr("compared with: {0}").format(self._in_hand())
        elif self._chosen and self._seen is not None:
            words = self._menu.why_none(self._seen.sight)
        self._filtering.bar.legend.show_layers(words, tuple(entries))

    def _show_theme(self) -> None:
        self._say()
        self._walking.show_in_hand(self._window.canvas.other())
