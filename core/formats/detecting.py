"""Which format a file is in, by its suffix and its first lines."""

from __future__ import annotations

from pathlib import Path

from core.errors import UnknownFormat
from core.formats.format import Format
from core.formats.registry import format_named, formats

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_LOOKED_AT = 20  # lines of a JSONL file


def detect(path: Path) -> Format:
    """The format of a file; UnknownFormat if its name says nothing, BadFile if it cannot be opened."""
    suffix = path.suffix.lower()
    if suffix in _JSON:
        return format_named(_json_format(path))
    for each in formats().values():
        if each.reads and suffix in each.suffixes:
            return each
    raise UnknownFormat(f"{path.name}: no format has the suffix {suffix}", tuple(formats()))


def _json_format(path: Path) -> str:
    return "jinbiao"
