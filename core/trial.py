"""What was suggested in a document, and what a person made of it: each pair told, and counted.

All figures of the page “Learning” and of `jinbiao learning` come from here; plain values in and out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.evaluation import Actions, Evaluation, Score, evaluate

ALL = ""  # in place of a label or source: all of them together


class Seen(NamedTuple):
    """A suggestion as it stood before anybody touched the document; `hidden` below a threshold."""

    start: int
    end: int
    label: str
    source: str
    score: float
    quote: str = ""
    hidden: bool = False


class Wanted(NamedTuple):
    """A span that stands in the finished document; `accepted` as it was suggested."""

    start: int
    end: int
    label: str
    quote: str = ""
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """A finished document as a test. `at` is when that was (UTC, ISO 8601), `length` in code points.

    `truth` is what gold holds, else what somebody else's finished layer does; None where there is neither.
    """

    document_id: int
    title: str
    person: str
    at: str
    length: int
    seen: tuple[Seen, ...]
    wanted: tuple[Wanted, ...]
    blind: bool = False
    truth: tuple[tuple[int, int, str], ...] | None = None

    @property
    def shown(self) -> list[Seen]:
        """What was not hidden below a threshold (blind, nothing was shown; it is tested all the same)."""
        return [each for each in self.seen if not each.hidden]

    def evaluation(self) -> Evaluation:
        """Precision, recall, F1 and acts of what was not hidden, against what stands there now."""
        return evaluate(self.shown, self.wanted)


class Fate(StrEnum):
    """What became of a suggestion."""

    RIGHT = "right"
    RELABELLED = "relabelled"
    MENDED = "mended"  # other edges
    REPLACED = "replaced"  # other edges and another label
    REJECTED = "rejected"


class Outcome(NamedTuple):
    """A suggestion with what stands in its place: None where nothing does."""

    seen: Seen
    fate: Fate
    wanted: Wanted | None


def outcomes(seen: Sequence[Seen], wanted: Sequence[Wanted]) -> tuple[list[Outcome], list[Wanted]]:
    """(what became of each suggestion, what was missed). No span answers for two suggestions.

    Those that are just right come first, then the same edges, then the same label, then what overlaps;
    of several, that which shares most characters.
    """
    ordered = sorted(wanted)
    starts = [each.start for each in ordered]
    longest = max((each.end - each.start for each in ordered), default=0)
    taken = [False] * len(ordered)
    fates: dict[int, Outcome] = {}
    waiting = list(enumerate(seen))
    for fate, fits in _FITS:
        still = []
        for number, each in waiting:
            first = bisect_left(starts, each.start - longest)
            last = bisect_left(starts, each.end)
            fitting = [
                (_shared(each, ordered[at]), -at)
                for at in range(first, last)
                if not taken[at] and _shared(each, ordered[at]) > 0 and fits(each, ordered[at])
            ]
            if not fitting:
                still.append((number, each))
                continue
            at = -max(fitting)[1]
            taken[at] = True
            fates[number] = Outcome(each, fate, ordered[at])
        waiting = still
    for number, each in waiting:
        fates[number] = Outcome(each, Fate.REJECTED, None)
    missed = [each for each, gone in zip(ordered, taken, strict=True) if not gone]
    return [fates[number] for number in range(len(seen))], missed


_FITS: tuple[tuple[Fate, Callable[[Seen, Wanted], bool]], ...] = (
    (Fate.RIGHT, lambda one, other: one[:3] == other[:3]),
    (Fate.RELABELLED, lambda one, other: one[:2] == other[:2]),
    (Fate.MENDED, lambda one, other: one.label == other.label),
    (Fate.REPLACED, lambda one, other: True),
)


def _shared(one: Seen, other: Wanted) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


class Measured(NamedTuple):
    """One finished document: the scores by (label, source); an empty string stands for all."""

    trial: Trial
    scores: Mapping[tuple[str, str], Score]
    actions: Actions

    def score(self, label: str = ALL, source: str = ALL) -> Score:
        """Right, wrong and missing. Of one source, what any other found counts as missing too."""
        return self.scores.get((label, source), Score())


def measure(trial: Trial) -> Measured:
    """How the suggestions of one document did."""
    whole = trial.evaluation()
    wanted = {each[:3] for each in trial.wanted}
    asked = Counter(each.label for each in trial.wanted)
    right: Counter[tuple[str, str]] = Counter()
    proposed: Counter[tuple[str, str]] = Counter()
    for each in trial.shown:
        for key in ((each.label, each.source), (ALL, each.source)):
            proposed[key] += 1
            right[key] += each[:3] in wanted
    scores = {(label, ALL): score for label, score in whole.labels.items()}
    scores[ALL, ALL] = whole.total
    for key, number in proposed.items():
        total = asked[key[0]] if key[0] else len(trial.wanted)
        scores[key] = Score(right[key], number - right[key], total - right[key])
    return Measured(trial, scores, whole.actions)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a curve: after so many finished documents, over the last few of them."""

    number: int
    score: Score
    actions: Actions
    title: str


def curve(tests: Sequence[Measured], label: str = ALL, source: str = ALL, over: int = 5) -> list[Point]:
    """How suggestions did over time, each point the last `over` documents together."""
    asked = [_score_in(each, label, source) for each in tests]
    return [
        Point(
            at + 1,
            sum(asked[max(0, at + 1 - over) : at + 1], Score()),
            sum((each.actions for each in tests[max(0, at + 1 - over) : at + 1]), Actions()),
            tests[at].trial.title,
        )
        for at in range(len(tests))
    ]


def _score_in(test: Measured, label: str, source: str) -> Score:
    """A source that proposed nothing in a document has missed all that stands there."""
    known = test.scores.get((label, source))
    return known if known is not None else Score(fn=_asked(test.score(label)))


def _asked(score: Score) -> int:
    return score.tp + score.fn


def total(tests: Iterable[Measured]) -> dict[tuple[str, str], Score]:
    """The scores of all documents together, by (label, source)."""
    kept = list(tests)
    keys = sorted({key for each in kept for key in each.scores})
    return {key: sum((_score_in(each, *key) for each in kept), Score()) for key in keys}


class Bin(NamedTuple):
    """Suggestions whose scores lie in one tenth: how many, their mean score, how many were right."""

    number: int
    score: float
    right: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.number if self.number else 0.0


def calibration(trials: Iterable[Trial], label: str = ALL, bins: int = 10) -> list[Bin]:
    """How far scores can be taken at their word; hidden suggestions count too. Empty tenths are left in."""
    found = [(0, 0.0, 0)] * bins
    for score, right in scored(trials, label):
        at = min(bins - 1, int(score * bins))
        number, sum_, hits = found[at]
        found[at] = (number + 1, sum_ + score, hits + right)
    return [Bin(number, sum_ / number if number else 0.0, hits) for number, sum_, hits in found]


def reliability(bins: Iterable[Bin]) -> float:
    """The mean distance between scores and the share that was right; 0 is perfect."""
    kept = list(bins)
    number = sum(each.number for each in kept)
    return sum(each.number * abs(each.score - each.share) for each in kept) / number if number else 0.0


def scored(trials: Iterable[Trial], label: str = ALL) -> list[tuple[float, bool]]:
    """(score, whether it was right) of every suggestion of a label, by score."""
    found = []
    for trial in trials:
        wanted = {each[:3] for each in trial.wanted}
        found += [(each.score, each[:3] in wanted) for each in trial.seen if label in (ALL, each.label)]
    return sorted(found)


class Cost(NamedTuple):
    """What a threshold would have done: hidden wrong ones save an act each, hidden right ones cost two."""

    hidden: int
    wrong: int
    shown: int

    @property
    def right(self) -> int:
        """Right suggestions that would have had to be made by hand."""
        return self.hidden - self.wrong

    @property
    def acts(self) -> int:
        """Acts that it would have cost on balance; below 0 it saves."""
        return 2 * self.right - self.wrong


def cost_of(scores: Sequence[tuple[float, bool]], threshold: float) -> Cost:
    """The cost of hiding what scores less; `scores` as `scored` gives them."""
    at = bisect_left(scores, (threshold,))
    right = sum(hit for _, hit in scores[:at])
    return Cost(at, at - right, len(scores) - at)


def best_threshold(scores: Sequence[tuple[float, bool]]) -> float:
    """The threshold, in hundredths, that would have saved most acts; 0 where none saves any."""
    best, least = 0.0, 0
    for hundredths in range(1, 100):
        acts = cost_of(scores, hundredths / 100).acts
        if acts < least:
            best, least = hundredths / 100, acts
    return best


@dataclass(frozen=True, slots=True)
class Correction:
    """“Suggested LOC, corrected to ORG: 37×”. `to` is "" where it was rejected, `suggested` "" where it
    was missed. `quotes` are the strings as they should stand (as suggested where rejected), most
    frequent first."""

    suggested: str
    to: str
    number: int
    quotes: tuple[tuple[str, int], ...]


def corrections(trials: Iterable[Trial]) -> list[Correction]:
    """Corrections of labels, rejections and misses, most frequent first."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for trial in trials:
        fates, missed = outcomes(trial.shown, trial.wanted)
        for seen, fate, wanted in fates:
            if fate is Fate.REJECTED:
                found[seen.label, ""][seen.quote] += 1
            elif wanted is not None and seen.label != wanted.label:
                found[seen.label, wanted.label][wanted.quote] += 1
            elif fate is Fate.MENDED and wanted is not None:
                found[seen.label, seen.label][wanted.quote] += 1
        for each in missed:
            found["", each.label][each.quote] += 1
    made = [
        Correction(*key, quotes.total(), tuple(sorted(quotes.items(), key=lambda each: (-each[1], each[0]))))
        for key, quotes in found.items()
    ]
    return sorted(made, key=lambda each: (-each.number, each.suggested, each.to))


def prefilled(trials: Iterable[Trial]) -> Iterator[Trial]:
    """Those whose suggestions were shown."""
    return (each for each in trials if not each.blind)
