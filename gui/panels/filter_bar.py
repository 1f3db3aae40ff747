"""Over the text: which spans, suggestions and other layers are shown, and how many are put away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.layers.legend import LayerLegend
from gui.models.mark_filter import MarkFilter


class _StayingMenu(QMenu):
    """A menu in which several things can be ticked before it closes."""

    def mouseReleaseEvent(self, event: object) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)  # type: ignore[arg-type] # Qt's own event

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """`chosen` tells what is to be shown now; `asked` that a menu wants to know its choices."""

    chosen = Signal(object)
    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filter = MarkFilter()
        self.undecided = self._toggle(self.tr("Only undecided"))
        self.unsure = self._toggle(self.tr("Only unsure"))
        self.labels = self._menu(self.tr("Labels"))
        self.sources = self._menu(self.tr("Sources"))
        self.layers = self._menu(self.tr("Layers"))
        self.legend = LayerLegend(self)
        self.said = QLabel(self)
        self.said.setProperty("role", "secondary")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.all = QToolButton(self)
        self.all.setText(self.tr("Show all"))
        self.all.clicked.connect(lambda: self._choose(MarkFilter()))
        close = self._close = QToolButton(self)
        close.setIconSize(QSize(16, 16))
        close.setToolTip(self.tr("Show all and put this bar away"))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(6)
        for each in (self.undecided, self.unsure, self.labels, self.sources, self.layers):
            row.addWidget(each)
        row.addSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.all)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        legend = QHBoxLayout()
        legend.setContentsMargins(14, 0, 8, 2)
        legend.addWidget(self.legend)
        column.addLayout(legend)
        for button in (self.labels, self.sources):
            button.menu().aboutToShow.connect(self.asked)
        self.undecided.clicked.connect(self._choose_kinds)
        self.unsure.clicked.connect(self._choose_kinds)
        self.refresh_icons()
        self._show_filter()

    def _toggle(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        return button

    def _menu(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = _StayingMenu(button)
        button.setMenu(menu)
        return button

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme that is on."""
        self._close.setIcon(icon("close"))

    @property
    def filter(self) -> MarkFilter:
        """What is shown."""
        return self._filter

    def set_choices(
        self, labels: Sequence[tuple[str, str, int]], sources: Sequence[tuple[str, str, int]]
    ) -> None:
        """(key, words, how many there are) of each label and source that can be put away."""
        for button, choices, away in (
            (self.labels, labels, self._filter.labels),
            (self.sources, sources, self._filter.sources),
        ):
            menu = button.menu()
            menu.clear()
            for key, words, number in choices:
                action = QAction(f"{words}  {number:,}", menu)
                action.setData(key)
                action.setCheckable(True)
                action.setChecked(key not in away)
                action.triggered.connect(self._choose_ticked)
                menu.addAction(action)

    def show_filter(self, chosen: MarkFilter) -> None:
        """Show what is chosen elsewhere."""
        self._filter = chosen
        self._show_filter()

    def say(self, hidden: int, waiting: int) -> None:
        """How many marks are put away, and how many of them are suggestions that finishing confirms."""
        words = self.tr("Hidden: {0}").format(f"{hidden:,}") if hidden else self.tr("Nothing is hidden")
        if waiting:
            words += " · " + self.tr("finishing confirms {0} of them").format(f"{waiting:,}")
        self.said.setText(words)
        self.said.setToolTip(words)

    def _show_filter(self) -> None:
        self.undecided.setChecked(self._filter.only_undecided)
        self.unsure.setChecked(self._filter.only_unsure)
        for button, words, away in (
            (self.labels, self.tr("Labels"), self._filter.labels),
            (self.sources, self.tr("Sources"), self._filter.sources),
        ):
            button.setText(f"{words} −{len(away)}" if away else words)
        self.all.setVisible(not self._filter.hides_nothing)

    def _choose(self, chosen: MarkFilter) -> None:
        self.show_filter(chosen)
        self.asked.emit()
        self.chosen.emit(chosen)

    def _choose_kinds(self) -> None:
        away = self._filter.labels, self._filter.sources
        self._choose(MarkFilter(*away, self.undecided.isChecked(), self.unsure.isChecked()))

    def _choose_ticked(self) -> None:
        """What a menu shows without a tick is put away."""
        kinds = self._filter.only_undecided, self._filter.only_unsure
        chosen = MarkFilter(_away(self.labels), _away(self.sources), *kinds)
        self.show_filter(chosen)
        self.chosen.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _away(button: QToolButton) -> frozenset[str]:
    return frozenset(str(each.data()) for each in button.menu().actions() if not each.isChecked())
