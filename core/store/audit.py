"""What `jinbiao check` looks at: the database's own integrity, and that every quote is what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, Select, bindparam, select, text

from core.store.audit_finding import Finding
from core.store.audit_json import contents
from core.store.audit_rows import rows
from core.store.engine import Store
from core.store.models import (
    AnnotationRow,
    CorrectionRow,
    DocumentRow,
    LayerRow,
    NoteRow,
    TextPartRow,
    TextRow,
    TrialRow,
)
from core.store.trial_records import TrialContent
from core.text import text_digest

__all__ = ["Finding", "audit", "audit_within", "quick_check"]

_Quoted = tuple[str, int, int, str]  # what it is, where it stands, what it says
_AT_ONCE = 100  # parts of texts that are read together
_DOCUMENT: BindParameter[int] = bindparam("document")


def _quoting(table: Any, *place: Any) -> Select[Any]:
    return select(table.id, *place)


def _in_layers(table: Any, *place: Any) -> Select[Any]:
    """What quotes a document's text in any of its layers."""
    query = _quoting(table, *place).join(LayerRow, LayerRow.id == table.layer_id)
    return query.where(LayerRow.document_id == _DOCUMENT)


_DOCUMENTS = select(DocumentRow.id, DocumentRow.digest, DocumentRow.length)
_PARTS = (
    select(TextRow.digest, TextPartRow.content)
    .outerjoin(TextPartRow, TextPartRow.digest == TextRow.digest)
    .order_by(TextRow.digest, TextPartRow.part)
)
_A, _C, _N, _T = AnnotationRow, CorrectionRow, NoteRow, TrialRow
_ANNOTATIONS = _in_layers(_A, _A.start, _A.end, _A.quote)
_BEFORE = _in_layers(_C, _C.start_before, _C.end_before, _C.quote_before)
_AFTER = _in_layers(_C, _C.start_after, _C.end_after, _C.quote_after)
_NOTES = _quoting(_N, _N.start, _N.end, _N.quote).where(_N.document_id == _DOCUMENT)
_TRIALS = select(_T.id, _T.content).where(_T.document_id == _DOCUMENT)
# Which documents have any of them.
_BEGUN, _NOTED, _TRIED = (select(each.document_id).distinct() for each in (LayerRow, _N, _T))
_CORRECTED = select(LayerRow.document_id).join(_C, _C.layer_id == LayerRow.id).distinct()


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
    for row in connection.execute(_DOCUMENTS):
        documents.setdefault(row.digest, []).append((row.id, row.length))
    quoting = _Quoting(connection)
    parts = connection.execute(_PARTS, execution_options={"yield_per": _AT_ONCE})
    for digest, of_text in groupby(parts, key=lambda part: str(part.digest)):
        content = "".join(part.content or "" for part in of_text)
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
        self._begun, self._noted, self._tried, self._corrected = (
            set(connection.scalars(each)) for each in (_BEGUN, _NOTED, _TRIED, _CORRECTED)
        )

    def in_document(self, document_id: int) -> Iterator[_Quoted]:
        """Whatever says of itself that it stands somewhere in the text."""
        if document_id in self._begun:
            yield from self._found("annotation", _ANNOTATIONS, document_id)
        if document_id in self._corrected:
            yield from self._found("correction", _BEFORE, document_id)
            yield from self._found("correction", _AFTER, document_id)
        if document_id in self._noted:
            yield from self._found("note", _NOTES, document_id)
        if document_id in self._tried:
            yield from self._suggested(document_id)

    def _found(self, what: str, query: Select[Any], document_id: int) -> Iterator[_Quoted]:
        for id_, start, end, quote in self._connection.execute(query, {"document": document_id}):
            if start is not None and end is not None:
                yield f"{what} {id_}", start, end, quote

    def _suggested(self, document_id: int) -> Iterator[_Quoted]:
        for id_, said in self._connection.execute(_TRIALS, {"document": document_id}):
            try:
                content = msgspec.json.decode(said, type=TrialContent)
            except (ValueError, RecursionError):
                continue  # that is told elsewhere
            for start, end, _, _, _, quote in content.spans:
                yield f"trial {id_}", start, end, quote
