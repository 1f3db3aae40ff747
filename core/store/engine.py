"""Opening a database: all that differs between SQLite and PostgreSQL is in this module."""

from __future__ import annotations

import glob
import os
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session

from core.errors import Damaged, NotADatabase, ReadOnly, Unreachable
from core.store.aside import take_back
from core.store.faults import translated
from core.store.tracking import TrackedSession

APPLICATION_ID = 0x4A42_4941  # “JBIA” in a SQLite file's header: this file is ours
BUSY_SECONDS = 5.0
MAGIC = b"SQLite format 3\x00"


# How often this process has a file open. Reading a file's header and closing it would drop the locks
# that SQLite holds on it in this process (sqlite.org/howtocorrupt.html, 2.2); another process would
# then take the write-ahead log away under us.
_open_here: Counter[Path] = Counter()


@dataclass
class Store:
    """An open database. `place` is how people know it: a path, or a URL without its password."""

    place: str
    engine: Engine
    file: Path | None = None  # None: a server
    _closed: bool = False

    def __post_init__(self) -> None:
        if self.file is not None:
            _open_here[self.file.resolve()] += 1

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and changes nothing."""
        with translated(self.place), self._read_engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose transaction holds the write lock from its first statement; commits at the end."""
        with translated(self.place), TrackedSession(self._write_engine) as session, session.begin():
            yield session

    @cached_property
    def _write_engine(self) -> Engine:
        return self.engine.execution_options(jinbiao_write=True)

    @cached_property
    def _read_engine(self) -> Engine:
        """SQLite's transactions see one state anyway; PostgreSQL's must ask for it."""
        if self.file is not None:
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def close(self) -> None:
        """Let go of the database; the write-ahead log is folded back into the file."""
        self.engine.dispose()
        if self.file is not None and not self._closed:
            self._closed = True
            _open_here[self.file.resolve()] -= 1


def open_store(place: str, *, create: bool = True) -> Store:
    """Connect to the database at a path or URL; a new file is made if it is not there.

    Raises a StoreError that says what is wrong and what to do; then nothing was changed.
    `core.store.migrate.bring_up_to_date` comes next.
    """
    url = _url(place)
    if url.get_backend_name() == "sqlite":
        file = _file_of(url, place)
        try:
            if not is_open_here(file):
                _look_at(file, create)
        except OSError as error:
            raise Unreachable(str(file), error.strerror or str(error)) from error
        return Store(str(file), _sqlite_engine(file), file)
    known_as = url.render_as_string(hide_password=True)
    return Store(known_as, _server_engine(url, known_as))


def is_open_here(file: Path) -> bool:
    """Whether this process has the database open."""
    return _open_here[file.resolve()] > 0


def _file_of(url: URL, place: str) -> Path:
    if not url.database or "\0" in url.database or url.database == ":memory:":
        raise Unreachable(place.replace("\0", "\ufffd"), "the path of a file is needed")
    return Path(url.database).expanduser()


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        shown = re.sub(r"//[^/@]*@", "//***@", place)  # a password does not belong on the screen
        raise Unreachable(shown, "not a database address; expected a path or postgresql://…") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        shown = url.render_as_string(hide_password=True)
        raise Unreachable(shown, "only SQLite files and postgresql:// addresses are supported")
    return url


def _look_at(file: Path, create: bool) -> None:
    """Refuse, before SQLite touches it, a file that is not ours or was cut short."""
    if file.is_dir():
        raise Unreachable(str(file), "this is a folder")
    if not file.exists():
        if not create:
            raise Unreachable(str(file), "there is no such file")
        if not file.parent.is_dir():
            raise Unreachable(str(file), f"there is no folder {file.parent}")
        return
    if not file.is_file():
        raise Unreachable(str(file), "this is no file")
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except PermissionError as error:
        raise Unreachable(str(file), "no permission to read it") from error
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise ReadOnly(str(file))
    take_back(file)
    size = file.stat().st_size
    if size == 0:
        if any((file.parent / "backups").glob(f"{glob.escape(file.stem)}-*.db")):
            raise Damaged(str(file), "the file is empty, but there are backups of it")
        return
    if not header.startswith(MAGIC):
        raise NotADatabase(str(file), "it does not begin like a database")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotADatabase(str(file), "a database of another program")
    _refuse_if_cut_short(file, header, size)


def _refuse_if_cut_short(file: Path, header: bytes, size: int) -> None:
    """The header knows the number of pages (SQLite file format, 1.3.8); a shorter file lost some.

    A write-ahead log may hold the missing pages of a database that was just growing.
    """
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    trusted = header[24:28] == header[92:96]
    log = file.with_name(file.name + "-wal")
    if trusted and size < page * pages and not (log.exists() and log.stat().st_size):
        raise Damaged(str(file), f"cut short: {size} of {page * pages} bytes")


def _sqlite_engine(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_use_lifo=True,  # the connection that was used last has its pages and statements at hand
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """This connection: foreign keys hold, we say BEGIN ourselves, a commit is on the disk when it returns."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a lock taken half-way cannot wait and would fail."""
    options = connection.get_execution_options()
    if not options.get("jinbiao_no_begin"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("jinbiao_write") else "BEGIN")


def prepare_sqlite_file(store: Store) -> None:
    """This file: it says that it is ours, and readers never wait for the writer (WAL).

    In this order: whoever finds the file when this was stopped half-way must know it for ours.
    """
    assert store.file is not None
    with translated(store.place):
        connection = sqlite3.connect(store.file, timeout=BUSY_SECONDS)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
            _log_ahead(connection)
        finally:
            connection.close()


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Where another program has the file in hand, SQLite refuses this at once: we wait, as for any write."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _server_engine(url: URL, place: str) -> Engine:
    try:
        engine = create_engine(
            url, pool_pre_ping=True, pool_use_lifo=True, connect_args={"connect_timeout": 10}
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise Unreachable(
            place, "install the extra “postgres” first: pip install 'jinbiao[postgres]'"
        ) from error
    event.listen(engine, "connect", _set_up_server)
    event.listen(engine, "begin", _begin_server)
    return engine


def _set_up_server(connection: Any, _record: Any) -> None:
    """This connection: who waits for the write lock longer than with a file is told so."""
    connection.execute(f"SET lock_timeout = {int(BUSY_SECONDS * 1_000)}")
    connection.commit()


def _begin_server(connection: Connection) -> None:
    """One writer at a time, as with a file: what an operation has looked at stays so until its end."""
    if connection.get_execution_options().get("jinbiao_write"):
        lock_for_writing(connection)


def lock_for_writing(connection: Connection) -> None:
    """Hold the server's write lock until the transaction ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


def next_id(connection: Connection, table: str) -> int | None:
    """The id that a table's next row gets, while the write lock is held; None where only the server knows.

    In a file ids count up and are never given twice, so that many rows can be written at once, each with
    its id known.
    """
    if connection.dialect.name != "sqlite":
        return None
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    return int(last or 0) + 1
