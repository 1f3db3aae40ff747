"""All that suggesting and learning rest on, held in one process: dictionary, rules, what was learned."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

import msgspec

from core.schema import LabelSet
from core.suggest import dictionary, lac
from core.suggest.apart import Facts, Knowledge, Packed
from core.suggest.dictionary import Entries
from core.suggest.learned import BadModel, Example, LearnedSuggester, Learner, data_digest, read_model
from core.suggest.learned.crf import is_there
from core.suggest.suggester import Suggester
from core.suggest.thinking import Asked, Suggests, think
from core.zones import suggest_zones

T = TypeVar("T")

_ROWS = 2_000  # in a piece: what is unpacked in one step holds the interpreter for so long
_TABLES = 40  # of the dictionary, about as many words


class Mind:
    """Suggests and learns; what it has read is kept. `make` makes what suggests by rules alone."""

    def __init__(self, make: Callable[[LabelSet], Any] = Suggester) -> None:
        self._make = make
        self._rules: tuple[LabelSet, Any] | None = None
        self._learner: Learner | None = None
        self._suggester: Suggests | None = None
        self._words: Iterator[tuple[str, dictionary.Words]] = iter(())

    def take(self, known: Knowledge) -> Facts:
        """Suggest with this from now on. Raises BadLabelSet if its rules do not hold."""
        rules = self._rules_of(known.label_set)
        made = LearnedSuggester(rules, known.model) if isinstance(rules, Suggester) else rules
        self._suggester = made.with_lac() if known.with_lac else made
        asked = self._suggester
        return Facts(
            getattr(asked, "knowledge", ""),
            getattr(asked, "lac", ""),
            getattr(asked, "could_ask_lac", False),
            getattr(asked, "note", ""),
        )

    def think(self, label_set: LabelSet, asked: Asked) -> Packed:
        """What is suggested for a text with what was taken last."""
        assert self._suggester is not None
        [(document_id, zones, spans, categories, disagreement)] = think(self._suggester, label_set, [asked])
        pieces = [pickle.dumps(spans[at : at + _ROWS]) for at in range(0, len(spans), _ROWS)]
        return Packed(document_id, zones, pieces, categories, disagreement)

    def load_lac(self) -> None:
        """Load LAC now; raises whatever is wrong with it."""
        lac.load()

    def train(self, label_set: LabelSet, packed: Sequence[bytes], known: bytes | None = None) -> bytes | None:
        """A model of these examples, as bytes; None where nothing can be learned, or `known` knows it all."""
        rules = self._rules_of(label_set)
        if not isinstance(rules, Suggester) or not is_there():
            return None
        examples = [unpacked(each, label_set) for each in packed]
        if known is not None and _made_from(known) == _digest(examples, label_set):
            return None
        if self._learner is None or self._learner.rules is not rules:
            self._learner = Learner(rules)
        return self._learner.train(examples).to_bytes()

    def run(self, function: Callable[..., T], *given: Any) -> T:
        """What any function gives, worked out here."""
        return function(*given)

    def begin_words(self) -> float:
        """Give out the general dictionary from its beginning; its `unknown`."""
        known = dictionary.load()
        self._words = iter(known.entries.items())
        return known.unknown

    def some_words(self) -> Entries:
        """The next of its words; none when all were given out."""
        return dict(islice(self._words, _TABLES))

    def _rules_of(self, label_set: LabelSet) -> Any:
        if self._rules is None or self._rules[0] != label_set:
            self._rules = label_set, self._make(label_set)
        return self._rules[1]


def unpacked(example: bytes, label_set: LabelSet) -> Example:
    """An example that has travelled; zones are suggested where nobody gave any."""
    found = msgspec.json.decode(example, type=Example)
    return found if found.zones else replace(found, zones=suggest_zones(found.text, label_set.rules))


def _digest(examples: Sequence[Example], label_set: LabelSet) -> str:
    return data_digest([each.usable() for each in examples], label_set)


def _made_from(model: bytes) -> str:
    """The digest of what a model was made from, "" if it cannot be read."""
    try:
        return read_model(model).made_from.digest
    except BadModel:
        return ""
