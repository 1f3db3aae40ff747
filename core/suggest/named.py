"""Source `names`: words that were put together as names, because of a telling end or of another mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.suggest.names import NAME
from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import Rules


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source of `[[rules.names]]` that carry a label."""
    labels = {
        reader.symbols_of(rule.becomes, "[[rules.names]]"): (rule.label, rule.score)
        for rule in reversed(rules.names)
        if rule.label
    }

    def find(reading: Reading) -> Iterator[Candidate]:
        for index, tag in enumerate(reading.tags):
            if tag == NAME and (found := labels.get(reading.symbols[index])):
                label, score = found
                start, end = reading.starts[index : index + 2]
                yield Candidate(start, end, label, score, "names", f"name|{reading.pieces[index]}")

    return find
