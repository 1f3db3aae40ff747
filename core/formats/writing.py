"""Writing a file whole or not at all: beside the target first, then in its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.annotation import DocumentRecord
from core.formats.checking import checked
from core.formats.format import Progress
from core.formats.report import Note, Outcome, Report


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the target's place when the block ends well.

    On an error, a cancel or a full disk the temporary file is removed and the target, if there was
    one, stays as it was. What is written is on the disk before it gets the target's name.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb", buffering=1 << 20) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _usual_permissions(temporary, path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _usual_permissions(temporary: Path, path: Path) -> None:
    """Those of the file replaced, or those that a new file gets; a temporary file is private."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    temporary.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can (Windows cannot open a folder)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def outgoing(
    records: Iterable[DocumentRecord],
    losses: Callable[[DocumentRecord], Iterable[Note]],
    report: Report,
    progress: Progress | None,
) -> Iterator[DocumentRecord]:
    """The records as they may be written, each accounted for: what is wrong in it, lost, and taken.

    One whose losses say that the document itself is skipped comes too: whoever writes leaves it out.
    """
    for done, given in enumerate(records, 1):
        record = checked(given, None, report)
        spans, categories, whole = len(record.spans), len(record.categories), True
        for note in losses(record):
            report.add(note)
            if note.outcome is Outcome.SKIPPED:
                spans -= note.count * (note.what == "span")
                categories -= note.count * (note.what == "category")
                whole = whole and note.what != "document"
        yield record
        if whole:
            report.take("document")
            report.take("span", spans)
            report.take("category", categories)
        if progress is not None:
            progress(done)
