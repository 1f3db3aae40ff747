"""What `jinbiao check` looks at: the database's own integrity, and that every quote is what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, select, text

from core.store.audit_finding import Finding
from core.store.audit_json import contents
from core.store.audit_rows import rows
from core.store.engine import Store
from core.store.models import AnnotationRow, CorrectionRow, DocumentRow, LayerRow, NoteRow, TextRow, TrialRow
from core.store.texts import read_text
from core.store.trial_records import TrialContent
from core.text import text_digest

__all__ = ["Finding", "audit", "audit_within", "quick_check"]

_Quoted = tuple[str, int, int, str]  # what it is, where it stands, what it says


def audit(store: Store) -> Iterator[Finding]:
    """Everything that is wrong in the database, found in one consistent state of it."""
    with store.reading() as connection:
        if store.file is not None:
            yield from _integrity(connection)
        yield from audit_within(connection)


def audit_within(connection: Connection) -> Iterator[Finding]:
    """What is wrong in the rows: where they point to, what they hold, whether quotes fit the texts."""
    yield from rows(connection)
    yield from contents(connection)
    yield from _texts(connection)


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


def _texts(connection: Connection) -> Iterator[Finding]:
    documents: dict[str, list[tuple[int, int]]] = {}
    for row in connection.execute(select(DocumentRow.id, DocumentRow.digest, DocumentRow.length)):
        documents.setdefault(row.digest, []).append((row.id, row.length))
    quoting = _Quoting(connection)
    for digest in connection.execute(select(TextRow.digest)).scalars().all():
        content = read_text(connection, digest)
        if text_digest(content) != digest:
            yield Finding(f"text {digest[:12]}", "is not what it was when it was stored")
        for document_id, length in documents.get(digest, []):
            if length != len(content):
                yield Finding(f"document {document_id}", f"has {len(content)} characters, not {length}")
            for what, start, end, quote in quoting.in_document(document_id):
                if content[start:end] != quote:
                    yield Finding(
                        f"document {document_id}, {what}",
                        f"says “{quote}” at {start}–{end}, the text “{content[start:end]}”",
                    )


class _Quoting:
    """What quotes the text of a document; which have anything that does is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._begun = set(connection.scalars(select(LayerRow.document_id).distinct()))
        self._notes = set(connection.scalars(select(NoteRow.document_id).distinct()))
        self._trials = set(connection.scalars(select(TrialRow.document_id).distinct()))
        of_layer = select(LayerRow.document_id).join(CorrectionRow, CorrectionRow.layer_id == LayerRow.id)
        self._corrections = set(connection.scalars(of_layer.distinct()))

    def in_document(self, document_id: int) -> Iterator[_Quoted]:
        """Whatever says of itself that it stands somewhere in the text."""
        a, c, n = AnnotationRow, CorrectionRow, NoteRow
        mine = LayerRow.document_id == document_id
        if document_id in self._begun:
            yield from self._found("annotation", a, (a.start, a.end, a.quote), mine)
        if document_id in self._corrections:
            yield from self._found("correction", c, (c.start_before, c.end_before, c.quote_before), mine)
            yield from self._found("correction", c, (c.start_after, c.end_after, c.quote_after), mine)
        if document_id in self._notes:
            query = select(n.id, n.start, n.end, n.quote).where(n.document_id == document_id)
            for id_, start, end, quote in self._connection.execute(query):
                if start is not None and end is not None:
                    yield f"note {id_}", start, end, quote
        if document_id in self._trials:
            yield from self._suggested(document_id)

    def _found(
        self,
        what: str,
        table: type[AnnotationRow | CorrectionRow],
        place: tuple[Any, ...],
        mine: ColumnElement[bool],
    ) -> Iterator[_Quoted]:
        query = select(table.id, *place).join(LayerRow, LayerRow.id == table.layer_id)
        for id_, start, end, quote in self._connection.execute(query.where(mine, place[0].is_not(None))):
            if end is not None:
                yield f"{what} {id_}", start, end, quote

    def _suggested(self, document_id: int) -> Iterator[_Quoted]:
        query = select(TrialRow.id, TrialRow.content).where(TrialRow.document_id == document_id)
        for id_, said in self._connection.execute(query):
            try:
                content = msgspec.json.decode(said, type=TrialContent)
            except (ValueError, RecursionError):
                continue  # that is told elsewhere
            for start, end, _, _, _, quote in content.spans:
                yield f"trial {id_}", start, end, quote
