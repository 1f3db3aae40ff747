"""What an import or export did, counted and line by line: nothing is dropped silently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a thing."""

    TAKEN = "taken"  # as a note: worth knowing, no loss
    SKIPPED = "skipped"  # not carried over at all
    ALTERED = "altered"  # carried over, but not as it was
    REFUSED = "refused"  # not carried over because it is wrong


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was not simply taken: where it stood, what it was, and why.

    `why` is the same sentence for all of its kind, so that they can be counted together; what is
    particular to this one stands in `detail`.
    """

    outcome: Outcome
    what: str  # "document", "span", "category", "character" …
    why: str
    where: str = ""
    count: int = 1
    detail: str = ""

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        times = f" (×{self.count})" if self.count > 1 else ""
        detail = f": {self.detail}" if self.detail else ""
        return f"{where}{self.what} {self.outcome}, {self.why}{detail}{times}"


@dataclass
class Report:
    """The growing account of one import or export."""

    taken: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    kept_notes: int = 10_000
    _counts: Counter[tuple[Outcome, str, str]] = field(default_factory=Counter)

    def take(self, what: str, count: int = 1) -> None:
        """Count something that was carried over as it was."""
        self.taken[what] += count

    def note(
        self, outcome: Outcome, what: str, why: str, where: str = "", count: int = 1, detail: str = ""
    ) -> None:
        """Record something that was not; beyond `kept_notes` only the count grows, memory does not."""
        self.add(Note(outcome, what, why, where, count, detail))

    def add(self, note: Note) -> None:
        """Record a note that somebody else made."""
        self._counts[note.outcome, note.what, note.why] += note.count
        if len(self.notes) < self.kept_notes:
            self.notes.append(note)

    @property
    def has_losses(self) -> bool:
        """Whether anything was skipped, altered or refused; a note on what was taken is no loss."""
        return any(outcome is not Outcome.TAKEN for outcome, _, _ in self._counts)

    def count(self, outcome: Outcome, what: str | None = None) -> int:
        """How many things had that outcome."""
        return sum(
            n for (kind, thing, _), n in self._counts.items() if kind is outcome and what in (None, thing)
        )

    def summary(self) -> list[tuple[Outcome, str, str, int]]:
        """(outcome, what, why, how many), the most frequent first."""
        return [(*key, number) for key, number in self._counts.most_common()]
