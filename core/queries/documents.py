"""The list of documents, and one document with all that stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    false,
    func,
    or_,
    select,
    text,
    tuple_,
)

from core.annotation import AnnotatedDocument, Document, Layer, LayerState, Suggestion
from core.errors import NotFound
from core.project import Project
from core.queries.notes import open_note_counts, unsure_counts
from core.showing import Showing, hidden_below
from core.store import rows
from core.store.models import (
    LONG_SPAN,
    AnnotationRow,
    CategoryMarkRow,
    CategorySuggestionRow,
    DocumentRow,
    LayerRow,
    RejectionRow,
    SuggestionRow,
    ZoneRow,
)
from core.store.settings import showing_of
from core.store.texts import read_text

_STATES: dict[str | None, LayerState] = {None: LayerState.NEW, **{state.value: state for state in LayerState}}
_BEGUN = frozenset({LayerState.NEW, LayerState.IN_PROGRESS, LayerState.RETURNED})
_HEAD = select(DocumentRow.__table__).where(
    DocumentRow.id == bindparam("document_"), DocumentRow.hidden == ""
)
_LAYER = select(LayerRow.__table__).where(
    LayerRow.document_id == bindparam("document_"), LayerRow.person_id == bindparam("person_")
)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list, as the annotator of the project sees it. `length` is in code points.

    `notes` are those that nobody has resolved, `unsure` the annotations that are marked so.
    """

    id: int
    name: str
    title: str
    source: str
    length: int
    state: LayerState
    annotations: int
    waiting: int
    origin_id: int | None
    created_at: str
    blind: bool = False  # annotated without suggestions
    notes: int = 0
    unsure: int = 0


def document_lines(project: Project, ids: list[int] | None = None) -> list[DocumentLine]:
    """All listed documents (or those of these ids) in the order in which they came."""
    d = DocumentRow
    query = _listed(
        project,
        ids,
        d.name,
        d.title,
        d.source,
        d.length,
        d.origin_id,
        d.created_at,
        LayerRow.id.label("layer"),
    )
    with project.reading() as connection:
        found = connection.execute(query).all()
        counts = _annotation_counts(connection, project, ids)
        waiting = _Waiting.of(connection, project, ids)
        noted = open_note_counts(connection, project, ids)
        unsure = unsure_counts(connection, project, ids)
    return [
        DocumentLine(
            id_,
            name,
            title,
            source,
            length,
            _STATES[state],
            counts.get(layer, 0),
            waiting.in_(id_, digest, suggestions, state, blind),
            origin_id,
            created_at,
            waiting.is_blind(digest, blind),
            noted.get(id_, 0),
            unsure.get(id_, 0),
        )
        for (
            id_,
            digest,
            suggestions,
            state,
            blind,
            name,
            title,
            source,
            length,
            origin_id,
            created_at,
            layer,
        ) in found
    ]


def waiting_counts(project: Project, ids: list[int] | None = None) -> dict[int, int]:
    """How many suggestions wait in each listed document (or those of these ids), as `document_lines` says."""
    with project.reading() as connection:
        waiting = _Waiting.of(connection, project, ids)
        return {row[0]: waiting.in_(*row) for row in connection.execute(_listed(project, ids))}


def _listed(project: Project, ids: list[int] | None, *columns: Any) -> Select[Any]:
    """Listed documents with the annotator's layers: those columns, and what `_Waiting` asks for."""
    d = DocumentRow
    query = (
        select(d.id, d.digest, d.suggestions, LayerRow.state, LayerRow.blind, *columns)
        .outerjoin(LayerRow, (LayerRow.document_id == d.id) & (LayerRow.person_id == project.annotator.id))
        .where(d.hidden == "")
        .order_by(d.id)
    )
    return query if ids is None else query.where(d.id.in_(ids))


class _Waiting(NamedTuple):
    """What is needed to say of a row of `_listed` how many suggestions wait there."""

    annotator: str
    showing: Showing
    in_begun: dict[int, int]
    hidden_in_new: dict[int, int]

    @classmethod
    def of(cls, connection: Connection, project: Project, ids: list[int] | None) -> _Waiting:
        showing = showing_of(connection)
        begun = _waiting(connection, project, ids, showing)
        return cls(project.annotator.name, showing, begun, _hidden_in_new(connection, project, ids, showing))

    def is_blind(self, digest: str, blind: bool | None) -> bool:
        return self.showing.draws(digest, self.annotator) if blind is None else blind

    def in_(self, id_: int, digest: str, suggestions: int, state: str | None, blind: bool | None) -> int:
        if self.is_blind(digest, blind):
            return 0
        return suggestions - self.hidden_in_new.get(id_, 0) if state is None else self.in_begun.get(id_, 0)


def _annotation_counts(connection: Connection, project: Project, ids: list[int] | None) -> dict[int, int]:
    query = (
        select(AnnotationRow.layer_id, func.count())
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
        .where(LayerRow.person_id == project.annotator.id)
        .group_by(AnnotationRow.layer_id)
    )
    if ids is not None:
        query = query.where(LayerRow.document_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query)}


def _waiting(
    connection: Connection, project: Project, ids: list[int] | None, showing: Showing
) -> dict[int, int]:
    """How many suggestions wait in documents that the annotator has begun: `core.decided` as a query."""
    a, s, layer = AnnotationRow, SuggestionRow, LayerRow
    begun = (layer.person_id == project.annotator.id) & layer.state.in_(_BEGUN)
    if ids is not None:
        begun &= layer.document_id.in_(ids)
    refused = select(RejectionRow.id).where(
        RejectionRow.layer_id == layer.id,
        RejectionRow.start == s.start,
        RejectionRow.end == s.end,
        RejectionRow.label_id == s.label_id,
    )
    was_suggested = (
        select(a.layer_id, a.suggested_start, a.suggested_end, a.suggested_label_id)
        .where(a.layer_id.in_(select(layer.id).where(begun)), a.suggested_label_id.is_not(None))
        .scalar_subquery()
    )
    query = (
        select(s.document_id, func.count())
        .join(layer, layer.document_id == s.document_id)
        .where(begun, ~below(project, showing), ~refused.exists())
        .where(*(~each.exists() for each in _settling(project.label_set.is_flat)))
        .where(tuple_(layer.id, s.start, s.end, s.label_id).not_in(was_suggested))
        .group_by(s.document_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _hidden_in_new(
    connection: Connection, project: Project, ids: list[int] | None, showing: Showing
) -> dict[int, int]:
    """How many suggestions are below their label's threshold, in each document."""
    if not showing.thresholds:
        return {}
    s = SuggestionRow
    query = select(s.document_id, func.count()).where(below(project, showing)).group_by(s.document_id)
    if ids is not None:
        query = query.where(s.document_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query)}


def below(project: Project, showing: Showing) -> ColumnElement[bool]:
    """Whether a suggestion is below its label's threshold."""
    s, below = SuggestionRow, hidden_below(showing.thresholds, project.label_ids.span)
    return or_(false(), *((s.label_id == id_) & (s.score < value) for id_, value in below.items()))


def _settling(flat: bool) -> list[Select[int]]:
    """The annotations that settle a suggestion by where they stand, found through an index each."""
    a, s, here = AnnotationRow, SuggestionRow, AnnotationRow.layer_id == LayerRow.id
    if not flat:
        return [select(a.id).where(here, a.start == s.start, a.end == s.end, a.label_id == s.label_id)]
    near = select(a.id).where(here, a.start > s.start - LONG_SPAN, a.start < s.end, a.end > s.start)
    long = select(a.id).where(
        here, text(f'annotation."end" - annotation.start > {LONG_SPAN}'), a.start < s.end, a.end > s.start
    )
    return [near, long]


def next_unfinished(project: Project, after: int) -> int | None:
    """The first document behind `after` (then from the beginning) that the annotator has not finished."""
    done = (
        select(LayerRow.id)
        .where(
            LayerRow.document_id == DocumentRow.id,
            LayerRow.person_id == project.annotator.id,
            LayerRow.state.in_((LayerState.FINISHED, LayerState.APPROVED)),
        )
        .exists()
    )
    todo = select(func.min(DocumentRow.id)).where(DocumentRow.hidden == "", ~done)
    with project.reading() as connection:
        behind = connection.scalar(todo.where(DocumentRow.id > after))
        return behind if behind is not None else connection.scalar(todo.where(DocumentRow.id != after))


def open_document(project: Project, document_id: int) -> AnnotatedDocument:
    """A document with the annotator's layer and its suggestions. NotFound if it is not listed."""
    keys = project.label_ids.key
    with project.reading() as connection:
        head, _ = document_head(connection, project, document_id)
        refused = _Reader(connection, document_id, head.layer.id).of_layer(RejectionRow)
        showing = showing_of(connection)
        suggested: tuple[Suggestion, ...] = ()
        if not head.blind:
            suggested = rows.all_suggestions(connection, document_id, head.document.text, keys)
        return replace(
            head,
            annotations=rows.all_annotations(connection, head.layer.id, keys),
            suggestions=tuple(each for each in suggested if not showing.hides(each.label, each.score)),
            rejections=frozenset(rows.rejection(each, keys) for each in refused),
            hidden=tuple(each for each in suggested if showing.hides(each.label, each.score)),
        )


def document_head(
    connection: Connection, project: Project, document_id: int, known: Document | None = None
) -> tuple[AnnotatedDocument, int]:
    """A document with everything but its spans, and how many suggestions are stored for it.

    The text of the document that is `known` is not read again. NotFound if it is not listed.
    """
    keys = project.label_ids.key
    row = connection.execute(_HEAD, {"document_": document_id}).mappings().first()
    if row is None:
        raise NotFound("document", document_id)
    same = known is not None and known.digest == row["digest"]
    content = known.text if known is not None and same else read_text(connection, row["digest"])
    owner = project.layer_owner
    found = connection.execute(_LAYER, {"document_": document_id, "person_": owner.id}).mappings().first()
    layer = rows.layer(found, owner.name) if found else _no_layer(project, document_id)
    of_document = _Reader(connection, document_id, layer.id)
    # What is reviewed is read without suggestions, as a blind document is.
    blind = found["blind"] if found else showing_of(connection).draws(row["digest"], owner.name)
    blind = blind or project.reviewed is not None
    of_whole = [] if blind else of_document.all(CategorySuggestionRow)
    head = AnnotatedDocument(
        document_value(row, content),
        layer,
        (),
        (),
        frozenset(),
        tuple(rows.category_mark(each, keys) for each in of_document.of_layer(CategoryMarkRow)),
        tuple(rows.category_suggestion(each, keys) for each in of_whole),
        tuple(rows.zone(each) for each in of_document.all(ZoneRow, "start")),
        blind=blind,
    )
    return head, row["suggestions"]


def document_value(row: rows.Columns, text: str) -> Document:
    """A document from the columns of its row and its text."""
    return Document(
        row["id"],
        row["title"],
        text,
        row["digest"],
        row["source"],
        row["meta"],
        row["origin_id"],
        row["origin_start"],
        row["name"],
    )


def _no_layer(project: Project, document_id: int) -> Layer:
    return Layer(0, document_id, project.layer_owner.name)


@dataclass
class _Reader:
    connection: Connection
    document_id: int
    layer_id: int

    def of_layer(self, table: type) -> list[rows.Columns]:
        return self._read(_rows_of(table, "layer_id", "id"), self.layer_id)

    def all(self, table: type, order: str = "id") -> list[rows.Columns]:
        return self._read(_rows_of(table, "document_id", order), self.document_id)

    def _read(self, query: Select[Any], of: int) -> list[rows.Columns]:
        return list(self.connection.execute(query, {"of_": of}).mappings())


@cache
def _rows_of(table: type, column: str, order: str) -> Select[Any]:
    """The rows of a document or layer; made once, since that takes longer than to run it."""
    columns = table.__table__.c  # type: ignore[attr-defined]
    query = select(*columns).where(columns[column] == bindparam("of_"))
    return query.order_by(columns[order], columns.id)
