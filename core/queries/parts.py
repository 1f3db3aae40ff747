"""A document in parts: its head with the text at once, what is marked in it stretch by stretch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select, text

from core.annotation import AnnotatedDocument, Annotation, Document, Rejection, Suggestion
from core.project import Project
from core.queries.documents import below, document_head
from core.store import rows
from core.store.models import LONG_SPAN, AnnotationRow, LayerRow, RejectionRow, SuggestionRow
from core.store.settings import showing_of

_IS_LONG = text(f'"end" - start > {LONG_SPAN}')  # written out, for the sake of the index on just these
_START: BindParameter[int] = bindparam("start_")
_END: BindParameter[int] = bindparam("end_")
_NEAR: BindParameter[int] = bindparam("near_")
_MINE = (
    select(LayerRow.id)
    .where(LayerRow.document_id == bindparam("document_"), LayerRow.person_id == bindparam("person_"))
    .scalar_subquery()
)


def _overlapping(columns: Any, row: Any, owner: Any) -> tuple[Select[Any], Select[Any]]:
    """What shares a character with a stretch: among spans of usual length, and among long ones."""
    there = columns.where(owner, row.start < _END, row.end > _START)
    return there.where(row.start >= _NEAR), there.where(_IS_LONG).order_by(None)


_ANNOTATIONS = _overlapping(rows.ANNOTATIONS, AnnotationRow, AnnotationRow.layer_id == _MINE)
_OF_LAYER = _overlapping(rows.ANNOTATIONS, AnnotationRow, AnnotationRow.layer_id == bindparam("layer_"))
_SUGGESTIONS = _overlapping(
    rows.SUGGESTIONS, SuggestionRow, SuggestionRow.document_id == bindparam("document_")
)
_REJECTIONS = select(RejectionRow.start, RejectionRow.end, RejectionRow.label_id).where(
    RejectionRow.layer_id == _MINE, RejectionRow.start >= _START, RejectionRow.start < _END
)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What is marked in `[start, end)`, in text order: all that shares a character with it.

    Also the annotations and rejections that decide about these suggestions, where they reach out of
    it; only an annotation that was moved right away from its suggestion may be missing.
    """

    start: int
    end: int
    annotations: tuple[Annotation, ...]
    suggestions: tuple[Suggestion, ...]
    rejections: frozenset[Rejection]


@dataclass(frozen=True, slots=True)
class PartlyOpened:
    """A document of which one part is read: `head` has no spans, `suggested` counts all suggestions.

    `hidden` counts those below their label's threshold.
    """

    head: AnnotatedDocument
    suggested: int
    part: DocumentPart
    hidden: int = 0


def open_partly(
    project: Project,
    document_id: int,
    stretch: tuple[int, int],
    *,
    whole_up_to: int = 0,
    known: Document | None = None,
    with_hidden: bool = False,
) -> PartlyOpened:
    """A document with what is marked in one stretch of it. NotFound if it is not listed.

    A text of up to `whole_up_to` characters is read with all that is marked in it. The text of the
    document that is `known` is not read again: texts never change. `with_hidden` suggestions are those
    below thresholds too.
    """
    with project.reading() as connection:
        head, suggested = document_head(connection, project, document_id, known)
        length = len(head.document.text)
        if length <= whole_up_to:
            stretch = 0, length
        part = _read(connection, project, head.document, *stretch, head.blind, with_hidden)
        return PartlyOpened(head, suggested, part, _hidden(connection, project, head))


def document_part(
    project: Project,
    document: Document,
    start: int,
    end: int,
    *,
    blind: bool = False,
    with_hidden: bool = False,
) -> DocumentPart:
    """What is marked in `[start, end)` of a document; as quick in a long one as in a short one.

    In a `blind` document (its head says so) nothing is suggested.
    """
    with project.reading() as connection:
        return _read(connection, project, document, start, end, blind, with_hidden)


def annotations_between(
    connection: Connection, layer_id: int, start: int, end: int, keys: rows.Keys
) -> tuple[Annotation, ...]:
    """The annotations of a layer that share a character with `[start, end)`, in text order."""
    return rows.annotations_of(_both(connection, _OF_LAYER, start, end, {"layer_": layer_id}), keys)


def _hidden(connection: Connection, project: Project, head: AnnotatedDocument) -> int:
    """How many suggestions of a document are below their label's threshold."""
    showing = showing_of(connection)
    if head.blind or not showing.thresholds:
        return 0
    here = (SuggestionRow.document_id == head.document.id) & below(project, showing)
    return connection.scalar(select(func.count()).select_from(SuggestionRow).where(here)) or 0


def _read(
    connection: Connection,
    project: Project,
    document: Document,
    start: int,
    end: int,
    blind: bool,
    with_hidden: bool,
) -> DocumentPart:
    keys = project.label_ids.key
    whose = {"document_": document.id, "person_": project.layer_owner.id}
    suggestions: tuple[Suggestion, ...] = ()
    if not blind:
        found = _both(connection, _SUGGESTIONS, start, end, {"document_": document.id})
        showing = showing_of(connection)
        suggestions = rows.suggestions_of(found, document.text, keys)
        if showing.thresholds and not with_hidden:
            suggestions = tuple(each for each in suggestions if not showing.hides(each.label, each.score))
    low = min((each.start for each in suggestions), default=start)
    high = max((each.end for each in suggestions), default=end)
    low, high = min(low, start), max(high, end)
    annotations = rows.annotations_of(_both(connection, _ANNOTATIONS, low, high, whose), keys)
    refused = connection.execute(_REJECTIONS, {"start_": low, "end_": high, **whose})
    rejections = frozenset(Rejection(from_, to, keys[label]) for from_, to, label in refused)
    return DocumentPart(start, end, annotations, suggestions, rejections)


def _both(
    connection: Connection,
    queries: tuple[Select[Any], Select[Any]],
    start: int,
    end: int,
    whose: dict[str, int],
) -> list[Any]:
    given = {"start_": start, "end_": end, "near_": start - LONG_SPAN, **whose}
    near, long = (connection.execute(query, given).all() for query in queries)
    if not long:
        return list(near)
    return sorted({row.id: row for row in (*near, *long)}.values(), key=lambda row: (row.start, row.id))
