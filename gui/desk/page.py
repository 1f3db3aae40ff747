"""The page of the desk: the documents at the left, the sheet of cases, a field for notes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.queries.desk import CaseFilter
from gui.cut_line import CutLine
from gui.desk.document_rows import LINE, DeskDelegate, DeskDocuments, Share, Which
from gui.desk.sheet import DeskSheet
from gui.icons import icon
from gui.theme import Theme


class DeskPage(QWidget):
    """`document_wanted` asks for a document, `filter_wanted` for other cases, `noted` gives a note's words.

    `tools` are the window's actions by id, for the buttons of the page.
    """

    document_wanted = Signal(int)
    filter_wanted = Signal(object)
    noted = Signal(str)

    def __init__(self, tools: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.filter = CaseFilter()
        self.documents = DeskDocuments()
        self.sheet = DeskSheet(self)
        self.sheet.setAccessibleName(self.tr("Cases"))
        self.setFocusProxy(self.sheet)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._make_list())
        split.addWidget(self._make_middle())
        split.setStretchFactor(1, 1)
        split.setSizes([270, 1000])
        split.setChildrenCollapsible(False)
        row.addWidget(split)
        for field in (self.search, self.note):
            field.installEventFilter(self)

    # the parts

    def _make_list(self) -> QWidget:
        side = QWidget(self)
        self.search = QLineEdit(side)
        self.search.setPlaceholderText(self.tr("Search titles and sources"))
        self.search.setAccessibleName(self.tr("Search titles and sources"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.documents.search)
        self.which = QComboBox(side)
        self.which.setAccessibleName(self.tr("Which documents"))
        for words, value in (
            (self.tr("All"), Which.ALL),
            (self.tr("With open cases"), Which.OPEN),
            (self.tr("Settled"), Which.SETTLED),
        ):
            self.which.addItem(words, value)
        self.which.currentIndexChanged.connect(
            lambda at: self.documents.show_only(Which(self.which.itemData(at)))
        )
        self.people = QToolButton(side)
        self.people.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.people.setMenu(QMenu(self.people))
        self.people.setToolTip(self.tr("Whose differences are shown"))
        self.people.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list = QListView(side)
        self.list.setModel(self.documents)
        self.list.setItemDelegate(DeskDelegate(self.documents, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)  # 10,000 rows at once would take a frame
        self.list.setBatchSize(400)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Documents on the desk"))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.total = QLabel(side)
        self.total.setProperty("role", "secondary")
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.which, 1)
        row.addWidget(self.people)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.total)
        return side

    def _make_middle(self) -> QWidget:
        middle = QWidget(self)
        self.title = CutLine(Qt.TextElideMode.ElideRight, middle)
        self.title.setProperty("role", "title")
        self.title.setMinimumWidth(120)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.state = QLabel(middle)
        self.state.setProperty("role", "secondary")
        self.progress = Share(middle)
        self.only = QPushButton(middle)
        self.only.setObjectName("chip")
        self.only.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.only.setToolTip(self.tr("Show all cases again"))
        self.only.clicked.connect(lambda: self.filter_wanted.emit(CaseFilter()))
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 10)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.only)
        head.addWidget(self.progress)
        for id_ in ("previous-case", "next-case", "next-open-case", "accept-readings", "gaps"):
            button = QToolButton(middle)
            button.setDefaultAction(self._tools[id_])
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if not self._tools[id_].icon().isNull():
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            head.addWidget(button)
        line = QFrame(middle)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFixedHeight(1)
        line.setStyleSheet("background: palette(mid); border: none;")
        self.empty = QLabel(middle)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "secondary")
        self.empty.hide()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._make_note(middle))
        return middle

    def _make_note(self, parent: QWidget) -> QWidget:
        self.note_strip = QWidget(parent)
        self.note_words = QLabel(self.note_strip)
        self.note = QLineEdit(self.note_strip)
        self.note.returnPressed.connect(self._take_note)
        row = QHBoxLayout(self.note_strip)
        row.setContentsMargins(20, 8, 20, 10)
        row.setSpacing(12)
        row.addWidget(self.note_words)
        row.addWidget(self.note, 1)
        self.note_strip.hide()
        return self.note_strip

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, DeskDelegate)
        delegate.theme = self.progress.theme = theme
        self.people.setIcon(icon("person"))
        self.list.viewport().update()

    # what is shown

    def show_empty(self, words: str) -> None:
        """Words in the place of the sheet; "" shows the sheet."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        self.sheet.setVisible(not words)
        for each in (self.title, self.state, self.progress):
            each.setVisible(not words)

    def set_people(self, names: Mapping[str, int], chosen: tuple[str, ...]) -> None:
        """Who may be compared, with how many documents they have finished."""
        menu = self.people.menu()
        menu.clear()
        for name, finished in names.items():
            each = menu.addAction(f"{name}  ({finished})")
            each.setCheckable(True)
            each.setChecked(not chosen or name in chosen)
            each.setData(name)
            each.triggered.connect(self._people_chosen)
        words = self.tr("Everybody") if not chosen else " / ".join(chosen)
        self.people.setText(words)
        self.people.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.people.setVisible(len(names) > 2)

    def _people_chosen(self) -> None:
        actions = self.people.menu().actions()
        chosen = tuple(each.data() for each in actions if each.isChecked())
        everybody = len(chosen) == len(actions) or len(chosen) < 2
        self.filter_wanted.emit(CaseFilter(() if everybody else chosen, self.filter.label))

    def show_filter(self, wanted: CaseFilter, label: str) -> None:
        """Say which cases are shown, if not all."""
        self.filter = wanted
        parts = [" / ".join(wanted.people)] if wanted.people else []
        if label:
            parts.append(label)
        self.only.setText(f"{' · '.join(parts)}  ✕")
        self.only.setVisible(bool(parts))

    def select(self, document_id: int) -> None:
        """Mark a document's row."""
        index = self.documents.index_of(document_id)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        self.document_wanted.emit(index.data(LINE).id)
        self.sheet.setFocus()

    # notes

    def ask_note(self, question: str, words: str) -> None:
        """Let a note be written; `noted` tells what it says."""
        self.note_words.setText(question)
        self.note.setAccessibleName(question)
        self.note.setText(words)
        self.note.selectAll()
        self.note_strip.show()
        self.note.setFocus()

    def leave_note(self) -> None:
        """Put the field away."""
        self.note_strip.hide()
        self.sheet.setFocus()

    def _take_note(self) -> None:
        words = self.note.text()
        self.leave_note()
        self.noted.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        of_field = watched in (self.note, self.search) and isinstance(event, QKeyEvent)
        if of_field and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.leave_note()
                return True
        return super().eventFilter(watched, event)
