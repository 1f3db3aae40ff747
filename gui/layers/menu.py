"""The menu of other layers: which are shown, what they are compared with, who may look at them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from core.annotation import GOLD
from core.queries.others import OthersSeen, SeenLayer, Sight
from gui.board.words import state_words


class LayersMenu(QObject):
    """`chosen` carries the keys of the layers to show, `compared` the key of the one they are compared
    with ("" for the one in hand), `opened_to_annotators` whether annotators may look too."""

    chosen = Signal(set)
    compared = Signal(str)
    opened_to_annotators = Signal(bool)

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        self._menu: QMenu = button.menu()
        self._rows: list[QAction] = []

    def fill(self, seen: OthersSeen, shown: Collection[str], base: str, in_hand: str) -> None:
        """Offer these layers; those that are shown are ticked."""
        active = self._menu.activeAction()
        at = self._menu.actions().index(active) if active is not None else -1
        self._menu.clear()
        self._rows = []
        for layer in seen.layers:
            row = self._row(f"{self.name_of(layer)}  {state_words(layer.state)}", layer.key in shown)
            row.setData(layer.key)
            row.triggered.connect(self._choose)
            self._rows.append(row)
        if not seen.layers:
            self._menu.addAction(self.why_none(seen.sight)).setEnabled(False)
        elif shown:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Compared with")).setEnabled(False)
            group = QActionGroup(self._menu)
            named = [(each.key, self.name_of(each)) for each in seen.layers if each.key in shown]
            for key, name in [("", in_hand), *named]:
                row = self._row(name, key == base)
                row.triggered.connect(lambda _on, key=key: self.compared.emit(key))
                group.addAction(row)
        if seen.may_decide:
            self._menu.addSeparator()
            row = self._row(self.tr("Annotators see this too where they have finished"), seen.are_open)
            row.triggered.connect(self.opened_to_annotators)
        words = self.tr("Layers")
        self._button.setText(f"{words} +{len(shown)}" if shown else words)
        if 0 <= at < len(self._menu.actions()):
            self._menu.setActiveAction(self._menu.actions()[at])

    def open(self) -> None:
        """Show it below its button, the first row ready for the keyboard."""
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        if self._rows:
            self._menu.setActiveAction(self._rows[0])

    def _row(self, words: str, ticked: bool) -> QAction:
        row = self._menu.addAction(words.replace("&", "&&"))
        row.setCheckable(True)
        row.setChecked(ticked)
        return row

    def _choose(self) -> None:
        self.chosen.emit({str(each.data()) for each in self._rows if each.isChecked()})

    def name_of(self, layer: SeenLayer) -> str:
        """What people call a layer."""
        if layer.who != GOLD:
            return layer.who
        return self.tr("gold") if layer.is_gold else self.tr("imported gold")

    def short_name_of(self, layer: SeenLayer) -> str:
        """The same where there is little room."""
        return self.tr("gold") if layer.who == GOLD else layer.who

    def why_none(self, sight: Sight) -> str:
        """Why no other layer is shown."""
        return {
            Sight.NOT_YET: self.tr("Others' work is shown when you have finished this document"),
            Sight.REVIEWERS_ONLY: self.tr("Only reviewers see others' work in this project"),
        }.get(sight, self.tr("Nobody else has worked on this document"))
