"""Sources `phrases` and `measures`: sequences of word classes, such as verb + object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import PhraseRule, Rules


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source of `[[rules.phrases]]`."""
    return _finder(rules.phrases, "phrases", reader)


def make_measures(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source of `[[rules.measures]]`: compounds of actions and their objects."""
    return _finder(rules.measures, "measures", reader)


def _finder(rules: Sequence[PhraseRule], source: str, reader: Reader) -> Finder:
    compiled: list[tuple[PhraseRule, re.Pattern[str], str | int]] = []
    for rule in rules:
        regex = reader.compile(rule.pattern, f"[[rules.{source}]] {rule.name}")
        compiled.append((rule, regex, "span" if "span" in regex.groupindex else 0))

    def find(reading: Reading) -> Iterator[Candidate]:
        starts, symbols = reading.starts, reading.symbols
        for rule, regex, group in compiled:
            reason = f"phrase|{rule.name}"
            for match in regex.finditer(symbols):
                first, last = match.span(group)
                if first < last:
                    yield Candidate(starts[first], starts[last], rule.label, rule.score, source, reason)

    return find
