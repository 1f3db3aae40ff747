"""From corrections to a model: cross-checked on what it has not seen, then trained on everything."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from core import __version__
from core.annotation import Zone
from core.schema import LabelSet
from core.suggest.learned import categories, crf, gate
from core.suggest.learned.calibration import Weights, fit, reliability
from core.suggest.learned.example import Example, Place, digest_of
from core.suggest.learned.features import Prepared, prepare, until
from core.suggest.learned.judging import PRIOR, Case, cases_of, choose
from core.suggest.learned.memory import Memory, remember
from core.suggest.learned.model import Check, Model, Provenance
from core.suggest.learned.parts import Part, folds_of, newest, parts_of
from core.suggest.learned.tags import encode
from core.suggest.rules import NOTHING
from core.suggest.suggester import Analysis, Suggester

SEED = 1
_MOST = 45_000  # characters that the model is trained on: the newest documents
_CACHED = 400_000  # characters of texts whose attributes are kept
_FITTED = 1_500  # proposals that the scores are fitted on

Fold = tuple[list[Part], list[Part]]
"""What a model is trained on, and what it is checked with."""

Read = tuple[Analysis, Prepared]


class _Tested(NamedTuple):
    """A part whose answer is known, judged by a model that had not seen it."""

    wanted: AbstractSet[Place]
    by_rules: AbstractSet[Place]
    cases: Sequence[Case]


class Learner:
    """Trains models for one label set; what it has read of a text is kept for the next training."""

    def __init__(self, rules: Suggester) -> None:
        self.rules = rules
        self._class_names = rules.class_names
        self._read: OrderedDict[tuple[str, tuple[Zone, ...]], Read] = OrderedDict()
        self._kept = 0

    def train(self, examples: Iterable[Example], seed: int = SEED) -> Model:
        """The model of these examples, the newest last. The same arguments give the same model."""
        given = [example.usable() for example in examples]
        settled = [example for example in given if example.settled]
        label_set = self.rules.label_set
        made_from = Provenance(
            data_digest(given, label_set),
            label_set.version,
            seed,
            __version__,
            len(settled),
            sum(example.settled for example in settled),
        )
        folds = folds_of(settled, _MOST)
        parts = [*folds[0][0], *folds[0][1]] if len(folds) == 1 else parts_of(newest(settled, _MOST))
        model, checked = self._models(parts, folds, seed)
        tested = self._cross_check(folds, checked)
        labels = tuple(label.key for label in label_set.labels)
        weights = _fitted(tested)
        trusted, used = _gated(tested, weights, labels, flat=label_set.is_flat)
        return Model(
            made_from,
            labels,
            model,
            self._memory(given, parts),
            weights,
            trusted,
            used,
            _checks(tested, weights, flat=label_set.is_flat),
            reliability(
                (weights.probability(case.inputs, case.candidate.label), case.place in each.wanted)
                for each in tested
                for case in each.cases
            ),
            self._categories(settled),
        )

    def read(self, text: str, zones: tuple[Zone, ...]) -> Read:
        """A text as the rules read it, with the attributes of its words; kept while there is room."""
        key = text, zones
        if key in self._read:
            self._read.move_to_end(key)
            return self._read[key]
        analysis = self.rules.analyse(text, zones)
        found = analysis, prepare(analysis, zones, self._class_names)
        self._read[key] = found
        self._kept += len(text)
        while self._kept > _CACHED and len(self._read) > 1:
            (old, _), _ = self._read.popitem(last=False)
            self._kept -= len(old)
        return found

    def _sequences(self, parts: Iterable[Part]) -> list[crf.Sequence_]:
        found: list[crf.Sequence_] = []
        for part in parts:
            example = part.example
            _, prepared = self.read(example.text, example.zones)
            tags = encode(prepared.starts, example.spans)
            found.extend(
                (prepared.items[first:last], tags[first:last])
                for first, last in until(prepared, part.end)
                if prepared.starts[first] >= part.start
            )
        return found

    def _memory(self, examples: Iterable[Example], parts: Iterable[Part]) -> Memory:
        """All decisions; that a settled part does not hold what the rules found there is one too."""
        passed_over: list[str] = []
        for part in parts:
            text = part.example.text
            known = {*part.example.spans, *part.example.rejected}
            analysis, _ = self.read(text, part.example.zones)
            passed_over.extend(
                text[each.start : each.end]
                for each in analysis.chosen
                if part.start <= each.start
                and each.end <= part.end
                and each.label != NOTHING
                and (each.start, each.end, each.label) not in known
            )
        return remember(examples, passed_over)

    def _models(self, parts: Sequence[Part], folds: Sequence[Fold], seed: int) -> tuple[bytes, list[bytes]]:
        """The model of these parts, and for each fold one that has not seen what is kept back."""
        sequences = self._sequences(parts)
        rounds = crf.rounds_for(sequences)
        if len(folds) == 1:
            taught = len(self._sequences(folds[0][0]))
            model, checked = crf.train_both(sequences[:taught], sequences[taught:], seed, rounds)
            return model, [checked]
        model = crf.train(sequences, seed, rounds)
        return model, [crf.train(self._sequences(taught), seed, rounds) for taught, _ in folds]

    def _cross_check(self, folds: Sequence[Fold], models: Sequence[bytes]) -> list[_Tested]:
        tested: list[_Tested] = []
        for (taught, kept_back), model in zip(folds, models, strict=True):
            tagger = crf.Tagger(model) if model else None
            memory = self._memory([part.alone() for part in taught], taught)
            tested.extend(self._test(kept_back, tagger, memory))
        return tested

    def _test(self, parts: Iterable[Part], tagger: crf.Tagger | None, memory: Memory) -> Iterable[_Tested]:
        finder = memory.finder()
        by_text: defaultdict[int, list[Part]] = defaultdict(list)
        kept = list(parts)
        for part in kept:
            by_text[id(part.example)].append(part)
        for mine in by_text.values():
            example = mine[0].example
            analysis, prepared = self.read(example.text, example.zones)
            cases = cases_of(
                example.text, example.zones, analysis, prepared, self.rules, tagger, memory, finder
            )
            for part in mine:
                yield _Tested(
                    {each for each in example.spans if part.holds(each)},
                    {
                        place
                        for each in analysis.chosen
                        if each.label != NOTHING and part.holds(place := (each.start, each.end, each.label))
                    },
                    [case for case in cases if part.holds(case.place)],
                )

    def _categories(self, examples: Iterable[Example]) -> dict[str, categories.Voices]:
        documents = []
        for example in examples:
            if example.categories is not None:
                analysis, _ = self.read(example.text, example.zones)
                suggested = self.rules.categories(example.text, example.zones)
                documents.append(
                    (
                        categories.words_in(analysis.reading.pieces),
                        frozenset(example.categories),
                        frozenset(each.category for each in suggested),
                    )
                )
        return categories.learn(documents, (each.key for each in self.rules.label_set.categories))


def data_digest(examples: Iterable[Example], label_set: LabelSet) -> str:
    """What a model would be made from: if it is that of a model, there is nothing new to learn."""
    return digest_of(examples, label_set.to_knowledge(), __version__.encode())


def _fitted(tested: Iterable[_Tested]) -> Weights:
    cases = [
        (case.inputs, case.candidate.label, case.place in each.wanted)
        for each in tested
        for case in each.cases
    ]
    return fit(cases[-_FITTED:], PRIOR)


def _gated(
    tested: Sequence[_Tested], weights: Weights, labels: Sequence[str], *, flat: bool
) -> tuple[dict[str, bool], bool]:
    def suggested(trusted: Mapping[str, bool]) -> list[AbstractSet[Place]]:
        return [
            {case.place for case, _ in choose(each.cases, weights, trusted, flat=flat)} for each in tested
        ]

    learned = suggested({})
    rounds = [(each.wanted, each.by_rules, ours) for each, ours in zip(tested, learned, strict=True)]
    return gate.decide(rounds, labels, suggested)


def _checks(tested: Iterable[_Tested], weights: Weights, *, flat: bool) -> dict[str, Check]:
    """By label, the acts that rules and model left to do where neither had seen the answer."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in tested:
        learned = {case.place for case, _ in choose(each.cases, weights, {}, flat=flat)}
        for index, proposed in enumerate((each.by_rules, learned)):
            for _, _, label in proposed - each.wanted:
                found[label][index] += 1
            for _, _, label in each.wanted - proposed:
                found[label][index] += 2
        for _, _, label in each.wanted:
            found[label][2] += 1
    return {label: Check(*counts) for label, counts in sorted(found.items())}
