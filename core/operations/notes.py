"""Saying something about a document or a place in it, answering, settling; and being unsure of a span."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from core.errors import InputError, NotFound, NotYours
from core.history import Change, Kind
from core.operations.ground import on_annotation
from core.operations.permission import is_reviewer, refuse_unless_reviewer
from core.operations.reviewing import noted, person_named
from core.operations.transaction import Step, transact
from core.project import Project
from core.store.models import AnnotationRow, LayerRow, NoteRow, PersonRow, now
from core.store.texts import read_slice
from core.store.writing import update_rows
from core.text import check_range

EVERYBODY = ""  # whom a note is for that is about nobody's work


def add_note(
    project: Project,
    document_id: int,
    words: str,
    *,
    annotation_id: int | None = None,
    place: tuple[int, int] | None = None,
    about: str | None = None,
) -> Change:
    """Write a note on an annotation, a place (code points), or the whole document.

    On an annotation it is about the work of whose layer that is in, on one of gold for everybody; else
    about the annotator's own, or that of the person named, or, with EVERYBODY, for all. About others'
    work reviewers write. The layer's state does not matter. InputError without words, BadSpan for a
    place outside the text, NotFound for an annotation that is not in this document.
    """
    with transact(project, Kind.NOTE) as step:
        document = step.document(document_id)
        row = _new(step, document_id, words)
        if annotation_id is not None:
            annotation = step.session.get(AnnotationRow, annotation_id)
            layer = step.session.get(LayerRow, annotation.layer_id) if annotation is not None else None
            if annotation is None or layer is None or layer.document_id != document_id:
                raise NotFound("annotation", annotation_id)
            row.annotation_id, row.about_id = annotation_id, layer.person_id or layer.aside_of
            row.start, row.end, row.quote = annotation.start, annotation.end, annotation.quote
        elif about is None:
            row.about_id = project.layer_owner.id
        elif about != EVERYBODY:
            row.about_id = person_named(step, about).id
        if row.about_id not in (None, project.annotator.id):
            refuse_unless_reviewer(step)
        if annotation_id is None and place is not None:
            check_range(document.length, *place)
            row.start, row.end = place
            row.quote = read_slice(step.session.connection(), document.digest, *place)
        step.session.add(row)
    return step.change


def reply(project: Project, note_id: int, words: str) -> Change:
    """Answer a note; to an answer too, it is its note that is answered."""
    with transact(project, Kind.REPLY) as step:
        note = _note(step, note_id)
        answer = _new(step, note.document_id, words)
        answer.parent_id, answer.about_id = note.parent_id or note.id, note.about_id
        step.session.add(answer)
    return step.change


def edit_note(project: Project, note_id: int, words: str) -> Change:
    """Say one's note or answer in other words. NotYours if somebody else wrote it."""
    with transact(project, Kind.EDIT_NOTE) as step:
        note = _own(step, note_id)
        said = _usable(words)
        if note.body != said:
            note.body, note.changed_at = said, now()
    return step.change


def remove_note(project: Project, note_id: int) -> Change:
    """Take one's note or answer away; where others have answered it, its empty place stays."""
    with transact(project, Kind.REMOVE_NOTE) as step:
        note = _own(step, note_id)
        note.body, note.removed, note.changed_at = "", True, now()
    return step.change


def resolve_note(project: Project, note_id: int, resolved: bool = True) -> Change:
    """Say that a note is settled, or that it is open again."""
    with transact(project, Kind.RESOLVE_NOTE if resolved else Kind.REOPEN_NOTE) as step:
        note = _note(step, note_id)
        if note.parent_id is not None:
            raise NotFound("note", note_id)
        if note.resolved != resolved:
            note.resolved, note.settled_by, note.settled_at = resolved, project.annotator.id, now()
    return step.change


def set_unsure(project: Project, annotation_ids: Sequence[int], unsure: bool = True) -> Change:
    """Mark one's annotations as unsure, or take the mark from them."""
    asked = on_annotation(next(iter(annotation_ids), 0))
    with transact(project, Kind.UNSURE if unsure else Kind.SURE, asked) as step:
        for annotation_id in annotation_ids:
            row = step.annotation(annotation_id)
            update_rows(step.session, AnnotationRow, [(row._mapping, {"unsure": unsure})])
    return step.change


def may_see(step: Step, note: NoteRow) -> bool:
    """Whether a note is for the annotator: everybody's, about their work, their own, or they review."""
    mine = step.project.annotator.id
    if note.about_id in (None, mine) or note.person_id == mine:
        return True
    return is_reviewer(step)


def _new(step: Step, document_id: int, words: str) -> NoteRow:
    return NoteRow(
        uid=uuid.uuid4().hex,
        document_id=document_id,
        person_id=step.project.annotator.id,
        body=_usable(words),
    )


def _usable(words: str) -> str:
    said = noted(words)
    if not said:
        raise InputError("a note says something")
    return said


def _note(step: Step, note_id: int) -> NoteRow:
    """A note or answer that the annotator may see."""
    note = step.session.get(NoteRow, note_id)
    if note is None or note.removed:
        raise NotFound("note", note_id)
    root = step.session.get(NoteRow, note.parent_id) if note.parent_id is not None else note
    if root is None or not may_see(step, root):
        raise NotFound("note", note_id)
    step.document(note.document_id)
    return note


def _own(step: Step, note_id: int) -> NoteRow:
    note = _note(step, note_id)
    if note.person_id != step.project.annotator.id:
        raise NotYours(step.session.get_one(PersonRow, note.person_id).name)
    return note
