"""What an act stands on: label set, document, layer, span and the words there, read by one statement.

Each act looks first whether the label set is still the one that its annotator knows, and whether they have
something to redo, which a new act drops. What the act needs besides comes with the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.orm import aliased

from core.project import NEWEST_LABELS, Project
from core.showing import SETTING
from core.store.models import (
    PART_LENGTH,
    AnnotationRow,
    DocumentRow,
    LayerRow,
    NoteRow,
    OperationRow,
    PersonRow,
    SettingRow,
    TextPartRow,
)

_LARGEST = 2**31  # what the databases take for a number
_PERSON: BindParameter[int] = bindparam("person_")
_NEWEST = NEWEST_LABELS.subquery("newest")
_UNDONE = exists().where(OperationRow.person_id == _PERSON, OperationRow.state == "undone")
_HEAD = (_NEWEST.c.version.label("version"), _NEWEST.c.created_at.label("made_at"), _UNDONE.label("undone"))
_SHOWING = select(SettingRow.value).where(SettingRow.name == literal_column(f"'{SETTING}'")).scalar_subquery()
_QUOTE = func.substr(TextPartRow.content, bindparam("from_"), bindparam("length_")).label("quote_")
_THERE = and_(TextPartRow.digest == DocumentRow.digest, TextPartRow.part == bindparam("part_"))
_DOCUMENT = [
    getattr(DocumentRow, name).label(f"of_document_{name}")
    for name in ("id", "title", "name", "digest", "length", "hidden")
]
_LAYER = [
    getattr(LayerRow, name).label(f"of_layer_{name}")
    for name in ("id", "document_id", "person_id", "state", "finished_at", "blind")
]
_AT_HAND = and_(LayerRow.document_id == DocumentRow.id, LayerRow.person_id == bindparam("owner_"))
_LABELS = select(*_HEAD).select_from(_NEWEST)
_ON_DOCUMENT = (
    select(*_HEAD, *_DOCUMENT, *_LAYER, _QUOTE, _SHOWING.label("showing"))
    .select_from(DocumentRow)
    .outerjoin(_NEWEST, true())
    .outerjoin(LayerRow, _AT_HAND)
    .outerjoin(TextPartRow, _THERE)
    .where(DocumentRow.id == bindparam("document_"))
)
_HAS_NOTES = exists().where(NoteRow.annotation_id == AnnotationRow.id)
_ON_ANNOTATION = (
    select(
        AnnotationRow.__table__,
        *_HEAD,
        *_DOCUMENT,
        *_LAYER,
        _QUOTE,
        null().label("showing"),
        _HAS_NOTES.label("has_notes"),
    )
    .select_from(AnnotationRow)
    .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
    .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
    .outerjoin(_NEWEST, true())
    .outerjoin(TextPartRow, _THERE)
    .where(AnnotationRow.id == bindparam("annotation_"))
)
_TURNED = (OperationRow.id, OperationRow.at, OperationRow.person_id, OperationRow.kind)
_NEXT_TURNS = {
    state: select(*_HEAD, *_TURNED, OperationRow.document_id)
    .select_from(OperationRow)
    .outerjoin(_NEWEST, true())
    .where(OperationRow.person_id == _PERSON, OperationRow.undoable, OperationRow.state == state)
    .order_by(OperationRow.id.desc() if state == "done" else OperationRow.id)
    .limit(2)
    for state in ("done", "undone")
}

_THEIRS = aliased(OperationRow)
_LATER = (_THEIRS.person_id == PersonRow.id, _THEIRS.state == "done", _THEIRS.id > OperationRow.id)
_OTHERS_WENT_ON = exists().where(
    PersonRow.id != OperationRow.person_id, exists().where(*_LATER).correlate(PersonRow, OperationRow)
)
_ON_OPERATION = (
    select(OperationRow.changes, *_DOCUMENT, *_LAYER, null().label("quote_"), null().label("showing"))
    .add_columns(_OTHERS_WENT_ON.correlate(OperationRow).label("others_went_on"))
    .select_from(OperationRow)
    .outerjoin(DocumentRow, DocumentRow.id == OperationRow.document_id)
    .outerjoin(LayerRow, _AT_HAND)
    .where(OperationRow.id == bindparam("operation_"))
)


@dataclass(frozen=True, slots=True)
class DocumentAt:
    """A document as an act found it; `hidden` is "" while it is listed."""

    id: int
    title: str
    name: str
    digest: str
    length: int
    hidden: str


@dataclass(frozen=True, slots=True)
class LayerAt:
    """A layer as an act found it, or made it."""

    id: int
    document_id: int
    person_id: int | None
    state: str
    finished_at: str | None
    blind: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A document with the layer at hand, None where none is begun.

    `quote` is what it says in the range that was asked for, as far as one part of the text has it;
    `showing` is the setting, where a document was asked for.
    """

    document: DocumentAt
    layer: LayerAt | None
    quote: str
    showing: str | None


class Asked(NamedTuple):
    """A statement about what an act needs, with its values; `id` is that of the thing it is about, `range`
    where the quote is from."""

    query: Select[Any]
    values: dict[str, Any]
    id: int = 0
    range: tuple[int, int] = (0, 0)

    def read(self, connection: Connection, project: Project) -> Sequence[Row[Any]]:
        """What the store says."""
        people = {"person_": project.annotator.id, "owner_": project.layer_owner.id}
        return connection.execute(self.query, people | self.values).all()


LABELS = Asked(_LABELS, {})


def on_document(document_id: int, start: int = 0, end: int = 0) -> Asked:
    """A document with the layer at hand, perhaps with what it says in `[start, end)` (code points)."""
    return Asked(_ON_DOCUMENT, {"document_": document_id, **_range(start, end)}, document_id, (start, end))


def on_annotation(annotation_id: int, start: int = 0, end: int = 0) -> Asked:
    """An annotation with its layer and document; the row has the annotation's columns."""
    return Asked(
        _ON_ANNOTATION, {"annotation_": annotation_id, **_range(start, end)}, annotation_id, (start, end)
    )


def next_turns(state: str) -> Asked:
    """The annotator's operations that undo ("done") or redo ("undone") would turn next, two at most."""
    return Asked(_NEXT_TURNS[state], {})


def on_operation(operation_id: int) -> Asked:
    """What an operation changed, and whether others did anything since; with its document, if it was about
    one, and the layer at hand."""
    return Asked(_ON_OPERATION, {"operation_": operation_id}, operation_id)


def ground_of(row: Row[Any] | None) -> Ground | None:
    """The document and layer that were found, None where there is no such document."""
    if row is None or row.of_document_id is None:
        return None
    layer = None
    if row.of_layer_id is not None:
        layer = LayerAt(
            row.of_layer_id,
            row.of_layer_document_id,
            row.of_layer_person_id,
            row.of_layer_state,
            row.of_layer_finished_at,
            row.of_layer_blind,
        )
    document = DocumentAt(
        row.of_document_id,
        row.of_document_title,
        row.of_document_name,
        row.of_document_digest,
        row.of_document_length,
        row.of_document_hidden,
    )
    return Ground(document, layer, row.quote_ or "", row.showing)


def _range(start: int, end: int) -> dict[str, int]:
    if not 0 <= start < end < _LARGEST:
        return {"part_": -1, "from_": 1, "length_": 0}
    part, place = divmod(start, PART_LENGTH)
    return {"part_": part, "from_": place + 1, "length_": end - start}
