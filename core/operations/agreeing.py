"""What a project agrees on: thresholds by label, the share of documents annotated blind."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from core.errors import UnknownLabel
from core.history import Change, Kind
from core.operations.transaction import Step, transact
from core.project import Project
from core.showing import SETTING, Showing
from core.store.models import SettingRow
from core.store.settings import showing_of


def set_thresholds(project: Project, thresholds: Mapping[str, float]) -> Change:
    """Show suggestions of these labels only from these scores on; 0 shows all. Other labels keep theirs.

    Raises UnknownLabel, or InputError for a figure outside 0 to 1.
    """
    for key in thresholds:
        if not project.label_set.has_label(key):
            raise UnknownLabel(key)
    with transact(project, Kind.AGREE) as step:
        before = showing_of(step.session.connection())
        _keep(step, Showing({**before.thresholds, **thresholds}, before.blind_share, before.blind_seed))
    return step.change


def set_blind(project: Project, share: float, seed: int | None = None) -> Change:
    """Let this share (0 to 1) of the documents not begun yet be annotated without suggestions.

    `seed` chooses another draw. Documents that somebody has begun stay as they were begun.
    """
    with transact(project, Kind.AGREE) as step:
        before = showing_of(step.session.connection())
        _keep(step, Showing(before.thresholds, share, before.blind_seed if seed is None else seed))
    return step.change


def _keep(step: Step, showing: Showing) -> None:
    value = showing.checked().to_json()
    row = step.session.scalars(select(SettingRow).where(SettingRow.name == SETTING)).first()
    if row is None:
        step.session.add(SettingRow(name=SETTING, value=value))
    elif row.value != value:
        row.value = value
