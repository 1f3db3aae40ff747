"""How far the work is, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from core.annotation import Annotator, LayerState
from core.project import Project
from core.store.models import DocumentRow, LayerRow, PersonRow


@dataclass(frozen=True, slots=True)
class Progress:
    """How many documents there are, and how many the annotator has begun and finished."""

    documents: int
    in_progress: int
    finished: int


def progress(project: Project) -> Progress:
    """The annotator's progress over all listed documents."""
    by_state = (
        select(LayerRow.state, func.count())
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(LayerRow.person_id == project.annotator.id, DocumentRow.hidden == "")
        .group_by(LayerRow.state)
    )
    with project.reading() as connection:
        listed = connection.scalar(select(func.count()).where(DocumentRow.hidden == "")) or 0
        counts = {row[0]: row[1] for row in connection.execute(by_state)}
    done = counts.get(LayerState.FINISHED, 0) + counts.get(LayerState.APPROVED, 0)
    return Progress(listed, sum(counts.values()) - done, done)


def finished_by_day(project: Project) -> dict[str, dict[str, int]]:
    """How many documents each person had finished on each day (ISO 8601) and still has, by person."""
    day = func.substr(LayerRow.finished_at, 1, 10)
    query = (
        select(PersonRow.name, day, func.count())
        .join(LayerRow, LayerRow.person_id == PersonRow.id)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .where(DocumentRow.hidden == "", LayerRow.finished_at.is_not(None))
        .group_by(PersonRow.name, day)
        .order_by(PersonRow.name, day)
    )
    found: dict[str, dict[str, int]] = {}
    with project.reading() as connection:
        for name, at, number in connection.execute(query):
            found.setdefault(name, {})[at] = number
    return found


def annotators(project: Project) -> list[Annotator]:
    """Everybody who has a name in this project, by name."""
    with project.reading() as connection:
        found = connection.execute(select(PersonRow.id, PersonRow.name).order_by(PersonRow.name))
        return [Annotator(row.id, row.name) for row in found]
