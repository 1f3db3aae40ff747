"""What each action of the table does: ties the window, the annotator's hand and the long jobs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from core.errors import JinbiaoError
from core.suggest.apart import Apart
from core.suggest.reasons import explain
from gui import commands
from gui.actions import BY_ID
from gui.annotating import Annotating
from gui.asking import Asking
from gui.board.feature import Boarding
from gui.canvas.marks import LabelStyle, Mark
from gui.canvas.movement import Unit
from gui.databases import Databases
from gui.desk.desk import Desk
from gui.filtering import Filtering
from gui.find.deciding import DecidingForMany
from gui.find.everywhere import FindingEverywhere
from gui.find.here import FindingHere
from gui.held_keys import HeldKeys
from gui.importing import Importing
from gui.insight.feature import Insights
from gui.keys import Keys
from gui.label_colours import label_colours
from gui.labelling.feature import Labelling
from gui.layers.feature import Layers
from gui.leafing import Leafing
from gui.looks import Looks
from gui.main_window import MainWindow
from gui.models.open_document import OpenDocument
from gui.noting import Noting
from gui.pages import ANNOTATE
from gui.pointing import Pointing
from gui.report.feature import Reporting
from gui.reviewing.feature import Reviewing
from gui.settings import Settings
from gui.shaping import Shaping
from gui.suggesting import Suggesting
from gui.sweep.feature import Sweeping
from gui.telling import Telling
from gui.transfer import Transfer
from gui.workspace import Workspace

_ON_DOCUMENT = ("document", "editable", "focus", "span", "suggestion", "others", "theirs")


class Controller(QObject):
    """One for a window; it lives as long as the window does."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        settings: Settings,
        apart: Apart,
        language: str,
        family: str,
    ) -> None:
        super().__init__(window)
        self.workspace = workspace
        self.window = window
        self.settings = settings
        self.language = language
        self._shown: OpenDocument | None = None
        self._held_words = ""
        self.annotating = Annotating(workspace, window.canvas, self)
        self.shaping = Shaping(workspace, window.canvas, self.annotating, self)
        self.pointing = Pointing(workspace, window.canvas, self.annotating, self._keys_of_labels, self)
        turns = workspace.turns
        HeldKeys(window.canvas, is_behind=lambda: turns.has_waiting)  # the last filter is asked first
        self.suggesting = Suggesting(workspace, apart, self)
        self.transfer = Transfer(workspace, self)
        self.asking = Asking(workspace, window, settings, language, family, self)
        self.importing = Importing(workspace, window, self.asking, self.transfer, language, self)
        self.looks = Looks(window, settings, family, self)
        self.telling = Telling(workspace, window, self.annotating.undo, self.asking.show, self)
        self.databases = Databases(workspace, window, settings, self.asking, self.telling, self)
        self.insights = Insights(workspace, window, settings, self.suggesting, self.telling, language, self)
        self.boarding = Boarding(workspace, window, settings, self.telling, self.asking.show, language, self)
        self.labelling = Labelling(
            workspace,
            window,
            self.telling,
            self.annotating.undo,
            self.annotating.redo,
            language,
            self,
        )
        self.deciding = DecidingForMany(workspace, window, self.telling, self)
        self.desk = Desk(
            workspace, window, settings, self.looks, self.telling, self.asking.show, language, self
        )
        self.finding_here = FindingHere(workspace, window, self)
        self.filtering = Filtering(workspace, window, language, self)
        self.annotating.shows = self.filtering.shows
        self.layers = Layers(workspace, window, self.filtering, self.annotating, self.telling, language, self)
        self.finding = FindingEverywhere(workspace, window, self.deciding, language, self)
        self.keys = Keys(workspace, window, settings, self.asking, self.telling, self._label, language, self)
        self.reporting = Reporting(workspace, window, settings, language, self)
        self.sweeping = Sweeping(workspace, window, self.telling, language, self)
        self.noting = Noting(workspace, window, self.annotating, self.telling, language, self)
        self.reviewing = Reviewing(workspace, window, self.telling, self.asking.show, language, self)
        self.leafing = Leafing(
            workspace, window, settings, self.annotating, self.suggesting, self.desk, self.telling, self
        )
        self.leafing.empty.connect(self._show_nothing)
        self._handlers = self._make_handlers()
        self._connect()
        window.set_language(language)
        window.canvas.set_zone_names(self.asking.zone_names())
        window.canvas.set_mark_tips(self._tip)
        self.looks.apply(self.looks.preferences)
        self._restore_window()

    def _connect(self) -> None:
        window, workspace, hand = self.window, self.workspace, self.annotating
        window.triggered.connect(self.trigger)
        window.label_wanted.connect(self._label)
        window.closing.connect(self.close)
        window.refused.connect(self.telling.finished_already)
        window.categories.decided.connect(partial(commands.set_category, workspace))
        window.labels.active_changed.connect(self._hold)
        window.canvas.focusChanged.connect(self._show_focus)
        workspace.project_opened.connect(self._show_project)
        workspace.project_opened.connect(lambda: window.set_category_keys(self._categorise))
        workspace.document_opened.connect(self._show_document)
        workspace.document_renewed.connect(self._show_renewed)
        workspace.loading.places = self._places
        self.labelling.followed.connect(self._show_labels)
        workspace.document_closed.connect(self._show_nothing)
        workspace.marks_changed.connect(self._show_marks)
        workspace.failed.connect(self.telling.tell)
        self.shaping.impossible.connect(window.notice.say)
        self.pointing.impossible.connect(window.notice.say)
        self.pointing.switched.connect(window.show_pointing)
        window.typed_first = self.pointing.take
        self.filtering.changed.connect(self.pointing.look_again)
        hand.replaced.connect(self.telling.replaced)
        hand.nothing_left.connect(self._nothing_left)
        self.suggesting.words_loaded.connect(window.canvas.set_word_boundaries)
        self.suggesting.words_loaded.connect(self.desk.set_word_boundaries)
        self.suggesting.words_loaded.connect(self.pointing.words_are_known)
        self.transfer.imported.connect(self.telling.imported)
        self.transfer.exported.connect(self.telling.exported)
        self.asking.preferences_chosen.connect(self.looks.apply)
        self.looks.changed.connect(lambda: self.window.canvas.set_styles(self._styles()))
        self.asking.export_ordered.connect(self.transfer.export)
        self.asking.release_ordered.connect(self.transfer.release)
        self.transfer.released.connect(self.telling.released)
        self.asking.label_chosen.connect(self._label)
        self.asking.mentions_decided.connect(self.deciding.decide_mentions)
        self.asking.place_wanted.connect(self.leafing.go_to_mention)
        self.reporting.place_wanted.connect(self.leafing.go_to)
        self.boarding.review_wanted.connect(self.reviewing.review_one)
        self.sweeping.place_wanted.connect(self.leafing.go_to)
        self.reporting.desk_wanted.connect(self.desk.open_cases)
        self.asking.action_chosen.connect(self.trigger)

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        hand, ask, window = self.annotating, self.asking, self.window
        word, character = Unit.WORD, Unit.CHARACTER
        return {
            "export": ask.export,
            "release": ask.release,
            "preferences": ask.preferences,
            "quit": self._quit,
            "undo": hand.undo,
            "redo": hand.redo,
            "copy": window.canvas.copy,
            "next-undecided": hand.next_undecided,
            "previous-undecided": hand.previous_undecided,
            "next-mark": hand.next_mark,
            "previous-mark": hand.previous_mark,
            "next-word": lambda: hand.move_by(word, 1),
            "previous-word": lambda: hand.move_by(word, -1),
            "select-next-word": lambda: hand.move_by(word, 1, extend=True),
            "select-previous-word": lambda: hand.move_by(word, -1, extend=True),
            "select-word": hand.select_word,
            "select-sentence": lambda: hand.move_by(Unit.SENTENCE, 1, extend=True),
            "accept": hand.accept,
            "reject": hand.reject,
            "accept-all": hand.accept_all,
            "label": ask.label,
            "mentions": ask.mentions,
            "left-out": lambda: hand.move_edge("left", -1, word),
            "left-in": lambda: hand.move_edge("left", 1, word),
            "right-in": lambda: hand.move_edge("right", -1, word),
            "right-out": lambda: hand.move_edge("right", 1, word),
            "left-out-character": lambda: hand.move_edge("left", -1, character),
            "left-in-character": lambda: hand.move_edge("left", 1, character),
            "right-in-character": lambda: hand.move_edge("right", -1, character),
            "right-out-character": lambda: hand.move_edge("right", 1, character),
            "delete": hand.delete,
            "reopen": lambda: commands.reopen(self.workspace),
            "categories": ask.categories,
            "zone": ask.zone,
            "split": ask.split,
            "retitle": ask.title,
            "back-to-text": lambda: window.pages.show_page(ANNOTATE),
            "palette": lambda: ask.palette(self.window.qactions),
            "about": ask.about,
            **self.databases.handlers(),
            **self.leafing.handlers(),
            **self.looks.handlers(),
            **self.desk.handlers(),
            **self.finding_here.handlers(),
            **self.keys.handlers(),
            **self.finding.handlers(),
            **self.filtering.handlers(),
            **self.layers.handlers(),
            **self.importing.handlers(),
            **self.shaping.handlers(),
            **self.noting.handlers(),
            **self.sweeping.handlers(),
            **self.boarding.handlers(),
            **self.reporting.handlers(),
            **self.pointing.handlers(),
            **self.insights.handlers(),
            **self.labelling.handlers(),
            **self.reviewing.handlers(),
        }

    def trigger(self, id_: str) -> None:
        """Do an action of the table; on a document, after what was done before it is stored."""
        if BY_ID[id_].needs in _ON_DOCUMENT or id_ in ("undo", "redo"):
            self.workspace.when_saved(self._handlers[id_])
        else:
            self._handlers[id_]()

    def _label(self, key: str) -> None:
        self.workspace.when_saved(partial(self.annotating.label, key))

    def _keys_of_labels(self) -> Iterable[str]:
        return self.window.keymap.label_keys(self.workspace.label_set.labels).values()

    def _categorise(self, key: str) -> None:
        self.workspace.when_saved(partial(self.annotating.categorise, key))

    def start(self, database: str, annotator: str) -> bool:
        """Show the window on a database; the sample is taken in where there was none. False: refused."""
        is_new = "://" not in database and not Path(database).exists()
        try:
            self.workspace.open(database, annotator, usual=self.settings.text("annotator"))
        except JinbiaoError as error:
            return self.asking.opening_failed(database, error, lambda place: self.start(place, annotator))
        self.window.show()
        self.annotating.show_from_top()
        self.window.documents.show_from_top()
        if is_new:
            self.transfer.import_sample(self.telling.welcome)
        return True

    def _quit(self) -> None:
        self.window.close()

    def close(self) -> None:
        """Remember the window, and let everything get to the disk."""
        self.window.pages.show_page(ANNOTATE)
        self.settings.set_bytes("window/geometry", self.window.saveGeometry())
        self.settings.set_bytes("window/state", self.window.saveState())
        self.settings.sync()
        self.window.hide()  # what is still to be written is written behind it
        self.workspace.close_project()
        self.suggesting.apart.close()
        self.workspace.tasks.close()

    def _restore_window(self) -> None:
        geometry, state = self.settings.bytes("window/geometry"), self.settings.bytes("window/state")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        if state is None or not self.window.restoreState(state):
            QTimer.singleShot(0, self.window, self.window.arrange_docks)

    # what is shown

    def _show_labels(self) -> None:
        """Another label set is in force: keys and looks are those of its labels."""
        self.window.set_label_keys(self._label, self.window.labels.hold)
        self.window.set_category_keys(self._categorise)
        self.window.canvas.set_styles(self._styles())
        self.window.inspector.show_mark(self.window.canvas.focus())

    def _show_project(self) -> None:
        if self.workspace.document is None:  # the list may be quicker and have opened one already
            self._show_nothing()

    def _styles(self) -> dict[str, LabelStyle]:
        labels = self.workspace.label_set
        colours = label_colours(labels, self.looks.appearance.theme)
        return {
            label.key: LabelStyle(label.key, label.name(self.language), colours[label.key])
            for label in labels.labels
        }

    def _show_document(self) -> None:
        document = self.workspace.document
        assert document is not None
        canvas = self.window.canvas
        if self._shown is document:
            if canvas.zones() != document.zones:
                canvas.set_zones(document.zones)
        else:
            self._shown = document
            marks = self.filtering.begin(document)
            canvas.set_document(document.text, marks, document.zones, self._styles())
            self.leafing.remember(document.id)
            canvas.setFocus()
            self.annotating.next_undecided()
        self.layers.show_document()
        if canvas.other() is None:
            self.window.inspector.show_mark(canvas.focus())

    def _show_renewed(self, something_waited: bool) -> None:
        """The first suggestions of a document have come: go to the first."""
        if not something_waited and self.window.canvas.focus() is None:
            self.annotating.next_undecided()

    def _show_marks(self, gone: list[Mark], came: list[Mark]) -> None:
        canvas = self.window.canvas
        before = canvas.focus()
        canvas.apply(*self.filtering.through(gone, came))
        if before is not None and canvas.other() is None and (before in gone or before in came):
            self.window.inspector.show_mark(canvas.focus())

    def _places(self) -> list[int]:
        """Where the annotator is: what is marked there is read first."""
        canvas = self.window.canvas
        return [canvas.place(), canvas.top()]

    def _show_nothing(self) -> None:
        self._shown = None
        words = self.tr("Choose a document on the left")
        if self.window.documents.is_empty:
            words = self.tr("Drop text files here, or press {0} to import").format(
                self.window.keymap.first("import")
            )
        self.window.canvas.clear(words)

    def _show_focus(self, mark: Mark | None) -> None:
        self.window.inspector.show_mark(mark)
        self.window.status.show_focus(mark)
        if mark is not None:
            self.window.guideline.show_label(mark.label)
            self.suggesting.look_at(mark.start, mark.end)

    def _tip(self, marks: Sequence[Mark]) -> str:
        """What the suggestion under the mouse rests on, for its tool tip."""
        document = self.workspace.document
        suggestion = document.suggestion_of(marks[0]) if document is not None else None
        if suggestion is None:
            return ""
        return f"{explain(suggestion.reason, self.language)} · {suggestion.score:.2f}"

    def _hold(self, key: str) -> None:
        self.annotating.active_label = key
        if key:
            name = self.workspace.label_set.label(key).name(self.language)
            words = self.tr("“{0}” is held: each selection is labelled at once.").format(name)
            self.window.notice.say(words, self.tr("Let go"), lambda: self.window.labels.hold(""))
            self._held_words = words
        elif self.window.notice.words == self._held_words:
            self.window.notice.hide()

    def _nothing_left(self) -> None:
        if self.filtering.hidden_waiting:
            words = self.tr("Nothing that is shown waits here any more. Hidden suggestions: {0}")
            self.telling.say(words.format(self.filtering.hidden_waiting))
        else:
            self.telling.nothing_left()
