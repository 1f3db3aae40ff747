"""What `jinbiao check` looks at: the database's own integrity, and that every quote is what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select, text

from core.store.engine import Store
from core.store.models import (
    AnnotationRow,
    DocumentRow,
    LayerRow,
    NoteRow,
    OperationRow,
    SuggestionRow,
    TextRow,
    ZoneRow,
)
from core.store.texts import read_text
from core.text import text_digest


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, and what."""

    where: str
    what: str


def audit(store: Store) -> Iterator[Finding]:
    """Everything that is wrong in the database, found in one consistent state of it."""
    with store.reading() as connection:
        if store.file is not None:
            yield from _integrity(connection)
        yield from _texts(connection)
        yield from _history(connection)


def quick_check(store: Store) -> list[Finding]:
    """The database's own quick integrity check; a server has none."""
    if store.file is None:
        return []
    with store.reading() as connection:
        found = connection.execute(text("PRAGMA quick_check")).scalars()
        return [Finding("database", str(line)) for line in found if line != "ok"]


def _integrity(connection: Connection) -> Iterator[Finding]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield Finding("database", str(line))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(f"table {row[0]}, row {row[1]}", f"points to a missing row of {row[2]}")


def _texts(connection: Connection) -> Iterator[Finding]:
    documents: dict[str, list[tuple[int, int]]] = {}
    for row in connection.execute(select(DocumentRow.id, DocumentRow.digest, DocumentRow.length)):
        documents.setdefault(row.digest, []).append((row.id, row.length))
    for digest in connection.execute(select(TextRow.digest)).scalars().all():
        content = read_text(connection, digest)
        if text_digest(content) != digest:
            yield Finding(f"text {digest[:12]}", "is not what it was when it was stored")
        for document_id, length in documents.get(digest, []):
            if length != len(content):
                yield Finding(f"document {document_id}", f"has {len(content)} characters, not {length}")
            yield from _spans(connection, document_id, content)


def _spans(connection: Connection, document_id: int, content: str) -> Iterator[Finding]:
    annotations = (
        select(AnnotationRow.id, AnnotationRow.start, AnnotationRow.end, AnnotationRow.quote)
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
        .where(LayerRow.document_id == document_id)
    )
    for row in connection.execute(annotations):
        if content[row.start : row.end] != row.quote or row.end > len(content):
            yield Finding(
                f"document {document_id}, annotation {row.id}",
                f"says “{row.quote}” at {row.start}–{row.end}, the text “{content[row.start : row.end]}”",
            )
    notes = select(NoteRow.id, NoteRow.start, NoteRow.end, NoteRow.quote).where(
        NoteRow.document_id == document_id, NoteRow.start.is_not(None)
    )
    for id_, start, end, quote in connection.execute(notes):
        if content[start:end] != quote:
            yield Finding(f"document {document_id}, note {id_}", f"says “{quote}” at {start}–{end}")
    for table in (SuggestionRow, ZoneRow):
        outside = select(table.id, table.end).where(
            table.document_id == document_id, table.end > len(content)
        )
        for id_, end in connection.execute(outside):
            yield Finding(
                f"document {document_id}, {table.__tablename__} {id_}",
                f"ends at {end}, the text at {len(content)}",
            )


def _history(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(OperationRow.id, OperationRow.changes)):
        try:
            msgspec.json.decode(row.changes)
        except msgspec.DecodeError:
            yield Finding(f"operation {row.id}", "cannot be read")
