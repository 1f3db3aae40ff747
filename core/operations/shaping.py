"""Making several spans of one and one of several, each as one act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.annotation import Origin
from core.errors import BadSpan
from core.history import Change, Kind
from core.operations.annotations import (
    accepted,
    make_room,
    quote_of,
    refuse,
    refuse_origin,
    remember_suggestion,
    suggestions_of,
)
from core.operations.nearby import annotations_at
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow, LayerRow


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
    with transact(project, Kind.SPLIT) as step:
        row = _row(step, document_id, annotation_id, suggestion_id)
        start, end, whole = row.start, row.end, row.quote
        borders = [start, *sorted(set(cuts)), end]
        if len(borders) < 3 or borders[1] <= start or borders[-2] >= end:
            raise BadSpan(start, end, "not cut inside")
        was = (start, end, row.label_id)
        pieces = []
        for left, right in pairwise(borders):
            quote = whole[left - start : right - start]
            if not quote.strip():
                raise BadSpan(left, right, "a piece would be empty")
            left += len(quote) - len(quote.lstrip())
            pieces.append((left, left + len(quote.strip()), quote.strip()))
        for number, (left, right, quote) in enumerate(pieces):
            piece = row if number == 0 else _like(row)
            piece.start, piece.end, piece.quote = left, right, quote
            remember_suggestion(piece, was)
            step.session.add(piece)
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
    with transact(project, Kind.MERGE) as step:
        row = _row(step, document_id, annotation_id, suggestion_id)
        for each in others:
            other = step.annotation(each)
            refuse_origin(step, other)
            step.session.delete(other)
        if step.project.label_set.is_flat:
            there = annotations_at(step.session, row.layer_id, start, end)
            make_room(step, [each for each in there if each is not row], replacing=True)
        else:
            for one in suggestions_of(step, document_id, other_suggestions):
                refuse(step, row.layer_id, one.start, one.end, one.label_id)
        was = (row.start, row.end, row.label_id)
        row.start, row.end, row.quote = start, end, quote_of(step, document_id, start, end)
        remember_suggestion(row, was)
        step.session.add(row)
    return step.change


def _row(step: Step, document_id: int, annotation_id: int | None, suggestion_id: int | None) -> AnnotationRow:
    """The annotation that is meant; of a suggestion the one that it becomes, not yet in the session."""
    layer: LayerRow = step.open_layer(document_id)
    if annotation_id is not None:
        return step.annotation(annotation_id)
    assert suggestion_id is not None, "one of both must be given"
    [suggestion] = suggestions_of(step, document_id, [suggestion_id])
    return accepted(step, layer, suggestion)


def _like(row: AnnotationRow) -> AnnotationRow:
    """Another annotation with the same label and origin."""
    made = AnnotationRow(
        layer_id=row.layer_id,
        label_id=row.label_id,
        start=row.start,
        end=row.end,
        quote=row.quote,
        origin=Origin.BY_HAND,
        source=row.source,
        score=row.score,
        reason=row.reason,
        unsure=row.unsure,
    )
    if row.source and row.suggested_label_id is not None:
        made.suggested_start, made.suggested_end = row.suggested_start, row.suggested_end
        made.suggested_label_id = row.suggested_label_id
    return made
