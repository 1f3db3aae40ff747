"""Who is compared: everybody, or two people and more, ticked in a menu; and what that choice is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

_FEWEST = 2
_WIDE = 320  # pixels that names may take beside the other buttons


class PeopleButton(QToolButton):
    """`chosen` carries the names that are ticked, none for everybody."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setObjectName("people")
        self.list = QMenu(self)
        self.setMenu(self.list)

    def show_people(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer whom to compare; two stay ticked."""
        ticked = [name for name in names if not chosen or name in chosen]
        self.list.clear()
        for name in names:
            action = self.list.addAction(name)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in ticked)
            action.setEnabled(name not in ticked or len(ticked) > _FEWEST)
            action.triggered.connect(self._choose)
        words = self.tr("everybody") if not chosen else ", ".join(ticked)
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDE)
        self.setText(self.tr("Between: {0}").format(cut))
        self.setToolTip(words if cut != words else "")
        self.setEnabled(len(names) > _FEWEST)

    def _choose(self) -> None:
        actions = self.list.actions()
        ticked = [each.data() for each in actions if each.isChecked()]
        self.chosen.emit([] if len(ticked) == len(actions) else ticked)
