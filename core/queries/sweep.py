"""The layers that a sweep goes through, what was dismissed of its findings, and hits in their context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from core.annotation import GOLD, LayerState, ZoneKind
from core.errors import NotAllowed, NotFound
from core.project import Project
from core.queries.notes import reviews
from core.review.sweep.values import Hit, SweptLayer, SweptSpan
from core.store.dismissals import place_of
from core.store.models import (
    AnnotationRow,
    DismissalRow,
    DocumentRow,
    LayerRow,
    PersonRow,
    RejectionRow,
    ZoneRow,
)
from core.store.texts import read_slice, read_texts

EVERYBODY = ""  # all annotators' layers
_BATCH = 200
_DONE = (LayerState.FINISHED, LayerState.APPROVED)
CONTEXT = 24  # code points on either side


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its context, which ends with the line it stands in. `title` is the document's."""

    hit: Hit
    title: str
    before: str
    quote: str
    after: str


def swept_ids(project: Project, whose: str | None = None) -> list[int]:
    """The layers that hold spans: one's own, those of a person, “gold”, or with EVERYBODY all annotators'.

    Raises NotAllowed for others' work if the project has reviewers and the annotator is none, NotFound if
    nobody is called so.
    """
    with project.reading() as connection:
        which = _which(connection, project, whose)
        query = (
            select(LayerRow.id)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .where(DocumentRow.hidden == "", which)
            .order_by(LayerRow.document_id, LayerRow.id)
        )
        return list(connection.scalars(query))


def _which(connection: Connection, project: Project, whose: str | None) -> ColumnElement[bool]:
    mine = project.annotator
    if whose is None or whose == mine.name:
        return LayerRow.person_id == mine.id
    if not reviews(connection, project):
        raise NotAllowed(mine.name)
    person = connection.scalar(select(PersonRow.id).where(PersonRow.name == whose))
    if whose == EVERYBODY:
        return LayerRow.person_id.is_not(None)
    if whose == GOLD and person is None:
        return LayerRow.kind == "gold"
    if person is None:
        raise NotFound("annotator", whose)
    return LayerRow.person_id == person


def swept_layers(project: Project, ids: Sequence[int]) -> Iterator[SweptLayer]:
    """These layers with their texts, from one state of the project."""
    with project.reading() as connection:
        for at in range(0, len(ids), _BATCH):
            yield from _batch(connection, project, ids[at : at + _BATCH])


def _batch(connection: Connection, project: Project, ids: Sequence[int]) -> Iterator[SweptLayer]:
    layers = connection.execute(
        select(LayerRow.id, LayerRow.document_id, LayerRow.state, DocumentRow.digest, PersonRow.name)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .outerjoin(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(LayerRow.id.in_(ids))
        .order_by(LayerRow.document_id, LayerRow.id)
    ).all()
    texts = read_texts(connection, list({row.digest for row in layers}))
    spans = _spans(connection, project, ids)
    refused: dict[int, list[tuple[int, int]]] = defaultdict(list)
    said = select(RejectionRow.layer_id, RejectionRow.start, RejectionRow.end)
    for layer_id, start, end in connection.execute(said.where(RejectionRow.layer_id.in_(ids))):
        refused[layer_id].append((start, end))
    furniture = _furniture(connection, [row.document_id for row in layers])
    for row in layers:
        yield SweptLayer(
            row.id,
            row.document_id,
            row.name or GOLD,
            texts[row.digest],
            spans[row.id],
            row.state in _DONE,
            [*refused[row.id], *furniture[row.document_id]],
        )


def _spans(connection: Connection, project: Project, ids: Sequence[int]) -> dict[int, list[SweptSpan]]:
    found: dict[int, list[SweptSpan]] = defaultdict(list)
    a, keys = AnnotationRow, project.label_ids.key
    query = select(a.layer_id, a.start, a.end, a.label_id, a.id).where(a.layer_id.in_(ids))
    for layer_id, start, end, label_id, id_ in connection.execute(
        query.order_by(a.layer_id, a.start, a.end.desc(), a.id)
    ).all():
        found[layer_id].append(SweptSpan(start, end, keys[label_id], id_))
    return found


def _furniture(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    zones = select(ZoneRow.document_id, ZoneRow.start, ZoneRow.end).where(
        ZoneRow.document_id.in_(ids), ZoneRow.kind == ZoneKind.FURNITURE
    )
    for document_id, start, end in connection.execute(zones):
        found[document_id].append((start, end))
    return found


def dismissed(project: Project) -> dict[str, set[tuple[int | None, int | None, int | None, str]]]:
    """What was dismissed: by the finding's mark, the places (layer, start, end, label)."""
    found: dict[str, set[tuple[int | None, int | None, int | None, str]]] = defaultdict(set)
    with project.reading() as connection:
        for row in connection.execute(select(DismissalRow.__table__)):
            mark, place = place_of(row, project.label_ids.key)
            found[mark].add(place)
    return found


def hit_lines(project: Project, hits: Sequence[Hit]) -> list[HitLine]:
    """These hits in their contexts; a place that is not listed any more is left out."""
    found = []
    with project.reading() as connection:
        ids = list({hit.document_id for hit in hits})
        documents = {}
        for at in range(0, len(ids), 500):
            query = select(DocumentRow.id, DocumentRow.title, DocumentRow.name, DocumentRow.digest)
            query = query.add_columns(DocumentRow.length)
            query = query.where(DocumentRow.id.in_(ids[at : at + 500]), DocumentRow.hidden == "")
            documents.update({row.id: row for row in connection.execute(query)})
        for hit in hits:
            row = documents.get(hit.document_id)
            if row is None:
                continue
            low, high = max(0, hit.start - CONTEXT), min(row.length, hit.end + CONTEXT)
            around = read_slice(connection, row.digest, low, high)
            start, end = hit.start - low, hit.end - low
            before = around[:start].rpartition("\n")[2]
            after = around[end:].partition("\n")[0]
            found.append(HitLine(hit, row.title or row.name, before, around[start:end], after))
    return found
