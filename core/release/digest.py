"""Fingerprints: of a line, of a set of documents, of a folder's files. All are SHA-256 in hex."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def of_bytes(data: bytes) -> str:
    """The fingerprint of some bytes."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """The fingerprint of a file, whatever its size: what `sha256sum` says."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_documents(hashes: Iterable[str]) -> str:
    """The fingerprint of a set of documents: their own, sorted, one a line.

    It depends on neither the split nor the seed, so two releases of the same gold share it.
    """
    return of_bytes("".join(f"{each}\n" for each in sorted(hashes)).encode())


def of_files(files: Mapping[str, str]) -> str:
    """The fingerprint of files by their paths and fingerprints: of the list that `sha256sum` would print."""
    listed = sorted((path.encode(), sha256) for path, sha256 in files.items())
    return of_bytes(b"".join(f"{sha256}  ".encode() + path + b"\n" for path, sha256 in listed))
