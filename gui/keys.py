"""The keys in force: read from their file at the start, shown and changed in a dialog, written at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.errors import BadFile, Unreachable
from gui.asking import Asking
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.keymap import Keymap, read_keymap, write_keymap
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.telling import Telling
from gui.workspace import Workspace


class Keys(QObject):
    """`label` is what a label's key does."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        asking: Asking,
        telling: Telling,
        label: Callable[[str], None],
        language: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._file = settings.keys_file
        self._asking = asking
        self._telling = telling
        self._label = label
        self._language = language
        self._read()
        workspace.project_opened.connect(self._give_labels_their_keys)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """The actions of the table that are done here."""
        return {"shortcuts": self._show}

    def _read(self) -> None:
        try:
            self._window.set_keymap(read_keymap(self._file))
        except BadFile as error:  # its keys are not used, and it stays as it is until one is changed here
            self._telling.tell(error)

    def _show(self) -> None:
        labels = self._workspace.label_set.labels
        dialog = ShortcutsDialog(self._window.keymap, labels, self._language, str(self._file), self._window)
        dialog.changed.connect(self._change)
        self._asking.show(dialog)

    def _change(self, keymap: Keymap) -> None:
        self._window.set_keymap(keymap)
        self._give_labels_their_keys()
        try:
            write_keymap(self._file, keymap)
        except OSError as error:
            self._telling.tell(Unreachable(str(self._file), error.strerror or str(error)))

    def _give_labels_their_keys(self) -> None:
        refused = self._window.set_label_keys(self._label, self._window.labels.hold)
        if refused:
            words = self.tr("Keys of labels that an action has already, so they do not label: {0}")
            self._telling.say(words.format("  ".join(refused)))
