"""Looking for characters inside the database: in columns, and in texts also where two parts meet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from core.store.models import PART_LENGTH, DocumentRow, TextPartRow


class contains(FunctionElement[bool]):  # noqa: N801 # a function of the database
    """Whether a text holds a string, just so: case matters, and no character is a wildcard."""

    name = "contains"
    type = Boolean()
    inherit_cache = True


@compiles(contains, "sqlite")
def _sqlite(element: contains, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)}) > 0"


@compiles(contains, "postgresql")
def _postgresql(element: contains, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)}) > 0"


def is_storable(text: str) -> bool:
    """Whether a string can stand in a text at all; what cannot must not be sent to the database."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def text_contains(literal: str) -> ColumnElement[bool]:
    """Whether a document's text holds a string, wherever the parts of the text meet."""
    part, following = aliased(TextPartRow), aliased(TextPartRow)
    inside = select(part.digest).where(part.digest == DocumentRow.digest, contains(part.content, literal))
    if len(literal) == 1:
        return inside.exists()
    most = len(literal) - 1
    seam = func.substr(part.content, PART_LENGTH - most + 1).concat(func.substr(following.content, 1, most))
    across = (
        select(part.digest)
        .join(following, and_(following.digest == part.digest, following.part == part.part + 1))
        .where(part.digest == DocumentRow.digest, contains(seam, literal))
    )
    return or_(inside.exists(), and_(DocumentRow.length > PART_LENGTH, across.exists()))
