"""Source `patterns`: regular expressions over the text, for dates, amounts, quoted names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import PatternRule, Rules, compile_regex


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source; `{list}` in an expression stands for any word of that term list, longest first."""
    compiled = [
        (rule, compile_regex(_with_lists(rule, terms), f"[[rules.patterns]] {rule.name}"))
        for rule in rules.patterns
    ]
    groups = [(rule, regex, "span" if "span" in regex.groupindex else 0) for rule, regex in compiled]

    def find(reading: Reading) -> Iterator[Candidate]:
        text = reading.text
        for rule, regex, group in groups:
            reason = f"pattern|{rule.name}"
            for match in regex.finditer(text):
                start, end = match.span(group)
                if start < end and (
                    not rule.whole_words or (reading.is_border(start) and reading.is_border(end))
                ):
                    yield Candidate(start, end, rule.label, rule.score, "patterns", reason)

    return find


def _with_lists(rule: PatternRule, terms: Mapping[str, tuple[str, ...]]) -> str:
    regex = rule.regex
    for name, words in terms.items():
        if f"{{{name}}}" in regex:
            regex = regex.replace(f"{{{name}}}", _any_of(words))
    return regex


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"
