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
from core.operations.places import (
    Batch,
    Key,
    Place,
    Progress,
    ShouldStop,
    Spot,
    batches,
    delete_annotations,
    insert_annotations,
    insert_rejections,
    update_annotations,
)
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.tracking import RowChange


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
            delete_annotations(step, gone)
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
    delete_annotations(step, list(over.values()))
    quotes = batch.quotes(new)
    layers = batch.layer_ids([place[0] for place in new])
    insert_annotations(
        step,
        [
            {
                "layer_id": layers[place[0]],
                "label_id": label_id,
                "start": place[1],
                "end": place[2],
                "quote": quotes[place],
                "origin": Origin.PROPAGATED.value,
            }
            for place in new
        ],
    )


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
    delete_annotations(step, gone)
    _give_label(step, other, label_id)
    _confirm(step, batch, confirmed, label_id)


def _give_label(step: Step, rows: list[Row[Any]], label_id: int) -> None:
    """Another label for these; what came from a suggestion counts as corrected, or as accepted again."""
    changes = []
    for row in rows:
        after: dict[str, Any] = {"label_id": label_id}
        if row.source:
            after |= _come_from((row.start, row.end, label_id), _origin(row)[1:])
        changes.append(RowChange("annotation", row.id, {name: row._mapping[name] for name in after}, after))
    update_annotations(step, changes)


def _confirm(step: Step, batch: Batch, suggestions: list[Row[Any]], label_id: int) -> None:
    quotes = batch.quotes([(row.document_id, row.start, row.end) for row in suggestions])
    layers = batch.layer_ids([row.document_id for row in suggestions])
    rows = []
    for row in suggestions:
        place = (row.start, row.end)
        new = {
            "layer_id": layers[row.document_id],
            "label_id": label_id,
            "start": row.start,
            "end": row.end,
            "quote": quotes[row.document_id, *place],
            "source": row.source,
            "score": row.score,
            "reason": row.reason,
        }
        rows.append(new | _come_from((*place, label_id), (*place, row.label_id)))
    insert_annotations(step, rows)


def _come_from(now: tuple[int, int, int], suggested: tuple[int, int, int]) -> dict[str, Any]:
    """How a row that came from what was suggested says so: accepted if it says just that, else corrected."""
    is_same = now == suggested
    start, end, label_id = (None, None, None) if is_same else suggested
    return {
        "origin": (Origin.ACCEPTED if is_same else Origin.CORRECTED).value,
        "suggested_start": start,
        "suggested_end": end,
        "suggested_label_id": label_id,
    }


def _origin(row: Row[Any]) -> Key:
    """What a row was suggested as, in its layer."""
    if row.suggested_label_id is not None:
        return row.layer_id, row.suggested_start, row.suggested_end, row.suggested_label_id
    return row.layer_id, row.start, row.end, row.label_id
