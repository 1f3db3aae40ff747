"""Texts in the store: kept once under their digest, in parts, never altered."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, insert, select, tuple_

from core.store.models import PART_LENGTH, TextPartRow, TextRow

_PARTS = (
    select(TextPartRow.content).where(TextPartRow.digest == bindparam("digest_")).order_by(TextPartRow.part)
)


def keep_texts(connection: Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Store (digest, text) pairs that are not stored yet."""
    wanted = dict(texts)
    for digest in _known(connection, list(wanted)):
        del wanted[digest]
    if not wanted:
        return
    connection.execute(insert(TextRow), [{"digest": digest} for digest in wanted])
    connection.execute(
        insert(TextPartRow),
        [
            {"digest": digest, "part": at // PART_LENGTH, "content": text[at : at + PART_LENGTH]}
            for digest, text in wanted.items()
            for at in range(0, max(len(text), 1), PART_LENGTH)
        ],
    )


def _known(connection: Connection, digests: list[str]) -> list[str]:
    known: list[str] = []
    for at in range(0, len(digests), 500):
        some = select(TextRow.digest).where(TextRow.digest.in_(digests[at : at + 500]))
        known.extend(connection.scalars(some))
    return known


def read_text(connection: Connection, digest: str) -> str:
    """The whole text."""
    return "".join(connection.scalars(_PARTS, {"digest_": digest}))


def read_texts(connection: Connection, digests: list[str]) -> dict[str, str]:
    """Several whole texts by digest."""
    parts: dict[str, list[str]] = {digest: [] for digest in digests}
    rows = connection.execute(
        select(TextPartRow.digest, TextPartRow.content)
        .where(TextPartRow.digest.in_(digests))
        .order_by(TextPartRow.digest, TextPartRow.part)
    )
    for digest, content in rows:
        parts[digest].append(content)
    return {digest: "".join(found) for digest, found in parts.items()}


def read_slice(connection: Connection, digest: str, start: int, end: int) -> str:
    """`text[start:end]` (code points) without reading the rest."""
    first, last = start // PART_LENGTH, max(start, end - 1) // PART_LENGTH
    parts = select(TextPartRow.content).where(
        TextPartRow.digest == digest, TextPartRow.part.between(first, last)
    )
    joined = "".join(connection.scalars(parts.order_by(TextPartRow.part)))
    return joined[start - first * PART_LENGTH : end - first * PART_LENGTH]


def read_slices(
    connection: Connection, wanted: Iterable[tuple[str, int, int]]
) -> dict[tuple[str, int, int], str]:
    """`text[start:end]` for many (digest, start, end), reading only the parts that hold them."""
    slices = set(wanted)
    needed = sorted({(digest, part) for digest, *range_ in slices for part in _parts(*range_)})
    content: dict[tuple[str, int], str] = {}
    columns = select(TextPartRow.digest, TextPartRow.part, TextPartRow.content)
    for at in range(0, len(needed), 250):
        some = tuple_(TextPartRow.digest, TextPartRow.part).in_(needed[at : at + 250])
        content.update(
            ((digest, part), text) for digest, part, text in connection.execute(columns.where(some))
        )
    found = {}
    for digest, start, end in slices:
        parts = _parts(start, end)
        joined = "".join(content.get((digest, part), "") for part in parts)
        shift = parts[0] * PART_LENGTH
        found[digest, start, end] = joined[start - shift : end - shift]
    return found


def _parts(start: int, end: int) -> range:
    """The parts that hold a stretch of a text."""
    return range(start // PART_LENGTH, max(start, end - 1) // PART_LENGTH + 1)
