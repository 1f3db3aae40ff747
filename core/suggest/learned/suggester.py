"""Suggestions from everything that is known: rules, model, memory; the rules alone if the rest fails."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from threading import Lock
from typing import Any

from core.annotation import CategorySuggestion, Suggestion, Zone
from core.schema import LabelSet
from core.suggest.learned import categories, crf
from core.suggest.learned.features import prepare
from core.suggest.learned.judging import Case, cases_of, choose
from core.suggest.learned.memory import Memory
from core.suggest.learned.model import BadModel, Model, read_model
from core.suggest.rules import NOTHING
from core.suggest.suggester import Suggester

_log = logging.getLogger(__name__)

NOTHING_LEARNED = "nothing has been learned yet"
LIBRARY_MISSING = "python-crfsuite is not installed: what was learned is not used"
LABELS_CHANGED = "the label set was changed after learning: labels that are gone are left out"
NOTHING_CHECKED = "too little has been corrected to check what was learned: it is not used yet"
RULES_BETTER = "by the latest corrections the rules alone are better: what was learned is not used"


class LearnedSuggester:
    """Suggests like `Suggester`, and from what people decided. It never raises what `Suggester` does not.

    `note` says what it does without: "" if everything learned is used. `knowledge` tells models apart.
    """

    def __init__(self, rules: Suggester, model: Model | bytes | None = None) -> None:
        self.rules = rules
        self.note = ""
        self._class_names = rules.class_names
        self._lock = Lock()
        self._model: Model | None = None
        self._tagger: crf.Tagger | None = None
        self._labels = frozenset(label.key for label in rules.label_set.labels)
        self._finder = Memory().finder()
        self._take(model)

    @property
    def label_set(self) -> LabelSet:
        """The label set of the rules."""
        return self.rules.label_set

    @property
    def model(self) -> Model | None:
        """What was learned, if it can be used."""
        return self._model

    @property
    def knowledge(self) -> str:
        """What tells this knowledge from that of another model; "" while nothing was learned."""
        return self._model.made_from.digest if self._model is not None else ""

    @property
    def lac(self) -> str:
        """The version of LAC that is asked as well, "" if none is."""
        return self.rules.lac

    @property
    def could_ask_lac(self) -> bool:
        """Whether LAC is installed and the label set has rules for it."""
        return self.rules.could_ask_lac

    def with_lac(self) -> LearnedSuggester:
        """The same, asking LAC as well; this very one where that is not to be had.

        What was learned is learned without it: that is as good, quicker, and holds wherever it is used.
        """
        rules = self.rules.with_lac()
        return self if rules is self.rules else LearnedSuggester(rules, self._model)

    def __reduce__(self) -> tuple[Any, ...]:
        return (LearnedSuggester, (self.rules, self._model))

    def _take(self, model: Model | bytes | None) -> None:
        if model is None:
            self.note = NOTHING_LEARNED
            return
        if not crf.is_there():
            self.note = LIBRARY_MISSING
            return
        try:
            read = read_model(model) if isinstance(model, bytes) else model
            self._tagger = crf.Tagger(read.crf) if read.crf else None
        except (BadModel, ValueError, RuntimeError) as error:
            self.note = f"the model cannot be read and is not used: {error}"
            return
        self._model = read
        self._finder = read.memory.finder()
        if not set(read.labels) <= self._labels:
            self.note = LABELS_CHANGED
        elif not read.used:
            self.note = RULES_BETTER if read.checked else NOTHING_CHECKED

    def suggest(self, text: str, zones: Iterable[Zone] = ()) -> tuple[Suggestion, ...]:
        """The suggested spans by position; the scores are how often such suggestions were right."""
        kept = tuple(zones)
        if self._model is None:
            return self.rules.suggest(text, kept)
        try:
            return self._suggest(self._model, text, kept)
        except Exception as error:  # nothing that learning does may stop the work
            self._fail(error)
            return self.rules.suggest(text, kept)

    def suggest_compared(self, text: str, zones: Iterable[Zone] = ()) -> tuple[tuple[Suggestion, ...], float]:
        """The same, with how far what was learned and the rules say different things: the share (0 to 1)
        of all places of either that are not of both. Without a model, how far the rules' sources do."""
        kept = tuple(zones)
        if self._model is None or not self._model.used:
            found, disputed = self.rules.suggest_compared(text, kept)
            return (found if self._model is None else self.suggest(text, kept)), disputed
        by_rules: set[tuple[int, int, str]] = set()
        try:
            suggested = self._suggest(self._model, text, kept, by_rules)
        except Exception as error:  # nothing that learning does may stop the work
            self._fail(error)
            return self.rules.suggest_compared(text, kept)
        mine = {(each.start, each.end, each.label) for each in suggested}
        every = mine | by_rules
        return suggested, len(mine ^ by_rules) / len(every) if every else 0.0

    def categories(self, text: str, zones: Iterable[Zone] = ()) -> tuple[CategorySuggestion, ...]:
        """The suggested categories, with the words and the sentence that speak for them."""
        kept = tuple(zones)
        by_rules = self.rules.categories(text, kept)
        voices = self._model.categories if self._model is not None else {}
        known = {key: each for key, each in voices.items() if self.label_set.has_category(key)}
        if not known:
            return by_rules
        words = categories.words_in(self.rules.analyse(text, kept).reading.pieces)
        return categories.suggest(known, text, words, by_rules)

    def _suggest(
        self,
        model: Model,
        text: str,
        zones: tuple[Zone, ...],
        by_rules: set[tuple[int, int, str]] | None = None,
    ) -> tuple[Suggestion, ...]:
        """What is suggested; `by_rules` takes what the rules alone would."""
        if not model.used:
            return tuple(
                each
                for each in self.rules.suggest(text, zones)
                if not model.memory.of(each.quote, each.label).is_silenced
            )
        analysis = self.rules.analyse(text, zones)
        if by_rules is not None:
            by_rules.update(
                (each.start, each.end, each.label) for each in analysis.chosen if each.label != NOTHING
            )
        prepared = prepare(analysis, zones, self._class_names)
        with self._lock:
            cases = cases_of(
                text, zones, analysis, prepared, self.rules, self._tagger, model.memory, self._finder
            )
        chosen = choose(cases, model.weights, model.trusted, flat=self.label_set.is_flat)
        return tuple(
            _suggestion(case, probability, text)
            for case, probability in chosen
            if case.candidate.label in self._labels
        )

    def _fail(self, error: Exception) -> None:
        if self._model is not None:
            _log.warning("what was learned failed and is not used: %r", error)
        self.note = f"what was learned failed and is not used: {error}"
        self._model = None


def _suggestion(case: Case, probability: float, text: str) -> Suggestion:
    candidate = case.candidate
    score = round(min(max(probability, 0.01), 0.99), 3)
    if case.past.labelled:
        source, reason = "memory", f"memory|{case.past.labelled}|{case.past.rejected}"
    elif case.by_rules:
        source, reason = candidate.source, candidate.reason
    else:
        source, reason = "learned", f"learned|{score:.2f}"
    start, end = candidate.start, candidate.end
    return Suggestion(start, end, candidate.label, text[start:end], source, score, reason)
