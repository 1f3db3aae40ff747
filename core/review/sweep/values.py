"""What a sweep looks at and what it finds: plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class FindingKind(StrEnum):
    """What may be wrong, in the order in which it is shown."""

    LABELS = "different labels"  # the same string under several
    UNLABELLED = "left unlabelled"  # a string that is labelled elsewhere
    BOUNDARY = "boundary variants"  # with and without an ending, quotes, a measure word
    PUNCTUATION = "touches punctuation"
    NESTING = "breaks nesting"
    WORDS = "crosses a word"
    RARE = "rare label"
    OUTLIER = "outlier annotator"


class Act(StrEnum):
    """What a fix does with a hit."""

    LABEL = "label"
    RELABEL = "relabel"
    MOVE = "move"
    REMOVE = "remove"


class SweptSpan(NamedTuple):
    """A labelled span with its row's id."""

    start: int
    end: int
    label: str
    id: int


@dataclass(frozen=True, slots=True)
class SweptLayer:
    """One layer of a document. `passed_over` are places that are not looked at for what is missing:
    page furniture, and what somebody said no to. Only a finished layer can lack something."""

    layer_id: int
    document_id: int
    owner: str
    text: str
    spans: Sequence[SweptSpan]
    is_done: bool = True
    passed_over: Sequence[tuple[int, int]] = ()


class After(NamedTuple):
    """What would stand there after a fix; without a label nothing does."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a finding: `id` is the span's, 0 where none stands; `after` has an entry for each fix."""

    layer_id: int
    document_id: int
    owner: str
    start: int
    end: int
    label: str
    id: int
    after: tuple[After, ...] = ()

    @property
    def place(self) -> tuple[int, int, int, str]:
        """What tells it from every other hit of its finding."""
        return self.layer_id, self.start, self.end, self.label


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to settle a finding. `label` is the one given, `part` what is taken in or left out."""

    act: Act
    label: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may be wrong, with the places where it is.

    `about` is the string, label, part or person concerned; `label` the label, where there is one.
    `standing` says how often what: labels with their numbers, or “with” and “without”, or figures.
    `number` counts all hits, of which at most MOST_HITS are kept.
    """

    kind: FindingKind
    about: str
    label: str = ""
    standing: tuple[tuple[str, float], ...] = ()
    hits: tuple[Hit, ...] = ()
    number: int = 0
    fixes: tuple[Fix, ...] = ()

    @property
    def subject(self) -> str:
        """What it is about, without its labels. Of a person with the figures: they make it another."""
        if self.kind is FindingKind.RARE:
            return ""
        if self.kind is not FindingKind.OUTLIER:
            return self.about
        return "\n".join((self.about, *(f"{name}\t{value:.1f}" for name, value in self.standing)))

    @property
    def mark(self) -> str:
        """What tells this finding from others, the same at the next sweep."""
        return mark_of(self.kind, self.subject, self.label)


def mark_of(kind: str, subject: str, label: str) -> str:
    """The mark of a finding with this kind, `subject`, and label (or two, with “|” between them)."""
    said: tuple[object, ...] = (str(kind), label if kind == FindingKind.RARE else subject, label)
    if kind == FindingKind.OUTLIER:
        about, *figures = subject.split("\n")
        said = str(kind), about, label, tuple(tuple(each.split("\t")) for each in figures)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


MOST_HITS = 5_000


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep has looked at, and what it found, by kind and then the clearest first."""

    documents: int = 0
    layers: int = 0
    spans: int = 0
    findings: tuple[Finding, ...] = field(default=())
