"""doccano's relations: we have no place to work on them, so they are kept beside the document, as metadata.

In a file they name the ids of entities; kept, each names its two spans by place and label, in code
points: `{"type": …, "from": [start, end, label], "to": [start, end, label]}`. Written as entities again,
those whose spans are both still there get the ids of these spans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.annotation import SpanRecord

KEY = "relations"  # of the metadata

Place = tuple[int, int, str]


def kept(raw: Sequence[Any], ids: Sequence[int | None], spans: Sequence[SpanRecord]) -> list[dict[str, Any]]:
    """What of a row's relations can be kept; `ids` are those of its entities, in the order of `spans`."""
    known = {id_: _place(span) for id_, span in zip(ids, spans, strict=True) if id_ is not None}
    found = []
    for each in raw:
        if not isinstance(each, Mapping):
            continue
        start, end = known.get(each.get("from_id", 0)), known.get(each.get("to_id", 0))
        if start is not None and end is not None:
            found.append({"type": str(each.get("type", "")), "from": list(start), "to": list(end)})
    return found


def written(meta: Mapping[str, Any], spans: Sequence[SpanRecord]) -> tuple[list[dict[str, Any]], int]:
    """The relations between spans numbered from 1, and how many have lost a span and cannot be written."""
    numbers = {_place(span): number for number, span in enumerate(spans, 1)}
    found: list[dict[str, Any]] = []
    given = meta.get(KEY, [])
    lost = 0
    for each in given if isinstance(given, list) else []:
        start, end = _end(each, "from"), _end(each, "to")
        if start in numbers and end in numbers:
            number = {"id": len(found) + 1, "from_id": numbers[start], "to_id": numbers[end]}
            found.append({**number, "type": str(each.get("type", ""))})
        else:
            lost += 1
    return found, lost


def _place(span: SpanRecord) -> Place:
    return span.start, span.end, span.label


def _end(relation: Any, side: str) -> Place | None:
    given = relation.get(side) if isinstance(relation, Mapping) else None
    if isinstance(given, list | tuple) and len(given) == 3:
        start, end, label = given
        if isinstance(start, int) and isinstance(end, int) and isinstance(label, str):
            return start, end, label
    return None
