"""The database that a restored one replaced: kept beside it under a name of its own."""

from __future__ import annotations

import glob
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

_LOGS = ("-wal", "-shm")


def keep_aside(file: Path) -> Path | None:
    """Give the old file a second name, so that at no moment the place is empty; None if there is none.

    A write-ahead log that was left goes along: beside the new file it would be taken for that one's.
    """
    aside = file.with_name(f"{file.stem}.replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{file.suffix}")
    is_there = file.exists()
    if is_there:
        try:
            os.link(file, aside)
        except OSError:  # a file system without links
            shutil.copy2(file, aside)
    for ending in _LOGS:
        left = file.with_name(file.name + ending)
        if left.exists():
            left.replace(aside.with_name(aside.name + ending))
    return aside if is_there else None


def take_back(file: Path) -> None:
    """Where keeping a file aside was all that a restoring came to, undo that: as a second name of the
    database in use it would change along, and open with a log of its own."""
    if file.stat().st_nlink < 2:
        return
    for aside in file.parent.glob(f"{glob.escape(file.stem)}.replaced-*{glob.escape(file.suffix)}"):
        if not aside.samefile(file):
            continue
        for ending in _LOGS:
            left = aside.with_name(aside.name + ending)
            if left.exists():
                left.replace(file.with_name(file.name + ending))
        aside.unlink()
