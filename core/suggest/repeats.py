"""Source `repeats`: what was found once for a good reason is suggested wherever it stands again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.suggest.lexicon import automaton
from core.suggest.reading import Candidate, Reading
from core.suggest.rules import RepeatRule


def find(reading: Reading, found: Iterable[Candidate], rule: RepeatRule) -> Iterator[Candidate]:
    """Proposals for all places of the quotes that `found` holds with a sufficient score."""
    text = reading.text
    labels: dict[str, str] = {}
    for each in found:
        long_enough = each.end - each.start >= rule.least
        if each.label in rule.labels and each.score >= rule.from_score and long_enough:
            labels.setdefault(text[each.start : each.end], each.label)
    if not labels:
        return
    for last, (length, label) in automaton(labels).iter(text):
        start, end = last + 1 - length, last + 1
        yield Candidate(start, end, label, rule.score, "repeats", f"repeat|{text[start:end]}")
