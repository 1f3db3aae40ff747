"""Looking after a project from time to time: the daily backup, the integrity check, the way back."""

from __future__ import annotations

from pathlib import Path

from core.project import Project
from core.store.audit import Finding, quick_check
from core.store.backup import back_up_if_due, backups_of, restore

__all__ = ["Finding", "backups", "daily", "is_database", "put_back"]

_BEGINS = b"SQLite format 3\0"


def daily(project: Project) -> list[Finding]:
    """Check the database quickly; if it is whole, make the daily backup. Returns what is wrong."""
    findings = quick_check(project.store)
    if not findings:
        back_up_if_due(project.store)
    return findings


def backups(place: str) -> list[Path]:
    """The backups of the database at a path, the newest first; none for a server's."""
    return [] if "://" in place else backups_of(Path(place))


def put_back(place: str, backup: Path) -> Path | None:
    """Put a backup in the place of a closed database; returns where the replaced file is kept, if any was."""
    return restore(Path(place), backup)


def is_database(path: str | Path) -> bool:
    """Whether a file is a database like ours by its first bytes; False for what cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False
