"""What people decided, read from a database row by row, and beside it what was derived from that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

Rows = dict[str, list[tuple[object, ...]]]

_ONLY_GROWS = ("operation", "trial")
_DERIVED = ("suggestion", "category_suggestion", "outlook")
_DERIVED_IN = {"document": ("suggested_with", "suggestions")}  # columns
_BY_HAND = {"zone": "by_hand"}  # the others are read off the text anew


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """One short look: a connection that stayed open would lose its locks when the file is opened anew."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        yield connection


def acts(database: Path) -> int:
    """How many lines the history has of what a person did, undo and redo among it."""
    with reading(database) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM operation WHERE kind <> 'suggest'").fetchone()[0])


def refills(database: Path) -> int:
    """How many lines the history has of suggestions that were made."""
    with reading(database) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM operation WHERE kind = 'suggest'").fetchone()[0])


def decided(database: Path) -> Rows:
    """Every row, with its id, of what people decide: annotations, refusals, categories, layers with their
    state, zones by hand, notes, judgements, labels, settings… all but what is derived or only grows."""
    with reading(database) as connection:
        return {
            name: sorted(_rows(connection, name), key=repr)
            for name in _tables(connection)
            if name not in (*_ONLY_GROWS, *_DERIVED)
        }


def derived(database: Path) -> Rows:
    """What is made anew at will: suggestions, without their ids."""
    with reading(database) as connection:
        places = connection.execute('SELECT document_id, start, "end", label_id, source FROM suggestion')
        categories = connection.execute("SELECT document_id, label_id, source FROM category_suggestion")
        return {"suggestion": sorted(places.fetchall()), "category_suggestion": sorted(categories.fetchall())}


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if not name.startswith("sqlite_")]


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    wanted = [f'"{each}"' for each in columns if each not in _DERIVED_IN.get(table, ())]
    where = f" WHERE {_BY_HAND[table]}" if table in _BY_HAND else ""
    return connection.execute(f'SELECT {", ".join(wanted)} FROM "{table}"{where}').fetchall()
