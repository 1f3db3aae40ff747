"""One decision for many places, as one act in the background, with a word about what it did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from core.history import Change
from core.queries.mentions import Mention
from gui import commands
from gui.commands import Spot
from gui.main_window import MainWindow
from gui.models.mention_table import Act, Decision
from gui.telling import Telling
from gui.workspace import Workspace


class DecidingForMany(QObject):
    """One for a window."""

    def __init__(
        self, workspace: Workspace, window: MainWindow, telling: Telling, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = window
        self._telling = telling

    def decide_mentions(self, decision: Decision, chosen: Sequence[Mention]) -> None:
        """Do the same at every chosen mention, as one act; it is told how many were changed."""
        self.decide(decision, [(each.document_id, each.start, each.end, "") for each in chosen])

    def decide(self, decision: Decision, spots: Sequence[Spot]) -> None:
        """Do the same at all these places, as one act; it is told how many were changed."""
        title = {
            Act.LABEL: self.tr("Labelling mentions"),
            Act.RELABEL: self.tr("Relabelling mentions"),
            Act.REJECT: self.tr("Rejecting suggestions"),
            Act.REMOVE: self.tr("Removing spans"),
        }[decision.act]

        def told(change: Change) -> None:
            words, number = {
                Act.LABEL: (self.tr("Mentions labelled: {0}"), len(change.added)),
                Act.RELABEL: (self.tr("Mentions relabelled: {0}"), len(change.added)),
                Act.REJECT: (self.tr("Suggestions rejected: {0}"), len(change.rejected)),
                Act.REMOVE: (self.tr("Spans removed: {0}"), len(change.removed)),
            }[decision.act]
            self._telling.done(words.format(f"{number:,}"))

        commands.decide_places(self._workspace, title, decision, spots, told)
