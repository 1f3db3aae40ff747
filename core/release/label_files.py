"""A label set written back into files: `schema.toml`, `guideline.md`, `terms/*.txt`, as they are read.

`core.schema.read_label_set` gives the same set back; TOML has no writer in the standard library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import BadLabelSet
from core.schema import Label, LabelSet

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_FILE = re.compile(r"[^\s./\\:*?\"<>|\x00-\x1f][^/\\:*?\"<>|\x00-\x1f]{0,99}")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f]")
_LONG_LINE = 100


def label_files(labels: LabelSet) -> dict[str, bytes]:
    """The files of a label set by their paths. BadLabelSet if a word list's name can name no file."""
    files = {"schema.toml": schema_toml(labels).encode()}
    if labels.guideline:
        files["guideline.md"] = labels.guideline.encode("utf-8", "replace")
    for name, words in sorted(labels.terms.items()):
        if not _FILE.fullmatch(name):
            raise BadLabelSet("terms", f"“{name}” can be no file's name")
        files[f"terms/{name}.txt"] = "".join(f"{word}\n" for word in words).encode("utf-8", "replace")
    return files


def schema_toml(labels: LabelSet) -> str:
    """The file `schema.toml`: labels and categories, then the rules."""
    parts = [f"name = {_value(labels.name)}\nnesting = {_value(labels.nesting)}\n"]
    parts += [f"\n[[label]]\n{_label(each)}" for each in labels.labels]
    parts += [f"\n[[category]]\n{_label(each)}" for each in labels.categories]
    if labels.rules:
        parts += _table("rules", labels.rules)
    return "".join(parts)


def _label(label: Label) -> str:
    fields = {name: getattr(label, name) for name in label.__struct_fields__}
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items() if value)


def _table(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A table with what it holds: plain values first, for what follows a table's head belongs to it."""
    tables = {name: value for name, value in table.items() if isinstance(value, Mapping)}
    plain = {name: value for name, value in table.items() if name not in tables}
    if plain or not tables:
        yield f"\n[{path}]\n"
        for name, value in plain.items():
            yield f"{_key(name)} = {_value(value)}\n"
    for name, value in tables.items():
        yield from _table(f"{path}.{_key(name)}", value)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        members = [_value(each) for each in value]
        line = f"[{', '.join(members)}]"
        return line if len(line) <= _LONG_LINE else "[\n" + "".join(f"  {each},\n" for each in members) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    raise BadLabelSet("rules", f"{value!r} has no form in TOML")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    """A basic string: JSON's, but for a few control characters that JSON lets stand."""
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
