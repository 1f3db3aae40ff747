"""What stands at many places at once: a person's spans, and the suggestions that wait there.

Read by place: what else a document holds costs nothing. The places go into the statement as numbers, so
that thousands can be asked about together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from core.annotation import Annotator, LayerState
from core.showing import Showing, hidden_below
from core.span_index import SpanIndex
from core.store.models import LONG_SPAN, AnnotationRow, DocumentRow, LayerRow
from core.store.settings import showing_of

Place = tuple[int, int, int]  # document id, start, end (code points)
DONE = (LayerState.FINISHED, LayerState.APPROVED)
_BATCH = 500
_ANNOTATION = ", ".join(f'a."{column.name}"' for column in AnnotationRow.__table__.columns)
_OVERLAPS = 'a.layer_id = asked.owner AND a.start < asked.upto AND a."end" > asked.since'
_SPANS = f"SELECT {_ANNOTATION} FROM asked CROSS JOIN annotation a WHERE {_OVERLAPS} AND "
_NEAR = f"{_SPANS} a.start > asked.since - {LONG_SPAN + 1}"
_LONG = f'{_SPANS} a."end" - a.start > {LONG_SPAN}'
_THERE = '{0} = asked.owner AND x.start = asked.since AND x."end" = asked.upto'
_SUGGESTIONS = (
    'SELECT x.id, x.document_id, x.label_id, x.start, x."end", x.source, x.score, x.reason '
    f"FROM asked CROSS JOIN suggestion x WHERE {_THERE.format('x.document_id')}"
)
_REFUSED = (
    'SELECT x.layer_id, x.start, x."end", x.label_id '
    f"FROM asked CROSS JOIN rejection x WHERE {_THERE.format('x.layer_id')}"
)


class Standing:
    """What one person has at some places, and what waits there for them.

    `layers` are theirs on the documents concerned: document id → (layer id, state); none where none is
    begun. Rows have the columns of their tables as attributes. What the project does not show does not wait:
    `label_ids` are those of the labels' keys.
    """

    def __init__(
        self,
        connection: Connection,
        person: Annotator,
        places: Sequence[Place],
        *,
        flat: bool,
        label_ids: Mapping[str, int],
    ) -> None:
        self._flat = flat
        self._person = person
        self._showing = showing_of(connection)
        self._thresholds = hidden_below(self._showing.thresholds, label_ids)
        ids = sorted({place[0] for place in places})
        self._blind: set[int] = set()
        self.layers: dict[int, tuple[int, str]] = {}
        self._read_layers(connection, ids)
        self._of_layer = {layer_id: id_ for id_, (layer_id, _) in self.layers.items()}
        mine = [(self.layers[id_][0], start, end) for id_, start, end in places if id_ in self.layers]
        self._spans = self._read_spans(connection, mine)
        self._waiting: dict[Place, list[Row[Any]]] = defaultdict(list)
        for row in self._open(connection, list(_ask(connection, _SUGGESTIONS, places))):
            self._waiting[row.document_id, row.start, row.end].append(row)

    def is_done(self, document_id: int) -> bool:
        """Whether the layer there must be reopened before it can be changed."""
        return document_id in self.layers and self.layers[document_id][1] in DONE

    def spans(self, document_id: int, start: int, end: int) -> list[Row[Any]]:
        """The annotations that share a character with one of the places asked about, in text order."""
        index = self._spans.get(document_id)
        return index.overlapping(start, end) if index is not None else []

    def waiting(self, place: Place) -> list[Row[Any]]:
        """The suggestions that stand just there and wait, in the order they were made."""
        return self._waiting.get(place, [])

    def _read_layers(self, connection: Connection, ids: list[int]) -> None:
        columns = select(LayerRow.document_id, LayerRow.id, LayerRow.state, LayerRow.blind)
        for at in range(0, len(ids), _BATCH):
            some = LayerRow.document_id.in_(ids[at : at + _BATCH])
            for row in connection.execute(columns.where(some, LayerRow.person_id == self._person.id)):
                self.layers[row.document_id] = row.id, row.state
                if row.blind:
                    self._blind.add(row.document_id)
        if self._showing.blind_share > 0:
            new = [id_ for id_ in ids if id_ not in self.layers]
            self._blind |= drawn_blind(connection, self._showing, self._person, new)

    def _read_spans(self, connection: Connection, mine: list[Place]) -> dict[int, SpanIndex[Row[Any]]]:
        found: dict[int, dict[int, Row[Any]]] = defaultdict(dict)
        for statement in (_NEAR, _LONG):
            for row in _ask(connection, statement, mine):
                found[self._of_layer[row.layer_id]][row.id] = row
        return {id_: SpanIndex(rows.values()) for id_, rows in found.items()}

    def _open(self, connection: Connection, suggestions: list[Row[Any]]) -> list[Row[Any]]:
        """Of these suggestions, those that are not settled: `core.decided` over rows."""
        suggestions = [
            each
            for each in suggestions
            if each.document_id not in self._blind and each.score >= self._thresholds.get(each.label_id, 0.0)
        ]
        begun = {each.document_id for each in suggestions} & set(self.layers)
        places = [
            (self.layers[each.document_id][0], each.start, each.end)
            for each in suggestions
            if each.document_id in begun
        ]
        refused = {tuple(row) for row in _ask(connection, _REFUSED, places)}
        came_from = set(_came_from(connection, [self.layers[id_][0] for id_ in begun]))
        still = []
        for each in sorted(suggestions, key=lambda row: row.id):
            layer_id, _ = self.layers.get(each.document_id, (0, ""))
            key = (layer_id, each.start, each.end, each.label_id)
            if self.is_done(each.document_id) or key in refused or key in came_from:
                continue
            over = self.spans(each.document_id, each.start, each.end)
            if self._flat and over:
                continue
            if not any((row.start, row.end, row.label_id) == key[1:] for row in over):
                still.append(each)
        return still


def drawn_blind(
    connection: Connection, showing: Showing, person: Annotator, document_ids: Sequence[int]
) -> set[int]:
    """Of documents that the person has not begun, those that they do without suggestions."""
    found: set[int] = set()
    columns = select(DocumentRow.id, DocumentRow.digest)
    for at in range(0, len(document_ids), _BATCH):
        some = columns.where(DocumentRow.id.in_(document_ids[at : at + _BATCH]))
        found |= {row.id for row in connection.execute(some) if showing.draws(row.digest, person.name)}
    return found


def _came_from(connection: Connection, layer_ids: list[int]) -> Iterator[tuple[int | None, ...]]:
    """What annotations of these layers were suggested as, where a person changed that."""
    a = AnnotationRow
    query = select(a.layer_id, a.suggested_start, a.suggested_end, a.suggested_label_id)
    for at in range(0, len(layer_ids), _BATCH):
        some = a.layer_id.in_(layer_ids[at : at + _BATCH])
        for row in connection.execute(query.where(some, a.suggested_label_id.is_not(None))):
            yield tuple(row)


def _ask(connection: Connection, statement: str, places: Iterable[Place]) -> Iterator[Row[Any]]:
    """The rows of a statement about `asked` (owner, since, upto), for all these places."""
    known = sorted(set(places))
    for at in range(0, len(known), _BATCH):
        asked = ", ".join(f"({int(a)}, {int(b)}, {int(c)})" for a, b, c in known[at : at + _BATCH])
        with_places = f"WITH asked (owner, since, upto) AS (VALUES {asked}) {statement}"
        yield from connection.exec_driver_sql(with_places)
