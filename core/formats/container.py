"""Formats of one file a document: a zip or a folder of them, written whole, read without trusting it.

Beside the documents lies `documents.sidecar.jsonl`: one line a document with the name of its file and
what the format itself has no place for (id, title, source, metadata). Other programs pass it over;
without it, a document is called as its file is.

A zip is refused if a name in it leads out of it, if it is encrypted, holds too many members, or would
take too much unpacked; members are unpacked in memory, never onto the disk.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import msgspec

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.lines import why
from core.formats.report import Outcome, Report
from core.formats.writing import replacing

SIDECAR_NAME = "documents.sidecar.jsonl"
MOST_MEMBERS = 1_000_000
LARGEST_MEMBER = 1 << 28  # bytes unpacked: one document, as long as a line may be
LARGEST_UNPACKED = 1 << 34
LARGEST_RATIO = 200  # of what is unpacked to what is packed, from a megabyte on

_SAFE_NAME = re.compile(r"[\w\-]{1,60}(\.[\w\-]{1,20})*")
_TAKEN_BY_SYSTEMS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|documents\.sidecar.*", re.IGNORECASE)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same for every member, so that the same data gives the same bytes


class Known(msgspec.Struct, omit_defaults=True):
    """What the sidecar says of one document; `more` is the format's own."""

    file: str
    id: str = ""
    title: str = ""
    source: str = ""
    meta: dict[str, Any] = {}
    annotator: str = ""
    state: str = ""
    more: dict[str, Any] = {}


class Put(Protocol):
    """Puts one member with its bytes."""

    def __call__(self, name: str, data: bytes) -> None: ...


@contextmanager
def packing(path: Path, own_suffixes: tuple[str, ...] = ()) -> Iterator[Put]:
    """Where members are put: a new folder if the path has no suffix and is no file, else a zip.

    It takes the place of `path` when the block ends well. BadFile for a folder with something in it,
    and for the suffix of a single document, for there may be several.
    """
    if path.suffix.lower() in own_suffixes:
        raise BadFile(str(path), f"every document is a file of its own: name a folder, or a {path.stem}.zip")
    if path.suffix or path.is_file():
        with replacing(path) as file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as archive:
            yield lambda name, data: archive.writestr(_member(name), data)
    else:
        with _new_folder(path) as folder:
            yield lambda name, data: _write_into(folder, name, data)


class Names:
    """Names for files, each once even where upper and lower case are the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._number = 0

    def of(self, record: DocumentRecord) -> str:
        """The document's id where that is a plain name, else a number."""
        self._number += 1
        name = record.id
        if (
            not _SAFE_NAME.fullmatch(name)
            or _TAKEN_BY_SYSTEMS.fullmatch(name)
            or name.casefold() in self._taken
        ):
            name = f"document-{self._number:06}"
        while name.casefold() in self._taken:
            name += "-"
        self._taken.add(name.casefold())
        return name


def known_line(record: DocumentRecord, file: str, **more: Any) -> bytes:
    """The sidecar's line for a document."""
    row = Known(
        file,
        record.id,
        record.title,
        record.source,
        dict(record.meta),
        record.annotator,
        record.state,
        {name: value for name, value in more.items() if value},
    )
    return msgspec.json.encode(row) + b"\n"


class Bundle(Protocol):
    """A folder or a zip that is read."""

    @property
    def place(self) -> str:
        """What people call it."""
        ...

    def names(self) -> list[str]:
        """The members, by their paths with “/”."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        ...

    def where(self, name: str) -> str:
        """What people call a member."""
        ...

    def read(self, name: str) -> bytes:
        """A member's bytes; BadFile if that is not possible, or too much."""
        ...


class ZipBundle:
    """A zip: its names looked at before anything is unpacked."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        try:
            self._archive = ZipFile(path)
        except BadZipFile as error:
            raise BadFile(self.place, "no zip archive, or a damaged one") from error
        except (OSError, ValueError, NotImplementedError) as error:
            raise BadFile(self.place, getattr(error, "strerror", None) or str(error)) from error
        try:
            self._members = {each.filename: each for each in _safe_members(self._archive, self.place)}
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> ZipBundle:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def names(self) -> list[str]:
        """The members that are files."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Whether the archive holds it."""
        return name in self._members

    def where(self, name: str) -> str:
        """The archive and the member in it."""
        return f"{self.place}, {name}"

    def read(self, name: str) -> bytes:
        """A member, unpacked in memory up to the limit whatever size it claims."""
        try:
            with self._archive.open(self._members[name]) as file:
                data = file.read(LARGEST_MEMBER + 1)
        except (
            BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise BadFile(self.where(name), "this member of the archive is damaged") from error
        if len(data) > LARGEST_MEMBER:
            raise BadFile(self.where(name), "unpacked it takes more than 256 MB")
        return data


class FolderBundle:
    """One folder, not those within it."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self._folder = folder

    def __enter__(self) -> FolderBundle:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def names(self) -> list[str]:
        """The files in it."""
        try:
            return sorted(entry.name for entry in os.scandir(self._folder) if entry.is_file())
        except OSError as error:
            raise BadFile(self.place, error.strerror or str(error)) from error

    def has(self, name: str) -> bool:
        """Whether it lies there."""
        return (self._folder / name).is_file()

    def where(self, name: str) -> str:
        """The file's path."""
        return str(self._folder / name)

    def read(self, name: str) -> bytes:
        """A file of the folder; one longer than a document may be is refused unread."""
        path = self._folder / name
        try:
            if path.stat().st_size > LARGEST_MEMBER:
                raise BadFile(str(path), "longer than 256 MB")
            return path.read_bytes()
        except OSError as error:
            raise BadFile(str(path), error.strerror or str(error)) from error


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error


@contextmanager
def opened(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Bundle, list[str]]]:
    """(where to read, which members) of a zip, of a folder, or of one file in its folder."""
    if path.is_dir():
        with FolderBundle(path) as folder:
            yield folder, _documents(folder, path, suffixes)
    elif is_zip(path):
        with ZipBundle(path) as archive:
            yield archive, _documents(archive, path, suffixes)
    else:
        yield FolderBundle(path.parent), [path.name]


def _documents(bundle: Bundle, path: Path, suffixes: tuple[str, ...]) -> list[str]:
    members = [name for name in bundle.names() if _is_document(name, suffixes)]
    if not members and not bundle.has(SIDECAR_NAME):  # with one, it is an export of no documents
        raise BadFile(str(path), f"there is no {' or '.join(suffixes)} in it")
    return members


def read_known(bundle: Bundle, report: Report) -> Mapping[str, Known]:
    """What the sidecar says, by the names of files; a damaged line is refused and the rest used."""
    if not bundle.has(SIDECAR_NAME):
        return {}
    data = bundle.read(SIDECAR_NAME)
    before = _last_known.get(bundle.place)
    if before is not None and before[0] == data:
        return before[1]
    found = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line:
            continue
        try:
            row = _known.decode(line)
        except (ValueError, RecursionError) as error:
            where = f"{bundle.where(SIDECAR_NAME)}, line {number}"
            report.note(Outcome.ALTERED, "file", "the sidecar is damaged there", where, detail=why(error))
            continue
        found[row.file] = row
    _last_known.clear()
    _last_known[bundle.place] = data, found
    return found


# Of the folder read last: its files may be asked for one by one, a hundred thousand of them.
_last_known: dict[str, tuple[bytes, Mapping[str, Known]]] = {}
_known = msgspec.json.Decoder(Known)


def _is_document(name: str, suffixes: tuple[str, ...]) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return name.lower().endswith(suffixes) and not hidden


def _safe_members(archive: ZipFile, place: str) -> list[ZipInfo]:
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise BadFile(
            place, f"an archive of {len(members):,} files; {MOST_MEMBERS:,} is the most that is read"
        )
    for each in members:
        parts = each.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise BadFile(place, f"an archive with a path that leads out of it: {each.filename[:60]!r}")
        if each.flag_bits & 1:
            raise BadFile(place, "an archive with a password; unpack it first")
    packed, unpacked = sum(each.compress_size for each in members), sum(each.file_size for each in members)
    if unpacked > max(1 << 20, packed) * LARGEST_RATIO or unpacked > LARGEST_UNPACKED:
        raise BadFile(
            place, f"unpacked it would take {unpacked >> 20:,} MB, packed it has {packed >> 10:,} KB"
        )
    return members


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    if path.exists() and any(path.iterdir()):
        raise BadFile(str(path), "this folder is not empty; choose a new one, or a .zip")
    temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    try:
        yield temporary
        temporary.chmod(0o755)
        if path.exists():
            path.rmdir()
        temporary.replace(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _write_into(folder: Path, name: str, data: bytes) -> None:
    with (folder / name).open("wb") as file:
        file.write(data)
