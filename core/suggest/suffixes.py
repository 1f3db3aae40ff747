"""Source `suffixes`: names that end in a telling word and reach left over name-like words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import Rules, SuffixRule

_NUMERALS = frozenset("一二两三四五六七八九十百千万亿几数余多")


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source: one expression a rule, which finds the leftmost beginning of each name."""
    compiled = [(rule, _compile(rule, reader)) for rule in rules.suffixes]

    def find(reading: Reading) -> Iterator[Candidate]:
        starts, pieces = reading.starts, reading.pieces
        for rule, regex in compiled:
            for match in regex.finditer(reading.symbols):
                first, last = match.span()
                if _counted(reading, first) and last - first > 2:
                    first += 1
                reason = f"suffix|{rule.name}|{pieces[last - 1]}"
                yield Candidate(starts[first], starts[last], rule.label, rule.score, "suffixes", reason)

    return find


def _counted(reading: Reading, index: int) -> bool:
    """Whether the word is a single character behind a number: the measure word of what follows."""
    before = reading.pieces[index - 1] if index else ""
    return len(reading.pieces[index]) == 1 and (before.isdigit() or before[-1:] in _NUMERALS)


def _compile(rule: SuffixRule, reader: Reader) -> re.Pattern[str]:
    if rule.start:
        least, most = max(rule.least - 1, 0), max(rule.most - 1, 0)
        pattern = f"<{rule.start}><{rule.over}>{{{least},{most}}}<{rule.tail}>"
    else:
        pattern = f"<{rule.over}>{{{rule.least},{rule.most}}}<{rule.tail}>"
    return reader.compile(pattern, f"[[rules.suffixes]] {rule.name}")
