"""Bringing a database to this program's form, step by step, with a copy made first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from core.errors import Damaged, NotADatabase, TooNew, Unreachable
from core.store.backup import back_up
from core.store.engine import Store, lock_for_writing, prepare_sqlite_file
from core.store.faults import translated
from core.store.models import Base

if TYPE_CHECKING:
    from alembic.config import Config

# Every revision in order; the last is this program's. Kept here so that opening a database that is
# up to date, the daily case, does not pay for importing the migration tool.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")


def bring_up_to_date(store: Store, *, create: bool = True) -> None:
    """Make the tables (if they may be made), or migrate them to the newest form, if they are not in it.

    Raises TooNew for a database of a later program, NotADatabase for one with other tables,
    Unreachable for an empty one that is to stay so.
    """
    with store.reading() as connection:
        found = revision(connection)
        if found is None and inspect(connection).get_table_names():
            raise NotADatabase(store.place, "it has tables, but not ours")
    if found is None and not create:
        raise Unreachable(store.place, "there is no project in it")
    if found == REVISIONS[-1]:
        return
    if found is not None and found not in REVISIONS:
        raise TooNew(store.place, f"its form is {found}, this program knows up to {REVISIONS[-1]}")
    if found is not None:
        back_up(store, f"before-{REVISIONS[-1]}")
    if store.file is not None:
        prepare_sqlite_file(store)
    _run(store)


def revision(connection: Connection) -> str | None:
    """The form that a database is in, or None if it has none of our tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _run(store: Store) -> None:
    """The lock is taken first, so that of two that open a new database together one finds it made."""
    with translated(store.place):
        if store.file is not None:
            _run_sqlite(store)
            return
        with store.engine.begin() as connection:
            lock_for_writing(connection)
            _upgrade(connection)


def _run_sqlite(store: Store) -> None:
    """Foreign keys are off: a batch rewrite drops the old table, and its cascade would empty the children."""
    with store.engine.execution_options(jinbiao_no_begin=True).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                if revision(connection) is None:
                    _make(connection)
                else:
                    _upgrade(connection)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise Damaged(store.place, f"{len(broken)} rows point to nothing after the migration")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _make(connection: Connection) -> None:
    """The tables as the models say, at once: a new file waits for no migration, nor for its tool.

    On a server the migrations make them: only these say all of its partial indices.
    """
    Base.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection | None = None) -> Config:
    """The migration tool's settings, made in code: no file to find, no address to write down."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    settings.attributes["connection"] = connection
    return settings
