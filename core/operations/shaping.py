"""Making several spans of one and one of several, each as one act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from core.errors import BadSpan
from core.history import Change, Kind
from core.operations.annotations import (
    accepted,
    change_annotation,
    make_room,
    new_annotation,
    place_of,
    quote_of,
    refuse,
    refuse_origin,
    remembered,
    suggestions_of,
)
from core.operations.ground import on_document
from core.operations.nearby import annotations_at
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow
from core.store.writing import delete_rows, insert_rows


def split(
    project: Project,
    document_id: int,
    cuts: Sequence[int],
    *,
    annotation_id: int | None = None,
    suggestion_id: int | None = None,
) -> Change:
    """Cut one annotation or waiting suggestion at positions strictly inside it.

    All pieces keep its label; a piece leaves out the white space at its ends. The first piece stays
    the annotation that was there, the others remember the same suggestion if it came from one.
    BadSpan where a cut does not lie inside, or a piece would be empty.
    """
    with transact(project, Kind.SPLIT, on_document(document_id)) as step:
        row = _row(step, document_id, annotation_id, suggestion_id)
        start, end, whole = row.start, row.end, row.quote
        borders = [start, *sorted(set(cuts)), end]
        if len(borders) < 3 or borders[1] <= start or borders[-2] >= end:
            raise BadSpan(start, end, "not cut inside")
        pieces = []
        for left, right in pairwise(borders):
            quote = whole[left - start : right - start]
            if not quote.strip():
                raise BadSpan(left, right, "a piece would be empty")
            left += len(quote) - len(quote.lstrip())
            pieces.append((left, left + len(quote.strip()), quote.strip()))
        _put(step, row, *pieces[0])
        insert_rows(step.session, AnnotationRow, [_like(row, *piece) for piece in pieces[1:]])
    return step.change


def merge(
    project: Project,
    document_id: int,
    start: int,
    end: int,
    *,
    annotation_id: int | None = None,
    suggestion_id: int | None = None,
    others: Sequence[int] = (),
    other_suggestions: Sequence[int] = (),
) -> Change:
    """Let one annotation or suggestion cover `[start, end)` and take in others, whose labels go.

    In a flat label set everything in the range gives way. In a nested one only the others named do:
    the annotations are removed, the suggestions refused.
    """
    with transact(project, Kind.MERGE, on_document(document_id, start, end)) as step:
        row = _row(step, document_id, annotation_id, suggestion_id)
        for each in others:
            other = step.annotation(each)
            refuse_origin(step, other)
            delete_rows(step.session, AnnotationRow, [other._mapping])
        if step.project.label_set.is_flat:
            there = annotations_at(step.session, row.layer_id, start, end)
            make_room(step, [each for each in there if each.id != row.id], replacing=True)
        else:
            taken_in = suggestions_of(step, document_id, other_suggestions)
            refuse(step, row.layer_id, map(place_of, taken_in))
        _put(step, row, start, end, quote_of(step, document_id, start, end))
    return step.change


def _row(step: Step, document_id: int, annotation_id: int | None, suggestion_id: int | None) -> Any:
    """The annotation that is meant; of a suggestion the one that it becomes, not written yet."""
    layer = step.open_layer(document_id)
    if annotation_id is not None:
        return step.annotation(annotation_id)
    assert suggestion_id is not None, "one of both must be given"
    [suggestion] = suggestions_of(step, document_id, [suggestion_id])
    return SimpleNamespace(id=None, **accepted(step, layer, suggestion))


def _put(step: Step, row: Any, start: int, end: int, quote: str) -> None:
    """Let an annotation be there; it is written if it was not yet."""
    place = {"start": start, "end": end, "quote": quote}
    if row.id is not None:
        change_annotation(step, row, place)
    else:
        columns = {name: value for name, value in vars(row).items() if name != "id"}
        new = {**columns, **place, **remembered(row, (start, end, row.label_id))}
        insert_rows(step.session, AnnotationRow, [new])


def _like(row: Any, start: int, end: int, quote: str) -> dict[str, Any]:
    """Another annotation with the same label and origin."""
    place = (start, end, row.label_id)
    return new_annotation(
        row.layer_id,
        place,
        quote,
        source=row.source,
        score=row.score,
        reason=row.reason,
        unsure=row.unsure,
        **remembered(row, place),
    )
