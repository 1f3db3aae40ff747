"""What a database's own errors mean, told as ours: whose fault, and what to do next."""

from __future__ import annotations

import errno
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
# A full disk also shows as a shared-memory file that cannot grow, a used-up quota as a write that fails.
_NO_ROOM = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_TRUNCATE,
    }
)
_BY_STATE: dict[str, type[StoreError]] = {  # PostgreSQL's
    "53100": DiskFull,
    "25006": ReadOnly,
    "55P03": Busy,  # the lock did not come free in time
    "53300": Busy,  # too many connections
}
_BY_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
}


def fault_of(error: Exception, place: str) -> StoreError | None:
    """Our error for a driver's error, or None if it is no fault of the place (a bug of ours, then)."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        code = getattr(original, "sqlite_errorcode", None)
        kind = _kind_of(code) if code is not None else None
        return kind(place, str(original)) if kind else None
    if isinstance(error, PoolTimeoutError):
        return Busy(place, "no connection came free")
    state = getattr(original, "sqlstate", None)
    if state in _BY_STATE:
        return _BY_STATE[state](place)
    if isinstance(error, OperationalError):
        return Unreachable(place, str(original).strip().splitlines()[0] if str(original).strip() else "")
    return None


def _kind_of(code: int) -> type[StoreError] | None:
    return DiskFull if code in _NO_ROOM else _BY_CODE.get(code & 0xFF)


def file_fault(error: OSError, place: str) -> StoreError:
    """Our error for what the operating system says about a file."""
    kind = _BY_ERRNO.get(error.errno or 0, Unreachable)
    return kind(place, error.strerror or str(error))


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
