"""Filters over the text: what is put away is neither drawn nor gone to, and nothing stored is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from gui.canvas.marks import Mark
from gui.main_window import MainWindow
from gui.models.mark_filter import BY_HAND, MarkFilter, source_of
from gui.models.open_document import OpenDocument
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.panels.filter_bar import FilterBar


class Filtering(QObject):
    """Stands between the open document's marks and the canvas. While nothing is filtered it costs nothing."""

    changed = Signal()  # what is shown is chosen otherwise
    left = Signal()  # the bar is put away

    def __init__(
        self, workspace: Workspace, window: MainWindow, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._window, self._language = workspace, window, language
        self._bar: FilterBar | None = None
        self._filter = MarkFilter()
        self._hidden: set[Mark] = set()
        self.keeps_bar: Callable[[], bool] = lambda: False  # whether something else is shown in it
        workspace.project_closed.connect(self.show_all)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {"filter": self.open, "only-undecided": self.toggle_undecided}

    @property
    def bar(self) -> FilterBar:
        """The bar; made when it is wanted first."""
        if self._bar is None:
            from gui.panels.filter_bar import FilterBar  # not at every start

            self._bar = FilterBar()
            centre = self._window.canvas.parentWidget()
            column = centre.layout() if centre is not None else None
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self._window.canvas), self._bar)
            self._bar.hide()
            self._bar.chosen.connect(self.choose)
            self._bar.asked.connect(self._offer)
            self._bar.left.connect(self._leave)
        return self._bar

    def open(self) -> None:
        """Let somebody choose what is shown."""
        self._offer()
        self.bar.show()
        self._say()
        self.bar.undecided.setFocus()

    def toggle_undecided(self) -> None:
        """Show only what waits for a decision, or everything again."""
        only = not self._filter.only_undecided
        self.choose(replace(self._filter, only_undecided=only))
        self.show_bar()

    def show_bar(self) -> None:
        """Show the bar if it has something to say, else put it away."""
        self.bar.setVisible(not self._filter.hides_nothing or self.keeps_bar())

    @property
    def labels_away(self) -> frozenset[str]:
        """The labels that are put away."""
        return self._filter.labels

    def show_all(self) -> None:
        """Put no mark away any more."""
        self.choose(MarkFilter())
        if self._bar is not None:
            self._bar.hide()

    def _leave(self) -> None:
        self.show_all()
        self.left.emit()
        self._window.canvas.setFocus()

    def choose(self, chosen: MarkFilter) -> None:
        """Show what this lets through."""
        self._filter = chosen
        self._window.qactions["only-undecided"].setChecked(chosen.only_undecided)
        if self._bar is not None or not chosen.hides_nothing:
            self.bar.show_filter(chosen)
        document = self._workspace.document
        if document is not None:
            hidden = set() if chosen.hides_nothing else set(self._put_away(document.marks(), document))
            before, self._hidden = self._hidden, hidden
            self._window.canvas.apply(hidden - before, before - hidden)
        self._say()
        self.changed.emit()

    def shows(self, mark: Mark) -> bool:
        """Whether a mark of the open document is shown."""
        document = self._workspace.document
        return self._filter.hides_nothing or document is None or not self._filter.hides(mark, document)

    def begin(self, document: OpenDocument) -> Iterable[Mark]:
        """The marks to show of a document that was just opened."""
        if self._filter.hides_nothing:
            return document.marks()
        marks = list(document.marks())
        self._hidden = set(self._put_away(marks, document))
        self._say()
        return [mark for mark in marks if mark not in self._hidden]

    def through(self, gone: list[Mark], came: list[Mark]) -> tuple[list[Mark], list[Mark]]:
        """Of marks that went and came, those that the canvas has to know."""
        document = self._workspace.document
        if document is None or (self._filter.hides_nothing and not self._hidden):
            return gone, came
        self._hidden.difference_update(gone)
        away = set(self._put_away(came, document))
        self._hidden |= away
        self._say()
        return gone, [mark for mark in came if mark not in away]

    def _put_away(self, marks: Iterable[Mark], document: OpenDocument) -> Iterator[Mark]:
        return (mark for mark in marks if self._filter.hides(mark, document))

    @property
    def hidden_waiting(self) -> int:
        """How many suggestions are put away."""
        return sum(mark.kind == "suggestion" for mark in self._hidden)

    def _say(self) -> None:
        if self._bar is not None:
            self._bar.say(len(self._hidden), self.hidden_waiting)

    def _offer(self) -> None:
        """Fill the menus with what stands in the document, as far as it is known."""
        document = self._workspace.document
        if document is None:
            return
        from gui.find.words import source_words

        labels: Counter[str] = Counter()
        sources: Counter[str] = Counter()
        for mark in document.marks():
            labels[mark.label] += 1
            sources[source_of(mark, document)] += 1
        words = {BY_HAND: self.tr("by hand"), **source_words()}
        self.bar.set_choices(
            [
                (each.key, each.name(self._language), labels[each.key])
                for each in self._workspace.label_set.labels
                if labels[each.key] or each.key in self._filter.labels
            ],
            [
                (key, words.get(key, key), sources[key])
                for key in sorted({*sources, *self._filter.sources}, key=lambda key: words.get(key, key))
            ],
        )
