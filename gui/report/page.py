"""The report: how far people agree, in all and by label, pair, document, category and time, and progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.queries.board import Board
from core.queries.differences import Behind
from core.review.agreement import Agreement, Row
from core.review.measures import Measure
from gui.report.cards import FigureCard
from gui.report.differences import DifferencesPanel, is_enter
from gui.report.people import PeopleButton
from gui.report.plots import Bars, Growth, Heat, Line, Plot, States
from gui.report.rows import COUNTED, FIRST_MEASURE, NAME, FigureTable
from gui.report.words import explained, measure_words
from gui.theme import LIGHT, Theme

KINDS = ("labels", "pairs", "documents", "categories", "periods")  # the tabs with rows, in their order
_LINE_COLOURS = ("accent", "success", "warning", "danger", "secondary")


@dataclass
class _Section:
    """A tab: a table, the plot beside it, and which figure a row stands for."""

    table: FigureTable
    view: QTableView
    plot: Bars | Line
    behind: Callable[[Row], Behind]


class ReportPage(QWidget):
    """Shows an Agreement; what a person wants leaves as a signal."""

    triggered = Signal(str)  # an action of the table
    measure_wanted = Signal()
    behind_wanted = Signal(object, str)  # a Behind, what it is called
    place_wanted = Signal(int, int, int)
    desk_wanted = Signal(int)
    people_chosen = Signal(list)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._labels: Mapping[str, str] = {}
        self._found: Agreement | None = None
        self._board: Board | None = None
        self._finished: dict[str, dict[str, int]] = {}
        self._titles: dict[int, str] = {}
        self._sections: list[_Section] = []
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "secondary")
        self.sentence.setWordWrap(True)
        self.people = PeopleButton(self)
        self.people.chosen.connect(self.people_chosen)
        self.meaning = QLabel(
            self.tr(
                "A choice of people changes the figures, the lists behind them and an exported report,"
                " nothing else: “Progress” shows everybody, and all finished work counts for gold."
            ),
            self,
        )
        self.meaning.setProperty("role", "secondary")
        self.meaning.setWordWrap(True)
        self.meaning.hide()
        self.cards = {measure: self._card(measure) for measure in Measure}
        self.tabs = QTabWidget(self)
        self.heat = Heat(self.tr("Confusion"), self)
        self.states = States(self.tr("Progress"), self)
        self.growth = Growth(self.tr("Finished documents by day"), self)
        self.differences = DifferencesPanel(self)
        self.differences.hide()
        self._make_tabs()
        self._lay_out()
        self.setFocusProxy(self.cards[Measure.SPAN_F1])

    def _card(self, measure: Measure) -> FigureCard:
        card = FigureCard(measure_words(measure), explained(measure), self)
        card.clicked.connect(lambda: self.behind_wanted.emit(Behind(), self.tr("All differences")))
        return card

    # the parts

    def _make_tabs(self) -> None:
        spans = self.tr("Spans")
        self._add(self.tr("Labels"), self.tr("Label"), spans, self._label, lambda row: Behind(label=row.name))
        self._add(self.tr("Pairs"), self.tr("Pair"), spans, _plain, lambda row: Behind(people=row.people))
        self._add(
            self.tr("Documents"),
            self.tr("Document"),
            spans,
            self._title,
            lambda row: Behind(document_id=row.id),
        )
        self._add(
            self.tr("Categories"),
            self.tr("Category"),
            self.tr("Documents"),
            lambda row: self._label(row) or self.tr("All categories"),
            lambda row: Behind(category=row.name),
        )
        self._add(
            self.tr("Over time"),
            self.tr("Finished"),
            spans,
            _plain,
            lambda row: Behind(period=row.name),
            line=True,
        )
        self.heat.taken.connect(self._open_cell)
        self.tabs.addTab(self.heat, self.tr("Confusion"))
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.states)
        both.addWidget(self.growth)
        both.setChildrenCollapsible(False)
        self.tabs.addTab(both, self.tr("Progress"))
        self.states.taken.connect(lambda _number: self.triggered.emit("board"))

    def _add(
        self,
        title: str,
        head: str,
        counted: str,
        name: Callable[[Row], str],
        behind: Callable[[Row], Behind],
        *,
        line: bool = False,
    ) -> None:
        table = FigureTable(head, counted, name)
        view = self._table(title)
        view.setModel(table)
        plot: Bars | Line = Line(title, self) if line else Bars(title, self)
        section = _Section(table, view, plot, behind)
        self._sections.append(section)
        view.clicked.connect(lambda index: self._taken(section, index))
        view.selectionModel().currentChanged.connect(lambda *_at: self._draw(section))
        header = view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        view.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(lambda *_order: self._draw(section))
        plot.taken.connect(lambda number: self._open_row(section, number))
        both = QSplitter(Qt.Orientation.Vertical if line else Qt.Orientation.Horizontal, self)
        for part in (plot, view) if line else (view, plot):
            both.addWidget(part)
        both.setSizes([380, 220] if line else [760, 520])
        both.setChildrenCollapsible(False)
        self.tabs.addTab(both, title)

    def _table(self, name: str) -> QTableView:
        view = QTableView(self)
        view.setAccessibleName(name)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(32)
        view.horizontalHeader().setHighlightSections(False)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Agreement"), self)
        heading.setProperty("role", "title")
        self.again = QPushButton(self.tr("Measure again"), self)
        self.again.clicked.connect(self.measure_wanted)
        export = QPushButton(self.tr("Export…"), self)
        export.clicked.connect(lambda: self.triggered.emit("export-report"))
        board = QPushButton(self.tr("Board"), self)
        board.clicked.connect(lambda: self.triggered.emit("board"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        for each in (self.people, self.again, export, board):
            head.addWidget(each)
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for card in self.cards.values():
            cards.addWidget(card)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.tabs)
        self.split.addWidget(self.differences)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.differences.closed.connect(self._close_differences)
        self.differences.place_wanted.connect(self.place_wanted)
        self.differences.desk_wanted.connect(self.desk_wanted)
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(cards)
        column.addWidget(self.split, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(full)
        self.stack.addWidget(self._make_welcome())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.sentence)
        whole.addWidget(self.meaning)
        whole.addWidget(self.stack, 1)

    def _make_welcome(self) -> QWidget:
        """What the page is for, while nothing can be compared."""
        page = QWidget(self)
        frame = QFrame(page)
        frame.setObjectName("card")
        words = QLabel(
            self.tr(
                "Nothing can be compared yet. This page tells how far people say the same, as soon as two of "
                "them have finished the same document.\n\n"
                "Assign documents to two people each on the board, or import somebody else's work on the "
                "same texts from any format."
            ),
            frame,
        )
        words.setWordWrap(True)
        assign = QPushButton(self.tr("Assign documents…"), frame)
        assign.clicked.connect(lambda: self.triggered.emit("assign"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(words)
        column.addWidget(assign, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        whole.addStretch(1)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in these colours."""
        self.theme = theme
        self.differences.table.theme = theme
        plots: list[Plot] = [self.heat, self.states, self.growth]
        for section in self._sections:
            section.table.theme = theme
            section.view.viewport().update()
            plots.append(section.plot)
        for plot in plots:
            plot.theme = theme
        for card in self.cards.values():
            card.theme = theme
            card.update()
        self._draw_all()

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Names of labels and categories in the user's language."""
        self._labels = self.differences.table.labels = labels

    # what is shown

    def show_waiting(self) -> None:
        """Say that it is being measured."""
        self.sentence.setText(self.tr("Measuring…"))

    def show_stopped(self) -> None:
        """Say that it was stopped; what was shown stays."""
        self.sentence.setText(self.tr("Stopped. “Measure again” goes on."))

    def show_stale(self) -> None:
        """Say that the figures are of an earlier state."""
        self.sentence.setText(self._said() + " · " + self.tr("changed since: measure again"))

    def show_people(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer whom to compare, and say what a choice means."""
        self.people.show_people(names, chosen)
        self.meaning.setVisible(bool(chosen))

    def show_agreement(self, found: Agreement, board: Board, finished: dict[str, dict[str, int]]) -> None:
        """Show figures and progress."""
        self._found, self._board, self._finished = found, board, finished
        self._titles = {line.id: line.title for line in board.lines}
        nothing = not found.documents
        self.stack.setCurrentIndex(1 if nothing else 0)
        self.sentence.setText("" if nothing else self._said())
        for measure, card in self.cards.items():
            card.show_figure(found.whole.figures.get(measure))
        for section, rows in zip(
            self._sections,
            (found.labels, found.pairs, found.documents, found.categories, found.periods),
            strict=True,
        ):
            section.table.show(rows)
            self._fit(section.view)
            if rows:
                section.view.setCurrentIndex(section.table.index(0, FIRST_MEASURE))
        self.tabs.setTabVisible(3, bool(found.categories))
        self._draw_all()

    def _said(self) -> str:
        found = self._found
        if found is None or not found.documents:
            return ""
        drawn = self.tr("paragraphs") if found.resampled == "paragraphs" else self.tr("documents")
        return self.tr(
            "Documents finished by two people or more: {0} · intervals: 95 % of {1} resamplings of {2} · "
            "documents for γ: {3}"
        ).format(f"{len(found.documents):,}", found.resamples, drawn, found.gamma_documents)

    def _fit(self, view: QTableView) -> None:
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(COUNTED, view.model().columnCount()):
            view.setColumnWidth(column, 110 if column == COUNTED else 142)
        view.setColumnWidth(NAME, 170)

    def _draw_all(self) -> None:
        if self._found is None:
            return
        for section in self._sections:
            self._draw(section)
        self._draw_confusion(self._found)
        self._draw_progress()

    def _draw(self, section: _Section) -> None:
        """The measure of the current column, as a plot."""
        measure = section.table.measure(section.view.currentIndex().column())
        measure = measure or next(iter(section.table.measures), None)
        if measure is None or self._found is None:
            return
        rows = section.table.rows()
        section.plot.show_figures(
            [section.table.name(row) for row in rows], [row.figures.get(measure) for row in rows]
        )
        section.plot.setTitle(measure_words(measure), color=self.theme.secondary, size="10pt")

    def _draw_confusion(self, found: Agreement) -> None:
        keys = self.confused_keys()
        counts = [[found.confusion.get((one, other), 0) for other in keys] for one in keys]
        names = [key or "–" for key in keys]
        self.heat.show_matrix(names, counts, (self.tr("the first by name said"), self.tr("the other said")))

    def confused_keys(self) -> list[str]:
        """The labels of the matrix, "" (nothing) last."""
        assert self._found is not None
        found = {key for cell in self._found.confusion for key in cell}
        return [*sorted(found - {""}), *({""} & found)]

    def _draw_progress(self) -> None:
        if self._board is None:
            return
        people = [row for row in self._board.people if row.documents]
        self.states.show_people([row.name for row in people], [row.by_state for row in people])
        days = sorted({day for counts in self._finished.values() for day in counts})
        lines = {}
        for name, counts in self._finished.items():
            so_far, line = 0, []
            for day in days:
                so_far += counts.get(day, 0)
                line.append(so_far)
            lines[name] = line
        colours = [str(getattr(self.theme, each)) for each in _LINE_COLOURS]
        self.growth.show_days(days, lines, colours)

    def _title(self, row: Row) -> str:
        return self._titles.get(row.id, row.name)

    def _label(self, row: Row) -> str:
        return self._labels.get(row.name, row.name)

    # what is behind

    def _taken(self, section: _Section, index: QModelIndex) -> None:
        self._open_row(section, index.row())

    def open_row(self, kind: str, number: int) -> None:
        """Show what is behind a row of "labels", "pairs", "documents", "categories" or "periods"."""
        self._open_row(self._sections[KINDS.index(kind)], number)

    def _open_row(self, section: _Section, number: int) -> None:
        row = section.table.row(number)
        if row is not None:
            self.behind_wanted.emit(section.behind(row), section.table.name(row))

    def _open_cell(self, number: int) -> None:
        keys = self.confused_keys()
        one, other = keys[number // len(keys)], keys[number % len(keys)]
        names = [self._labels.get(each, each) or self.tr("nothing") for each in (one, other)]
        self.behind_wanted.emit(Behind(cell=(one, other)), self.tr("{0} – {1}").format(*names))

    def open_differences(self, words: str) -> None:
        """Make room for the list."""
        self.differences.wait_for(words)
        if self.differences.isHidden():
            self.differences.show()
            height = self.split.height()
            self.split.setSizes([height * 11 // 20, height * 9 // 20])

    def _close_differences(self) -> None:
        self.differences.hide()
        self.tabs.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        section = next((each for each in self._sections if watched is each.view), None)
        if section is not None and isinstance(event, QKeyEvent) and is_enter(event):
            self._open_row(section, section.view.currentIndex().row())
            return True
        return super().eventFilter(watched, event)


def _plain(row: Row) -> str:
    return row.name
