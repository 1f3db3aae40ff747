"""Copies of a SQLite database in the folder `backups` beside it, and the way back.

A server's database is backed up by its administrators' means; here these functions do nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Damaged, Unreachable
from core.store.engine import Store
from core.store.faults import translated

KEPT = 10
_DAY = 24 * 60 * 60


def backups_of(file: Path) -> list[Path]:
    """The backups of a database, the newest first."""
    return sorted((file.parent / "backups").glob(f"{file.stem}-*.db"), reverse=True)


def back_up(store: Store, why: str = "daily") -> Path | None:
    """Copy the database as it is at this moment; others may go on writing. Old copies beyond ten go."""
    if store.file is None or not store.file.exists():
        return None
    folder = store.file.parent / "backups"
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    target = folder / f"{store.file.stem}-{stamp}-{why}.db"
    half = target.with_suffix(".part")
    with translated(store.place):
        try:
            folder.mkdir(exist_ok=True)
            _copy(store.file, half)
            half.replace(target)
        except OSError as error:
            raise Unreachable(str(folder), error.strerror or str(error)) from error
        finally:
            half.unlink(missing_ok=True)
    for old in backups_of(store.file)[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source)) as from_file,
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


def restore(file: Path, backup: Path) -> Path:
    """Put a backup in the place of a database that nobody has open; what stood there is kept beside it.

    Returns where the replaced file went. Raises Damaged if the backup itself is not whole.
    """
    _refuse_unless_whole(backup)
    aside = file.with_name(f"{file.stem}.replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{file.suffix}")
    fresh = file.with_name(file.name + ".restoring")
    with translated(str(file)):
        _copy(backup, fresh)
    for ending in ("", "-wal", "-shm"):
        old = file.with_name(file.name + ending)
        if old.exists():
            old.replace(aside.with_name(aside.name + ending))
    fresh.replace(file)
    return aside


def _refuse_unless_whole(backup: Path) -> None:
    try:
        with contextlib.closing(
            sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)
        ) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Damaged(str(backup), str(error)) from error
    if answer != "ok":
        raise Damaged(str(backup), str(answer))
