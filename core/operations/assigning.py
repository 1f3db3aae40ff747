"""Giving documents to people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core.errors import InputError, NotFound
from core.history import Change, Kind
from core.operations.permission import refuse_unless_reviewer
from core.operations.reviewing import person_named
from core.operations.transaction import Step, transact
from core.project import LONGEST_NAME, Project
from core.reading import settle
from core.review.assigning import Task, shared_out
from core.store.assigned import assigned_so_far
from core.store.models import AssignmentRow, PersonRow

_BATCH = 500


def assign(
    project: Project,
    people: Sequence[str],
    document_ids: Sequence[int] | None = None,
    *,
    each: int = 1,
    how: str = "turn",
) -> Change:
    """See to it that every document (or these) has so many people, of these.

    `how` is "turn" (round robin), "load" (fewest characters to do first), "source" (in turn, by
    source) or "all" (each of the people gets each of the documents, whatever `each` says). Who has a
    document keeps it. People who are new to the project get a name in it. What it would do is told by
    `queries.assigning.proposed_assignment`.
    """
    with transact(project, Kind.ASSIGN) as step:
        refuse_unless_reviewer(step)
        names = list(dict.fromkeys(usable(name) for name in people))
        if not names or each < 1:
            raise InputError("somebody must be named, and each document needs one at least")
        tasks, load = assigned_so_far(step.session.connection(), document_ids)
        plan = shared_out([Task(*row) for row in tasks], names, each, how, load)
        ids = {name: person(step, name).id for name in names}
        for document_id, name in plan:
            step.session.add(AssignmentRow(document_id=document_id, person_id=ids[name]))
    return step.change


def unassign(project: Project, document_ids: Sequence[int], name: str) -> Change:
    """Take documents from somebody, those of these that they have; their work on them stays.

    NotFound if they have none of them.
    """
    with transact(project, Kind.ASSIGN) as step:
        refuse_unless_reviewer(step)
        who = person_named(step, name)
        found: list[AssignmentRow] = []
        for at in range(0, len(document_ids), _BATCH):
            some = document_ids[at : at + _BATCH]
            mine = (AssignmentRow.person_id == who.id) & AssignmentRow.document_id.in_(some)
            found += step.session.scalars(select(AssignmentRow).where(mine)).all()
        if not found:
            raise NotFound(f"assignment of {name} to document", next(iter(document_ids), 0))
        for each in found:
            step.session.delete(each)
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
