"""One decision for many places, in one document or in all: each of these is one act with one undo.

All of them keep to the annotator's own layers, pass finished documents over, and keep nothing when they
are stopped (Cancelled). A place is (document id, start, end) in code points; a spot has the label of what
is meant there besides, "" for whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from core.annotation import Origin
from core.history import Change, Kind, Touched
from core.operations.annotations import come_from, new_annotation, place_of, remembered, suggested_as
from core.operations.places import (
    Batch,
    Key,
    Place,
    Progress,
    ShouldStop,
    Spot,
    batches,
    insert_rejections,
)
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow
from core.store.writing import delete_rows, insert_rows, update_rows


def label_places(
    project: Project,
    places: Sequence[Place],
    label: str,
    *,
    should_stop: ShouldStop = None,
    progress: Progress = None,
) -> Change:
    """Give all these places the label.

    A span that stands just there is relabelled; in a flat label set what overlaps otherwise makes room,
    and of places that overlap each other the first is taken. What is new counts as propagated. BadSpan
    if a place is outside its text.
    """
    label_id = project.label_ids.of_span(label)
    with transact(project, Kind.PROPAGATE) as step:
        step.touches |= {Touched.ANNOTATIONS}
        for batch in batches(step, [(*place[:3], "") for place in places], should_stop, progress):
            _label(step, batch, label_id)
    return step.change


def relabel_places(
    project: Project,
    spots: Sequence[Spot],
    label: str,
    *,
    should_stop: ShouldStop = None,
    progress: Progress = None,
) -> Change:
    """Give another label to what stands at these places, and confirm what waits there under it.

    Where the label stands already, the other span goes; where nothing stands, nothing happens.
    """
    label_id = project.label_ids.of_span(label)
    with transact(project, Kind.RELABEL_ALL) as step:
        step.touches |= {Touched.ANNOTATIONS}
        for batch in batches(step, spots, should_stop, progress):
            _relabel(step, batch, label_id)
    return step.change


def reject_places(
    project: Project, spots: Sequence[Spot], *, should_stop: ShouldStop = None, progress: Progress = None
) -> Change:
    """Say no to the suggestions that wait at these places."""
    with transact(project, Kind.REJECT_ALL) as step:
        step.touches |= {Touched.REJECTIONS}
        for batch in batches(step, spots, should_stop, progress):
            refused = [row for spot in batch.spots for row in batch.waiting(spot)]
            layers = batch.layer_ids([row.document_id for row in refused])
            keys = [(layers[row.document_id], row.start, row.end, row.label_id) for row in refused]
            insert_rejections(step, keys)
    return step.change


def remove_places(
    project: Project, spots: Sequence[Spot], *, should_stop: ShouldStop = None, progress: Progress = None
) -> Change:
    """Take away the annotations at these places. What came from a suggestion is not suggested there again."""
    with transact(project, Kind.REMOVE_ALL) as step:
        step.touches |= {Touched.ANNOTATIONS}
        for batch in batches(step, spots, should_stop, progress):
            gone = [row for spot in batch.spots for row in batch.exactly(spot)]
            insert_rejections(step, [_origin(row) for row in gone if row.source])
            _delete(step, gone)
    return step.change


def _label(step: Step, batch: Batch, label_id: int) -> None:
    flat = step.project.label_set.is_flat
    new: list[Place] = []
    other: dict[int, Row[Any]] = {}  # just there, under another label
    over: dict[int, Row[Any]] = {}  # overlapping otherwise
    taken: dict[int, int] = {}  # document → the end of the last place, in a flat set
    for spot in batch.spots:
        id_, start, end, _ = spot
        if flat and start < taken.get(id_, 0):
            continue
        taken[id_] = end
        same = batch.exactly(spot)
        if not same:
            new.append((id_, start, end))
        elif all(row.label_id != label_id for row in same):
            other[same[0].id] = same[0]
        if flat:
            over |= {row.id: row for row in batch.standing.spans(id_, start, end) if row not in same}
    _give_label(step, list(other.values()), label_id)
    _delete(step, list(over.values()))
    quotes = batch.quotes(new)
    layers = batch.layer_ids([place[0] for place in new])
    rows = [
        new_annotation(
            layers[id_], (start, end, label_id), quotes[id_, start, end], origin=Origin.PROPAGATED.value
        )
        for id_, start, end in new
    ]
    insert_rows(step.session, AnnotationRow, rows)


def _relabel(step: Step, batch: Batch, label_id: int) -> None:
    flat = step.project.label_set.is_flat
    other: list[Row[Any]] = []
    gone: list[Row[Any]] = []
    confirmed: list[Row[Any]] = []
    taken: dict[int, int] = {}
    for spot in batch.spots:
        id_, start, end, _ = spot
        said = any(row.label_id == label_id for row in batch.exactly((id_, start, end, "")))
        for row in batch.exactly(spot):
            if row.label_id != label_id:
                (gone if said else other).append(row)
                said = True
        waiting = batch.waiting(spot)
        if waiting and not said and not (flat and start < taken.get(id_, 0)):
            confirmed.append(waiting[0])
            taken[id_] = end
    _delete(step, gone)
    _give_label(step, other, label_id)
    _confirm(step, batch, confirmed, label_id)


def _give_label(step: Step, rows: list[Row[Any]], label_id: int) -> None:
    """Another label for these; what came from a suggestion counts as corrected, or as accepted again."""
    update_rows(
        step.session,
        AnnotationRow,
        [
            (row._mapping, {"label_id": label_id, **remembered(row, (row.start, row.end, label_id))})
            for row in rows
        ],
    )


def _confirm(step: Step, batch: Batch, suggestions: list[Row[Any]], label_id: int) -> None:
    quotes = batch.quotes([(row.document_id, row.start, row.end) for row in suggestions])
    layers = batch.layer_ids([row.document_id for row in suggestions])
    rows = []
    for row in suggestions:
        place = (row.start, row.end, label_id)
        new = {
            "source": row.source,
            "score": row.score,
            "reason": row.reason,
            **come_from(place, place_of(row)),
        }
        quote = quotes[row.document_id, row.start, row.end]
        rows.append(new_annotation(layers[row.document_id], place, quote, **new))
    insert_rows(step.session, AnnotationRow, rows)


def _delete(step: Step, gone: Sequence[Row[Any]]) -> None:
    delete_rows(step.session, AnnotationRow, [row._mapping for row in gone])


def _origin(row: Row[Any]) -> Key:
    """What a row was suggested as, in its layer."""
    return row.layer_id, *suggested_as(row)
