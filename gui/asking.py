"""Every question that the window asks: pickers, file choosers, dialogs; answers leave as signals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from core import __version__, queries
from core.annotation import Annotator, ZoneKind
from core.errors import Damaged, JinbiaoError
from core.upkeep import backups, put_back
from core.zones import article_starts
from gui import commands
from gui.actions import ACTIONS
from gui.dialogs.picker import Choice, Picker
from gui.dialogs.preferences import PreferencesDialog
from gui.keymap import shown
from gui.main_window import MainWindow
from gui.messages import sentence
from gui.settings import Settings
from gui.workspace import Workspace


class Asking(QObject):
    """Dialogs don't block: an answer comes as a signal, or not at all."""

    preferences_chosen = Signal(object)
    paths_chosen = Signal(list)
    export_ordered = Signal(object)
    release_ordered = Signal(object)
    label_chosen = Signal(str)
    action_chosen = Signal(str)
    database_chosen = Signal(str)
    backup_chosen = Signal(str, object)  # the database's place, the backup's path
    annotator_chosen = Signal(str)
    mentions_decided = Signal(object, list)  # a decision, mentions
    place_wanted = Signal(object)  # a mention

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        language: str,
        family: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._settings = settings
        self._language = language
        self._family = family

    def show(self, dialog: QDialog) -> None:
        """Show a dialog over the window; it goes when it is closed, and the keys are the page's again."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._back_to_the_page)
        dialog.open()

    def _back_to_the_page(self) -> None:
        self._window.activateWindow()
        self._window.pages.focus_page()

    def _pick(
        self, title: str, choices: list[Choice], then: Callable[[str], None], *, free: bool = False
    ) -> None:
        picker = Picker(self._window, title, choices, free_text=free)
        picker.picked.connect(then)
        picker.open_over(self._window)

    @property
    def _folder(self) -> Path:
        remembered = self._settings.text("folder")
        return Path(remembered) if remembered and Path(remembered).is_dir() else Path.cwd()

    def _remember_folder(self, file: str) -> None:
        self._settings.set_text("folder", str(Path(file).parent))

    def files(self, then: Callable[[list[Path]], None] | None = None) -> None:
        """Which files to take in; `then` hears of them in place of `paths_chosen`."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import files"), str(self._folder))
        if chosen:
            self._remember_folder(chosen[0])
            (then or self.paths_chosen.emit)([Path(each) for each in chosen])

    def folder(self) -> None:
        """Which folder to take in."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder"), str(self._folder))
        if chosen:
            self._remember_folder(chosen)
            self.paths_chosen.emit([Path(chosen)])

    def export(self) -> None:
        """What to write, how and where to."""
        from gui.dialogs.export import ExportDialog  # brings all formats along: not at every start

        dialog = ExportDialog(self._workspace, self._language, self._folder, self._window)
        dialog.ordered.connect(self.export_ordered)
        dialog.ordered.connect(lambda order: self._remember_folder(str(order.target)))
        self.show(dialog)

    def release(self) -> None:
        """What to freeze into a release, and where."""
        from gui.dialogs.release import ReleaseDialog  # brings numpy along: not at every start

        dialog = ReleaseDialog(self._workspace, self._folder, self._window)
        dialog.ordered.connect(self.release_ordered)
        self.show(dialog)

    def database(self) -> None:
        """Which database to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open another database"), str(self._folder), self._database_files()
        )
        if chosen:
            self.database_chosen.emit(chosen)

    def new_database(self) -> None:
        """Where to make a new one."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("New database"),
            str(self._folder / "annotations.db"),
            self._database_files(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.database_chosen.emit(chosen)

    def _database_files(self) -> str:
        return self.tr("Databases (*.db);;All files (*)")

    def annotator(self) -> None:
        """As whom to go on: somebody known, or a new name."""
        project = self._workspace.project

        def ask(people: list[Annotator]) -> None:
            choices = [Choice(each.name, each.name) for each in people]
            title = self.tr("Who annotates? Type a new name to join.")
            self._pick(title, choices, self.annotator_chosen.emit, free=True)

        self._workspace.ask(lambda: queries.annotators(project), ask)

    def preferences(self) -> None:
        """The preferences; each change shows at once."""
        dialog = PreferencesDialog(self._settings.preferences(), self._family, self._window)
        dialog.changed.connect(self.preferences_chosen)
        self.show(dialog)

    def palette(self, qactions: Mapping[str, QAction]) -> None:
        """Which action: type to find one."""
        choices = [
            Choice(
                action.id,
                qactions[action.id].text(),
                "  ".join(shown(key) for key in self._window.keymap.keys(action.id)),
                qactions[action.id].icon(),
                qactions[action.id].isEnabled(),
                also=action.words,
            )
            for action in ACTIONS
            if action.id != "palette"
        ]
        self._pick(self.tr("Find an action"), choices, self.action_chosen.emit)

    def label(self) -> None:
        """Which label for what is selected or in focus."""
        keys = self._window.keymap.label_keys(self._workspace.label_set.labels)
        choices = [
            Choice(
                each.key,
                each.name(self._language),
                f"{each.key}  {keys.get(each.key, '')}",
                also=f"{each.zh} {each.en}",
            )
            for each in self._workspace.label_set.labels
        ]
        self._pick(self.tr("Label"), choices, self.label_chosen.emit)

    def mentions(self) -> None:
        """What to do with which identical mentions: of what is selected, or in focus."""
        document = self._workspace.document
        if document is None:
            return
        start, end = self._window.canvas.selection()
        mark = self._window.canvas.focus()
        if start == end and mark is not None:
            start, end = mark.start, mark.end
        if start == end:
            start, end = self._window.canvas.word_at(self._window.canvas.caret())
        quote = document.text[start:end]
        if not quote.strip() or "\n" in quote:
            self._window.notice.say(self.tr("Select a word first, or go to a span."))
            return
        label = mark.label if mark is not None else self._window.labels.active
        was = mark.label if mark is not None else ""
        from gui.dialogs.mentions import MentionsDialog

        dialog = MentionsDialog(self._workspace, quote, label, was, self._language, self._window)
        dialog.decided.connect(self.mentions_decided)
        dialog.place_wanted.connect(self.place_wanted)
        self.show(dialog)

    def categories(self) -> None:
        """Which category to give or take back."""
        document = self._workspace.document
        if document is None:
            return
        given = {mark.category for mark in document.categories if mark.given}
        choices = [
            Choice(
                each.key,
                ("✓ " if each.key in given else "") + each.name(self._language),
                each.key,
                also=f"{each.zh} {each.en}",
            )
            for each in self._workspace.label_set.categories
        ]
        self._pick(
            self.tr("Category"),
            choices,
            lambda key: commands.set_category(self._workspace, key, key not in given),
        )

    def zone(self) -> None:
        """What the lines of the selection, or of the caret, are."""
        document = self._workspace.document
        if document is None:
            return
        start, end = self._window.canvas.selection()
        end = max(end, min(start + 1, len(document.text)))
        choices = [Choice(kind.value, words) for kind, words in self.zone_names().items()]

        def set_kind(kind: str) -> None:
            commands.set_zone(self._workspace, start, end, ZoneKind(kind))

        self._pick(self.tr("What are these lines?"), choices, set_kind)

    def zone_names(self) -> dict[ZoneKind, str]:
        """The user's word for each kind of zone."""
        return {
            ZoneKind.TITLE: self.tr("Title"),
            ZoneKind.BYLINE: self.tr("Byline"),
            ZoneKind.SOURCE: self.tr("Source line"),
            ZoneKind.CAPTION: self.tr("Caption"),
            ZoneKind.HEADING: self.tr("Heading"),
            ZoneKind.BODY: self.tr("Body"),
            ZoneKind.FURNITURE: self.tr("Page furniture"),
        }

    def split(self) -> None:
        """Where to split: at the line of the caret, or where articles seem to begin."""
        document = self._workspace.document
        if document is None:
            return
        text = document.text
        here = text.rfind("\n", 0, self._window.canvas.caret()) + 1
        found = [start for start in article_starts(text, document.zones) if start > 0]
        choices = []
        if here > 0:
            line = text[here : here + 40].split("\n")[0].strip()
            choices.append(Choice("here", self.tr("At this line: {0}").format(line)))
        if found:
            words = self.tr("Where articles seem to begin: {0}").format(len(found))
            choices.append(Choice("found", words, " / ".join(text[at : at + 8].strip() for at in found[:3])))
        if not choices:
            self._window.notice.say(self.tr("Put the caret into the line where the next article begins."))
            return

        def split_at(choice: str) -> None:
            starts = [here] if choice == "here" else found
            commands.split_document(
                self._workspace,
                starts,
                lambda _change: self._window.notice.say(
                    self.tr("Split. Documents now: {0}.").format(len(starts) + 1),
                    self.tr("Undo"),
                    lambda: self.action_chosen.emit("undo"),
                ),
            )

        self._pick(self.tr("Split into articles"), choices, split_at)

    def title(self) -> None:
        """The document's new title."""
        document = self._workspace.document
        if document is None:
            return
        picker = Picker(self._window, self.tr("Title"), [], free_text=True)
        picker.field.setText(document.document.title)
        picker.field.selectAll()
        picker.picked.connect(lambda title: commands.retitle(self._workspace, title))
        picker.open_over(self._window)

    def about(self) -> None:
        """What this is, and its licence."""
        words = self.tr("Jinbiao (金标) {0}\nTurns Chinese articles into gold-standard data.\nMIT licence.")
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Jinbiao"))
        box.setText(words.format(__version__))
        self.show(box)

    def backup(self) -> None:
        """Which backup to go back to."""
        self.backup_of(self._workspace.project.place)

    def backup_of(self, place: str) -> None:
        """Which backup of a database to put in its place."""
        found = backups(place)
        if not found:
            self._window.notice.say(self.tr("There is no backup of {0}.").format(place))
            return
        choices = [Choice(str(each), each.name, f"{each.stat().st_size // 1024:,} KB") for each in found]
        title = self.tr("Restore a backup (the present file is kept beside it)")
        self._pick(title, choices, lambda chosen: self.backup_chosen.emit(place, Path(chosen)))

    def opening_failed(self, place: str, error: JinbiaoError, again: Callable[[str], bool]) -> bool:
        """The program cannot start on this database: another one, a backup, or leave. True: it goes on."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Jinbiao", sentence(error))
        other = box.addButton(self.tr("Choose another…"), QMessageBox.ButtonRole.AcceptRole)
        found = backups(place) if isinstance(error, Damaged) else []
        newest = self.tr("Restore {0}").format(found[0].name) if found else ""
        restore = box.addButton(newest, QMessageBox.ButtonRole.ActionRole) if found else None
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if restore is not None and box.clickedButton() is restore:
            try:
                put_back(place, found[0])
            except JinbiaoError as worse:
                return self.opening_failed(place, worse, again)
            return again(place)
        if box.clickedButton() is other:
            chosen, _ = QFileDialog.getSaveFileName(
                None, self.tr("New database"), place, options=QFileDialog.Option.DontConfirmOverwrite
            )
            return bool(chosen) and again(chosen)
        return False
