"""The notes on documents, with their answers, as somebody may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select, true

from core.annotation import Role
from core.errors import NotAllowed
from core.project import Project
from core.store import rows
from core.store.models import AnnotationRow, DocumentRow, LayerRow, NoteRow, PersonRow

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a note; `at` and the like are ISO 8601 in UTC."""

    id: int
    author: str
    body: str
    at: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody said about a document, or about `[start, end)` in it (code points).

    `about` is whose work it is about, "" if it is for everybody. `annotation_id` is None where it was
    not written on an annotation; with `is_gone` that annotation is no more, and the place is where it
    was last. A removed note is there for its answers only. `title` and `name` are the document's.
    """

    id: int
    document_id: int
    author: str
    about: str
    body: str
    at: str
    is_mine: bool
    start: int | None
    end: int | None
    quote: str
    annotation_id: int | None
    is_gone: bool
    label: str
    is_removed: bool
    is_resolved: bool
    settled_by: str
    settled_at: str
    replies: tuple[Reply, ...]
    title: str
    name: str


def notes(
    project: Project,
    document_ids: Sequence[int] | None = None,
    *,
    resolved: bool | None = None,
    everybody: bool = False,
) -> list[Note]:
    """The notes on these documents, or on all: by document, those on the whole before those at a place.

    They are those for everybody, about the annotator's own work, and written by them; with `everybody`
    all, for reviewers: NotAllowed for others. `resolved` keeps only those that are, or are not.
    """
    with project.reading() as connection:
        if everybody and not reviews(connection, project):
            raise NotAllowed(project.annotator.name)
        which = true() if everybody else concerns(project.annotator.id)
        if resolved is not None:
            which &= NoteRow.resolved == resolved
        if document_ids is None:
            return list(_notes(connection, project, which))
        found: list[Note] = []
        for at in range(0, len(document_ids), _BATCH):
            some = NoteRow.document_id.in_(document_ids[at : at + _BATCH])
            found += _notes(connection, project, which & some)
        return found


def concerns(person_id: int) -> ColumnElement[bool]:
    """Notes for everybody, about this person's work, and by them."""
    return or_(NoteRow.about_id.is_(None), NoteRow.about_id == person_id, NoteRow.person_id == person_id)


def open_note_counts(connection: Connection, project: Project, ids: Sequence[int] | None) -> dict[int, int]:
    """How many notes wait in each document for the annotator; documents without are left out."""
    query = (
        select(NoteRow.document_id, func.count())
        .where(NoteRow.parent_id.is_(None), ~NoteRow.resolved, ~NoteRow.removed)
        .where(concerns(project.annotator.id))
        .group_by(NoteRow.document_id)
    )
    if ids is not None:
        query = query.where(NoteRow.document_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query)}


def unsure_counts(connection: Connection, project: Project, ids: Sequence[int] | None) -> dict[int, int]:
    """How many annotations of the annotator's are marked unsure in each document that has any."""
    query = (
        select(LayerRow.document_id, func.count())
        .join(AnnotationRow, AnnotationRow.layer_id == LayerRow.id)
        .where(LayerRow.person_id == project.annotator.id, AnnotationRow.unsure)
        .group_by(LayerRow.document_id)
    )
    if ids is not None:
        query = query.where(LayerRow.document_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(query)}


def reviews(connection: Connection, project: Project) -> bool:
    """Whether the annotator is a reviewer, or the project has none: then all may look at all."""
    reviewing = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
    reviewers = set(connection.scalars(reviewing))
    return not reviewers or project.annotator.id in reviewers


def _notes(connection: Connection, project: Project, which: ColumnElement[bool]) -> Iterable[Note]:
    names = {row.id: row.name for row in connection.execute(select(PersonRow.id, PersonRow.name))}
    query = (
        select(NoteRow.__table__, DocumentRow.title, DocumentRow.name)
        .add_columns(AnnotationRow.label_id, AnnotationRow.id.label("there"))
        .join(DocumentRow, DocumentRow.id == NoteRow.document_id)
        .outerjoin(AnnotationRow, AnnotationRow.id == NoteRow.annotation_id)
        .where(DocumentRow.hidden == "", NoteRow.parent_id.is_(None), which)
        .order_by(NoteRow.document_id, func.coalesce(NoteRow.start, -1), NoteRow.made_at, NoteRow.id)
    )
    found = connection.execute(query).mappings().all()
    answers = _answers(connection, project, [row["id"] for row in found], names)
    for row in found:
        if not row["removed"] or answers[row["id"]]:
            yield _note(row, answers[row["id"]], project, names)


def _answers(
    connection: Connection, project: Project, ids: Sequence[int], names: Mapping[int, str]
) -> dict[int, list[Reply]]:
    found: dict[int, list[Reply]] = defaultdict(list)
    for at in range(0, len(ids), _BATCH):
        query = select(NoteRow.__table__).where(NoteRow.parent_id.in_(ids[at : at + _BATCH]))
        for row in connection.execute(query.where(~NoteRow.removed).order_by(NoteRow.made_at, NoteRow.id)):
            mine = row.person_id == project.annotator.id
            found[row.parent_id].append(Reply(row.id, names[row.person_id], row.body, row.made_at, mine))
    return found


def _note(row: rows.Columns, answers: list[Reply], project: Project, names: Mapping[int, str]) -> Note:
    here = row["there"] is not None
    return Note(
        row["id"],
        row["document_id"],
        names[row["person_id"]],
        names.get(row["about_id"], ""),
        row["body"],
        row["made_at"],
        row["person_id"] == project.annotator.id,
        row["start"],
        row["end"],
        row["quote"],
        row["annotation_id"],
        row["annotation_id"] is not None and not here,
        project.label_ids.key[row["label_id"]] if here else "",
        row["removed"],
        row["resolved"],
        names.get(row["settled_by"], ""),
        row["settled_at"],
        tuple(answers),
        row["title"],
        row["name"],
    )
