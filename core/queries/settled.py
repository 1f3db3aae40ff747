"""What people have settled, as examples: finished layers, and the part of the others that is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, String, cast, func, select

from core.annotation import LayerState, Zone
from core.errors import Cancelled
from core.project import Project
from core.store import rows
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    DocumentRow,
    LayerRow,
    ProjectRow,
    RejectionRow,
    SuggestionRow,
    ZoneRow,
)
from core.store.settings import showing_of
from core.store.texts import read_texts
from core.suggest.learned.example import Example, Place

_MOST = 3_000  # documents that are learned from: the last ones finished
_BATCH = 100
_LEAP = 600  # characters with suggestions that wait, over which nobody has looked so far
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


def project_uid(project: Project) -> str:
    """What tells this project from every other."""
    with project.reading() as connection:
        return connection.scalars(select(ProjectRow.uid)).one()


def settled(project: Project, should_stop: Callable[[], bool] = lambda: False) -> list[Example]:
    """What is finished, oldest first, one layer a document: approved before own before others'.

    Behind it the annotator's own unfinished documents as far as they have been worked through. Raises
    Cancelled if it should stop.
    """
    with project.reading() as connection:
        chosen = _chosen(connection, project.annotator.id)
        found: list[Example] = []
        for at in range(0, len(chosen), _BATCH):
            if should_stop():
                raise Cancelled
            found.extend(_Batch(connection, project, chosen[at : at + _BATCH]).examples())
    return found


def _chosen(connection: Connection, person: int) -> list[Any]:
    """The layers to learn from, in their order."""
    columns = (
        LayerRow.id,
        LayerRow.document_id,
        LayerRow.person_id,
        LayerRow.state,
        LayerRow.finished_at,
        LayerRow.blind,
        DocumentRow.digest,
    )
    listed = (
        select(*columns).join(DocumentRow).where(DocumentRow.hidden == "", LayerRow.person_id.is_not(None))
    )
    best: dict[int, Any] = {}
    for layer in connection.execute(listed.order_by(LayerRow.id)):
        done = layer.state in _DONE
        if not done and layer.person_id != person:
            continue
        rank = (done, layer.state == LayerState.APPROVED, layer.person_id == person)
        known = best.get(layer.document_id)
        if known is None or rank > known[0]:
            best[layer.document_id] = rank, layer
    layers = [layer for _, layer in best.values()]
    layers.sort(key=lambda each: (each.state not in _DONE, each.finished_at or "", each.id))
    return layers[-_MOST:]


class _Batch:
    """Some layers with what stands in them, read with one query a table."""

    def __init__(self, connection: Connection, project: Project, layers: Sequence[Any]) -> None:
        self._keys = project.label_ids.key
        self._showing = showing_of(connection)
        self._layers = layers
        ids = [layer.id for layer in layers]
        open_ids = [layer.document_id for layer in layers if layer.state not in _DONE]
        documents = [layer.document_id for layer in layers]
        self._texts = read_texts(connection, [layer.digest for layer in layers])
        self._spans = _places_of(connection, AnnotationRow, ids, self._keys)
        self._rejected = _places_of(connection, RejectionRow, ids, self._keys)
        self._marks = _grouped(connection, CategoryMarkRow, CategoryMarkRow.layer_id, ids)
        self._zones = _grouped(connection, ZoneRow, ZoneRow.document_id, documents)
        self._waiting = _grouped(connection, SuggestionRow, SuggestionRow.document_id, open_ids)

    def examples(self) -> list[Example]:
        return [self._example(layer) for layer in self._layers]

    def _example(self, layer: Any) -> Example:
        done = layer.state in _DONE
        text = self._texts[layer.digest]
        spans = self._spans.get(layer.id, ())
        rejected = self._rejected.get(layer.id, ())
        until = None
        if not done:
            waiting = () if layer.blind else self._places(self._shown(layer.document_id))
            until = _worked_through(text, [*spans, *rejected], waiting)
            taken = [*spans, *rejected]
            spans = spans + tuple(
                each
                for each in waiting
                if each[1] <= until and not any(each[0] < one[1] and one[0] < each[1] for one in taken)
            )
        given = tuple(self._keys[each["label_id"]] for each in self._marks[layer.id] if each["given"])
        zones = _zones(self._zones[layer.document_id])
        return Example(
            text, tuple(sorted(spans)), rejected, zones, until, tuple(sorted(given)) if done else None
        )

    def _shown(self, document_id: int) -> list[rows.Columns]:
        """The suggestions that a person can have left standing: they saw them."""
        hides, keys = self._showing.hides, self._keys
        waiting = self._waiting[document_id]
        return [each for each in waiting if not hides(keys[each["label_id"]], each["score"])]

    def _places(self, found: Sequence[rows.Columns]) -> tuple[Place, ...]:
        return tuple(sorted((each["start"], each["end"], self._keys[each["label_id"]]) for each in found))


def _worked_through(text: str, decided: Sequence[Place], waiting: Sequence[Place]) -> int:
    """Up to where an unfinished document has been gone through: the line of the last decision begins there.

    What was left standing before it counts as accepted. A leap over many suggestions ends it.
    """
    reached = 0
    starts = sorted(start for start, _, _ in waiting)
    for start, end, _ in sorted(decided):
        if start - reached > _LEAP and any(reached <= each < start for each in starts):
            break
        reached = max(reached, end)
    return text.rfind("\n", 0, reached) + 1


def _zones(found: Sequence[rows.Columns]) -> tuple[Zone, ...]:
    return tuple(sorted((rows.zone(each) for each in found), key=lambda zone: zone.start))


def _places_of(
    connection: Connection,
    table: type[AnnotationRow] | type[RejectionRow],
    layer_ids: Sequence[int],
    keys: Mapping[int, str],
) -> dict[int, tuple[Place, ...]]:
    """What lies where, in text order, by layer.

    The database strings a layer's places together: meanwhile it leaves the interpreter to the window.
    """
    start, end, label_id = (cast(each, String) for each in (table.start, table.end, table.label_id))
    places = func.aggregate_strings("[" + start + "," + end + "," + label_id + "]", ",")
    query = select(table.layer_id, places).where(table.layer_id.in_(layer_ids)).group_by(table.layer_id)
    return {
        layer_id: tuple(sorted((start, end, keys[label_id]) for start, end, label_id in _read(f"[{told}]")))
        for layer_id, told in connection.execute(query)
    }


_read = msgspec.json.Decoder(list[tuple[int, int, int]]).decode


def _grouped(
    connection: Connection, table: type, column: Any, ids: Sequence[int]
) -> defaultdict[int, list[rows.Columns]]:
    columns = table.__table__  # type: ignore[attr-defined]  # every table class has one
    query = select(columns).where(column.in_(ids)).order_by(*columns.primary_key.columns)
    found: defaultdict[int, list[rows.Columns]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row[column.key]].append(row)
    return found
