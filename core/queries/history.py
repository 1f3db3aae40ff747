"""What was done, and what undo would take back."""

from __future__ import annotations

from sqlalchemy import or_, select

from core.history import HistoryEntry, Kind, UndoStatus
from core.operations.transaction import decode
from core.project import Project
from core.store.models import OperationRow, PersonRow


def undo_status(project: Project) -> UndoStatus:
    """What undo and redo would do now for the annotator."""
    mine = (OperationRow.person_id == project.annotator.id) & OperationRow.undoable
    columns = select(OperationRow.kind, OperationRow.document_id)
    with project.reading() as connection:
        done = connection.execute(
            columns.where(mine, OperationRow.state == "done").order_by(OperationRow.id.desc()).limit(1)
        ).first()
        undone = connection.execute(
            columns.where(mine, OperationRow.state == "undone").order_by(OperationRow.id).limit(1)
        ).first()
    return UndoStatus(
        Kind(done.kind) if done else None,
        done.document_id if done else None,
        Kind(undone.kind) if undone else None,
        undone.document_id if undone else None,
    )


def history_of(project: Project, document_id: int, annotation_id: int) -> list[HistoryEntry]:
    """What happened to an annotation, the oldest first; before and after as “label: quote”."""
    query = (
        select(OperationRow.at, OperationRow.kind, OperationRow.changes, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .where(
            or_(OperationRow.document_id == document_id, OperationRow.document_id.is_(None)),
            OperationRow.kind.not_in((Kind.IMPORT, Kind.SUGGEST)),
        )
        .order_by(OperationRow.id)
    )
    entries: list[HistoryEntry] = []
    state: dict[str, object] | None = None
    with project.reading() as connection:
        wanted = f'["annotation",{annotation_id},'.encode()  # as `encode` writes it: far quicker than reading
        for row in connection.execute(query):
            if wanted not in bytes(row.changes):
                continue
            for change in decode(row.changes):
                if (change.table, change.id) != ("annotation", annotation_id):
                    continue
                before = state
                state = {**(state or {}), **change.after} if change.after is not None else None
                entries.append(
                    HistoryEntry(
                        row.at, row.name, Kind(row.kind), _say(project, before), _say(project, state)
                    )
                )
    return entries


def _say(project: Project, columns: dict[str, object] | None) -> str:
    if not columns:
        return ""
    label = project.label_ids.key.get(int(str(columns["label_id"])), "?")
    return f"{label}: {columns['quote']}"
