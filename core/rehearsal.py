"""Rehearsals on a reference: what an annotator would have to do, and what was learned from the others.

A session takes the documents in order. Each is corrected from the top, with everything learned so far,
also from its own part that is done; what comes of it is the reference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.annotation import Zone
from core.evaluation import Evaluation, Score, evaluate
from core.schema import LabelSet
from core.suggest.learned import Example, LearnedSuggester, Learner
from core.suggest.learned.calibration import reliability
from core.suggest.learned.example import Place
from core.suggest.mind import unpacked
from core.suggest.suggester import Suggester

_TRIED = 40  # documents that a learning curve is tried on, at most
STEP = 800  # characters that are corrected before the rest is suggested anew


@dataclass(frozen=True, slots=True)
class Reference:
    """A document with what should stand in it."""

    name: str
    text: str
    places: tuple[Place, ...]
    zones: tuple[Zone, ...] = ()
    categories: tuple[str, ...] | None = None

    def example(self, until: int | None = None, rejected: Iterable[Place] = ()) -> Example:
        """What can be learned from it once it is corrected, as a whole or up to a place."""
        end = len(self.text) if until is None else until
        spans = tuple(each for each in self.places if each[1] <= end)
        given = self.categories if until is None else None
        return Example(self.text, spans, tuple(sorted(rejected)), self.zones, until, given)


@dataclass(frozen=True, slots=True)
class Left:
    """What was left to do in one document, in acts."""

    name: str
    gold: int
    rules: int  # with the rules alone
    learned: int  # learning on the way
    propagated: int  # learning, each decision carried to identical mentions where that pays

    def per_span(self, acts: int) -> float:
        """Acts for each span of the reference; starting from nothing costs 2.0."""
        return acts / self.gold if self.gold else float(acts)

    def __add__(self, other: Left) -> Left:
        return Left(
            self.name,
            self.gold + other.gold,
            self.rules + other.rules,
            self.learned + other.learned,
            self.propagated + other.propagated,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """How the suggestions for one document did, learned from all others."""

    name: str
    evaluation: Evaluation
    reliability: float
    is_learned: bool  # False where the gate kept to the rules


@dataclass(frozen=True, slots=True)
class Taught:
    """How suggestions for the latest documents (`tried` of them) do, learned from so many before them."""

    documents: int
    tried: int
    rules: Score
    learned: Score


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    label: str


def leave_one_out(
    rules: Suggester, references: Sequence[Reference], asked: Sequence[Suggester] = ()
) -> Iterator[tuple[Held, ...]]:
    """For each document what was learned from the others suggests with the rules, then with each of `asked`,
    which suggest as the rules do and ask LAC as well: what was learned is the same."""
    learner = Learner(rules)
    for held in references:
        model = learner.train([each.example() for each in references if each is not held])
        yield tuple(
            _held(LearnedSuggester(each, model), held, is_learned=model.used) for each in (rules, *asked)
        )


def unlearned(suggester: Suggester, references: Sequence[Reference]) -> Iterator[Held]:
    """What is suggested for each document when nothing has been learned."""
    for held in references:
        yield _held(suggester, held, is_learned=False)


def _held(suggester: Suggester | LearnedSuggester, held: Reference, *, is_learned: bool) -> Held:
    found = suggester.suggest(held.text, held.zones)
    wanted = set(held.places)
    scores = [(each.score, (each.start, each.end, each.label) in wanted) for each in found]
    measured = evaluate(found, [_Span(*each) for each in held.places])
    return Held(held.name, measured, reliability(scores), is_learned)


def learning_curve(
    rules: Suggester, examples: Sequence[Example], progress: Callable[[int, int], None] | None = None
) -> list[Taught]:
    """Models of none, an eighth, a quarter, half and all of the finished documents (given oldest first)
    but the latest fifth, which they are tried on. Of few documents, fewer steps; below four, none.
    """
    finished = [each.usable() for each in examples if each.until is None and each.text]
    tried = finished[-min(max(1, len(finished) // 5), _TRIED) :]
    before = finished[: len(finished) - len(tried)]
    if len(finished) < 4:
        return []
    steps = sorted({0, *(round(len(before) * share) for share in (0.125, 0.25, 0.5, 1.0))})
    learner = Learner(rules)
    alone = _tried(rules, tried)
    found = []
    for number, step in enumerate(steps):
        taught = before[len(before) - step :]
        known = LearnedSuggester(rules, learner.train(taught)) if taught else None
        found.append(Taught(step, len(tried), alone, _tried(known, tried) if known is not None else alone))
        if progress is not None:
            progress(number + 1, len(steps))
    return found


def curve_of(label_set: LabelSet, packed: Sequence[bytes]) -> list[Taught]:
    """The learning curve of examples that have travelled (`core.learning.Lesson.packed`)."""
    return learning_curve(Suggester(label_set), [unpacked(each, label_set) for each in packed])


def _tried(suggester: Suggester | LearnedSuggester, examples: Iterable[Example]) -> Score:
    return sum(
        (
            evaluate(suggester.suggest(each.text, each.zones), [_Span(*one) for one in each.spans]).total
            for each in examples
        ),
        Score(),
    )


def session(
    rules: Suggester,
    references: Sequence[Reference],
    progress: Callable[[int, int], None] | None = None,
    step: int = STEP,
) -> Iterator[Left]:
    """What is left to do in each document, taken in order from an empty project."""
    learner = Learner(rules)
    done: list[Example] = []
    total = sum(len(each.text) for each in references)
    past = 0
    for reference in references:
        rejected: set[Place] = set()
        hand = _Hand(reference)
        gold = set(reference.places)
        by_rules = _places(rules, reference)
        learned = 0
        for start, end in _steps(reference.text, step):
            examples = [*done, reference.example(start, rejected)] if start else done
            suggester = LearnedSuggester(rules, learner.train(examples) if examples else None)
            shown = _places(suggester, reference)
            part, wanted = _within(shown, start, end), _within(gold, start, end)
            learned += _acts(part, wanted)
            hand.work(start, end, shown)
            rejected |= {each for each in part - gold if not any(_cross(each, one) for one in wanted)}
            if progress is not None:
                progress(past + end, total)
        past += len(reference.text)
        done.append(reference.example(None, rejected))
        yield Left(reference.name, len(gold), _acts(by_rules, gold), learned, hand.acts)


def _places(suggester: Suggester | LearnedSuggester, reference: Reference) -> set[Place]:
    return {(each.start, each.end, each.label) for each in suggester.suggest(reference.text, reference.zones)}


def _steps(text: str, step: int) -> Iterator[tuple[int, int]]:
    """The text in stretches of whole lines, each of at least `step` characters but the last."""
    start = 0
    while start < len(text):
        line_end = text.find("\n", start + step)
        end = line_end + 1 if line_end >= 0 else len(text)
        yield start, end
        start = end


def _within(places: Iterable[Place], start: int, end: int) -> set[Place]:
    return {each for each in places if start <= each[0] and each[1] <= end}


def _acts(shown: Iterable[Place], wanted: Iterable[Place]) -> int:
    return evaluate([_Span(*each) for each in shown], [_Span(*each) for each in wanted]).actions.total


def _cross(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass
class _Hand:
    """An annotator who carries a decision to all identical mentions further on, where that pays."""

    reference: Reference
    acts: int = 0
    _standing: set[Place] = field(default_factory=set)  # decided further on by propagation
    _refused: set[Place] = field(default_factory=set)

    def work(self, start: int, end: int, suggested: Iterable[Place]) -> None:
        """Correct `[start, end)`; `suggested` is what is newly suggested for the whole text."""
        decided = sorted(each for each in self._standing if each[1] > start)
        state = set(decided)
        for each in suggested:
            if each[0] >= start and each not in self._refused and not _crosses_any(each, decided):
                state.add(each)
        gold = {each for each in self.reference.places if each[0] >= start}
        while True:
            wrong = sorted(each for each in state - gold if each[0] < end)
            missing = sorted(each for each in gold - state if each[1] <= end)
            if not wrong and not missing:
                return
            if wrong and (not missing or wrong[0] <= missing[0] or _partner(wrong[0], missing)):
                state.discard(wrong[0])
                self._refused.add(wrong[0])
                self.acts += 1
                partner = _partner(wrong[0], missing)
                if partner is None:
                    self._refuse_alike(wrong[0], state, gold)
                    continue
                new = partner
            else:
                new = missing[0]
                partner = next((each for each in wrong if _repairs(each, new)), None)
                if partner is not None:
                    state.discard(partner)
                    self._refused.add(partner)
                self.acts += 2 if partner is None else 1
            state.add(new)
            self._add_alike(new, state, gold)

    def _refuse_alike(self, place: Place, state: set[Place], gold: set[Place]) -> None:
        alike = {each for each in self._others(place) if each in state}
        if len(alike - gold) > 2 * len(alike & gold):
            state -= alike
            self._refused |= alike

    def _add_alike(self, place: Place, state: set[Place], gold: set[Place]) -> None:
        alike = [each for each in self._others(place) if each not in state]
        if not alike:
            return
        gone = {each for each in state if any(_cross(each, one) for one in alike)}
        before = len(gone - gold) + 2 * len(set(alike) & gold)
        after = len(set(alike) - gold) + 2 * len(gone & gold)
        if after < before:
            state -= gone
            state.update(alike)
            self._standing.update(alike)

    def _others(self, place: Place) -> Iterator[Place]:
        """The places further on where the same string stands."""
        start, end, label = place
        quote = self.reference.text[start:end]
        at = self.reference.text.find(quote, end)
        while at >= 0:
            yield at, at + len(quote), label
            at = self.reference.text.find(quote, at + len(quote))


def _crosses_any(place: Place, ordered: Sequence[Place]) -> bool:
    index = bisect_left(ordered, (place[1], 0, "")) - 1
    return index >= 0 and ordered[index][1] > place[0]


def _repairs(wrong: Place, missing: Place) -> bool:
    """Whether one act makes the missing span from the wrong one: another label, or a mended boundary."""
    same_label = wrong[2] == missing[2] and _cross(wrong, missing)
    return wrong[:2] == missing[:2] or same_label


def _partner(wrong: Place, missing: Sequence[Place]) -> Place | None:
    exact = next((each for each in missing if each[:2] == wrong[:2]), None)
    return exact or next((each for each in missing if _repairs(wrong, each)), None)
