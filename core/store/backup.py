"""Copies of a SQLite database in the folder `backups` beside it, and the way back.

A server's database is backed up by its administrators' means; here these functions do nothing.
"""

from __future__ import annotations

import contextlib
import glob
import re
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Busy, Damaged, NotADatabase, Unreachable
from core.store import engine
from core.store.aside import keep_aside, take_back
from core.store.engine import APPLICATION_ID, MAGIC, Store, is_open_here
from core.store.faults import file_fault, translated

KEPT = 10
_DAY = 24 * 60 * 60
_STAMP = r"-\d{8}-\d{6}-\d{3}-[^/]*\.db"


def backups_of(file: Path) -> list[Path]:
    """The backups of a database, the newest first; not those of another whose name begins the same."""
    own = re.compile(re.escape(file.stem) + _STAMP)
    folder = file.parent / "backups"
    try:
        return sorted((each for each in folder.iterdir() if own.fullmatch(each.name)), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise file_fault(error, str(folder)) from error


def back_up(store: Store, why: str = "daily") -> Path | None:
    """Copy the database as it is at this moment; others may go on writing. Old copies beyond ten go.

    Raises Damaged, and removes nothing, if the copy is not whole: then the database is not, either.
    """
    if store.file is None or not store.file.exists():
        return None
    folder = store.file.parent / "backups"
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    target = folder / f"{store.file.stem}-{stamp}-{why}.db"
    half = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        with translated(store.place):
            _copy(store.file, half)
        _refuse_unless_whole(half, store.place)
        half.replace(target)
    except OSError as error:
        raise file_fault(error, str(folder)) from error
    finally:
        _remove(half)
    _tidy(store.file)
    return target


def _tidy(file: Path) -> None:
    """Old copies beyond those kept go, and what killed programs left, once it is a day old."""
    for old in backups_of(file)[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
    for half in (file.parent / "backups").glob(f"{glob.escape(file.stem)}-*.part*"):
        with contextlib.suppress(OSError):
            if time.time() - half.stat().st_mtime > _DAY:
                half.unlink()


def _remove(half: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            half.with_name(half.name + ending).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source, timeout=engine.BUSY_SECONDS)) as from_file,
        contextlib.closing(sqlite3.connect(target)) as to_file,
    ):
        from_file.backup(to_file)
        to_file.execute("PRAGMA journal_mode = DELETE")


def back_up_if_due(store: Store) -> Path | None:
    """The daily backup: made unless one of the last 24 hours exists."""
    if store.file is None:
        return None
    newest = next(iter(backups_of(store.file)), None)
    if newest is not None and time.time() - newest.stat().st_mtime < _DAY:
        return None
    return back_up(store)


def restore(file: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a database that nobody has open; what stood there is kept beside it.

    Returns where the replaced file went, None if there was none. Raises Busy if a program has the
    database open, Damaged or NotADatabase if the backup itself is no good; then nothing was changed.
    """
    if file.exists():
        take_back(file)
    if not backup.is_file():
        raise Unreachable(str(backup), "there is no such backup")
    _refuse_unless_whole(backup, str(backup))
    _refuse_if_open(file)
    fresh = file.with_name(file.name + ".restoring")
    try:
        _remove(fresh)  # a killed one may have left it
        with translated(str(file)):
            _copy(backup, fresh)
        kept = keep_aside(file)
        fresh.replace(file)
    except OSError as error:
        raise file_fault(error, str(file.parent)) from error
    finally:
        _remove(fresh)
    return kept


def _refuse_if_open(file: Path) -> None:
    """Busy if any program, this one too, has the database open; what is no database nobody has open."""
    if is_open_here(file):
        raise Busy(str(file), "it is open in this program")
    if not file.is_file() or not _begins_like_a_database(file):
        return
    with (
        translated(str(file)),
        contextlib.closing(sqlite3.connect(file, timeout=engine.BUSY_SECONDS)) as connection,
    ):
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise


def _begins_like_a_database(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def _refuse_unless_whole(backup: Path, place: str) -> None:
    try:
        with contextlib.closing(
            sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)
        ) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    except sqlite3.DatabaseError as error:
        raise Damaged(place, str(error)) from error
    if answer != "ok":
        raise Damaged(place, str(answer))
    if not ours:
        raise NotADatabase(place, "a database of another program")
