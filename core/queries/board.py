"""Who has which documents, and who has done what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from core.annotation import LayerState, Role
from core.project import Project
from core.store.models import (
    AnnotationRow,
    AssignmentRow,
    DocumentRow,
    LayerRow,
    OperationRow,
    PersonRow,
)

_PAUSE = 120  # seconds; a longer gap between two acts is no work


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What one person has done: documents by state, spans, and the minutes per finished document.

    Minutes are those between acts that follow each other within two minutes.
    """

    name: str
    role: Role
    assigned: int
    in_progress: int
    finished: int
    returned: int
    approved: int
    spans: int
    minutes_per_document: float | None


def assignments(project: Project) -> dict[int, tuple[str, ...]]:
    """To whom documents are assigned, by document."""
    query = (
        select(AssignmentRow.document_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .order_by(AssignmentRow.document_id, PersonRow.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    with project.reading() as connection:
        for document_id, name in connection.execute(query):
            found[document_id].append(name)
    return {document_id: tuple(names) for document_id, names in found.items()}


def board(project: Project) -> list[BoardRow]:
    """Who has done what, by name."""
    listed = select(DocumentRow.id).where(DocumentRow.hidden == "")
    states = (
        select(LayerRow.person_id, LayerRow.state, func.count())
        .where(LayerRow.kind == "own", LayerRow.document_id.in_(listed))
        .group_by(LayerRow.person_id, LayerRow.state)
    )
    spans = (
        select(LayerRow.person_id, func.count())
        .join(AnnotationRow, AnnotationRow.layer_id == LayerRow.id)
        .where(LayerRow.kind == "own", LayerRow.document_id.in_(listed))
        .group_by(LayerRow.person_id)
    )
    assigned = (
        select(AssignmentRow.person_id, func.count())
        .where(AssignmentRow.document_id.in_(listed))
        .group_by(AssignmentRow.person_id)
    )
    with project.reading() as connection:
        people = connection.execute(
            select(PersonRow.id, PersonRow.name, PersonRow.role).order_by(PersonRow.name)
        ).all()
        by_state = {(row[0], row[1]): row[2] for row in connection.execute(states)}
        number = {row[0]: row[1] for row in connection.execute(spans)}
        given = {row[0]: row[1] for row in connection.execute(assigned)}
        minutes = _minutes(connection)
    rows = []
    for id_, name, role in people:
        counts = {state: by_state.get((id_, state.value), 0) for state in LayerState}
        done = counts[LayerState.FINISHED] + counts[LayerState.APPROVED]
        rows.append(
            BoardRow(
                name,
                Role(role),
                given.get(id_, 0),
                counts[LayerState.NEW] + counts[LayerState.IN_PROGRESS],
                counts[LayerState.FINISHED],
                counts[LayerState.RETURNED],
                counts[LayerState.APPROVED],
                number.get(id_, 0),
                round(minutes[id_] / done, 2) if done and id_ in minutes else None,
            )
        )
    return rows


def _minutes(connection: Connection) -> dict[int, float]:
    """How long each person has worked on documents, from the times of their acts."""
    acts = connection.execute(
        select(OperationRow.person_id, OperationRow.at)
        .where(OperationRow.document_id.is_not(None))
        .order_by(OperationRow.person_id, OperationRow.id)
    )
    found: dict[int, float] = defaultdict(float)
    last: dict[int, datetime] = {}
    for person, at in acts:
        moment = datetime.fromisoformat(at)
        pause = (moment - last[person]).total_seconds() if person in last else _PAUSE
        if 0 <= pause < _PAUSE:
            found[person] += pause / 60
        last[person] = moment
    return found
