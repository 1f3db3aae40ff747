"""Keeping what was suggested before a person touched a document: past the history, once for each.

The content of a trial is JSON: `spans` as [start, end, label id, source, score, quote], `categories` as
[label id, source, score], `below`: the thresholds in force, by label id. One that came in a file has
`hidden` instead: the numbers of the spans that were below one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, exists, insert, select

from core.annotation import LayerState
from core.project import Project
from core.showing import hidden_below
from core.store.models import CategorySuggestionRow, DocumentRow, LayerRow, SuggestionRow, TrialRow
from core.store.settings import showing_of
from core.store.texts import read_texts

_BEGUN = (LayerState.NEW, LayerState.IN_PROGRESS, LayerState.RETURNED)
_ITS_LAYER = (LayerRow.document_id == TrialRow.document_id) & (LayerRow.person_id == TrialRow.person_id)
_KEPT = exists().where(TrialRow.document_id == LayerRow.document_id, TrialRow.person_id == LayerRow.person_id)


def keep_before_filling(connection: Connection, project: Project, document_ids: Sequence[int]) -> None:
    """Before suggestions are made anew: keep those that somebody began with; forget what nobody began."""
    begun = connection.execute(
        select(LayerRow.document_id, LayerRow.person_id)
        .where(
            LayerRow.document_id.in_(document_ids),
            LayerRow.person_id.is_not(None),
            LayerRow.state.in_(_BEGUN),
            ~_KEPT,
        )
        .order_by(LayerRow.id)
    ).all()
    abandoned = TrialRow.document_id.in_(document_ids) & ~exists().where(_ITS_LAYER)
    connection.execute(delete(TrialRow).where(abandoned))
    if begun:
        keep(connection, project, [(row.document_id, row.person_id) for row in begun])


def keep_at_finish(connection: Connection, project: Project, document_id: int, person_id: int) -> None:
    """Keep what was suggested, unless that was done when suggestions were last made anew."""
    known = select(TrialRow.id).where(TrialRow.document_id == document_id, TrialRow.person_id == person_id)
    if connection.scalar(known) is None:
        keep(connection, project, [(document_id, person_id)])


def keep(connection: Connection, project: Project, whose: Sequence[tuple[int, int]]) -> None:
    """Keep the suggestions that stand in documents now, for each (document, person)."""
    ids = list(dict.fromkeys(document_id for document_id, _ in whose))
    documents = {
        row.id: row
        for row in connection.execute(
            select(DocumentRow.id, DocumentRow.digest, DocumentRow.suggested_with).where(
                DocumentRow.id.in_(ids)
            )
        )
    }
    texts = read_texts(connection, [row.digest for row in documents.values()])
    below = hidden_below(showing_of(connection).thresholds, project.label_ids.span)
    s, c = SuggestionRow, CategorySuggestionRow
    spans = _grouped(
        connection.execute(
            select(s.document_id, s.start, s.end, s.label_id, s.source, s.score)
            .where(s.document_id.in_(ids))
            .order_by(s.document_id, s.start, s.id)
        )
    )
    categories = _grouped(
        connection.execute(
            select(c.document_id, c.label_id, c.source, c.score)
            .where(c.document_id.in_(ids))
            .order_by(c.document_id, c.id)
        )
    )
    content = {
        id_: _content(spans[id_], categories[id_], below, texts[row.digest]) for id_, row in documents.items()
    }
    connection.execute(
        insert(TrialRow),
        [
            {
                "document_id": document_id,
                "person_id": person_id,
                "knowledge": documents[document_id].suggested_with,
                "content": content[document_id],
            }
            for document_id, person_id in whose
        ],
    )


def _grouped(found: Iterable[Any]) -> defaultdict[int, list[tuple[Any, ...]]]:
    grouped: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for document_id, *rest in found:
        grouped[document_id].append(tuple(rest))
    return grouped


def _content(
    spans: Sequence[tuple[Any, ...]],
    categories: Sequence[tuple[Any, ...]],
    below: Mapping[int, float],
    text: str,
) -> str:
    quoted = [(*each, text[each[0] : each[1]]) for each in spans]
    return msgspec.json.encode({"spans": quoted, "categories": categories, "below": below}).decode()
