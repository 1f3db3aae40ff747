"""Source `words`: single words whose dictionary tag or class stands for a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import Rules


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source: `[rules.words]` says which class of words suggests which label."""
    by_symbol = {
        symbol: (label, f"word|{name}")
        for name, label in rules.words.items()
        for symbol in reader.symbols_of(name, "[rules.words]")
    }
    score = rules.word_score

    def find(reading: Reading) -> Iterable[Candidate]:
        return _find(by_symbol, score, reading)

    return find


def _find(by_symbol: Mapping[str, tuple[str, str]], score: float, reading: Reading) -> Iterator[Candidate]:
    starts = reading.starts
    for index, symbol in enumerate(reading.symbols):
        if symbol in by_symbol:
            label, reason = by_symbol[symbol]
            word = reading.pieces[index]
            yield Candidate(starts[index], starts[index + 1], label, score, "words", f"{reason}|{word}")
