"""Source `lexicon`: terms of the label set's lists, wherever they stand as whole words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import ahocorasick

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import Rules


def automaton(words: Mapping[str, Any]) -> Any:  # pyahocorasick has no types
    """An Aho-Corasick automaton whose values are (length of the word, its value)."""
    found = ahocorasick.Automaton()
    for word, value in words.items():
        if word:
            found.add_word(word, (len(word), value))
    if len(found):
        found.make_automaton()
    return found


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source, with one automaton over all labelled lists; the first list that has a word decides."""
    values: dict[str, tuple[str, float, str]] = {}
    for rule in rules.lists:
        if rule.label:
            for word in terms[rule.list]:
                values.setdefault(word, (rule.label, rule.score, f"list|{rule.list}|{word}"))
    words = automaton(values)

    def find(reading: Reading) -> Iterable[Candidate]:
        return _find(words, reading) if len(words) else ()

    return find


def _find(words: Any, reading: Reading) -> Iterator[Candidate]:
    borders = set(reading.starts)
    for last, (length, (label, score, reason)) in words.iter(reading.text):
        start, end = last + 1 - length, last + 1
        if start in borders and end in borders:
            yield Candidate(start, end, label, score, "lexicon", reason)
