"""What states, roles, moments and ways of sharing out are called on the board."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from core.annotation import LayerState, Role
from core.review.assigning import How


def state_words(state: LayerState) -> str:
    """The user's word for how far a layer is."""
    return {
        LayerState.NEW: QCoreApplication.translate("States", "new"),
        LayerState.IN_PROGRESS: QCoreApplication.translate("States", "in progress"),
        LayerState.FINISHED: QCoreApplication.translate("States", "finished"),
        LayerState.RETURNED: QCoreApplication.translate("States", "returned"),
        LayerState.APPROVED: QCoreApplication.translate("States", "approved"),
    }[state]


def role_words(role: Role) -> str:
    """The user's word for what a person is in the project."""
    return {
        Role.ANNOTATOR: QCoreApplication.translate("Roles", "annotator"),
        Role.REVIEWER: QCoreApplication.translate("Roles", "reviewer"),
        Role.OWNER: QCoreApplication.translate("Roles", "owner"),
    }[role]


def how_words(how: How) -> str:
    """The user's words for a way of sharing documents out."""
    return {
        How.TURN: QCoreApplication.translate("Assigning", "In turn"),
        How.LOAD: QCoreApplication.translate("Assigning", "To whoever has least to do"),
        How.SOURCE: QCoreApplication.translate("Assigning", "In turn within each source"),
        How.ALL: QCoreApplication.translate("Assigning", "All of them to each person"),
    }[how]


def day_words(moment: str) -> str:
    """The day and time of an ISO 8601 moment here, "" for none."""
    if not moment:
        return ""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
