"""What stands at a place of a document, found in the same time in a long one as in a short one.

The statements are made once: making them anew cost more than running them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select, text
from sqlalchemy.orm import Session

from core.store.models import LONG_SPAN, AnnotationRow, LayerRow, RejectionRow, SuggestionRow

# Written out, not bound: the database takes the index on long spans only for its own condition.
_IS_LONG = text(f'"end" - start > {LONG_SPAN}')
_START: BindParameter[int] = bindparam("start_")
_END: BindParameter[int] = bindparam("end_")
_NEAR: BindParameter[int] = bindparam("near_")


def _near(row: Any, owner: Any) -> Select[Any]:
    return select(row).where(
        owner == bindparam("owner_"), row.start >= _NEAR, row.start < _END, row.end > _START
    )


def _long(row: Any, owner: Any) -> Select[Any]:
    return select(row).where(owner == bindparam("owner_"), _IS_LONG, row.start < _END, row.end > _START)


_ANNOTATIONS = tuple(make(AnnotationRow, AnnotationRow.layer_id) for make in (_near, _long))
_SUGGESTIONS = tuple(make(SuggestionRow, SuggestionRow.document_id) for make in (_near, _long))
_REFUSED = select(RejectionRow).where(
    RejectionRow.layer_id == bindparam("layer_"), RejectionRow.start.in_(bindparam("starts_", expanding=True))
)
_LAYER = select(LayerRow).where(
    LayerRow.document_id == bindparam("document_"), LayerRow.person_id == bindparam("person_")
)


def layer_of(session: Session, document_id: int, person_id: int) -> LayerRow | None:
    """A person's layer on a document, or None."""
    return session.scalars(_LAYER, {"document_": document_id, "person_": person_id}).first()


def annotations_at(session: Session, layer_id: int, start: int, end: int) -> list[AnnotationRow]:
    """The annotations of a layer that share a character with `[start, end)`, in text order."""
    return _find(session, _ANNOTATIONS, layer_id, start, end)


def suggestions_at(
    session: Session, document_id: int, layer_id: int, start: int, end: int
) -> list[SuggestionRow]:
    """The suggestions that share a character with `[start, end)` and were not refused in the layer."""
    found = _find(session, _SUGGESTIONS, document_id, start, end)
    if not found:
        return []
    given = {"layer_": layer_id, "starts_": sorted({each.start for each in found})}
    refused = {(each.start, each.end, each.label_id) for each in session.scalars(_REFUSED, given)}
    return [each for each in found if (each.start, each.end, each.label_id) not in refused]


def _find(session: Session, queries: tuple[Select[Any], ...], owner: int, start: int, end: int) -> list[Any]:
    session.flush()
    given = {"owner_": owner, "start_": start, "end_": end, "near_": start - LONG_SPAN}
    found = {each.id: each for query in queries for each in session.scalars(query, given)}
    return sorted(found.values(), key=lambda each: (each.start, each.end, each.id))
