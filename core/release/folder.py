"""Releases that lie in a folder: listed, checked, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from core.errors import BadFile, InputError, Refused
from core.release.card import tombstone
from core.release.digest import of_file
from core.release.lines import DOCUMENTS, SPANS
from core.release.manifest import MANIFEST, README, Manifest, Withdrawal, encode, read_manifest, read_standing


@dataclass(frozen=True, slots=True)
class Listed:
    """A release in a list. `withdrawn` is the reason, "" while it stands."""

    name: str
    documents: int
    spans: int
    layer: str
    content_sha256: str
    withdrawn: str


def releases(folder: Path) -> list[Listed]:
    """The releases in a folder by name; what is none is passed over."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith("."):  # one that is being built
            continue
        with suppress(BadFile):
            found.append(_listed(read_manifest(path)))
    return found


def differing(folder: Path) -> Iterator[str]:
    """The files of a release that are not what its manifest says. Refused if it was withdrawn."""
    manifest = read_standing(folder)
    for path, entry in sorted({**manifest.files, **manifest.derived}.items()):
        file = folder / path
        if not file.is_file() or file.is_symlink():
            yield f"{path}: it is not there"
        elif file.stat().st_size != entry.bytes or of_file(file) != entry.sha256:
            yield f"{path}: it is not the file that was released"


def withdraw(folder: Path, why: str, at: str = "") -> Manifest:
    """Take a release back: its files go, a tombstone with the reason stays in their place.

    The tombstone comes first, so that a half-done withdrawal shows as one and can be done again.
    Only files that the manifest names are removed. Refused if nothing is left to withdraw.
    """
    reason = " ".join(why.split())
    if not reason:
        raise InputError("say why: those who used the release will ask")
    manifest = read_manifest(folder)
    doomed = [path for path in (*manifest.files, *manifest.derived) if path not in (README, MANIFEST)]
    there = [folder / path for path in doomed if _is_ours(folder, path)]
    if manifest.withdrawn is not None and not there:
        raise Refused(f"{manifest.name} was withdrawn already: {manifest.withdrawn.why}")
    stone = manifest.withdrawn or Withdrawal(reason, at or datetime.now(UTC).isoformat(timespec="seconds"))
    left = structs.replace(manifest, withdrawn=stone)
    _write(folder / MANIFEST, encode(left))
    words = tombstone(manifest.name, stone.why, stone.at, manifest.content_sha256)
    _write(folder / README, words.encode("utf-8", "replace"))
    for path in there:
        path.unlink(missing_ok=True)
    for path in {each.parent for each in there} - {folder}:
        with suppress(OSError):  # not empty: somebody put something there
            path.rmdir()
    return left


def _is_ours(folder: Path, path: str) -> bool:
    """Whether there is such a file in the folder itself, not somewhere that a link leads to."""
    file = folder / path
    return (file.is_file() or file.is_symlink()) and file.parent.resolve().is_relative_to(folder.resolve())


def _listed(manifest: Manifest) -> Listed:
    whole = manifest.counts.get("all", {})
    return Listed(
        manifest.name,
        whole.get(DOCUMENTS, 0),
        whole.get(SPANS, 0),
        manifest.layer,
        manifest.content_sha256,
        manifest.withdrawn.why if manifest.withdrawn else "",
    )


def _write(path: Path, data: bytes) -> None:
    """In one step: there is the old file or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)
