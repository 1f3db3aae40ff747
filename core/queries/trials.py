"""Finished documents as tests of what was suggested in them before somebody began."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, select

from core.annotation import GOLD, Origin
from core.project import Project
from core.queries.layers import DONE
from core.showing import Showing
from core.store.models import AnnotationRow, DocumentRow, LayerRow, PersonRow, SuggestionRow, TrialRow
from core.store.settings import showing_of
from core.store.trial_labels import LaterLabels
from core.store.trial_records import read_seen
from core.trial import Trial, Wanted

_MOST = 3_000  # the last ones finished
_BATCH = 400


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


def settings(project: Project) -> Showing:
    """Which suggestions the project shows."""
    with project.reading() as connection:
        return showing_of(connection)


def waiting_scores(project: Project) -> dict[str, dict[int, int]]:
    """How many suggestions the annotator's unfinished documents hold, by label and hundredth of the score."""
    done = exists().where(
        LayerRow.document_id == SuggestionRow.document_id,
        LayerRow.person_id == project.annotator.id,
        LayerRow.state.in_(DONE),
    )
    query = (
        select(SuggestionRow.label_id, SuggestionRow.score, func.count())
        .join(DocumentRow, DocumentRow.id == SuggestionRow.document_id)
        .where(DocumentRow.hidden == "", ~done)
        .group_by(SuggestionRow.label_id, SuggestionRow.score)
    )
    keys = project.label_ids.key
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    with project.reading() as connection:
        for label_id, score, number in connection.execute(query):
            if label_id in keys:
                found[keys[label_id]][int(score * 100 + 1e-9)] += number
    return {key: dict(counts) for key, counts in found.items()}


def _finished(people: Sequence[str]) -> Any:
    mine = (LayerRow.document_id == TrialRow.document_id) & (LayerRow.person_id == TrialRow.person_id)
    query = (
        select(
            TrialRow.document_id,
            TrialRow.content,
            TrialRow.at,
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
    later = LaterLabels(connection, keys)
    wanted = _annotations(connection, keys, [row.layer_id for row in found])
    truths = _truths(connection, keys, found)
    return [
        Trial(
            row.document_id,
            row.title or row.name or str(row.document_id),
            row.person,
            row.finished_at or "",
            row.length,
            read_seen(row.content, later, row.at),
            tuple(wanted[row.layer_id]),
            row.blind,
            truths.get((row.document_id, row.person)),
        )
        for row in found
    ]


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


def _truths(
    connection: Connection, keys: Mapping[int, str], found: Sequence[Any]
) -> dict[tuple[int, str], tuple[tuple[int, int, str], ...]]:
    """What others say of the same documents, by document and whose work it is to judge: gold, if approved,
    else the layer that somebody else finished first; one done blind before others."""
    ids = [row.document_id for row in found]
    others = connection.execute(
        select(LayerRow.id, LayerRow.document_id, LayerRow.kind, LayerRow.blind, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(LayerRow.document_id.in_(ids), LayerRow.state.in_(DONE))
        .order_by(LayerRow.document_id, LayerRow.finished_at, LayerRow.id)
    ).all()
    by_document: defaultdict[int, list[Any]] = defaultdict(list)
    for other in others:
        if other.kind == "gold" or (other.kind == "own" and other.name is not None):
            by_document[other.document_id].append(other)
    chosen: dict[tuple[int, str], int] = {}
    for row in found:
        ranked = sorted(
            (each for each in by_document[row.document_id] if each.name != row.person),
            key=lambda each: (each.kind != "gold" and each.name != GOLD, not each.blind),
        )
        if ranked:
            chosen[row.document_id, row.person] = ranked[0].id
    spans = _annotations(connection, keys, sorted(set(chosen.values())))
    return {key: tuple(each[:3] for each in spans[layer_id]) for key, layer_id in chosen.items()}
