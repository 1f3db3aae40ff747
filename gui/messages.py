"""The one voice of the program: notices that go by themselves, and errors in the user's words."""

# ruff: noqa: E501 # a table of sentences

from __future__ import annotations

import traceback
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QToolButton, QWidget

from core import __version__, errors
from core.history import Kind
from gui.pattern_words import bad_pattern

_SHOWN_FOR = 6_000  # milliseconds


class Notice(QFrame):
    """A line at the lower edge of its parent, perhaps with one thing to do; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._button = QPushButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 8, 10)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._action: Callable[[], None] | None = None
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return self._label.text() if self.isVisible() else ""

    def say(
        self,
        words: str,
        button: str = "",
        action: Callable[[], None] | None = None,
        *,
        bad: bool = False,
        stays: bool = False,
    ) -> None:
        """Show a sentence for a while, or until it is closed; `button` is the word for `action`."""
        self._label.setText(words)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.setProperty("bad", bad)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self.raise_()
        self._place()
        self._timer.stop()
        if not stays:
            self._timer.start(_SHOWN_FOR)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        area = parent.rect()
        width = min(area.width() - 32, 640)
        self._label.setMinimumWidth(0)
        row = self.layout()
        assert row is not None
        row.invalidate()
        self.setFixedSize(width, max(row.heightForWidth(width), row.minimumSize().height()))
        self.move((area.width() - width) // 2, area.height() - self.height() - 16)


def sentence(error: BaseException) -> str:
    """An error in the user's language, with what to do next."""
    for kind, words in _sentences():
        if isinstance(error, kind):
            return words(error)
    return str(error) or type(error).__name__


def is_known(error: BaseException) -> bool:
    """Whether the error is the environment's or somebody's, not a bug of ours."""
    return isinstance(error, errors.JinbiaoError) and not isinstance(error, errors.UntrackedChange)


def show_bug(parent: QWidget | None, error: BaseException) -> None:
    """Show a bug of ours whole, with a report to copy. What was stored stays stored."""
    if parent is not None and any(each.isVisible() for each in parent.findChildren(QMessageBox)):
        return  # one at a time; the first is the cause
    report = f"Jinbiao {__version__}\n" + "".join(traceback.format_exception(error))
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("Messages", "Something went wrong"))
    box.setText(
        QCoreApplication.translate(
            "Messages", "This is a fault of the program. What was shown as saved is saved."
        )
    )
    box.setInformativeText(str(error))
    box.setDetailedText(report)
    copy = box.addButton(
        QCoreApplication.translate("Messages", "Copy the report"), QMessageBox.ButtonRole.ActionRole
    )
    box.addButton(QMessageBox.StandardButton.Close)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def act_words(kind: Kind | None) -> str:
    """What an operation is called in menus: “Undo: relabel”."""
    names = {
        Kind.ANNOTATE: QCoreApplication.translate("Messages", "label a span"),
        Kind.RELABEL: QCoreApplication.translate("Messages", "change a label"),
        Kind.MOVE_EDGES: QCoreApplication.translate("Messages", "move an edge"),
        Kind.SPLIT: QCoreApplication.translate("Messages", "split a span"),
        Kind.MERGE: QCoreApplication.translate("Messages", "merge spans"),
        Kind.REMOVE: QCoreApplication.translate("Messages", "delete a span"),
        Kind.ACCEPT: QCoreApplication.translate("Messages", "accept"),
        Kind.REJECT: QCoreApplication.translate("Messages", "reject"),
        Kind.CATEGORISE: QCoreApplication.translate("Messages", "set a category"),
        Kind.TAKE_OVER: QCoreApplication.translate("Messages", "take a reading over"),
        Kind.OPEN_LAYERS: QCoreApplication.translate("Messages", "change who sees others' work"),
        Kind.FINISH: QCoreApplication.translate("Messages", "finish"),
        Kind.REOPEN: QCoreApplication.translate("Messages", "reopen"),
        Kind.ZONE: QCoreApplication.translate("Messages", "set a zone"),
        Kind.RETITLE: QCoreApplication.translate("Messages", "change the title"),
        Kind.SPLIT_DOCUMENT: QCoreApplication.translate("Messages", "split the document"),
        Kind.REMOVE_DOCUMENT: QCoreApplication.translate("Messages", "remove the document"),
        Kind.PROPAGATE: QCoreApplication.translate("Messages", "label mentions"),
        Kind.RELABEL_ALL: QCoreApplication.translate("Messages", "relabel mentions"),
        Kind.REJECT_ALL: QCoreApplication.translate("Messages", "reject mentions"),
        Kind.REMOVE_ALL: QCoreApplication.translate("Messages", "remove mentions"),
        Kind.IMPORT: QCoreApplication.translate("Messages", "import"),
        Kind.AGREE: QCoreApplication.translate("Messages", "change what is suggested"),
        Kind.ADJUDICATE: QCoreApplication.translate("Messages", "settle a case"),
        Kind.ACCEPT_READINGS: QCoreApplication.translate("Messages", "accept readings"),
        Kind.APPROVE: QCoreApplication.translate("Messages", "approve"),
        Kind.RETURN: QCoreApplication.translate("Messages", "return"),
        Kind.ASSIGN: QCoreApplication.translate("Messages", "assign documents"),
        Kind.HAND_OUT: QCoreApplication.translate("Messages", "hand out"),
        Kind.COLLECT: QCoreApplication.translate("Messages", "collect"),
        Kind.SETTLE_ASIDE: QCoreApplication.translate("Messages", "settle what was set aside"),
        Kind.SET_ROLE: QCoreApplication.translate("Messages", "change a role"),
        Kind.UNSURE: QCoreApplication.translate("Messages", "mark as unsure"),
        Kind.SURE: QCoreApplication.translate("Messages", "no longer unsure"),
        Kind.NOTE: QCoreApplication.translate("Messages", "write a note"),
        Kind.REPLY: QCoreApplication.translate("Messages", "answer a note"),
        Kind.EDIT_NOTE: QCoreApplication.translate("Messages", "change a note"),
        Kind.REMOVE_NOTE: QCoreApplication.translate("Messages", "delete a note"),
        Kind.RESOLVE_NOTE: QCoreApplication.translate("Messages", "resolve a note"),
        Kind.REOPEN_NOTE: QCoreApplication.translate("Messages", "reopen a note"),
        Kind.MEND: QCoreApplication.translate("Messages", "mend spans"),
        Kind.MEND_OTHERS: QCoreApplication.translate("Messages", "mend spans"),
        Kind.DISMISS: QCoreApplication.translate("Messages", "dismiss a finding"),
        Kind.BRING_BACK: QCoreApplication.translate("Messages", "bring a finding back"),
        Kind.ADD_LABEL: QCoreApplication.translate("Messages", "add a label"),
        Kind.EDIT_LABEL: QCoreApplication.translate("Messages", "change a label's looks"),
        Kind.RENAME_LABEL: QCoreApplication.translate("Messages", "rename a label"),
        Kind.ORDER_LABELS: QCoreApplication.translate("Messages", "reorder the labels"),
        Kind.MERGE_LABELS: QCoreApplication.translate("Messages", "merge labels"),
        Kind.SPLIT_LABEL: QCoreApplication.translate("Messages", "split a label"),
        Kind.DELETE_LABEL: QCoreApplication.translate("Messages", "delete a label"),
        Kind.ADD_TERMS: QCoreApplication.translate("Messages", "add to the terms"),
        Kind.REPLACE_LABELS: QCoreApplication.translate("Messages", "import a label set"),
    }
    return names.get(kind, "") if kind is not None else ""


def _changed_since(error: BaseException) -> str:
    assert isinstance(error, errors.Conflict)
    who = error.who or QCoreApplication.translate("Errors", "Somebody")
    what = ", ".join(each for each in (error.what, error.when) if each)
    return QCoreApplication.translate(
        "Errors", "{0} changed this since ({1}); nothing was done. It can be done once that is taken back."
    ).format(who, what)


def _sentences() -> list[tuple[type[BaseException], Callable[[BaseException], str]]]:
    """Each kind of error with its sentence, special kinds before general ones."""

    def of(words: str) -> Callable[[BaseException], str]:
        return lambda error: words.format(**vars(error))

    return [
        (errors.NotADatabase, of(QCoreApplication.translate("Errors", "{place} is not a Jinbiao database. Nothing was changed; choose another file."))),
        (errors.Damaged, of(QCoreApplication.translate("Errors", "{place} is damaged ({detail}). Nothing was changed; restore a backup."))),
        (errors.TooNew, of(QCoreApplication.translate("Errors", "{place} was made by a newer Jinbiao. Nothing was changed; update the program."))),
        (errors.ReadOnly, of(QCoreApplication.translate("Errors", "{place}, or its folder, is read-only. Copy it to a place that you may write to."))),
        (errors.Busy, of(QCoreApplication.translate("Errors", "Another program keeps {place} locked. Close it there, then try again; nothing was lost."))),
        (errors.DiskFull, of(QCoreApplication.translate("Errors", "The disk is full: the last change was not stored. Make room, then try again."))),
        (errors.Unreachable, of(QCoreApplication.translate("Errors", "{place} cannot be opened: {detail}"))),
        (errors.BadFile, lambda error: QCoreApplication.translate("Errors", "Cannot be read: {0}").format(error)),
        (errors.BadLabelSet, of(QCoreApplication.translate("Errors", "The label set does not hold together. {where}: {why}"))),
        (errors.BadSpan, lambda error: QCoreApplication.translate("Errors", "That place cannot be labelled: {0}").format(error)),
        (errors.BadPattern, bad_pattern),
        (errors.TooSlow, of(QCoreApplication.translate("Errors", "This expression takes too long on one text (more than {seconds:g} s). Make it simpler."))),
        (errors.UnknownLabel, of(QCoreApplication.translate("Errors", "The label set has no “{key}”."))),
        (errors.LabelsChanged, of(QCoreApplication.translate("Errors", "{who} changed the label set since. It has been read again; please do it once more."))),
        (errors.JudgedSince, lambda error: QCoreApplication.translate("Errors", "{0} has decided this case meanwhile; it is shown as it is now. Nothing of yours was stored.").format(getattr(error, "who", "") or QCoreApplication.translate("Errors", "Another judge"))),
        (errors.GivenOut, of(QCoreApplication.translate("Errors", "{who} handed out files with this label set ({when}); it cannot be undone any more. A new change can say what you want instead."))),
        (errors.Conflict, _changed_since),
        (errors.LayerFinished, of(QCoreApplication.translate("Errors", "“{document}” is finished. Reopen it to change it."))),
        (errors.Overlap, of(QCoreApplication.translate("Errors", "{label} stands there already, and this label set allows no overlap."))),
        (errors.NotAllowed, of(QCoreApplication.translate("Errors", "That is for the project's reviewers, and {who} is not one of them."))),
        (errors.NothingToUndo, lambda error: QCoreApplication.translate("Errors", "There is nothing to undo.") if getattr(error, "direction", "") == "undo" else QCoreApplication.translate("Errors", "There is nothing to redo.")),
        (errors.NotYours, of(QCoreApplication.translate("Errors", "{who} wrote this, and alone can change it."))),
        (errors.NotFound, lambda error: QCoreApplication.translate("Errors", "It is not there any more.")),
        (errors.Cancelled, lambda error: QCoreApplication.translate("Errors", "Stopped. Nothing half-done was kept.")),
    ]  # fmt: skip
