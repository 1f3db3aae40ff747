"""What a release says of itself in `manifest.json`; also all that is left of one that was withdrawn."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec

from core.errors import BadFile, InputError, Refused

KIND = "jinbiao release 1"
MANIFEST, README, SCHEMA = "manifest.json", "README.md", "schema.toml"
DETAILS, LEAKAGE = "details.jsonl", "leakage.json"
_LONGEST = 512 << 20  # bytes; a million documents have 250 million


class DocumentEntry(msgspec.Struct, frozen=True):
    """A document: `sha256` is that of its line in the split's file, newline included."""

    id: str
    sha256: str
    split: str
    text_sha256: str


class FileEntry(msgspec.Struct, frozen=True):
    """A file of the release."""

    bytes: int
    sha256: str


class LabelSetEntry(msgspec.Struct, frozen=True):
    """Which version of which label set."""

    name: str
    version: int


class SplitRule(msgspec.Struct, frozen=True):
    """All that the split rests on: the same rule, seed and documents give the same split."""

    shares: str
    seed: int
    stratified_by: str
    grouped_by: str
    near_duplicates: str


class Withdrawal(msgspec.Struct, frozen=True):
    """Why there is nothing here any more, and since when."""

    why: str
    at: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`content_sha256` is over the documents, `files_sha256` over the files; see docs/releases.md.

    `derived` are files that are not the same bytes with another version of the library that wrote them.
    `doubts` counts what spoke against the release, by `core.release.doubts`.
    """

    kind: str = KIND
    name: str
    program: str
    layer: str
    licence: str
    label_set: LabelSetEntry
    split_rule: SplitRule
    content_sha256: str
    files_sha256: str
    counts: dict[str, dict[str, int]]
    documents: tuple[DocumentEntry, ...]
    files: dict[str, FileEntry]
    derived: dict[str, FileEntry] = {}
    doubts: dict[str, int] = {}
    withdrawn: Withdrawal | None = None


def encode(manifest: Manifest) -> bytes:
    """The manifest as the file holds it: sorted keys, indented."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release; BadFile, saying why, if there is none or it is not to be trusted."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _LONGEST:
            raise BadFile(str(path), "it is too long to be a manifest")
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise BadFile(str(path), f"no release lies there ({error.strerror or error})") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(str(path), f"it is no manifest of a release: {error}") from error
    if found.kind != KIND:
        raise BadFile(str(path), f"it is a “{found.kind}”, this program knows “{KIND}”")
    for name in [*found.files, *found.derived]:
        if not is_inside(name):
            raise BadFile(str(path), f"“{name}” names no file inside the release")
    return found


def read_standing(folder: Path) -> Manifest:
    """The manifest of a release that still stands; Refused, with the reason, if it was withdrawn."""
    found = read_manifest(folder)
    if found.withdrawn is not None:
        raise Refused(f"{found.name} was withdrawn: {found.withdrawn.why}")
    return found


def is_inside(name: str) -> bool:
    """Whether a path from a manifest stays in its folder, on any system."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")


def usable_name(name: str) -> str:
    """The name of a release, which is also its folder's; InputError if it cannot be both."""
    if not name or len(name) > 100 or name[0] in ".- " or name[-1] in ". ":
        raise InputError(f"“{name}” cannot name a release: 1 to 100 characters, no dot or dash in front")
    if any(not (each.isalnum() or each in "._-+ ") for each in name):
        raise InputError(f"“{name}” cannot name a release: letters, digits and . _ - + only")
    if name in ("diff", "list", "make", "verify", "withdraw"):
        raise InputError(f"“{name}” is a command; choose another name")
    return name
