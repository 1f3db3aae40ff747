"""Finishing a document, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from core.annotation import LayerState, Origin, Suggestion
from core.decided import open_suggestions
from core.errors import InputError, NotFound
from core.history import Change, Kind
from core.operations.annotations import accepted
from core.operations.correcting import saw_corrections
from core.operations.transaction import Step, transact
from core.operations.trials import keep_at_finish
from core.project import Project
from core.showing import Showing
from core.store import rows
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    CategorySuggestionRow,
    LayerRow,
    RejectionRow,
    SuggestionRow,
    now,
)
from core.store.settings import showing_of
from core.store.texts import read_text
from core.store.tracking import columns_of


def finish(project: Project, document_id: int) -> Change:
    """Stand behind the whole document: suggestions that are shown and still wait are confirmed by this."""
    with transact(project, Kind.FINISH) as step:
        _refuse_reviewed(project)
        layer = step.open_layer(document_id)
        saw_corrections(step, layer)
        connection = step.session.connection()
        keep_at_finish(connection, project, document_id, project.annotator.id)
        if not layer.blind:
            _confirm_spans(step, layer, showing_of(connection))
            _confirm_categories(step, layer)
        layer.state, layer.finished_at = LayerState.FINISHED, now()
    return step.change


def reopen(project: Project, document_id: int) -> Change:
    """Go on with a finished document. What finishing confirmed stays confirmed."""
    with transact(project, Kind.REOPEN) as step:
        _refuse_reviewed(project)
        step.document(document_id)
        layer = step.layer(document_id)
        if layer is None or layer.state not in (LayerState.FINISHED, LayerState.APPROVED):
            raise NotFound("finished work on document", document_id)
        layer.state, layer.finished_at = LayerState.IN_PROGRESS, None
    return step.change


def _refuse_reviewed(project: Project) -> None:
    if project.reviewed is not None:
        raise InputError("somebody else's work is approved or returned, not finished or reopened")


def _confirm_spans(step: Step, layer: LayerRow, showing: Showing) -> None:
    session, keys = step.session, step.project.label_ids.key
    stored = list(
        session.scalars(select(SuggestionRow).where(SuggestionRow.document_id == layer.document_id))
    )
    stored = [row for row in stored if not showing.hides(keys[row.label_id], row.score)]
    if not stored:
        return
    text = read_text(session.connection(), step.document(layer.document_id).digest)
    mine = session.scalars(select(AnnotationRow).where(AnnotationRow.layer_id == layer.id))
    refused = session.scalars(select(RejectionRow).where(RejectionRow.layer_id == layer.id))
    waiting = open_suggestions(
        [rows.suggestion(columns_of(row), keys, text) for row in stored],
        [rows.annotation(columns_of(row), keys) for row in mine],
        {rows.rejection(columns_of(row), keys) for row in refused},
        flat=step.project.label_set.is_flat,
    )
    by_id = {row.id: row for row in stored}
    for each in _that_can_stand(waiting, flat=step.project.label_set.is_flat):
        session.add(accepted(step, layer, by_id[each.id], each.quote))


def _that_can_stand(waiting: Iterable[Suggestion], *, flat: bool) -> Iterator[Suggestion]:
    """Suggestions of different sources may overlap or say the same; the first in the text stands."""
    taken_until = 0
    taken: set[tuple[int, int, str]] = set()
    for each in waiting:
        place = (each.start, each.end, each.label)
        if place in taken or (flat and each.start < taken_until):
            continue
        taken.add(place)
        taken_until = each.end
        yield each


def _confirm_categories(step: Step, layer: LayerRow) -> None:
    session = step.session
    decided = set(
        session.scalars(select(CategoryMarkRow.label_id).where(CategoryMarkRow.layer_id == layer.id))
    )
    suggested = session.scalars(
        select(CategorySuggestionRow.label_id).where(CategorySuggestionRow.document_id == layer.document_id)
    )
    for label_id in sorted(set(suggested) - decided):
        session.add(CategoryMarkRow(layer_id=layer.id, label_id=label_id, given=True, origin=Origin.ACCEPTED))
