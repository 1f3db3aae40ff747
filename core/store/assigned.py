"""What there is to give out: documents with who has them already, and how much people have to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from core.annotation import LayerState
from core.errors import NotFound
from core.store.models import AssignmentRow, DocumentRow, LayerRow, PersonRow

_DONE = (LayerState.FINISHED, LayerState.APPROVED)
Given = tuple[int, int, str, frozenset[str]]  # document, its length, its source, who has it


def assigned_so_far(
    connection: Connection, document_ids: Sequence[int] | None
) -> tuple[list[Given], dict[str, int]]:
    """All listed documents, or these; and how many characters people have still to do, by name.

    NotFound if one of them is not listed.
    """
    d = DocumentRow
    listed = connection.execute(select(d.id, d.length, d.source).where(d.hidden == "").order_by(d.id)).all()
    wanted = None if document_ids is None else set(document_ids)
    if wanted is not None and (unknown := wanted - {row.id for row in listed}):
        raise NotFound("document", min(unknown))
    given = connection.execute(
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
        if state not in _DONE:
            load[name] += length.get(document_id, 0)
    nobody: frozenset[str] = frozenset()
    tasks = [
        (row.id, row.length, row.source, frozenset(has[row.id]) if row.id in has else nobody)
        for row in listed
        if wanted is None or row.id in wanted
    ]
    return tasks, load
