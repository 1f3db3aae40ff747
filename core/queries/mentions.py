"""Where a string stands: every place of it, with its context and with what the annotator has there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from core.annotation import ZoneKind
from core.errors import Cancelled
from core.project import Project
from core.store.models import DocumentRow, ZoneRow
from core.store.standing import Standing
from core.store.texts import read_texts

CONTEXT = 24  # code points on either side
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a string in a document, in code points.

    `label` and `annotation_id` are of the annotator's span that stands just there ("" and 0 if none
    does), `overlaps` the labels of others that share characters with it, `suggested` those of suggestions
    that wait just there. `finished` places cannot be changed until their document is reopened;
    `furniture` is no text of the article. Where a span was looked for, `meant` is its label, `who` has it
    (nobody: it is a suggestion), and `came` says how: its origin, or the suggestion's source.
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
    suggested: tuple[str, ...] = ()
    meant: str = ""
    who: str = ""
    came: str = ""


def mentions(
    project: Project,
    quote: str,
    document_id: int | None = None,
    *,
    should_stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
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
        documents: list[Row[Any]] = list(connection.execute(listed))
        for at in range(0, len(documents), _BATCH):
            if should_stop is not None and should_stop():
                raise Cancelled
            batch = documents[at : at + _BATCH]
            texts = read_texts(connection, [row.digest for row in batch])
            hits = {row.id: list(occurrences(texts[row.digest], quote)) for row in batch}
            hits = {id_: places for id_, places in hits.items() if places}
            found += _mentions(
                connection, project, quote, [row for row in batch if row.id in hits], texts, hits
            )
            if progress is not None:
                progress(min(at + _BATCH, len(documents)), len(documents))
    return found


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where each place of `quote` begins, from left to right, none overlapping the one before."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + len(quote))


def _mentions(
    connection: Connection,
    project: Project,
    quote: str,
    documents: Sequence[Row[Any]],
    texts: dict[str, str],
    hits: dict[int, list[int]],
) -> Iterator[Mention]:
    places = [(id_, start, start + len(quote)) for id_, starts in hits.items() for start in starts]
    flat, keys = project.label_set.is_flat, project.label_ids.key
    there = Standing(connection, project.annotator, places, flat=flat, label_ids=project.label_ids.span)
    furniture = furniture_of(connection, list(hits))
    for row in documents:
        text, title = texts[row.digest], row.title or row.name
        for start in hits[row.id]:
            end = start + len(quote)
            over = there.spans(row.id, start, end)
            same = next((each for each in over if (each.start, each.end) == (start, end)), None)
            yield Mention(
                row.id,
                title,
                start,
                end,
                text[max(0, start - CONTEXT) : start].rpartition("\n")[2],
                quote,
                text[end : end + CONTEXT].partition("\n")[0],
                keys[same.label_id] if same is not None else "",
                same.id if same is not None else 0,
                tuple(keys[each.label_id] for each in over if (each.start, each.end) != (start, end)),
                there.is_done(row.id),
                any(a <= start < b for a, b in furniture.get(row.id, ())),
                tuple(keys[each.label_id] for each in there.waiting((row.id, start, end))),
            )


def furniture_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """The stretches of these documents that are no text of the article."""
    found: dict[int, list[tuple[int, int]]] = {}
    zones = select(ZoneRow.document_id, ZoneRow.start, ZoneRow.end).where(
        ZoneRow.document_id.in_(ids), ZoneRow.kind == ZoneKind.FURNITURE
    )
    for document_id, start, end in connection.execute(zones):
        found.setdefault(document_id, []).append((start, end))
    return found
