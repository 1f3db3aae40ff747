"""Finished documents as tests of what was suggested in them before somebody began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from core.annotation import GOLD, Origin
from core.project import Project
from core.queries.layers import DONE
from core.store.models import AnnotationRow, DocumentRow, LayerRow, PersonRow, TrialRow
from core.trial import Seen, Trial, Wanted

_MOST = 3_000  # the last ones finished
_BATCH = 400


class _Content(msgspec.Struct):
    spans: list[tuple[int, int, int, str, float, str]]
    below: dict[int, float] = {}


def trials(project: Project, people: Sequence[str] = ()) -> list[Trial]:
    """The last documents that were finished (by these people), oldest first, as they are now.

    Those are left out for which nothing had been suggested when they were begun, and those finished
    elsewhere. What stands in them is what stands there now: undoing and reopening are accounted for.
    """
    with project.reading() as connection:
        found = connection.execute(_finished(people)).all()[::-1]
        return [
            each
            for at in range(0, len(found), _BATCH)
            for each in _batch(connection, project, found[at : at + _BATCH])
        ]


def count_finished(project: Project) -> int:
    """How many layers people have finished, whether they are trials or not."""
    query = (
        select(func.count())
        .select_from(LayerRow)
        .join(DocumentRow)
        .where(LayerRow.state.in_(DONE), LayerRow.kind == "own", DocumentRow.hidden == "")
    )
    with project.reading() as connection:
        return connection.scalar(query) or 0


def _finished(people: Sequence[str]) -> Any:
    mine = (LayerRow.document_id == TrialRow.document_id) & (LayerRow.person_id == TrialRow.person_id)
    query = (
        select(
            TrialRow.document_id,
            TrialRow.content,
            LayerRow.id.label("layer_id"),
            LayerRow.finished_at,
            LayerRow.blind,
            PersonRow.name.label("person"),
            DocumentRow.title,
            DocumentRow.name,
            DocumentRow.length,
        )
        .join(LayerRow, mine)
        .join(DocumentRow, DocumentRow.id == TrialRow.document_id)
        .join(PersonRow, PersonRow.id == TrialRow.person_id)
        .where(TrialRow.knowledge != "", LayerRow.state.in_(DONE), DocumentRow.hidden == "")
        .order_by(LayerRow.finished_at.desc(), LayerRow.id.desc())
        .limit(_MOST)
    )
    return query.where(PersonRow.name.in_(people)) if people else query.where(PersonRow.name != GOLD)


def _batch(connection: Connection, project: Project, found: Sequence[Any]) -> list[Trial]:
    keys = project.label_ids.key
    wanted = _annotations(connection, keys, [row.layer_id for row in found])
    trials = []
    for row in found:
        content = msgspec.json.decode(row.content, type=_Content)
        trials.append(
            Trial(
                row.document_id,
                row.title or row.name or str(row.document_id),
                row.person,
                row.finished_at or "",
                row.length,
                tuple(
                    Seen(start, end, keys[label], source, score, quote, score < content.below.get(label, 0.0))
                    for start, end, label, source, score, quote in content.spans
                    if label in keys
                ),
                tuple(wanted[row.layer_id]),
                row.blind,
            )
        )
    return trials


def _annotations(
    connection: Connection, keys: Mapping[int, str], layer_ids: Sequence[int]
) -> defaultdict[int, list[Wanted]]:
    a = AnnotationRow
    query = (
        select(a.layer_id, a.start, a.end, a.label_id, a.quote, a.origin)
        .where(a.layer_id.in_(layer_ids))
        .order_by(a.layer_id, a.start, a.id)
    )
    found: defaultdict[int, list[Wanted]] = defaultdict(list)
    for layer_id, start, end, label_id, quote, origin in connection.execute(query):
        found[layer_id].append(Wanted(start, end, keys[label_id], quote, origin == Origin.ACCEPTED))
    return found
