"""Which format a file is in, by its suffix, and for JSON by its first objects."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice
from pathlib import Path

import msgspec

from core.encodings import looks_like
from core.errors import BadFile, UnknownFormat
from core.formats.format import Format
from core.formats.json_fields import Fields, objects
from core.formats.registry import format_named, formats
from core.formats.report import Report

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_LOOKED_AT = 20  # objects
_OURS = frozenset({"spans", "zones", "categories", "annotator", "state"})
_DOCCANO = frozenset({"entities", "Comments", "cats"})
_LISTS = ("label", "labels", "annotations")


def detect(path: Path) -> Format:
    """The format of a file.

    UnknownFormat, naming the suffix, if no format has it; BadFile if the file cannot be opened, or is
    an image or the like.
    """
    suffix = path.suffix.lower()
    if suffix in _JSON:
        return format_named(_json_format(path))
    for each in formats().values():
        if each.reads and suffix in each.suffixes:
            return each
    _refuse_binary(path)
    raise UnknownFormat(suffix or path.name, tuple(name for name, each in formats().items() if each.reads))


def _refuse_binary(path: Path) -> None:
    try:
        with path.open("rb") as file:
            binary = looks_like(file.read(64))
    except OSError as error:
        raise BadFile(str(path), error.strerror or str(error)) from error
    if binary:
        raise BadFile(str(path), f"this is no text but {binary}")


def _json_format(path: Path) -> str:
    silent = Report(kept_notes=0)
    seen = list(islice(objects(path, silent), _LOOKED_AT))
    fields: Set[str] = {name for line in seen for name in line.raw}
    if "text" not in fields:
        return "jsonl"
    if fields & _OURS:
        return "jinbiao"
    if fields & _DOCCANO or any(_is_list(line, name) for line in seen for name in _LISTS):
        return "doccano"
    return "jsonl" if fields - {"id", "title", "text", "source", "meta"} else "jinbiao"


def _is_list(line: Fields, name: str) -> bool:
    return bytes(line.raw.get(name, msgspec.Raw(b""))).lstrip().startswith(b"[")
