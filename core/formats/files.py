"""Many files and folders as one stream of documents."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.annotation import DocumentRecord
from core.errors import BadFile, InputError, UnknownFormat
from core.formats.checking import with_known_labels
from core.formats.detecting import detect
from core.formats.format import Format, Options, reader
from core.formats.labelling_config import SUFFIX as CONFIG
from core.formats.registry import format_named
from core.formats.report import Outcome, Report
from core.formats.sidecar import SIDECAR
from core.schema import LabelSet

_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})
_BESIDE = ("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf", "typesystem.xml")
_DIGITS = re.compile(r"(\d+)")


def refuse_missing(paths: Iterable[Path]) -> None:
    """Before anything is read: InputError naming the paths that are not there or cannot be opened."""
    wrong = []
    for path in paths:
        if not path.exists():
            wrong.append(f"{path}: there is no such file or folder")
        elif not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
            wrong.append(f"{path}: no permission to read it")
    if wrong:
        raise InputError(f"{'; '.join(wrong)}. Nothing was done")


def find_files(paths: Iterable[Path], report: Report) -> Iterator[Path]:
    """The files named, and those in the folders named, however deep, in natural order.

    In folders, hidden files and what operating systems leave behind are passed over and counted.
    A path that does not exist is refused in the report.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path, report)
        elif path.exists():
            yield path
        else:
            report.note(Outcome.REFUSED, "file", "there is no such file or folder", str(path))


def read_all(
    paths: Iterable[Path],
    format_name: str | None,
    options: Options,
    report: Report,
    label_set: LabelSet | None,
) -> Iterator[DocumentRecord]:
    """The documents of all those files; a bad file is refused in the report, and the next one read.

    Without a format's name, each file's is detected. With a label set, spans and categories that it
    does not know are refused. Nothing is counted as taken: that is for whoever keeps the documents.
    """
    named = format_named(format_name) if format_name else None
    if named is not None:
        reader(named)
    for path in find_files(paths, report):
        if _is_read_with_its_marks(path, named):
            report.note(Outcome.TAKEN, "file", "read with the .ann beside it", str(path))
            continue
        try:
            for record in _read_one(path, named, options, report):
                yield record if label_set is None else with_known_labels(record, label_set, report, str(path))
        except BadFile as error:
            where = error.path if error.line is None else f"{error.path}, line {error.line}"
            report.note(Outcome.REFUSED, "file", "it cannot be read", where, detail=error.why)
        except UnknownFormat as error:
            report.note(Outcome.SKIPPED, "file", "no format is known for it", str(path), detail=error.name)


def _is_read_with_its_marks(path: Path, named: Format | None) -> bool:
    """Whether it is the text of a brat `.ann`: a document of its own only where another format is named."""
    brat = named is None or named.name == "brat"
    return brat and path.suffix.lower() == ".txt" and path.with_suffix(".ann").exists()


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts 第2章 before 第10章."""
    parts = _DIGITS.split(name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _read_one(path: Path, named: Format | None, options: Options, report: Report) -> Iterator[DocumentRecord]:
    kind = named or detect(path)
    return reader(kind)(path, report, options)


def _walk(folder: Path, report: Report) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: natural(entry.name))
    except OSError as error:
        report.note(
            Outcome.REFUSED, "folder", "it cannot be opened", str(folder), detail=error.strerror or str(error)
        )
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "~$")) or entry.name.casefold() in _JUNK:
            report.note(Outcome.SKIPPED, "file", "hidden, or left by the system", str(path))
        elif entry.name.endswith((SIDECAR, CONFIG)) or entry.name.casefold() in _BESIDE:
            report.note(Outcome.TAKEN, "file", "a sidecar, read with the file it belongs to", str(path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, report)
        elif entry.is_file():
            yield path
