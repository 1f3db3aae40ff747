"""The list of documents: search, filter, sort; how far each is, and what waits in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from core import queries
from core.history import Change, Touched
from core.queries import DocumentLine
from core.queries.outlook import NextBy, Outlook, outlooks
from gui.even_rows import EvenList
from gui.models.document_list import LINE_ROLE, DocumentList, Filter, Order
from gui.models.shown_documents import ShownDocuments
from gui.panels.document_delegate import DocumentDelegate
from gui.theme import Theme
from gui.workspace import Workspace

_WORK = frozenset({Touched.ANNOTATIONS, Touched.REJECTIONS})
_OF_HAND = _WORK | {Touched.CATEGORIES, Touched.LAYER}
_TELLS_NEXT = frozenset({Touched.LAYER, Touched.SUGGESTIONS})
_LIST = _WORK | {Touched.DOCUMENTS, Touched.SUGGESTIONS, Touched.SETTINGS}
_SOME = 300  # documents of which the lines are read again one by one


class DocumentsPanel(QWidget):
    """Chosen documents are asked for with `document_wanted`."""

    document_wanted = Signal(int)
    listed = Signal()  # the list was read again
    order_chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_read = False
        self.model = DocumentList()
        self.shown = ShownDocuments(self.model)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search titles and sources"))
        self.search.setAccessibleName(self.tr("Search titles and sources"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self._filter = self._combo(
            self.tr("Which documents"),
            [
                (self.tr("All"), Filter.ALL),
                (self.tr("Open"), Filter.OPEN),
                (self.tr("Finished"), Filter.FINISHED),
                (self.tr("With open notes"), Filter.NOTED),
                (self.tr("With unsure spans"), Filter.UNSURE),
                (self.tr("Returned"), Filter.RETURNED),
            ],
        )
        self._order = self._combo(
            self.tr("Sort by"),
            [
                (self.tr("As imported"), Order.ARRIVAL),
                (self.tr("Title"), Order.TITLE),
                (self.tr("Most waiting"), Order.WAITING),
                (self.tr("Longest"), Order.LENGTH),
                (self.tr("Most uncertain"), Order.UNCERTAINTY),
                (self.tr("Sources disagree"), Order.DISAGREEMENT),
                (self.tr("Rare labels"), Order.RARE),
            ],
        )
        self._filter.currentIndexChanged.connect(self._apply_filter)
        self._order.currentIndexChanged.connect(self._apply_order)
        self.view = EvenList(self)
        self.view.setModel(self.shown)
        self.view.setItemDelegate(DocumentDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Documents"))
        self.view.clicked.connect(self._open_index)
        self.view.activated.connect(self._open_index)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "secondary")
        self._lay_out()
        for ended in (self.shown.rowsInserted, self.shown.rowsRemoved, self.shown.modelReset):
            ended.connect(self._show_emptiness)
        self.shown.modelReset.connect(self._mark_current)
        workspace.project_opened.connect(self.reload)
        workspace.project_closed.connect(self._forget)
        workspace.document_opened.connect(workspace.behind.follow(self.show_current))
        workspace.document_loaded.connect(workspace.behind.follow(self._count_open))
        workspace.changed.connect(self._follow)

    def _combo(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        for words, value in choices:
            combo.addItem(words, value)
        return combo

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._filter, 1)
        row.addWidget(self._order, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self._show_emptiness()

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in these colours."""
        delegate = self.view.itemDelegate()
        assert isinstance(delegate, DocumentDelegate)
        delegate.theme = theme
        self.view.viewport().update()

    def reload(self) -> None:
        """Read the whole list again."""
        project = self._workspace.project
        self._workspace.ask(lambda: queries.document_lines(project), self._show)

    @property
    def is_empty(self) -> bool:
        """Whether the project is known to have no document."""
        return self._is_read and not self.model.rowCount()

    def _forget(self) -> None:
        self._is_read = False
        self.model.set_lines([])

    def _show(self, lines: list[DocumentLine]) -> None:
        self._is_read = True
        self.model.set_lines(lines)
        self._look_ahead()
        self.show_current()
        self.listed.emit()

    def show_current(self) -> None:
        """Mark the open document's row, and bring it into view."""
        document = self._workspace.document
        if document is None:
            return
        index = self.shown.index_of(document.id)
        self.view.setCurrentIndex(index)
        if index.isValid():
            self.view.scrollTo(index)

    def _mark_current(self) -> None:
        document = self._workspace.document
        if document is not None:
            self.view.setCurrentIndex(self.shown.index_of(document.id))

    def show_from_top(self) -> None:
        """Scroll down only as far as the open document needs, now that the list has its size."""
        self.view.scrollToTop()
        self.show_current()

    def neighbour(self, step: int) -> int | None:
        """The document that many rows below (above) the open one, as the list is shown now."""
        document = self._workspace.document
        if document is None:
            return self.shown.document_at(0)
        index = self.shown.index_of(document.id)
        row = index.row() + step if index.isValid() else 0
        return self.shown.document_at(row) if 0 <= row < self.shown.rowCount() else None

    def _follow(self, change: Change) -> None:
        ids = [change.document_id] if change.document_id is not None else list(change.documents)
        if (change.touched & _LIST and not 0 < len(ids) <= _SOME) or Touched.DOCUMENTS in change.touched:
            self.reload()
        elif self._is_told_by(change):
            self._count_open(change)
        elif ids:
            project = self._workspace.project
            self._workspace.ask(lambda: queries.document_lines(project, ids), self.model.update_lines)
        is_other_order = bool(ids) and bool(change.touched & _TELLS_NEXT)
        if is_other_order and self.order.next_by is not NextBy.ARRIVAL:
            self._look_ahead()

    def _is_told_by(self, change: Change) -> bool:
        """Whether the open document itself knows what its line says after a change.

        Its key presses must not ask the store to count: that takes as long as the document is.
        """
        document = self._workspace.document
        return document is not None and change.document_id == document.id and change.touched <= _OF_HAND

    def _count_open(self, change: Change | None = None) -> None:
        document = self._workspace.document
        line = self.model.line(document.id) if document is not None else None
        if document is None or line is None or not document.is_counted or document.reviewed is not None:
            return
        unsure = line.unsure
        if change is not None:
            unsure += sum(each.unsure for each in change.added) - sum(each.unsure for each in change.removed)
        line = replace(
            line,
            state=document.layer.state,
            annotations=len(document.annotations),
            waiting=0 if document.is_finished else len(document.waiting),
            unsure=max(0, unsure),
        )
        self.model.update_lines([line])

    def heir(self, document_id: int) -> int | None:
        """What to look at when a document is gone: its first part, else the next that is shown."""
        parts = [line.id for line in self.model.lines() if line.origin_id == document_id]
        ids = self.shown.document_ids()
        behind = [id_ for id_ in ids if id_ > document_id]
        return next(iter(parts or behind or reversed(ids)), None)

    def _search(self, words: str) -> None:
        self.shown.search(words)
        self.show_current()

    def _apply_filter(self) -> None:
        self.shown.show_only(Filter(self._filter.currentData()))
        self.show_current()

    @property
    def order(self) -> Order:
        """How the list is sorted, which may also say what comes next after finishing."""
        return Order(self._order.currentData())

    def choose_order(self, order: str) -> None:
        """Sort by that, if there is such an order."""
        self._order.setCurrentIndex(max(0, self._order.findData(order)))

    def _apply_order(self) -> None:
        delegate = self.view.itemDelegate()
        assert isinstance(delegate, DocumentDelegate)
        delegate.order = self.order
        self._look_ahead()
        self.shown.order_by(self.order)
        self.show_current()
        self.order_chosen.emit(self.order.value)

    def _look_ahead(self) -> None:
        """Read what is to be learned from each document, if the list is sorted by that."""
        order = self.order
        if order.next_by is NextBy.ARRIVAL or not self._workspace.is_open:
            self.model.set_outlooks([])
            return
        project = self._workspace.project

        def show(found: list[Outlook]) -> None:
            if self.order is order:
                self.model.set_outlooks(found)
                self.shown.order_by(order)
                self.show_current()

        self._workspace.ask(lambda: outlooks(project, order.next_by), show)

    def _show_emptiness(self) -> None:
        empty = self.shown.rowCount() == 0
        self.view.setVisible(not empty)
        self._empty.setVisible(empty)
        if self.model.rowCount() == 0:
            self._empty.setText(self.tr("No documents yet.\nDrop files on the window, or press Ctrl+I."))
        else:
            self._empty.setText(self.tr("No document fits."))

    def _open_first(self) -> None:
        first = self.shown.document_at(0)
        if first is not None:
            self.document_wanted.emit(first)

    def _open_index(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if line is not None:
            self.document_wanted.emit(line.id)
