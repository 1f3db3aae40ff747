"""The board: who has which documents and how far each is; every number opens the documents behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.annotation import LayerState, Role
from core.queries.board import Board, BoardLine, Minutes, with_minutes
from gui.board import documents as of_documents
from gui.board import menus
from gui.board import people as of_people
from gui.board.bar import BarDelegate
from gui.board.documents import NOBODY, DocumentTable, Which
from gui.board.people import PeopleTable, Wanted
from gui.board.words import role_words, state_words
from gui.theme import Theme

_ROW = 34
_SOON = 150  # milliseconds that typing rests before the documents are searched


class BoardPage(QWidget):
    """Shows a Board; what a person wants done leaves as a signal."""

    triggered = Signal(str)  # an action of the table
    document_wanted = Signal(int)
    review_wanted = Signal(int, str)  # a document, whose finished work on it
    role_wanted = Signal(str, object)  # a person, the Role to give
    take_back_wanted = Signal(list, str)  # documents, from whom
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = Board((), ())
        self._minutes = Minutes()
        self._remembered = 0  # the document at hand while another choice or order of them is made
        self.people = PeopleTable()
        self.documents = DocumentTable()
        self._lay_out_fields()
        self.people_view = self._make_people_view()
        self.documents_view = self._make_documents_view()
        self.documents.modelAboutToBeReset.connect(self._remember)
        self.documents.modelReset.connect(lambda: self._put_current(self._remembered))
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._filter)
        self.setFocusProxy(self.people_view)

    def _lay_out_fields(self) -> None:
        self.sentence = QLabel(self)
        self.sentence.setProperty("role", "secondary")
        self.sentence.setWordWrap(True)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search titles and sources"))
        self.search.setAccessibleName(self.tr("Search titles and sources"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.textChanged.connect(lambda: self._soon.start())
        self.person = self._combo(self.tr("Whose documents"))
        self.state = self._combo(self.tr("In which state"))
        self.number = self._combo(self.tr("With how many people"))
        self.all = QPushButton(self.tr("Show all"), self)
        self.all.setVisible(False)
        self.all.clicked.connect(lambda: self.show_only(Which()))
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.none = QLabel(self.tr("No document is like that. “Show all” takes the filters away."), self)
        self.none.setProperty("role", "secondary")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setWordWrap(True)
        self.none.hide()
        self.apart = QPushButton(self)
        self.apart.setVisible(False)
        self.apart.clicked.connect(lambda: self.triggered.emit("settle-aside"))
        self.state.addItem(self.tr("In any state"), None)
        for each in LayerState:
            self.state.addItem(state_words(each), each)
        self.state.insertSeparator(self.state.count())
        self.state.addItem(self.tr("with a state set aside"), "aside")

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setMaximumWidth(260)
        combo.activated.connect(self._filter)
        return combo

    def _table(self, name: str) -> QTableView:
        view = QTableView(self)
        view.setAccessibleName(name)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(_ROW)
        view.horizontalHeader().setHighlightSections(False)
        view.installEventFilter(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return view

    def _make_people_view(self) -> QTableView:
        view = self._table(self.tr("People"))
        view.setModel(self.people)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = view.horizontalHeader()
        header.setMinimumSectionSize(56)
        view.setColumnWidth(of_people.PERSON, 190)
        for column in range(of_people.ROLE, of_people.BAR):  # as wide as its word needs, and a little air
            view.setColumnWidth(column, header.sectionSizeHint(column) + 8)
        metrics = view.fontMetrics()
        view.setColumnWidth(
            of_people.ROLE, 32 + max(metrics.horizontalAdvance(role_words(each)) for each in Role)
        )
        view.setColumnWidth(of_people.HANDED_OUT, 32 + metrics.horizontalAdvance("0000/00/00 00:00"))
        header.setSectionResizeMode(of_people.BAR, QHeaderView.ResizeMode.Stretch)
        self._bar = BarDelegate(view)
        view.setItemDelegateForColumn(of_people.BAR, self._bar)
        view.clicked.connect(self._open_number)
        view.customContextMenuRequested.connect(lambda at: menus.of_person(self, at))
        return view

    def _make_documents_view(self) -> QTableView:
        view = self._table(self.tr("Documents"))
        view.setModel(self.documents)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        view.setSortingEnabled(True)
        header.setSectionResizeMode(of_documents.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(of_documents.PEOPLE, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (of_documents.SOURCE, 150),
            (of_documents.LENGTH, 100),
            (of_documents.NUMBER, 72),
            (of_documents.MINUTES, 80),
            (of_documents.MOVED, 170),
        ):
            view.setColumnWidth(column, max(width, header.sectionSizeHint(column) + 8))
        view.doubleClicked.connect(lambda _index: self.open_document())
        view.customContextMenuRequested.connect(lambda at: menus.of_documents(self, at))
        return view

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Board"), self)
        heading.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.apart)
        for words, action in (
            (self.tr("Assign…"), "assign"),
            (self.tr("Hand out…"), "hand-out"),
            (self.tr("Collect…"), "collect"),
            (self.tr("Agreement"), "agreement"),
        ):
            head.addWidget(self._button(words, action))
        self.welcome = self._make_welcome()
        below = QWidget(self)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 1)
        for combo in (self.person, self.state, self.number):
            filters.addWidget(combo)
        filters.addWidget(self.count)
        filters.addWidget(self.all)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.documents_view, 1)
        column.addWidget(self.none, 1)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.people_view)
        self.split.addWidget(below)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.sentence)
        whole.addWidget(self.welcome)
        whole.addWidget(self.split, 1)

    def _button(self, words: str, action: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"board-{action}")
        button.clicked.connect(lambda: self.triggered.emit(action))
        return button

    def _make_welcome(self) -> QFrame:
        """What the page is for, while nobody shares the work."""
        frame = QFrame(self)
        frame.setObjectName("card")
        words = QLabel(
            self.tr(
                "You are alone on this project so far. To share it: assign documents to people, hand each a "
                "file to work in, and collect the files when they come back – by the button, or by dropping "
                "them on this window. On a PostgreSQL database everybody opens the same project instead. "
                "With two people per document, “Agreement” tells how far they say the same."
            ),
            frame,
        )
        words.setWordWrap(True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(words, 1)
        return frame

    def set_theme(self, theme: Theme) -> None:
        """Draw numbers and bars in these colours."""
        self.people.theme = self.documents.theme = self._bar.theme = theme
        self.people_view.viewport().update()
        self.documents_view.viewport().update()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type] # a QShowEvent
        self.shown.emit()

    # what is shown

    def show_board(self, board: Board) -> None:
        """Show what a project has now; filter, order and place stay."""
        self._board = board
        at, first = self.people_view.currentIndex(), self.documents_view.currentIndex()
        place = (at.row(), at.column()), self._current_id()
        self.people.show(with_minutes(board, self._minutes))
        self._fill_choices(board)
        self.documents.show(list(board.lines), self._minutes)
        self.people_view.setColumnHidden(
            of_people.HANDED_OUT, not any(person.handed_out for person in board.people)
        )
        self.documents_view.setColumnHidden(of_documents.SOURCE, not any(line.source for line in board.lines))
        self._filter()
        self._fit_people()
        self.people_view.setCurrentIndex(self.people.index(*place[0]))
        if first.isValid():
            self._put_current(place[1])
        alone = len(board.people) < 2
        self.welcome.setVisible(alone)
        self.sentence.setText(self._said(board))
        apart = sum(share.aside for line in board.lines for share in line.shares)
        self.apart.setVisible(apart > 0)
        self.apart.setText(self.tr("Set aside: {0}…").format(apart))

    def show_minutes(self, minutes: Minutes) -> None:
        """Show how long people worked; that is known later."""
        self._minutes = minutes
        place = self.people_view.currentIndex().row(), self.people_view.currentIndex().column()
        self.people.show(with_minutes(self._board, minutes))
        self.people_view.setCurrentIndex(self.people.index(*place))
        self.documents.show_minutes(minutes)

    def _said(self, board: Board) -> str:
        number = len(board.lines)
        if not number:
            return self.tr("There are no documents yet. Import some, then share them out here.")
        with_two = sum(many for people, many in board.covered.items() if people > 1)
        share = f"{with_two / number:.0%}"
        words = self.tr("Documents {0} · with nobody {1} · with two people or more {2} ({3})")
        return words.format(f"{number:,}", f"{board.covered[0]:,}", f"{with_two:,}", share)

    def _fill_choices(self, board: Board) -> None:
        chosen = self.person.currentData()
        self.person.clear()
        self.person.addItem(self.tr("All people"), "")
        self.person.addItem(self.tr("Nobody"), NOBODY)
        for row in board.people:
            self.person.addItem(row.name, row.name)
        self.person.setCurrentIndex(max(self.person.findData(chosen), 0))
        many = self.number.currentData()
        self.number.clear()
        self.number.addItem(self.tr("Any number of people"), -1)
        for people in sorted(board.covered):
            self.number.addItem(self.tr("People: {0}").format(people), people)
        self.number.setCurrentIndex(max(self.number.findData(many), 0))

    def _fit_people(self) -> None:
        """As high as its people, up to two fifths of the page."""
        rows = self.people.rowCount()
        wanted = self.people_view.horizontalHeader().sizeHint().height() + rows * _ROW + 4
        height = min(wanted, max(160, self.height() * 2 // 5))
        self.people_view.setMinimumHeight(min(wanted, 3 * _ROW + 8))
        self.split.setSizes([height, max(self.split.height() - height, 100)])

    # which documents

    def show_only(self, which: Which) -> None:
        """Show these documents, and say so in the fields."""
        self.person.setCurrentIndex(max(self.person.findData(which.name), 0))
        state = "aside" if which.aside else which.state
        self.state.setCurrentIndex(max(self.state.findData(state), 0))
        self.number.setCurrentIndex(max(self.number.findData(which.people), 0))
        self.search.setText(which.words)
        self._filter()

    def _filter(self) -> None:
        self._soon.stop()
        state = self.state.currentData()
        people = self.number.currentData()
        which = Which(
            self.person.currentData() or "",
            LayerState(state) if state and state != "aside" else None,
            -1 if people is None else people,
            self.search.text(),
            state == "aside",
        )
        current = self._current_id()
        self.documents.filter(which)
        self._put_current(current)
        shown = self.documents.rowCount()
        self.all.setVisible(which != Which())
        self.none.setVisible(not shown and bool(self.documents.number))
        self.count.setText(self.tr("{0} of {1}").format(f"{shown:,}", f"{self.documents.number:,}"))

    def _remember(self) -> None:
        self._remembered = self._current_id()

    def _current_id(self) -> int:
        line = self.documents.line(self.documents_view.currentIndex().row())
        return line.id if line is not None else 0

    def _put_current(self, document_id: int) -> None:
        ids = self.documents.shown_ids()
        row = ids.index(document_id) if document_id in ids else 0
        if ids:
            self.documents_view.setCurrentIndex(self.documents.index(row, 0))

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    def selected_ids(self) -> list[int]:
        """The documents that are selected, in their order."""
        rows = sorted(index.row() for index in self.documents_view.selectionModel().selectedRows())
        return [line.id for row in rows if (line := self.documents.line(row)) is not None]

    # what is done

    def _open_number(self, index: QModelIndex) -> None:
        """A number was clicked: the documents behind it."""
        wanted: Wanted = self.people.wanted(index)
        self.show_only(Which(wanted.name, wanted.state))

    def open_document(self) -> None:
        """Open the document at hand: somebody's finished work on it to be reviewed, if just that is asked
        for, else as it stands in the own layer."""
        line = self.documents.line(self.documents_view.currentIndex().row())
        if line is None:
            return
        name = self._to_review(line)
        if name:
            self.review_wanted.emit(line.id, name)
        else:
            self.document_wanted.emit(line.id)

    def _to_review(self, line: BoardLine) -> str:
        done = [share.name for share in line.shares if share.state in menus.DONE]
        which = self.documents.which
        return which.name if which.name in done else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is self.people_view:
                self._open_number(self.people_view.currentIndex())
                self.documents_view.setFocus()
                return True
            if enter and watched is self.documents_view:
                self.open_document()
                return True
        return super().eventFilter(watched, event)
