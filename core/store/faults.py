"""What a database's own errors mean, told as ours: whose fault, and what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.errors import Busy, Damaged, DiskFull, NotADatabase, ReadOnly, StoreError, Unreachable

_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: Damaged,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CANTOPEN: Unreachable,
}
_DISK_FULL_POSTGRES = "53100"
_READ_ONLY_POSTGRES = "25006"


def fault_of(error: Exception, place: str) -> StoreError | None:
    """Our error for a driver's error, or None if it is no fault of the place (a bug of ours, then)."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        code = getattr(original, "sqlite_errorcode", None)
        kind = _BY_CODE.get(code & 0xFF) if code is not None else None
        return kind(place, str(original)) if kind else None
    if isinstance(error, PoolTimeoutError):
        return Busy(place, "no connection came free")
    state = getattr(original, "sqlstate", None)
    if state == _DISK_FULL_POSTGRES:
        return DiskFull(place)
    if state == _READ_ONLY_POSTGRES:
        return ReadOnly(place)
    if isinstance(error, OperationalError):
        return Unreachable(place, str(original).strip().splitlines()[0] if str(original).strip() else "")
    return None


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn a driver's errors inside the block into ours."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, sqlite3.Error) as error:
        ours = fault_of(error, place)
        if ours is None:
            raise
        raise ours from error
