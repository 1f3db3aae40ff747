"""Categories for whole documents, from words that speak for them, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from core.annotation import CategorySuggestion
from core.suggest.lexicon import automaton
from core.suggest.rules import CategoryRule
from core.suggest.sentences import loudest


class Categories:
    """Which categories a text is about: one strong paragraph, or two that are about it."""

    def __init__(self, rules: Iterable[CategoryRule]) -> None:
        self._rules = tuple(rules)
        votes: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for order, rule in enumerate(self._rules):
            for word, weight in rule.words.items():
                votes[word].append((order, weight))
        self._words: Any = automaton(votes)

    def suggest(self, paragraphs: Sequence[str]) -> tuple[CategorySuggestion, ...]:
        """The categories of a document of these paragraphs, those of the file's order."""
        sums: list[list[float]] = [[] for _ in self._rules]
        words: list[Counter[str]] = [Counter() for _ in self._rules]
        about: list[list[str]] = [[] for _ in self._rules]
        for paragraph in paragraphs:
            for order, (value, seen) in self._weigh(paragraph).items():
                sums[order].append(value)
                about[order].append(paragraph)
                words[order].update(seen)
        found = []
        for order, (rule, values, seen) in enumerate(zip(self._rules, sums, words, strict=True)):
            passages = sum(value >= rule.passage for value in values)
            strong = sum(value >= rule.strong for value in values)
            if strong or passages >= 2:
                score = min(0.99, 0.5 + 0.1 * passages + 0.1 * strong)
                loud = max(range(len(values)), key=lambda each: values[each])
                sentence = loudest(about[order][loud], rule.words)
                why = f"passage|{'、'.join(word for word, _ in seen.most_common(5))}|{passages}|{sentence}"
                found.append(CategorySuggestion(rule.category, "keywords", score, why))
            elif rule.run and (length := _longest_run(paragraphs, rule.absent)) >= rule.run:
                found.append(CategorySuggestion(rule.category, "keywords", 0.6, f"absent|{length}"))
        return tuple(found)

    def _weigh(self, paragraph: str) -> dict[int, tuple[float, Counter[str]]]:
        """What a paragraph says for each category; the same word again counts half, then a quarter, …"""
        if not len(self._words):
            return {}
        counts: Counter[str] = Counter()
        votes: dict[str, list[tuple[int, float]]] = {}
        for last, (length, value) in self._words.iter(paragraph):
            word = paragraph[last + 1 - length : last + 1]
            counts[word] += 1
            votes[word] = value
        weighed: dict[int, tuple[float, Counter[str]]] = {}
        for word, count in counts.items():
            for order, weight in votes[word]:
                value, seen = weighed.get(order, (0.0, Counter()))
                seen[word] += count
                weighed[order] = (value + weight * (2 - 0.5 ** (count - 1)), seen)
        return weighed


def _longest_run(paragraphs: Iterable[str], words: Iterable[str]) -> int:
    """The most characters that follow each other in whole paragraphs without any of the words."""
    longest = run = 0
    for paragraph in paragraphs:
        run = 0 if any(word in paragraph for word in words) else run + len(paragraph)
        longest = max(longest, run)
    return longest
