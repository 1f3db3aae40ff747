"""Suggesting anew in a document that somebody is working on: only what lies ahead of them changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from core.history import Change, Kind, Touched
from core.operations.suggesting import knowledge, read_asked, store_outlooks
from core.operations.suggestion_rows import COLUMNS, count_again, is_from_file
from core.operations.transaction import transact
from core.operations.trials import keep_before_filling
from core.project import Project
from core.store.bulk import insert_rows
from core.store.models import Base, DocumentRow, SuggestionRow
from core.suggest.thinking import SpanRow, Suggests, Thinks, think

Ahead = Callable[[], tuple[int, tuple[int, int]]]
"""From which character on suggestions may change, and a stretch beyond it that stays as it is."""

_SUGGESTIONS: Table = Base.metadata.tables["suggestion"]


def refresh(
    project: Project, suggester: Suggests | Thinks, document_id: int, ahead: Ahead, *, again: bool = True
) -> Change:
    """Suggest spans anew ahead of the annotator; a suggestion that is made again keeps its id.

    `ahead` is asked at the last moment, as people go on meanwhile. Suggestions that begin before, that
    touch the stretch to be spared, or that a file brought stay; zones and categories stay too. What was
    decided stays decided: refusals and annotations go by their place. Changes nothing in a document that
    is not listed any more, nor, without `again`, in one that this very suggester has filled.
    """
    mark = knowledge(project.label_set, suggester)
    if not again and _is_marked(project, document_id, mark):
        return Change(Kind.SUGGEST, 0)
    asked = read_asked(project, [document_id])
    made = think(suggester, project.label_set, asked)
    with transact(project, Kind.SUGGEST, undoable=False) as step:
        if not made:
            return Change(Kind.SUGGEST, 0)
        connection = step.session.connection()
        step.document_id = document_id
        step.touches.add(Touched.SUGGESTIONS)
        keep_before_filling(connection, project, [document_id])
        beyond, spared = ahead()
        _replace(connection, project, document_id, made[0][2], beyond, spared)
        store_outlooks(connection, project, made)
        connection.execute(
            update(DocumentRow).where(DocumentRow.id == document_id).values(suggested_with=mark)
        )
        count_again(connection, [document_id])
    return step.change


def _is_marked(project: Project, document_id: int, mark: str) -> bool:
    with project.reading() as connection:
        found = select(DocumentRow.id).where(
            DocumentRow.id == document_id, DocumentRow.suggested_with == mark
        )
        return connection.scalar(found) is not None


def _replace(
    connection: Connection,
    project: Project,
    document_id: int,
    spans: Sequence[SpanRow],
    beyond: int,
    spared: tuple[int, int],
) -> None:
    def may_change(start: int, end: int) -> bool:
        return start >= beyond and not (start < spared[1] and end > spared[0])

    s, ids = SuggestionRow, project.label_ids
    here = (s.document_id == document_id) & ~is_from_file(s.source) & (s.start >= beyond)
    standing = {
        (row.start, row.end, row.label_id): row.id
        for row in connection.execute(select(s.id, s.start, s.end, s.label_id).where(here))
        if may_change(row.start, row.end)
    }
    new = {
        (start, end, ids.of_span(label)): (source, score, reason)
        for start, end, label, source, score, reason in spans
        if may_change(start, end)
    }
    gone = [id_ for place, id_ in standing.items() if place not in new]
    for at in range(0, len(gone), 500):
        connection.execute(delete(s).where(s.id.in_(gone[at : at + 500])))
    kept = [
        {"id_": standing[place], "source_": said[0], "score_": said[1], "reason_": said[2]}
        for place, said in new.items()
        if place in standing
    ]
    if kept:
        table = _SUGGESTIONS
        changed = update(table).values(
            source=bindparam("source_"), score=bindparam("score_"), reason=bindparam("reason_")
        )
        connection.execute(changed.where(table.c.id == bindparam("id_")), kept)
    insert_rows(
        connection,
        _SUGGESTIONS,
        COLUMNS,
        [
            (document_id, label_id, start, end, *said)
            for (start, end, label_id), said in new.items()
            if (start, end, label_id) not in standing
        ],
    )
