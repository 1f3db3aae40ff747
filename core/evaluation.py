"""How good suggestions are against a reference: precision, recall, F1, and what is left to do by hand.

Spans count as right when start, end and label agree exactly. Everything is counted with
multiplicity and deterministic: neither the order of the spans nor of the documents matters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

_Key = tuple[int, int, str]


class Labelled(Protocol):
    """Anything with a half-open range of code points and a label: a suggestion, an annotation, a record."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Score:
    """Right, wrong and missing spans. Where nothing was to be found and nothing was, the ratios are 1.0."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else float(not self.fn)

    @property
    def recall(self) -> float:
        """The share of the reference that was predicted."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else float(not self.fp)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / whole if whole else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True, slots=True)
class Actions:
    """What a person does to turn the predictions into the reference, as counts of acts."""

    gold: int = 0
    right: int = 0  # confirmed by finishing the document: nothing to do
    rejected: int = 0  # one act each
    relabelled: int = 0  # same boundaries, another label: one act
    mended: int = 0  # same label, overlapping: one act
    added: int = 0  # two acts: select, label

    @property
    def total(self) -> int:
        """All acts together."""
        return self.rejected + self.relabelled + self.mended + 2 * self.added

    @property
    def per_gold_span(self) -> float:
        """Acts for each span of the reference; starting from nothing costs 2.0."""
        return self.total / self.gold if self.gold else float(self.total)

    def __add__(self, other: Actions) -> Actions:
        return Actions(
            self.gold + other.gold,
            self.right + other.right,
            self.rejected + other.rejected,
            self.relabelled + other.relabelled,
            self.mended + other.mended,
            self.added + other.added,
        )


@dataclass(frozen=True)
class Evaluation:
    """The scores by label and in all, and the acts left to do; evaluations of documents can be added."""

    labels: Mapping[str, Score] = field(default_factory=dict)
    total: Score = Score()
    actions: Actions = Actions()

    def __add__(self, other: Evaluation) -> Evaluation:
        names = sorted(self.labels.keys() | other.labels.keys())
        nothing = Score()
        summed = {name: self.labels.get(name, nothing) + other.labels.get(name, nothing) for name in names}
        return Evaluation(summed, self.total + other.total, self.actions + other.actions)


def evaluate(predicted: Iterable[Labelled], gold: Iterable[Labelled]) -> Evaluation:
    """Compare the predictions for one document with its reference."""
    proposed = Counter((each.start, each.end, each.label) for each in predicted)
    wanted = Counter((each.start, each.end, each.label) for each in gold)
    names = sorted({label for _, _, label in proposed | wanted})
    labels = {label: _score(label, proposed, wanted) for label in names}
    wrong = sorted((proposed - wanted).elements())
    missing = sorted((wanted - proposed).elements())
    relabelled, mended = _repairs(wrong, missing)
    repaired = relabelled + mended
    actions = Actions(
        gold=wanted.total(),
        right=(proposed & wanted).total(),
        rejected=len(wrong) - repaired,
        relabelled=relabelled,
        mended=mended,
        added=len(missing) - repaired,
    )
    return Evaluation(labels, sum(labels.values(), Score()), actions)


def _score(label: str, proposed: Counter[_Key], wanted: Counter[_Key]) -> Score:
    ours = Counter({key: count for key, count in proposed.items() if key[2] == label})
    theirs = Counter({key: count for key, count in wanted.items() if key[2] == label})
    return Score((ours & theirs).total(), (ours - theirs).total(), (theirs - ours).total())


def _repairs(wrong: Sequence[_Key], missing: Sequence[_Key]) -> tuple[int, int]:
    """How many missing spans come from a wrong one by another label, and by mended boundaries.

    A wrong span mends at most one missing span. As many as possible are repaired (each repair saves a
    rejection and an addition), a change of label being tried before a mended boundary.
    """
    choices = _choices(wrong, missing)
    used_by: dict[int, int] = {}  # wrong → missing
    uses: dict[int, int] = {}  # missing → wrong
    for index in range(len(missing)):
        _augment(index, choices, used_by, uses)
    relabelled = sum(wrong[one][:2] == missing[other][:2] for one, other in used_by.items())
    return relabelled, len(used_by) - relabelled


def _choices(wrong: Sequence[_Key], missing: Sequence[_Key]) -> list[list[int]]:
    """For each missing span, the wrong spans that it could be made from, those with its boundaries first."""
    starts = [start for start, _, _ in wrong]
    reach: list[int] = []  # the furthest end up to here
    for _, end, _ in wrong:
        reach.append(max(end, reach[-1]) if reach else end)
    found = []
    for start, end, label in missing:
        near = []
        index = bisect_left(starts, end) - 1
        while index >= 0 and reach[index] > start:
            same_place = wrong[index][:2] == (start, end)
            if same_place or (wrong[index][2] == label and wrong[index][1] > start):
                near.append((not same_place, index))
            index -= 1
        found.append([index for _, index in sorted(near)])
    return found


def _augment(
    missing: int, choices: Sequence[Sequence[int]], used_by: dict[int, int], uses: dict[int, int]
) -> None:
    """Give a missing span a wrong one, moving earlier pairs aside if that makes room (Berge's theorem)."""
    came_from: dict[int, int] = {}
    queue = deque([missing])
    while queue:
        current = queue.popleft()
        for candidate in choices[current]:
            if candidate in came_from:
                continue
            came_from[candidate] = current
            if candidate not in used_by:
                _turn(candidate, missing, came_from, used_by, uses)
                return
            queue.append(used_by[candidate])


def _turn(
    free: int, missing: int, came_from: Mapping[int, int], used_by: dict[int, int], uses: dict[int, int]
) -> None:
    """Walk back along a path that ends in a free wrong span, pairing anew on the way."""
    candidate = free
    while True:
        taker = came_from[candidate]
        before = uses.get(taker)
        used_by[candidate], uses[taker] = taker, candidate
        if taker == missing or before is None:
            return
        candidate = before
