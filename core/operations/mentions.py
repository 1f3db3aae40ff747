"""One decision for many places, in one document or in all: labelling identical mentions as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update

from core.annotation import LayerState, Origin
from core.errors import BadSpan, Cancelled
from core.history import Change, Kind, Touched
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow, Base, DocumentRow, LayerRow, now
from core.store.texts import read_texts
from core.store.tracking import RowChange

Columns = RowMapping
Place = tuple[int, int, int]  # document id, start, end (code points)
_TABLE = Base.metadata.tables["annotation"]
_BATCH = 500
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


def label_places(
    project: Project,
    places: Sequence[Place],
    label: str,
    *,
    should_stop: Callable[[], bool] | None = None,
) -> Change:
    """Give all these places the label, in one operation that one undo takes back.

    A span that stands just there is relabelled; in a flat label set what overlaps otherwise makes room.
    Finished documents are passed over. What is new counts as propagated. Stopping raises Cancelled, and
    nothing is kept. BadSpan if a place is outside its text.
    """
    with transact(project, Kind.PROPAGATE) as step:
        ordered = sorted(set(places))
        step.document_id = ordered[0][0] if ordered and ordered[0][0] == ordered[-1][0] else None
        step.touches |= {Touched.ANNOTATIONS}
        by_document = [(id_, list(group)) for id_, group in groupby(ordered, key=lambda place: place[0])]
        for at in range(0, len(by_document), _BATCH):
            if should_stop is not None and should_stop():
                raise Cancelled
            _label_batch(step, dict(by_document[at : at + _BATCH]), project.label_ids.of_span(label))
    return step.change


def _label_batch(step: Step, places: dict[int, list[Place]], label_id: int) -> None:
    layers = _layers(step, list(places))
    quotes = _quotes(step, places)
    standing = _standing(step, [layer_id for layer_id in layers.values() if layer_id])
    new: list[Place] = []
    other: list[Columns] = []  # just there, under another label
    over: list[Columns] = []  # overlapping otherwise
    for document_id, layer_id in layers.items():
        there = standing.get(layer_id, [])
        for place in places[document_id]:
            same = [row for row in there if (row["start"], row["end"]) == place[1:]]
            other += [row for row in same if row["label_id"] != label_id]
            if step.project.label_set.is_flat:
                over += [row for row in there if row not in same and _overlap(row, place)]
            if not same:
                new.append(place)
    _relabel(step, other, label_id)
    _delete(step, over)
    made = _new_layers(step, [id_ for id_, layer_id in layers.items() if not layer_id])
    _insert(step, [(layers[id_] or made[id_], a, b, quotes[id_, a, b]) for id_, a, b in new], label_id)


def _overlap(row: Columns, place: Place) -> bool:
    return bool(row["start"] < place[2] and row["end"] > place[1])


def _layers(step: Step, ids: list[int]) -> dict[int, int]:
    """Document → the annotator's layer, 0 where none is begun; finished ones are left out."""
    found = {
        row.document_id: row
        for row in step.session.scalars(
            select(LayerRow).where(
                LayerRow.document_id.in_(ids), LayerRow.person_id == step.project.annotator.id
            )
        )
    }
    return {
        id_: found[id_].id if id_ in found else 0
        for id_ in ids
        if id_ not in found or found[id_].state not in _DONE
    }


def _quotes(step: Step, places: dict[int, list[Place]]) -> dict[Place, str]:
    connection = step.session.connection()
    documents = connection.execute(
        select(DocumentRow.id, DocumentRow.digest).where(
            DocumentRow.id.in_(list(places)), DocumentRow.hidden == ""
        )
    ).all()
    texts = read_texts(connection, [row.digest for row in documents])
    quotes = {}
    for row in documents:
        for place in places[row.id]:
            quote = texts[row.digest][place[1] : place[2]]
            if not quote or place[1] < 0 or place[2] > len(texts[row.digest]):
                raise BadSpan(place[1], place[2], f"outside the text of document {row.id}")
            quotes[place] = quote
    return quotes


def _standing(step: Step, layer_ids: list[int]) -> dict[int, list[Columns]]:
    """What stands in those layers, as plain columns: there may be many thousands of rows."""
    table = _TABLE
    found = step.session.connection().execute(
        select(table).where(table.c.layer_id.in_(layer_ids)).order_by(table.c.layer_id, table.c.start)
    )
    return {id_: list(rows) for id_, rows in groupby(found.mappings(), key=lambda row: row["layer_id"])}


def _relabel(step: Step, rows: list[Columns], label_id: int) -> None:
    """Another label for these; what came from a suggestion counts as corrected from now on."""
    changes = []
    for row in rows:
        after: dict[str, Any] = {"label_id": label_id}
        if row["source"] and row["suggested_label_id"] is None:
            after |= {
                "suggested_start": row["start"],
                "suggested_end": row["end"],
                "suggested_label_id": row["label_id"],
                "origin": Origin.CORRECTED.value,
            }
        changes.append(RowChange("annotation", row["id"], {name: row[name] for name in after}, after))
    for columns, alike in groupby(changes, key=lambda change: tuple(change.after or ())):
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("_id"))
        statement = statement.values({name: bindparam(f"_{name}") for name in columns})
        values = [{"_id": c.id, **{f"_{n}": v for n, v in (c.after or {}).items()}} for c in alike]
        step.session.connection().execute(statement, values)
    step.revealed += changes


def _delete(step: Step, rows: list[Columns]) -> None:
    gone = {row["id"]: dict(row) for row in rows}
    if gone:
        step.session.connection().execute(delete(AnnotationRow).where(AnnotationRow.id.in_(list(gone))))
        step.revealed += [RowChange("annotation", id_, row, None) for id_, row in gone.items()]


def _new_layers(step: Step, ids: list[int]) -> dict[int, int]:
    if not ids:
        return {}
    made = now()
    rows = [
        {
            "document_id": id_,
            "person_id": step.project.annotator.id,
            "state": LayerState.IN_PROGRESS.value,
            "created_at": made,
            "finished_at": None,
        }
        for id_ in ids
    ]
    returning = insert(LayerRow).returning(LayerRow.id, sort_by_parameter_order=True)
    layer_ids = list(step.session.connection().scalars(returning, rows))
    for id_, row in zip(layer_ids, rows, strict=True):
        step.revealed.append(RowChange("layer", id_, None, {"id": id_, **row}))
    return dict(zip(ids, layer_ids, strict=True))


def _insert(step: Step, spans: list[tuple[int, int, int, str]], label_id: int) -> None:
    if not spans:
        return
    made = now()
    rows = [
        {
            "layer_id": layer_id,
            "label_id": label_id,
            "start": start,
            "end": end,
            "quote": quote,
            "origin": Origin.PROPAGATED.value,
            "source": "",
            "score": None,
            "reason": "",
            "suggested_start": None,
            "suggested_end": None,
            "suggested_label_id": None,
            "created_at": made,
        }
        for layer_id, start, end, quote in spans
    ]
    returning = insert(AnnotationRow).returning(AnnotationRow.id, sort_by_parameter_order=True)
    ids = list(step.session.connection().scalars(returning, rows))
    for id_, row in zip(ids, rows, strict=True):
        step.revealed.append(RowChange("annotation", id_, None, {"id": id_, **row}))
