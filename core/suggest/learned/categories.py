"""Categories learned: words that speak for or against one, and the sentences that hold them.

A linear model over the words of a document (each counted once), trained by averaged passive steps
from zero in a fixed order. With few documents its votes only bend what the rules say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

import msgspec

from core.annotation import CategorySuggestion
from core.suggest.learned.calibration import sigmoid
from core.suggest.sentences import loudest

_ROUNDS = 20
_RATE = 0.5
_KEPT = 400  # words for each category
_ENOUGH = 3  # documents with a category, and as many without, before anything is said about it
_BOTH = 6  # documents that settle how far the rules are believed


class Voices(msgspec.Struct, frozen=True):
    """What was learned of a category: words with weights, the threshold, and how right the rules were."""

    words: dict[str, float]
    bias: float
    rules: float  # what the rules' yes or no counts


def learn(
    documents: Sequence[tuple[frozenset[str], frozenset[str], frozenset[str]]], keys: Iterable[str]
) -> dict[str, Voices]:
    """From (words, the categories given, those that the rules suggest) of each document, by category."""
    found = {}
    for key in keys:
        given = [key in right for _, right, _ in documents]
        if min(sum(given), len(given) - sum(given)) >= _ENOUGH:
            found[key] = _learn_one(documents, key)
    return found


def _learn_one(
    documents: Sequence[tuple[frozenset[str], frozenset[str], frozenset[str]]], key: str
) -> Voices:
    weights: dict[str, float] = {}
    sums: dict[str, float] = {}
    bias = bias_sum = 0.0
    rules = rules_sum = 2.0
    steps = 0
    for _ in range(_ROUNDS):
        for words, right, suggested in documents:
            norm = sqrt(len(words) or 1)
            belief = 1.0 if key in suggested else -1.0
            value = bias + rules * belief + sum(weights.get(word, 0.0) for word in words) / norm
            step = _RATE * ((key in right) - sigmoid(value))
            bias += step
            rules += step * belief
            for word in sorted(words):
                weights[word] = weights.get(word, 0.0) * 0.999 + step / norm
            steps += 1
            bias_sum += bias
            rules_sum += rules
            for word in words:
                sums[word] = sums.get(word, 0.0) + weights[word]
    mean = {word: value / steps for word, value in sums.items()}
    strongest = sorted(mean, key=lambda word: (-abs(mean[word]), word))[:_KEPT]
    return Voices({word: mean[word] for word in strongest}, bias_sum / steps, rules_sum / (steps + 1))


def words_in(pieces: Iterable[str]) -> frozenset[str]:
    """The words that can speak: two characters or more."""
    return frozenset(piece for piece in pieces if len(piece) > 1 and not piece.isspace())


def suggest(
    voices: Mapping[str, Voices],
    text: str,
    words: frozenset[str],
    by_rules: Sequence[CategorySuggestion],
) -> tuple[CategorySuggestion, ...]:
    """The categories, with the sentences that speak loudest; what was not learned stays with the rules."""
    suggested = {each.category: each for each in by_rules}
    found = [each for each in by_rules if each.category not in voices]
    norm = sqrt(len(words) or 1)
    for key, voice in voices.items():
        belief = voice.rules if key in suggested else -voice.rules
        speaking = {word: voice.words[word] for word in sorted(words & voice.words.keys())}
        score = sigmoid(voice.bias + belief + sum(speaking.values()) / norm)
        if score <= 0.5:
            continue
        loud = [word for word in sorted(speaking, key=lambda each: -speaking[each])[:5] if speaking[word] > 0]
        if key in suggested and not loud:
            found.append(suggested[key])
            continue
        reason = f"voices|{'、'.join(loud)}|{loudest(text, speaking)}"
        found.append(CategorySuggestion(key, "learned", round(score, 3), reason))
    return tuple(found)
