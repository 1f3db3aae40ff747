"""Which document comes next: by what is to be learned from it, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, Exists, exists, func, select

from core.errors import InputError
from core.project import Project
from core.queries.documents import next_unfinished
from core.queries.layers import DONE
from core.store.models import AnnotationRow, DocumentRow, LayerRow, OutlookRow

_ENOUGH = 5.0  # expected spans of a label in one document, beyond which more add nothing
_TOLD = 3  # labels that are named as the reason


class NextBy(StrEnum):
    """What decides which document comes next."""

    ARRIVAL = "arrival"
    UNCERTAINTY = "uncertainty"
    DISAGREEMENT = "disagreement"
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be learned from an unfinished document; documents with larger values come first.

    `value` is the mean doubt of its suggestions (0 to 1; 1: each as likely right as wrong), or the share
    of places where sources say different things, or how much it would add to labels that are rare so
    far. `labels` are those rare ones: (key, spans expected, spans that there are).
    """

    document_id: int
    value: float
    labels: tuple[tuple[str, float, int], ...] = ()


def outlooks(project: Project, by: NextBy) -> list[Outlook]:
    """The annotator's unfinished documents in the order asked for, those of equal value as they came.

    In order of arrival, without values. Documents that nothing was suggested for yet come last.
    """
    if by is NextBy.ARRIVAL:
        raise InputError("the order of arrival needs no outlook")
    with project.reading() as connection:
        found = connection.execute(
            select(DocumentRow.id, OutlookRow.uncertainty, OutlookRow.disagreement, OutlookRow.expected)
            .outerjoin(OutlookRow, OutlookRow.document_id == DocumentRow.id)
            .where(DocumentRow.hidden == "", ~_done(project))
            .order_by(DocumentRow.id)
        ).all()
        counts = _counts(connection) if by is NextBy.RARE else Counter[int]()
    if by is NextBy.RARE:
        made = [_rare(project, row.id, row.expected, counts) for row in found]
    else:
        made = [Outlook(row.id, getattr(row, by.value) or 0.0) for row in found]
    return sorted(made, key=lambda each: (-each.value, each.document_id))


def next_document(project: Project, after: int, by: NextBy = NextBy.ARRIVAL) -> int | None:
    """The unfinished document that comes next, None if there is no other than `after`."""
    if by is NextBy.ARRIVAL:
        return next_unfinished(project, after)
    return next((each.document_id for each in outlooks(project, by) if each.document_id != after), None)


def _done(project: Project) -> Exists:
    return exists().where(
        LayerRow.document_id == DocumentRow.id,
        LayerRow.person_id == project.annotator.id,
        LayerRow.state.in_(DONE),
    )


def _counts(connection: Connection) -> Counter[int]:
    """How many spans of each label stand in finished work."""
    query = (
        select(AnnotationRow.label_id, func.count())
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
        .where(LayerRow.state.in_(DONE), LayerRow.person_id.is_not(None))
        .group_by(AnnotationRow.label_id)
    )
    return Counter({row[0]: row[1] for row in connection.execute(query)})


def _rare(project: Project, document_id: int, expected: str | None, counts: Counter[int]) -> Outlook:
    """Each expected span of a label counts the less the more of that label there are."""
    keys = project.label_ids.key
    spans = msgspec.json.decode(expected, type=dict[int, float]) if expected else {}
    worth = {
        label: min(number, _ENOUGH) / (1 + counts[label]) for label, number in spans.items() if label in keys
    }
    best = sorted(worth, key=lambda label: (-worth[label], label))[:_TOLD]
    return Outlook(
        document_id,
        sum(worth.values()),
        tuple((keys[label], spans[label], counts[label]) for label in best),
    )
