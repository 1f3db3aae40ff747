"""What all tables have in common.

Modules of tables do without `from __future__ import annotations`: SQLAlchemy would compile the annotation
of every column again, at every start.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import MetaData, literal_column
from sqlalchemy.orm import DeclarativeBase

LONG_SPAN = 1_000  # code points; longer spans have an index of their own, so that “what overlaps” is quick
IS_LONG = f'"end" - start > {LONG_SPAN}'


class Base(DeclarativeBase):
    """The common metadata, with names for constraints so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


def now() -> str:
    """This moment in UTC as ISO 8601 to the millisecond: the same text in both databases, and it sorts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def only_where(condition: str) -> dict[str, Any]:
    """The options of a partial index, an index of those rows alone that `condition` is true of.

    It is said for SQLite only. The migrations say it for PostgreSQL as well; here that would load its
    dialect at every start.
    """
    return {"sqlite_where": literal_column(condition)}
