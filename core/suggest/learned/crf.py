"""The conditional random field: trained to bytes that depend on the data alone, asked for probabilities."""

from __future__ import annotations

import ctypes
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core.suggest.learned.tags import OUTSIDE

Sequence_ = tuple[Sequence[Sequence[str]], Sequence[str]]
_ROUNDS = ((14_000, 0), (25_000, 12))  # words, and the rounds of the quicker, slightly worse algorithm
_LEAST_ROUNDS = 4
_DOUBT = 0.95  # a word that belongs to no span as probably as this begins none
_LEAST = 0.12  # a beginning or continuation less probable than this is not followed


def is_there() -> bool:
    """Whether the library can be loaded."""
    try:
        import pycrfsuite  # noqa: F401
    except Exception:  # a broken build may fail in any way
        return False
    return True


def rounds_for(sequences: Iterable[Sequence_]) -> int:
    """How many rounds of the quick algorithm so much data can have; 0 where the better one is affordable."""
    words = sum(len(tags) for _, tags in sequences)
    return next((rounds for most, rounds in _ROUNDS if words <= most), _LEAST_ROUNDS)


def train(sequences: Iterable[Sequence_], seed: int = 1, rounds: int = 0) -> bytes:
    """A model of sequences of (attributes of each word, tag of each word); b"" if nothing is to be learned.

    L-BFGS where there is little data; where there is much, the averaged perceptron, which comes nearly as
    far in half the time (`rounds`). That one shuffles by the C library's generator, so that is seeded. Its
    probabilities and those of the other, or of other rounds, are not alike: a model and those that it is
    checked by are trained in the same way. Passive-aggressive steps leave all about equally probable.
    """
    return _Data([list(sequences)], seed, rounds).model()


def train_both(
    taught: Iterable[Sequence_], kept_back: Iterable[Sequence_], seed: int = 1, rounds: int = 0
) -> tuple[bytes, bytes]:
    """(a model of everything, one that has not seen what is kept back).

    To take in what is given is half of the work, so that is done once; except where some tags are kept
    back only, as the trainer would let the second model know of them.
    """
    groups = [list(taught), list(kept_back)]
    data = _Data(groups, seed, rounds)
    known, others = ({tag for _, tags in group for tag in tags} for group in groups)
    return data.model(), data.model(but=1) if others <= known else train(groups[0], seed, rounds)


class _Data:
    """What the trainer has taken in, in groups."""

    def __init__(self, groups: Sequence[Sequence[Sequence_]], seed: int, rounds: int) -> None:
        self._seed, self._rounds = seed, rounds
        self._says_something = [any(tag != OUTSIDE for _, tags in group for tag in tags) for group in groups]
        self._trainer = _trainer(rounds)
        for number, group in enumerate(groups):
            for items, tags in group:
                self._trainer.append(items, tags, number)

    def model(self, but: int = -1) -> bytes:
        """A model of all groups, or of all but one; b"" if nothing is to be learned from them."""
        if not any(each for number, each in enumerate(self._says_something) if number != but):
            return b""
        if self._rounds:
            _seed(self._seed)
        with tempfile.TemporaryDirectory(prefix="jinbiao-") as folder:
            file = Path(folder) / "model"
            self._trainer.train(str(file), but)
            return file.read_bytes()


def _trainer(rounds: int) -> Any:
    import pycrfsuite

    # Not Trainer, which reads the log of each step: a tenth of the time.
    trainer: Any = pycrfsuite.BaseTrainer(algorithm="ap" if rounds else "lbfgs", verbose=False)
    if rounds:
        trainer.set_params({"max_iterations": rounds})
    else:
        trainer.set_params({"c1": 0.1, "c2": 0.3, "max_iterations": 40})
    return trainer


def _seed(seed: int) -> None:
    try:
        library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
        library.srand(seed)
    except (OSError, AttributeError):
        return  # then the order of the sentences, and the last digits of the model, are left to chance


class Tagger:
    """A trained model. Not for two threads at once."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model  # which the library reads where it lies
        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        tags = self._tagger.labels()
        self._has_outside = OUTSIDE in tags
        self._begins = [(tag, f"I-{tag[2:]}") for tag in tags if tag.startswith("B-")]
        self._tags = frozenset(tags)

    def read(self, items: Sequence[Sequence[str]]) -> None:
        """Look at a sequence; what follows is asked of it."""
        self._tagger.set(items)
        self._size = len(items)

    def probability(self, first: int, last: int, label: str) -> float:
        """How probable it is that the words `[first, last)` and no more are a span of that label."""
        begin, inside = f"B-{label}", f"I-{label}"
        if begin not in self._tags:
            return 0.0
        marginal = self._tagger.marginal
        value: float = marginal(begin, first)
        if inside in self._tags:
            for index in range(first + 1, last):
                value = min(value, marginal(inside, index))
            if last < self._size:
                value *= 1.0 - min(1.0, marginal(inside, last))
        elif last > first + 1:
            return 0.0
        return min(max(value, 0.0), 1.0)

    def likely(self) -> list[tuple[int, int, str, float]]:
        """The spans (of words) that are probable enough to be considered, with their probability."""
        marginal = self._tagger.marginal
        found = []
        for first in range(self._size):
            if self._has_outside and marginal(OUTSIDE, first) > _DOUBT:
                continue
            for begin, inside in self._begins:
                value = marginal(begin, first)
                if value < _LEAST:
                    continue
                last = first + 1
                goes_on = inside in self._tags
                while True:
                    onward = marginal(inside, last) if goes_on and last < self._size else 0.0
                    if value * (1.0 - onward) >= _LEAST:
                        found.append((first, last, begin[2:], value * (1.0 - min(1.0, onward))))
                    if min(value, onward) < _LEAST:
                        break
                    value = min(value, onward)
                    last += 1
        return found
