"""Where a string stands: every place of it, with its context and with what the annotator has there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.annotation import LayerState, ZoneKind
from core.errors import Cancelled
from core.project import Project
from core.store.models import AnnotationRow, DocumentRow, LayerRow, ZoneRow
from core.store.texts import read_texts

CONTEXT = 24  # code points on either side
_BATCH = 200
_DONE = (LayerState.FINISHED, LayerState.APPROVED)
Span = tuple[int, int, int, str]  # start, end, annotation id, label


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a string in a document, in code points.

    `label` and `annotation_id` are of the annotator's span that stands just there ("" and 0 if none
    does), `overlaps` the labels of others that share characters with it. `finished` places cannot be
    changed until their document is reopened; `furniture` is no text of the article.
    """

    document_id: int
    title: str
    start: int
    end: int
    before: str
    quote: str
    after: str
    label: str = ""
    annotation_id: int = 0
    overlaps: tuple[str, ...] = ()
    finished: bool = False
    furniture: bool = False


def mentions(
    project: Project,
    quote: str,
    document_id: int | None = None,
    *,
    should_stop: Callable[[], bool] | None = None,
) -> list[Mention]:
    """Every place of `quote` in a document, or in all listed ones, in the order of the list.

    Places don't overlap each other; none goes over a line's end. Stopping raises Cancelled.
    """
    if not quote.strip():
        return []
    found: list[Mention] = []
    with project.reading() as connection:
        listed = select(DocumentRow.id, DocumentRow.title, DocumentRow.name, DocumentRow.digest)
        listed = listed.where(DocumentRow.hidden == "").order_by(DocumentRow.id)
        if document_id is not None:
            listed = listed.where(DocumentRow.id == document_id)
        documents = connection.execute(listed).all()
        for at in range(0, len(documents), _BATCH):
            if should_stop is not None and should_stop():
                raise Cancelled
            batch = documents[at : at + _BATCH]
            texts = read_texts(connection, [row.digest for row in batch])
            hits = {row.id: list(occurrences(texts[row.digest], quote)) for row in batch}
            hits = {id_: places for id_, places in hits.items() if places}
            there = _Standing(connection, project, list(hits))
            for row in batch:
                for start in hits.get(row.id, ()):
                    text = texts[row.digest]
                    found.append(there.mention(row.id, row.title or row.name, text, start, len(quote)))
    return found


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where each place of `quote` begins, from left to right, none overlapping the one before."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + len(quote))


class _Standing:
    """What the annotator has in some documents, looked up by place."""

    def __init__(self, connection: Connection, project: Project, ids: Sequence[int]) -> None:
        self._spans: dict[int, list[Span]] = {}
        self._finished: set[int] = set()
        self._furniture: dict[int, list[tuple[int, int]]] = {}
        keys = project.label_ids.key
        mine = (LayerRow.document_id.in_(ids)) & (LayerRow.person_id == project.annotator.id)
        for row in connection.execute(select(LayerRow.document_id, LayerRow.state).where(mine)):
            if row.state in _DONE:
                self._finished.add(row.document_id)
        spans = (
            select(
                LayerRow.document_id,
                AnnotationRow.start,
                AnnotationRow.end,
                AnnotationRow.id,
                AnnotationRow.label_id,
            )
            .join(AnnotationRow, AnnotationRow.layer_id == LayerRow.id)
            .where(mine)
            .order_by(AnnotationRow.start)
        )
        for document_id, start, end, id_, label_id in connection.execute(spans):
            self._spans.setdefault(document_id, []).append((start, end, id_, keys[label_id]))
        zones = select(ZoneRow.document_id, ZoneRow.start, ZoneRow.end).where(
            ZoneRow.document_id.in_(ids), ZoneRow.kind == ZoneKind.FURNITURE
        )
        for document_id, start, end in connection.execute(zones):
            self._furniture.setdefault(document_id, []).append((start, end))
        self._longest = {
            id_: max((end - start for start, end, _, _ in spans_), default=0)
            for id_, spans_ in self._spans.items()
        }

    def mention(self, document_id: int, title: str, text: str, start: int, length: int) -> Mention:
        end = start + length
        before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
        after = text[end : end + CONTEXT].partition("\n")[0]
        label, annotation_id, overlaps = "", 0, []
        for each_start, each_end, id_, key in self._near(document_id, start, end):
            if (each_start, each_end) == (start, end):
                label, annotation_id = key, id_
            else:
                overlaps.append(key)
        furniture = any(a <= start < b for a, b in self._furniture.get(document_id, ()))
        return Mention(
            document_id,
            title,
            start,
            end,
            before,
            text[start:end],
            after,
            label,
            annotation_id,
            tuple(overlaps),
            document_id in self._finished,
            furniture,
        )

    def _near(self, document_id: int, start: int, end: int) -> Iterator[Span]:
        spans = self._spans.get(document_id)
        if spans is None:
            return
        first = bisect_left(spans, (start - self._longest[document_id],))
        for span in spans[first:]:
            if span[0] >= end:
                return
            if span[1] > start:
                yield span
