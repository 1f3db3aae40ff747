"""What a reviewer does to somebody's layer: approve it, or return it with a reason. And who is one."""

from __future__ import annotations

from sqlalchemy import select

from core.annotation import LayerState, Role
from core.errors import InputError, NotFound
from core.history import Change, Kind
from core.operations.permission import refuse_unless_reviewer, reviewers
from core.operations.transaction import Step, transact
from core.project import Project
from core.reading import settle
from core.store.models import LayerRow, PersonRow, now

LONGEST_NOTE = 10_000


def approve(project: Project, document_id: int, annotator: str) -> Change:
    """Say that somebody's finished work on a document is good. NotFound if it is not finished."""
    with transact(project, Kind.APPROVE) as step:
        layer = _layer(step, document_id, annotator, LayerState.FINISHED)
        layer.state = LayerState.APPROVED
        _sign(step, layer, "")
    return step.change


def return_layer(project: Project, document_id: int, annotator: str, reason: str) -> Change:
    """Give somebody's finished or approved work back to them; they see the reason. InputError without one."""
    with transact(project, Kind.RETURN) as step:
        if not reason.strip():
            raise InputError("work is returned with a reason")
        layer = _layer(step, document_id, annotator, LayerState.FINISHED, LayerState.APPROVED)
        layer.state, layer.finished_at = LayerState.RETURNED, None
        _sign(step, layer, noted(reason))
    return step.change


def set_role(project: Project, name: str, role: Role) -> Change:
    """Make a person of the project annotator, reviewer or owner.

    While nobody has a role all may all; whoever then gives the first one to somebody else becomes the
    owner, and is not shut out by it.
    """
    with transact(project, Kind.SET_ROLE) as step:
        refuse_unless_reviewer(step)
        who = person_named(step, name)
        if not reviewers(step) and who.id != project.annotator.id and role is not Role.ANNOTATOR:
            person_named(step, project.annotator.name).role = Role.OWNER
        who.role = role
    return step.change


def person_named(step: Step, name: str) -> PersonRow:
    """The row of a person; NotFound if nobody is called so."""
    found = step.session.scalars(select(PersonRow).where(PersonRow.name == name)).first()
    if found is None:
        raise NotFound("annotator", name)
    return found


def noted(words: str) -> str:
    """What a reviewer wrote, as it can be stored."""
    return settle(words)[0].strip()[:LONGEST_NOTE]


def _layer(step: Step, document_id: int, annotator: str, *states: LayerState) -> LayerRow:
    refuse_unless_reviewer(step)
    step.document(document_id)
    whose = (LayerRow.document_id == document_id, LayerRow.person_id == person_named(step, annotator).id)
    layer = step.session.scalars(select(LayerRow).where(*whose)).first()
    if layer is None or layer.state not in states:
        raise NotFound(f"finished work of {annotator} on document", document_id)
    return layer


def _sign(step: Step, layer: LayerRow, note: str) -> None:
    layer.note, layer.reviewer_id, layer.reviewed_at = note, step.project.annotator.id, now()
