"""What is learned from: a text as far as a person has settled it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from core.annotation import Zone

Place = tuple[int, int, str]
"""A half-open range of code points and a label."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the spans that stand in its first `until` characters (None: in all of it).

    Beyond `until` only `rejected` says something: what a person refused. `categories` is None where
    nobody has decided on them, which in an unfinished document is so.
    """

    text: str
    spans: tuple[Place, ...] = ()
    rejected: tuple[Place, ...] = ()
    zones: tuple[Zone, ...] = ()
    until: int | None = None
    categories: tuple[str, ...] | None = None

    @property
    def settled(self) -> int:
        """Where the part ends that a person stands behind."""
        return len(self.text) if self.until is None else min(self.until, len(self.text))

    def usable(self) -> Example:
        """The same without places that the text does not have; later parts without spans."""
        end = self.settled
        return Example(
            self.text,
            tuple(sorted(each for each in self.spans if 0 <= each[0] < each[1] <= end)),
            tuple(sorted(each for each in self.rejected if 0 <= each[0] < each[1] <= len(self.text))),
            tuple(zone for zone in self.zones if 0 <= zone.start < zone.end <= len(self.text)),
            self.until,
            self.categories,
        )


def digest_of(examples: Iterable[Example], *also: bytes) -> str:
    """What tells one set of examples (and whatever else a model rests on) from every other."""
    digest = hashlib.sha256()
    for each in also:
        digest.update(hashlib.sha256(each).digest())
    for example in examples:
        digest.update(hashlib.sha256(msgspec.json.encode(example)).digest())
    return digest.hexdigest()
