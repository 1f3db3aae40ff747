"""What stands in a layer, whole, so that two states of it can be compared across databases."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from core.annotation import SpanRecord
from core.store.models import CategoryMarkRow, LayerRow, RejectionRow
from core.store.rows import span_records

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class LayerContent:
    """Spans, refusals and category marks of a layer, in an order of their own; labels by key."""

    spans: tuple[SpanRecord, ...]
    rejections: tuple[tuple[int, int, str], ...]
    categories: tuple[tuple[str, bool, str], ...]
    state: str

    @property
    def work(self) -> str:
        """A digest of all but the state."""
        said = repr((self.spans, self.rejections, self.categories))
        unsure = [(each.start, each.end, each.label) for each in self.spans if each.unsure]
        said += repr(unsure) if unsure else ""  # nothing where there is none: as before there could be any
        return hashlib.sha256(said.encode()).hexdigest()[:40]

    @property
    def digest(self) -> str:
        """The same with the state, which a reviewer may change without touching the work."""
        return f"{self.work}{_SEPARATOR}{self.state}"


NO_LAYER = LayerContent((), (), (), "")


def parts(digest: str) -> tuple[str, str]:
    """(work, state) of a digest."""
    work, _, state = digest.partition(_SEPARATOR)
    return work, state


def layer_contents(
    connection: Connection, layer_ids: Sequence[int], keys: Mapping[int, str]
) -> dict[int, LayerContent]:
    """The content of several layers, by their ids."""
    found: dict[int, LayerContent] = {}
    for at in range(0, len(layer_ids), 500):
        some = layer_ids[at : at + 500]
        spans = span_records(connection, some, keys)
        refused = _by_layer(connection, RejectionRow, some)
        marks = _by_layer(connection, CategoryMarkRow, some)
        states = select(LayerRow.id, LayerRow.state).where(LayerRow.id.in_(some))
        for id_, state in connection.execute(states):
            found[id_] = LayerContent(
                tuple(sorted(spans[id_], key=lambda each: (each.start, each.end, each.label))),
                tuple(sorted((row["start"], row["end"], keys[row["label_id"]]) for row in refused[id_])),
                tuple(sorted((keys[row["label_id"]], row["given"], row["origin"]) for row in marks[id_])),
                state,
            )
    return found


def _by_layer(connection: Connection, table: Any, layer_ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {id_: [] for id_ in layer_ids}
    query = select(table.__table__).where(table.layer_id.in_(layer_ids)).order_by(table.id)
    for row in connection.execute(query).mappings():
        found[row["layer_id"]].append(row)
    return found
