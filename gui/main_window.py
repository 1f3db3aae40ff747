"""The window: docks, menus and tool bar around the canvas. What is decided is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from core.upkeep import is_database
from gui.action import Action
from gui.actions import ACTIONS, BY_ID, CATEGORY_KEYS, TOOLBAR
from gui.availability import Availability
from gui.canvas.marks import Mark
from gui.canvas.view import Canvas
from gui.icons import icon
from gui.input_method import characters_of, key_of
from gui.keymap import Keymap
from gui.menus import fill_menus, fill_toolbar, show_context_menu
from gui.messages import Notice, act_words
from gui.notes.panel import NotesPanel
from gui.page_tabs import PageTabs
from gui.pages import ANNOTATE, Pages
from gui.panels.categories import CategoriesPanel
from gui.panels.documents import DocumentsPanel
from gui.panels.guideline import GuidelinePanel
from gui.panels.inspector import InspectorPanel
from gui.panels.labels import LabelsPanel
from gui.panels.status import StatusLine
from gui.panels.title import TitleLine
from gui.theme import LIGHT, Theme
from gui.workspace import Workspace

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_SOON = 200  # milliseconds: behind the first frame
_NEEDS_WORK = ("editable", "focus", "span", "suggestion", "theirs")
_OF_THEIR_WIDGET = frozenset(  # what these keys do in a list or on a button is not what they do in the text
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
)


class MainWindow(QMainWindow):
    """`triggered` names the action that a person asked for, `dropped` the paths that were let fall on it.

    `handed_in` tells of databases among them, `refused` of a key that would change a document that is
    finished.
    """

    triggered = Signal(str)
    refused = Signal()
    label_wanted = Signal(str)
    dropped = Signal(list)
    handed_in = Signal(list)
    theme_changed = Signal(object)
    closing = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.theme = LIGHT
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 480)
        self.resize(1360, 860)
        self.canvas = Canvas(self)
        self.title = TitleLine(workspace, self)
        self.documents = DocumentsPanel(workspace, self)
        self.labels = LabelsPanel(workspace, self)
        self.inspector = InspectorPanel(workspace, self)
        self.categories = CategoriesPanel(workspace, self)
        self.guideline = GuidelinePanel(workspace, self)
        self.notes = NotesPanel(self)
        self.status = StatusLine(workspace, self)
        self.pages = Pages(self)
        self._lay_out()
        self.notice = Notice(self.pages)
        self.keymap = Keymap()
        self.qactions = {action.id: self._make(action) for action in ACTIONS}
        self._label_keys: list[QShortcut] = []
        self._category_keys: list[QShortcut] = []
        self.typed_first: Callable[[str], bool] = lambda _character: False  # what takes a key before all
        self._put_away: list[QDockWidget] = []
        fill_menus(self.menuBar(), self.qactions, self.docks.values())
        bar = QToolBar(self.tr("Tools"), self)
        self.page_tabs = PageTabs(self.pages, self.qactions, bar)
        fill_toolbar(bar, self.qactions, self.page_tabs)
        self.addToolBar(bar)
        self.status.annotator_clicked.connect(lambda: self.triggered.emit("annotator"))
        self.labels.label_chosen.connect(self.label_wanted)
        self.labels.at_once = lambda: self.canvas.selection()[0] < self.canvas.selection()[1]
        self.canvas.contextMenuWanted.connect(self._context_menu)
        self.canvas.imeCommitted.connect(self._keys_through_input_method)
        workspace.project_opened.connect(self._show_project)
        workspace.undo_status_changed.connect(self._name_undo)
        self.pages.page_changed.connect(self._show_page)
        self.availability = Availability(workspace, self.canvas, self.pages, self.qactions, self)

    def _lay_out(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.canvas, 1)
        centre.setFocusProxy(self.canvas)
        self.pages.add(ANNOTATE, lambda: centre)
        self.pages.show_page(ANNOTATE)
        self.setCentralWidget(self.pages)
        self.setStatusBar(self.status)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.docks = {
            "documents": self._dock("documents", self.tr("Documents"), self.documents, left),
            "labels": self._dock("labels", self.tr("Labels"), self.labels, right),
            "categories": self._dock("categories", self.tr("Document categories"), self.categories, right),
            "inspector": self._dock("inspector", self.tr("Span"), self.inspector, right),
            "guideline": self._dock("guideline", self.tr("Guideline"), self.guideline, right),
            "notes": self._dock("notes", self.tr("Notes"), self.notes, right),
        }
        self.tabifyDockWidget(self.docks["inspector"], self.docks["guideline"])
        self.tabifyDockWidget(self.docks["guideline"], self.docks["notes"])
        self.docks["inspector"].raise_()
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)

    def arrange_docks(self) -> None:
        """Give the docks the sizes of a first start; to be called when the window is shown."""
        docks = self.docks
        self.resizeDocks([docks["documents"], docks["labels"]], [280, 300], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [docks["labels"], docks["categories"], docks["inspector"]],
            [self.labels.sizeHint().height() + 48, 150, 200],
            Qt.Orientation.Vertical,
        )

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetMovable | features.DockWidgetClosable)
        self.addDockWidget(area, dock)
        return dock

    def _make(self, action: Action) -> QAction:
        made = QAction(action.title, self)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(key) for key in self.keymap.keys(action.id)])
        made.setCheckable(action.checkable)
        made.setAutoRepeat(action.menu in ("go", "span", "edit"))
        made.triggered.connect(lambda: self.triggered.emit(action.id))
        self.addAction(made)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Draw icons and own-drawn rows in the colours of the theme that is on."""
        for action in ACTIONS:
            if action.icon and action.id in TOOLBAR:
                self.qactions[action.id].setIcon(icon(action.icon))
        others = [action for action in ACTIONS if action.icon and action.id not in TOOLBAR]
        QTimer.singleShot(_SOON, self, lambda: self._draw_icons(others))
        self.qactions["dark"].setChecked(theme.is_dark)
        for panel in (self.documents, self.labels, self.inspector):
            panel.set_theme(theme)
        self.status.refresh_icons()
        self.theme = theme
        self.theme_changed.emit(theme)

    def _draw_icons(self, waiting: list[Action]) -> None:
        """Those of the menus when the window is there, one by one: all of them would stop it."""
        if waiting:
            action = waiting.pop()
            self.qactions[action.id].setIcon(icon(action.icon))
            QTimer.singleShot(0, self, lambda: self._draw_icons(waiting))

    def set_language(self, language: str) -> None:
        """Show the label set's names in that language (the program's own words follow at the next start)."""
        for panel in (self.labels, self.inspector, self.categories, self.guideline):
            panel.set_language(language)

    def set_keymap(self, keymap: Keymap) -> None:
        """Let every action listen to its keys in that keymap; labels by `set_label_keys`."""
        self.keymap = keymap
        for id_, action in self.qactions.items():
            action.setShortcuts([QKeySequence(key) for key in keymap.keys(id_)])
        self.status.set_keymap(keymap)

    def set_label_keys(self, label: Callable[[str], None], hold: Callable[[str], None]) -> list[str]:
        """Give each label its key; with Shift the label is held active.

        Returns the keys of labels that an action has already: those stay the action's.
        """
        for old in self._label_keys:
            old.setEnabled(False)
            old.deleteLater()
        self._label_keys = []
        taken = {
            QKeySequence(key) for each in ACTIONS if each.is_for_text for key in self.keymap.keys(each.id)
        }
        found = self.keymap.label_keys(self._workspace.label_set.labels)
        refused = []
        for label_key, plain in found.items():
            for keys, act in ((plain, label), (f"Shift+{plain}", hold)):
                if QKeySequence(keys) not in taken:
                    self._label_keys.append(self._key(keys, partial(act, label_key)))
                elif act is label:
                    refused.append(plain)
        self.labels.set_keys(found)
        return refused

    def set_category_keys(self, decide: Callable[[str], None]) -> None:
        """Give each of the first twelve categories its key."""
        for old in self._category_keys:
            old.setEnabled(False)
            old.deleteLater()
        categories = self._workspace.label_set.categories
        self._category_keys = [
            self._key(f"Alt+{key}", partial(decide, each.key))
            for key, each in zip(CATEGORY_KEYS, categories, strict=False)
        ]

    def show_pointing(self, on: bool) -> None:
        """Say that keys point at places now."""
        self.qactions["point"].setChecked(on)
        self.status.show_pointing(on)

    def _key(self, keys: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(self.pages.page == ANNOTATE)
        shortcut.activated.connect(act)
        return shortcut

    def _show_page(self, page: str) -> None:
        """Around the text stand its panels; another page has the window to itself."""
        if page == ANNOTATE:
            for dock in self._put_away:
                dock.show()
            self._put_away = []
            self.canvas.setFocus()
        elif not self._put_away:
            self._put_away = [dock for dock in self.docks.values() if not dock.isHidden()]
            for dock in self._put_away:
                dock.hide()
        for dock in self.docks.values():
            dock.toggleViewAction().setEnabled(page == ANNOTATE)
        self.status.hint.setVisible(page == ANNOTATE)
        for key in (*self._label_keys, *self._category_keys):
            key.setEnabled(page == ANNOTATE)

    def name_notes(self, waiting: int) -> None:
        """Say on the tab and in the line at the bottom how many notes wait in this document."""
        words = self.tr("Notes")
        self.docks["notes"].setWindowTitle(f"{words} ({waiting})" if waiting else words)

    def _name_undo(self) -> None:
        status = self._workspace.undo_status
        for id_, kind in (("undo", status.undo), ("redo", status.redo)):
            title = BY_ID[id_].title
            self.qactions[id_].setText(f"{title}: {act_words(kind)}" if kind is not None else title)

    def _show_project(self) -> None:
        project = self._workspace.project
        self.setWindowTitle(f"{project.label_set.name} — {project.place} — Jinbiao 金标")

    def _context_menu(self, at: QPoint, _mark: Mark | None) -> None:
        show_context_menu(self, at, self.qactions)

    def _keys_through_input_method(self, typed: str) -> None:
        """An input method that sends text all the same: take each character as its key."""
        for character in characters_of(typed):
            if self.typed_first(character):
                continue
            key = key_of(character)
            found = (action for action in ACTIONS if key in self.keymap.keys(action.id))
            action = next((each for each in found if self.qactions[each.id].isEnabled()), None)
            if action is not None:
                self.qactions[action.id].trigger()
                continue
            for label, shortcut in self.keymap.label_keys(self._workspace.label_set.labels).items():
                if shortcut.casefold() == character.casefold():
                    self.label_wanted.emit(label)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            elsewhere = not self.canvas.hasFocus() and self.focusWidget() is not None
            if elsewhere and event.key() in _OF_THEIR_WIDGET and not event.modifiers() & _COMMANDS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self._workspace.document
        if event.key() == Qt.Key.Key_Escape:
            if self.canvas.hasFocus() and self.labels.active:
                self.labels.hold("")
            self.pages.focus_page()
        elif document is not None and document.is_finished and self._would_work(event):
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def _would_work(self, event: QKeyEvent) -> bool:
        """Whether the key is an action's that changes spans."""
        pressed = {QKeySequence(event.text()), QKeySequence(event.keyCombination())}
        work = (action.id for action in ACTIONS if action.needs in _NEEDS_WORK)
        keys = {QKeySequence(key) for id_ in work for key in self.keymap.keys(id_)}
        return bool(pressed & keys)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._workspace.is_open:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        databases = [path for path in paths if is_database(path)]
        others = [path for path in paths if path not in databases]
        if paths:
            event.acceptProposedAction()
        if databases:
            self.handed_in.emit(databases)
        if others:
            self.dropped.emit(others)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
