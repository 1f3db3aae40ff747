"""How suggestions lie in the store: which came from a file, and how many a document has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from core.store.models import FROM_FILE, DocumentRow, SuggestionRow

COLUMNS = ("document_id", "label_id", "start", "end", "source", "score", "reason")
CATEGORY_COLUMNS = ("document_id", "label_id", "source", "score", "reason")


def from_file(source: str) -> str:
    """The source of a suggestion that a file calls `source`; one that is so called already stays."""
    if source == FROM_FILE or source.startswith(f"{FROM_FILE}:"):
        return source
    return f"{FROM_FILE}:{source}" if source else FROM_FILE


def is_from_file(column: Any) -> ColumnElement[bool]:
    """Whether an import brought it, so that filling leaves it alone."""
    return or_(column == FROM_FILE, column.startswith(f"{FROM_FILE}:", autoescape=True))


def count_again(connection: Connection, document_ids: Sequence[int]) -> None:
    """Bring the number of suggestions that documents remember in line with what they have."""
    for at in range(0, len(document_ids), 500):
        some = document_ids[at : at + 500]
        counted = (
            select(func.count())
            .where(SuggestionRow.document_id == DocumentRow.id)
            .correlate(DocumentRow)
            .scalar_subquery()
        )
        connection.execute(update(DocumentRow).where(DocumentRow.id.in_(some)).values(suggestions=counted))
