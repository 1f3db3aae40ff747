"""The layers of all annotators, side by side: what review is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, select

from core.annotation import GOLD, LayerState
from core.project import Project
from core.review.layered import LayeredDocument, Place
from core.store.models import AnnotationRow, CategoryMarkRow, DocumentRow, LayerRow, PersonRow
from core.store.texts import read_texts

_BATCH = 200
DONE = (LayerState.FINISHED, LayerState.APPROVED)


def layered_ids(
    project: Project, people: Sequence[str] = (), document_ids: Sequence[int] | None = None
) -> list[int]:
    """The listed documents on which at least two people have finished layers, or of these people two.

    Somebody called “gold” is an imported gold layer, and takes part only if named.
    """
    with project.reading() as connection:
        found = connection.execute(
            select(LayerRow.document_id, LayerRow.id)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .join(PersonRow, PersonRow.id == LayerRow.person_id)
            .where(DocumentRow.hidden == "", _counts(people))
            .order_by(LayerRow.document_id)
        )
        number: dict[int, int] = defaultdict(int)
        for document_id, _ in found:
            number[document_id] += 1
    wanted = None if document_ids is None else set(document_ids)
    return [id_ for id_, many in number.items() if many > 1 and (wanted is None or id_ in wanted)]


def layered_documents(
    project: Project, ids: Sequence[int], people: Sequence[str] = (), *, paragraphs: bool = False
) -> Iterator[LayeredDocument]:
    """These documents with all their finished layers (of these people), from one state of the project.

    With `paragraphs`, where they begin: for that the texts have to be read.
    """
    with project.reading() as connection:
        for at in range(0, len(ids), _BATCH):
            yield from _batch(connection, project, ids[at : at + _BATCH], people, paragraphs)


def _counts(people: Sequence[str]) -> ColumnElement[bool]:
    counts = LayerRow.state.in_(DONE)
    return counts & (PersonRow.name.in_(people) if people else PersonRow.name != GOLD)


def _batch(
    connection: Connection, project: Project, ids: Sequence[int], people: Sequence[str], paragraphs: bool
) -> Iterator[LayeredDocument]:
    documents = connection.execute(
        select(
            DocumentRow.id, DocumentRow.name, DocumentRow.title, DocumentRow.length, DocumentRow.digest
        ).where(DocumentRow.id.in_(ids))
    ).all()
    by_id = {row.id: row for row in documents}
    owners = connection.execute(
        select(LayerRow.id, LayerRow.document_id, PersonRow.name, LayerRow.finished_at)
        .join(PersonRow, PersonRow.id == LayerRow.person_id)
        .where(LayerRow.document_id.in_(ids), _counts(people))
    ).all()
    layer_ids = [row.id for row in owners]
    spans = _spans(connection, project, layer_ids)
    categories = _categories(connection, project, layer_ids)
    layers: dict[int, dict[str, list[Place]]] = defaultdict(dict)
    given: dict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    days: dict[int, str] = defaultdict(str)
    for layer_id, document_id, name, finished in owners:
        layers[document_id][name] = spans[layer_id]
        days[document_id] = max(days[document_id], (finished or "")[:10])
        given[document_id][name] = frozenset(categories[layer_id])
    texts = read_texts(connection, [row.digest for row in documents]) if paragraphs else {}
    for id_ in ids:
        row = by_id[id_]
        begins = paragraph_starts(texts[row.digest]) if paragraphs else (0,)
        name = row.name or row.title or str(row.id)
        yield LayeredDocument(name, row.length, layers[id_], given[id_], begins, id_, days[id_])


def _spans(connection: Connection, project: Project, layer_ids: Sequence[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    keys = project.label_ids.key
    a = AnnotationRow
    query = select(a.layer_id, a.start, a.end, a.label_id).where(a.layer_id.in_(layer_ids))
    for layer_id, start, end, label_id in connection.execute(query.order_by(a.layer_id, a.start)).all():
        found[layer_id].append((start, end, keys[label_id]))
    return found


def _categories(connection: Connection, project: Project, layer_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    mark = CategoryMarkRow
    query = select(mark.layer_id, mark.label_id).where(mark.layer_id.in_(layer_ids), mark.given)
    for layer_id, label_id in connection.execute(query):
        found[layer_id].append(project.label_ids.key[label_id])
    return found


def paragraph_starts(text: str) -> tuple[int, ...]:
    """Where each line that says something begins; the first is always 0."""
    starts, at = [0], 0
    for line in text.split("\n"):
        if line.strip() and at:
            starts.append(at)
        at += len(line) + 1
    return tuple(starts)
