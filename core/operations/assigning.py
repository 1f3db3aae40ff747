"""Giving documents to people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.annotation import LayerState
from core.errors import InputError, NotFound
from core.history import Change, Kind
from core.operations.reviewing import refuse_unless_reviewer
from core.operations.transaction import Step, transact
from core.project import LONGEST_NAME, Project
from core.reading import settle
from core.review.assigning import Task, by_load, in_turn
from core.store.models import AssignmentRow, DocumentRow, LayerRow, PersonRow


def assign(
    project: Project,
    people: Sequence[str],
    document_ids: Sequence[int] | None = None,
    *,
    each: int = 1,
    how: str = "turn",
) -> Change:
    """See to it that every document (or these) has so many people, of these.

    `how` is "turn" (round robin), "load" (fewest characters to do first) or "source" (in turn, by
    source). Who has a document keeps it. People who are new to the project get a name in it.
    """
    with transact(project, Kind.ASSIGN) as step:
        refuse_unless_reviewer(step)
        names = list(dict.fromkeys(usable(name) for name in people))
        if not names or each < 1:
            raise InputError("somebody must be named, and each document needs one at least")
        tasks, load = _tasks(step.session, document_ids)
        plan = (
            by_load(tasks, names, each, load)
            if how == "load"
            else in_turn(tasks, names, each, stratified=how == "source")
        )
        ids = {name: person(step, name).id for name in names}
        for document_id, name in plan:
            step.session.add(AssignmentRow(document_id=document_id, person_id=ids[name]))
    return step.change


def unassign(project: Project, document_id: int, name: str) -> Change:
    """Take a document from somebody; their work on it stays."""
    with transact(project, Kind.ASSIGN) as step:
        refuse_unless_reviewer(step)
        step.document(document_id)
        found = step.session.scalars(
            select(AssignmentRow)
            .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
            .where(AssignmentRow.document_id == document_id, PersonRow.name == name)
        ).first()
        if found is None:
            raise NotFound(f"assignment of {name} to document", document_id)
        step.session.delete(found)
    return step.change


def usable(name: str) -> str:
    """A person's name in one line; InputError for none."""
    found = " ".join(settle(name)[0].split())[:LONGEST_NAME].strip()
    if not found:
        raise InputError("a person needs a name")
    return found


def person(step: Step, name: str) -> PersonRow:
    """The row of a person, made if need be."""
    found = step.session.scalars(select(PersonRow).where(PersonRow.name == name)).first()
    if found is None:
        found = PersonRow(name=name)
        step.session.add(found)
        step.session.flush()
    return found


def _tasks(session: Session, document_ids: Sequence[int] | None) -> tuple[list[Task], dict[str, int]]:
    """The documents to give out, and how many characters people have to do already."""
    d = DocumentRow
    listed = session.execute(select(d.id, d.length, d.source).where(d.hidden == "").order_by(d.id)).all()
    wanted = None if document_ids is None else set(document_ids)
    if wanted is not None and (unknown := wanted - {row.id for row in listed}):
        raise NotFound("document", min(unknown))
    given = session.execute(
        select(AssignmentRow.document_id, PersonRow.name, LayerRow.state)
        .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .outerjoin(
            LayerRow,
            (LayerRow.document_id == AssignmentRow.document_id)
            & (LayerRow.person_id == AssignmentRow.person_id),
        )
    ).all()
    length = {row.id: row.length for row in listed}
    has: dict[int, set[str]] = defaultdict(set)
    load: dict[str, int] = defaultdict(int)
    for document_id, name, state in given:
        has[document_id].add(name)
        if state not in (LayerState.FINISHED, LayerState.APPROVED):
            load[name] += length.get(document_id, 0)
    tasks = [
        Task(row.id, row.length, row.source, frozenset(has[row.id]))
        for row in listed
        if wanted is None or row.id in wanted
    ]
    return tasks, load
