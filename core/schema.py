"""The label set: labels for spans, categories for documents, and the knowledge that suggests them.

A label set is read from a folder (`schema.toml`, `guideline.md`, `terms/*.txt`), kept whole in the
database, and can be written out again. Nothing about any particular field stands in the code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.errors import BadLabelSet, UnknownLabel

_KEY = re.compile(r"[^\s\x00-\x1f|]{1,40}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type for spans; the same shape serves as a category, a type for whole documents.

    `key` stands in files and never changes by itself; names are what people read. `colour` is
    [on light, on dark], as #rrggbb. `shortcut` is one key. `parent` is the key of the wider one, if any.
    """

    key: str
    zh: str = ""
    en: str = ""
    colour: tuple[str, str] = ("#5b5392", "#9583aa")
    shortcut: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    parent: str = ""

    def name(self, language: str) -> str:
        """What people call it, in that language if there is such a name."""
        return (self.zh if language.startswith("zh") else self.en) or self.zh or self.en or self.key

    def hint(self, language: str) -> str:
        """One line on what it covers, in that language if there is one."""
        return (self.hint_zh if language.startswith("zh") else self.hint_en) or self.hint_zh or self.hint_en


class _SetFile(msgspec.Struct, forbid_unknown_fields=True):
    name: str = ""
    nesting: Literal["flat", "nested"] = "nested"
    label: list[Label] = []
    category: list[Label] = []
    rules: dict[str, Any] = {}


@dataclass(frozen=True)
class LabelSet:
    """One version of a label set, with everything that belongs to it.

    `nesting` is "flat" where spans may not overlap. `rules` is the table `[rules]` of the file as it
    came: `core.suggest` gives it meaning. `terms` are word lists by file name (without `.txt`).
    """

    name: str = ""
    nesting: Literal["flat", "nested"] = "nested"
    labels: tuple[Label, ...] = ()
    categories: tuple[Label, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guideline: str = ""
    version: int = 0

    @property
    def is_flat(self) -> bool:
        """Whether spans may not overlap."""
        return self.nesting == "flat"

    @cached_property
    def _by_key(self) -> dict[str, Label]:
        return {label.key: label for label in self.labels}

    @cached_property
    def _category_by_key(self) -> dict[str, Label]:
        return {category.key: category for category in self.categories}

    def label(self, key: str) -> Label:
        """The label of that key; UnknownLabel if there is none."""
        try:
            return self._by_key[key]
        except KeyError:
            raise UnknownLabel(key) from None

    def category(self, key: str) -> Label:
        """The category of that key; UnknownLabel if there is none."""
        try:
            return self._category_by_key[key]
        except KeyError:
            raise UnknownLabel(key) from None

    def has_label(self, key: str) -> bool:
        """Whether spans can carry it."""
        return key in self._by_key

    def has_category(self, key: str) -> bool:
        """Whether documents can carry it."""
        return key in self._category_by_key

    def guideline_section(self, key: str) -> str:
        """The guideline's section whose heading begins with that key, without the heading."""
        pattern = rf"^#{{2,3}} {re.escape(key)}\b[^\n]*\n(.*?)(?=^#{{1,3}} |\Z)"
        found = re.search(pattern, self.guideline, re.MULTILINE | re.DOTALL)
        return found.group(1).strip() if found else ""

    def to_json(self) -> bytes:
        """The whole set as one JSON object, for the database."""
        return msgspec.json.encode(
            {
                "name": self.name,
                "nesting": self.nesting,
                "labels": self.labels,
                "categories": self.categories,
                "rules": self.rules,
                "terms": self.terms,
                "guideline": self.guideline,
            }
        )

    def to_knowledge(self) -> bytes:
        """What suggestions depend on, as bytes to compare: not the names, colours, keys and hints."""
        return msgspec.json.encode(
            {
                "nesting": self.nesting,
                "labels": [label.key for label in self.labels],
                "categories": [category.key for category in self.categories],
                "rules": self.rules,
                "terms": self.terms,
            }
        )

    @classmethod
    def from_json(cls, data: bytes, version: int = 0) -> LabelSet:
        """Read back what `to_json` wrote."""
        stored = msgspec.json.decode(data, type=_Stored)
        return cls(
            stored.name,
            stored.nesting,
            tuple(stored.labels),
            tuple(stored.categories),
            stored.rules,
            {name: tuple(words) for name, words in stored.terms.items()},
            stored.guideline,
            version,
        )

    def with_version(self, version: int) -> LabelSet:
        """The same set under another version number."""
        return replace(self, version=version)


class _Stored(msgspec.Struct):
    name: str
    nesting: Literal["flat", "nested"]
    labels: list[Label]
    categories: list[Label]
    rules: dict[str, Any]
    terms: dict[str, list[str]]
    guideline: str


def read_label_set(path: Path) -> LabelSet:
    """Read `schema.toml` (or the folder that holds it) with its guideline and term lists.

    Raises BadLabelSet, saying where and why, if the file does not hold together.
    """
    file = path / "schema.toml" if path.is_dir() else path
    try:
        parsed = tomllib.loads(file.read_text(encoding="utf-8"))
        content = msgspec.convert(parsed, type=_SetFile)
    except OSError as error:
        raise BadLabelSet(str(file), error.strerror or str(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadLabelSet(str(file), str(error)) from error
    guideline = file.with_name("guideline.md")
    found = LabelSet(
        content.name or file.parent.name,
        content.nesting,
        tuple(content.label),
        tuple(content.category),
        content.rules,
        {each.stem: _read_terms(each) for each in sorted(file.parent.glob("terms/*.txt"))},
        guideline.read_text(encoding="utf-8") if guideline.exists() else "",
    )
    validate(found, str(file))
    return found


def _read_terms(file: Path) -> tuple[str, ...]:
    """The words of a list, one a line; blank lines and lines that begin with # are passed over."""
    try:
        stripped = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
        return tuple(dict.fromkeys(line for line in stripped if line and not line.startswith("#")))
    except UnicodeDecodeError as error:
        raise BadLabelSet(str(file), f"not UTF-8: {error.reason}") from error


def validate(labels: LabelSet, where: str = "") -> None:
    """Raise BadLabelSet unless keys are unique and usable, colours are colours, shortcuts don't clash."""
    for kind, members in (("label", labels.labels), ("category", labels.categories)):
        seen: dict[str, str] = {}
        for member in members:
            at = f"{where} [{kind} {member.key}]".strip()
            if not _KEY.fullmatch(member.key):
                raise BadLabelSet(at, "a key is 1 to 40 characters without spaces or “|”")
            if member.key in seen:
                raise BadLabelSet(at, "this key stands twice")
            seen[member.key] = member.key
            for colour in member.colour:
                if not _COLOUR.fullmatch(colour):
                    raise BadLabelSet(at, f"“{colour}” is not a colour of the form #rrggbb")
        _check_parents(members, f"{where} [{kind}".strip())
    shortcuts: dict[str, str] = {}
    for label in labels.labels:
        if label.shortcut and label.shortcut.casefold() in shortcuts:
            other = shortcuts[label.shortcut.casefold()]
            raise BadLabelSet(
                f"{where} [label {label.key}]", f"{other} has the shortcut {label.shortcut} too"
            )
        shortcuts[label.shortcut.casefold()] = label.key
    if not labels.labels and not labels.categories:
        raise BadLabelSet(where, "no label and no category in it")


def _check_parents(members: tuple[Label, ...], where: str) -> None:
    parents = {member.key: member.parent for member in members}
    for key, parent in parents.items():
        if parent and parent not in parents:
            raise BadLabelSet(f"{where} {key}]", f"its parent “{parent}” is not there")
        above = {key}
        while parent:
            if parent in above:
                raise BadLabelSet(f"{where} {key}]", "it is its own parent, directly or through others")
            above.add(parent)
            parent = parents.get(parent, "")
