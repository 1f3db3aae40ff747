"""Proposals for a text from the model, the rules and memory, and what speaks for and against each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.annotation import Zone
from core.suggest.combine import best_flat, best_nested
from core.suggest.learned.calibration import Weights, logit
from core.suggest.learned.crf import Tagger
from core.suggest.learned.example import Place
from core.suggest.learned.features import Prepared
from core.suggest.learned.memory import Finder, Memory, Past
from core.suggest.learned.tags import words_of
from core.suggest.reading import Candidate
from core.suggest.rules import NOTHING, CombineRule
from core.suggest.suggester import Analysis, Suggester

WORTH = 0.25  # a missed span costs two acts, a wrong one one, one to be mended saves one
PRIOR = (-0.6, 0.75, 1.2, 0.3, -0.7, 1.0, -0.7, 0.4, 0.0)
"""What is believed before there are corrections; the inputs are those of `_inputs`."""

_PLAIN = CombineRule(power=0.0)


class Case(NamedTuple):
    """A proposal with all that is known of it."""

    candidate: Candidate
    inputs: tuple[float, ...]
    past: Past
    by_rules: bool
    likelihood: float

    @property
    def place(self) -> Place:
        return self.candidate.start, self.candidate.end, self.candidate.label


def cases_of(
    text: str,
    zones: Iterable[Zone],
    analysis: Analysis,
    prepared: Prepared,
    rules: Suggester,
    tagger: Tagger | None,
    memory: Memory,
    finder: Finder,
) -> list[Case]:
    """Everything worth judging in a text, by position: what the rules chose is always among it."""
    chosen = {(each.start, each.end, each.label): each for each in analysis.chosen if each.label != NOTHING}
    remembered = set(finder.find(text))
    borders = set(prepared.starts)
    remembered = {each for each in remembered if each[0] in borders and each[1] in borders}
    likelihoods = _likelihoods(prepared, tagger, [*chosen, *sorted(remembered)])
    new = [
        Candidate(start, end, label, 0.5, "learned", "")
        for start, end, label in sorted({*likelihoods, *remembered} - chosen.keys())
    ]
    allowed = {(each.start, each.end, each.label): each for each in rules.allowed(new, text, zones)}
    places = sorted({**allowed, **chosen})
    taken = sorted((each.start, each.end) for each in analysis.chosen)
    again = Counter((text[start:end], label) for start, end, label in places)
    found = []
    for place in places:
        start, end, label = place
        past = memory.of(text[start:end], label)
        if past.is_silenced:
            continue
        rule = chosen.get(place)
        likelihood = likelihoods.get(place, 0.0)
        candidate = rule or allowed[place]
        inputs = _inputs(
            likelihood,
            rule,
            _touched(taken, start, end),
            past,
            again[text[start:end], label],
            tagger is not None,
        )
        found.append(Case(candidate, inputs, past, rule is not None, likelihood))
    return found


def _inputs(
    likelihood: float, rule: Candidate | None, contested: bool, past: Past, again: int, has_model: bool
) -> tuple[float, ...]:
    known = past.labelled + past.others
    return (
        1.0,
        logit(likelihood, 4.0) if has_model else 0.0,
        1.0 if rule else 0.0,
        logit(rule.score, 3.0) if rule else 0.0,
        1.0 if contested and not rule else 0.0,
        past.share * min(known, 6) / 3.0 if past.labelled else 0.0,
        min(past.others + 2.0 * past.rejected, 6.0) / 3.0,
        1.0 if again > 1 else 0.0,
        0.0 if known or past.rejected else 1.0,
    )


def _touched(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the rules' own spans overlaps the range."""
    index = bisect_left(taken, (end, 0)) - 1
    return index >= 0 and taken[index][1] > start


def _likelihoods(prepared: Prepared, tagger: Tagger | None, asked: Iterable[Place]) -> dict[Place, float]:
    """What the model thinks of the places asked about, and of those that it thinks of itself."""
    if tagger is None:
        return {}
    starts, borders = prepared.starts, prepared.starts
    by_word: dict[int, list[tuple[int, Place]]] = {}
    for place in asked:
        first, last = words_of(starts, place[0], place[1])
        by_word.setdefault(first, []).append((last, place))
    words = sorted(by_word)
    found: dict[Place, float] = {}
    at = 0
    for begin, end in prepared.sequences:
        tagger.read(prepared.items[begin:end])
        for first, last, label, value in tagger.likely():
            found[borders[begin + first], borders[begin + last], label] = value
        while at < len(words) and words[at] < end:
            for last, place in by_word[words[at]]:
                if place not in found:
                    value = tagger.probability(words[at] - begin, min(last, end) - begin, place[2])
                    found[place] = value
            at += 1
    return found


def choose(
    cases: Sequence[Case], weights: Weights, trusted: Mapping[str, bool], *, flat: bool
) -> list[tuple[Case, float]]:
    """The cases worth suggesting that go together, with their probabilities, by position.

    Of labels for which the rules are trusted more (`trusted` false), only what the rules chose is
    suggested, and all of it that no better reading excludes.
    """
    weighed: dict[Place, tuple[Case, float]] = {}
    offered = []
    for case in cases:
        value = weights.probability(case.inputs, case.candidate.label)
        worth = value - WORTH
        if not trusted.get(case.candidate.label, True):
            if not case.by_rules:
                continue
            worth = max(worth, 0.1)
        if worth > 0:
            offered.append(case.candidate._replace(score=worth))
            weighed[case.place] = case, value
    chosen = (best_flat if flat else best_nested)(offered, _PLAIN)
    return [weighed[each.start, each.end, each.label] for each in chosen]
