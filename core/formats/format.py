"""What a format is: its names, what it can carry, its options, and its three functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from core.annotation import DocumentRecord
from core.errors import InputError, UnknownFormat
from core.formats.report import Note, Report
from core.schema import LabelSet

Options = Mapping[str, str]
Progress = Callable[[int], None]  # is told how many documents are done; what it raises stops the work

Read = Callable[[Path, Report, Options], Iterator[DocumentRecord]]
Write = Callable[
    [Iterable[DocumentRecord], Path, LabelSet | None, Report, Options, Progress | None],
    None,
]
Side = Literal["both", "read", "write"]
Losses = Callable[[DocumentRecord, LabelSet | None, Options], Iterator[Note]]


class Feature(StrEnum):
    """Something of a document that a format carries or loses: a row of the loss matrix."""

    ID = "id"
    TITLE = "title"
    SOURCE = "source"
    META = "metadata"
    SPACES = "spaces and newlines"
    SPANS = "spans"
    NESTED = "nested spans"
    OVERLAPPING = "overlapping spans"
    PROVENANCE = "provenance of spans"  # origin, source, score, reason, what was suggested
    CATEGORIES = "categories"
    ZONES = "zones"
    ANNOTATOR = "annotator"
    STATE = "state of the layer"
    UNSURE = "marks of unsure spans"
    NOTES = "notes"


EVERYTHING = frozenset(Feature)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format leaves open; no `choices` means any text."""

    name: str
    default: str
    choices: tuple[str, ...] = ()
    help_en: str = ""
    help_zh: str = ""
    side: Side = "both"  # whether it is heard when reading, when writing, or both


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format; `unit` is what its offsets count, "" where it has none.

    `read` streams: a bad line is refused in the report and the rest is kept; BadFile if the whole
    file is no good. `write` streams into a temporary file that takes the target's place only when
    all is written; on an error or a cancel the target stays as it was. `losses` says what one
    record would lose, before anything is written.
    """

    name: str
    title_en: str
    title_zh: str
    suffixes: tuple[str, ...]
    unit: str
    carries: frozenset[Feature]
    losses: Losses
    read: Read | None = None
    write: Write | None = None
    options: tuple[Option, ...] = ()

    def options_for(self, side: Side) -> tuple[Option, ...]:
        """The choices that mean something when reading, or when writing."""
        return tuple(option for option in self.options if option.side in ("both", side))

    @property
    def reads(self) -> bool:
        """Whether files of this format can be imported."""
        return self.read is not None

    @property
    def writes(self) -> bool:
        """Whether files of this format can be exported."""
        return self.write is not None


def chosen(format_name: str, options: tuple[Option, ...], given: Options) -> dict[str, str]:
    """Each option's value: as given, or its default. InputError for one that does not exist."""
    known = {option.name: option for option in options}
    for name, value in given.items():
        if name not in known:
            has = f"it has: {', '.join(known)}" if known else "it has none"
            raise InputError(f"the format {format_name} has no option “{name}”; {has}")
        if known[name].choices and value not in known[name].choices:
            raise InputError(
                f"{format_name}: “{value}” is no choice for {name}; choose {', '.join(known[name].choices)}"
            )
    return {option.name: given.get(option.name, option.default) for option in options}


def reader(kind: Format) -> Read:
    """Its reading function; UnknownFormat if it only writes."""
    if kind.read is None:
        raise UnknownFormat(kind.name, cannot_be="read")
    return kind.read


def writer(kind: Format) -> Write:
    """Its writing function; UnknownFormat if it only reads."""
    if kind.write is None:
        raise UnknownFormat(kind.name, cannot_be="written")
    return kind.write
