"""Finishing a document, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import bindparam, select

from core.annotation import LayerState, Origin, Suggestion
from core.decided import open_suggestions
from core.errors import InputError, NotFound
from core.history import Change, Kind
from core.operations.annotations import accepted
from core.operations.correcting import saw_corrections
from core.operations.ground import LayerAt, on_document
from core.operations.transaction import Step, transact
from core.operations.trials import keep_at_finish
from core.project import Project
from core.showing import Showing, read_showing
from core.store import rows
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    CategorySuggestionRow,
    RejectionRow,
    SuggestionRow,
    now,
)
from core.store.texts import read_text
from core.store.writing import insert_rows

_SUGGESTED = select(SuggestionRow.__table__).where(SuggestionRow.document_id == bindparam("document_"))
_REFUSED = select(RejectionRow.__table__).where(RejectionRow.layer_id == bindparam("layer_"))


def finish(project: Project, document_id: int) -> Change:
    """Stand behind the whole document: suggestions that are shown and still wait are confirmed by this."""
    with transact(project, Kind.FINISH, on_document(document_id)) as step:
        _refuse_reviewed(project)
        layer = step.open_layer(document_id)
        saw_corrections(step, layer.id)
        keep_at_finish(step.connection, project, document_id, project.annotator.id)
        if not layer.blind:
            _confirm_spans(step, layer, read_showing(step.ground(document_id).showing))
            _confirm_categories(step, layer)
        step.set_layer(layer, state=LayerState.FINISHED.value, finished_at=now())
    return step.change


def reopen(project: Project, document_id: int) -> Change:
    """Go on with a finished document. What finishing confirmed stays confirmed."""
    with transact(project, Kind.REOPEN, on_document(document_id)) as step:
        _refuse_reviewed(project)
        layer = step.ground(document_id).layer
        if layer is None or layer.state not in (LayerState.FINISHED, LayerState.APPROVED):
            raise NotFound("finished work on document", document_id)
        step.set_layer(layer, state=LayerState.IN_PROGRESS.value, finished_at=None)
    return step.change


def _refuse_reviewed(project: Project) -> None:
    if project.reviewed is not None:
        raise InputError("somebody else's work is approved or returned, not finished or reopened")


def _confirm_spans(step: Step, layer: LayerAt, showing: Showing) -> None:
    connection, keys = step.connection, step.project.label_ids.key
    stored = [
        row
        for row in connection.execute(_SUGGESTED, {"document_": layer.document_id})
        if not showing.hides(keys[row.label_id], row.score)
    ]
    if not stored:
        return
    text = read_text(connection, step.ground(layer.document_id).document.digest)
    waiting = open_suggestions(
        [rows.suggestion(row._mapping, keys, text) for row in stored],
        rows.all_annotations(connection, layer.id, keys),
        {rows.rejection(row._mapping, keys) for row in connection.execute(_REFUSED, {"layer_": layer.id})},
        flat=step.project.label_set.is_flat,
    )
    by_id = {row.id: row for row in stored}
    standing = _that_can_stand(waiting, flat=step.project.label_set.is_flat)
    confirmed = [accepted(step, layer, by_id[each.id], each.quote) for each in standing]
    insert_rows(step.session, AnnotationRow, confirmed)


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


def _confirm_categories(step: Step, layer: LayerAt) -> None:
    session = step.session
    decided = select(CategoryMarkRow.label_id).where(CategoryMarkRow.layer_id == layer.id)
    suggested = session.scalars(
        select(CategorySuggestionRow.label_id)
        .where(CategorySuggestionRow.document_id == layer.document_id)
        .where(CategorySuggestionRow.label_id.not_in(decided))
    )
    for label_id in sorted(set(suggested)):
        session.add(CategoryMarkRow(layer_id=layer.id, label_id=label_id, given=True, origin=Origin.ACCEPTED))
