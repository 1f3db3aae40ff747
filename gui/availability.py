"""What can be done now: each action is on where its `needs` are met, else off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from gui.action import PAGE_OF, Needs
from gui.actions import ACTIONS
from gui.canvas.view import Canvas
from gui.pages import ANNOTATE, Pages
from gui.workspace import Workspace

_OF_ONES_OWN = (  # what is not done in somebody else's work
    "finish",
    "reopen",
    "accept-all",
    "mentions",
    "suggest",
    "split",
    "remove-document",
)


class Availability(QObject):
    """Follows the workspace, the focus on the canvas and the page shown.

    While something is on its way to the store, or another document is, it is not known what an action will
    meet: then whatever might be possible is on, and what a key means is settled when it is acted on.
    """

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        pages: Pages,
        qactions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._canvas = canvas
        self._pages = pages
        self._qactions = qactions
        self._offered: set[Needs] = set()
        self._can: dict[str, bool] = {}  # which of them are on
        for shifted in (
            workspace.project_closed,
            workspace.document_opened,
            workspace.document_closed,
            workspace.changed,
            workspace.undo_status_changed,
            workspace.saving,
            workspace.turns.shifted,
            pages.page_changed,
            canvas.focusChanged,
        ):
            shifted.connect(self._refresh)
        self._refresh()

    def offer(self, needs: Needs, met: bool) -> None:
        """Say whether what a page has a `needs` of its own for can be done there now."""
        if met != (needs in self._offered):
            (self._offered.add if met else self._offered.discard)(needs)
            self._refresh()

    def _refresh(self) -> None:
        can = self._possible()
        for id_, is_on in can.items():
            if self._can.get(id_) is not is_on:
                self._qactions[id_].setEnabled(is_on)
        self._can = can

    def _possible(self) -> dict[str, bool]:
        """Which actions can be done."""
        document, status = self._workspace.document, self._workspace.undo_status
        is_unknown = not self._workspace.turns.is_settled
        met = self._met(is_unknown)
        can = {action.id: met[action.needs] for action in ACTIONS}
        is_open = is_unknown or not self._workspace.undo_is_known
        can["undo"], can["redo"] = status.undo is not None or is_open, status.redo is not None or is_open
        can["reopen"] = met["document"] and document is not None and document.is_finished
        if met["reviewing"]:
            can |= dict.fromkeys(_OF_ONES_OWN, False)
        return can

    def _met(self, is_unknown: bool) -> dict[Needs, bool]:
        document, mark, page = self._workspace.document, self._canvas.focus(), self._pages.page
        if page != ANNOTATE:
            document, mark = None, None
        editable = document is not None and (is_unknown or not document.is_finished)
        kind = mark.kind if mark is not None else ""
        return {
            "": True,
            "project": self._workspace.is_open,
            "document": document is not None,
            "editable": editable,
            "focus": editable and (bool(kind) or is_unknown),
            "span": editable and (kind == "annotation" or is_unknown),
            "suggestion": editable and (kind == "suggestion" or is_unknown),
            "reviewing": document is not None and document.reviewed is not None,
            "others": document is not None and "others" in self._offered,
            "theirs": editable and "theirs" in self._offered,
            "page": page != ANNOTATE,
            "review": self._workspace.is_open and "review" in self._offered,
            **{needs: page == its and needs in self._offered for needs, its in PAGE_OF.items()},
        }
