"""Source `persons`: names of people, from a surname and what stands before or behind it.

A name is trusted where a post stands before it or a verb of saying behind it, or where it is a
surname with a form of address; without such a context it is proposed with a low score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.suggest.reading import Candidate, Finder, Reader, Reading
from core.suggest.rules import PersonRule, Rules

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LISTING = frozenset("、和")
_NOMINAL = frozenset("nxjst")  # first letters of the tags of words that a name may begin with
_Found = tuple[int, int, float, str]


def make(rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> Finder:
    """The source of `[[rules.persons]]`."""
    finders = [_Names(rule, terms, reader) for rule in rules.persons]

    def find(reading: Reading) -> Iterator[Candidate]:
        for names in finders:
            for start, end, score, reason in names.find(reading):
                yield Candidate(start, end, names.label, score, "persons", f"person|{reason}")

    return find


class _Names:
    """One rule, compiled."""

    def __init__(self, rule: PersonRule, terms: Mapping[str, tuple[str, ...]], reader: Reader) -> None:
        self.label = rule.label
        self._score, self._weak = rule.score, rule.weak_score
        self._near_score = (rule.score + rule.weak_score) / 2
        self._surnames = frozenset(terms[rule.surnames]) if rule.surnames else frozenset()
        self._not_given = frozenset(rule.not_given)
        self._never_given = frozenset(rule.never_given)
        self._doubtful = frozenset(rule.doubtful)
        self._not_words = frozenset(terms[rule.not_words]) if rule.not_words else frozenset()
        self._before = reader.symbols_of(rule.before, "[[rules.persons]]") if rule.before else ""
        self._near = reader.symbols_of(rule.near, "[[rules.persons]]") if rule.near else ""
        self._after = reader.symbols_of(rule.after, "[[rules.persons]]") if rule.after else ""
        surnames = "|".join(sorted(map(re.escape, self._surnames), key=len, reverse=True)) or "(?!)"
        forms = "|".join(map(re.escape, terms[rule.forms])) if rule.forms else "(?!)"
        prefixes = "|".join(map(re.escape, rule.prefixes)) or "(?!)"
        self._forms = re.compile(f"(?:{surnames})(?:{forms})")
        titles = "|".join(map(re.escape, terms[rule.titles])) if rule.titles else "(?!)"
        sure = "|".join(sorted(map(re.escape, self._surnames - self._doubtful), key=len, reverse=True))
        self._titled = re.compile(f"(?:{sure or '(?!)'})(?:{titles})")
        self._familiar = re.compile(f"(?:{prefixes})(?:{surnames})")

    def find(self, reading: Reading) -> Iterator[_Found]:
        yield from self._addressed(reading)
        starts, symbols, pieces = reading.starts, reading.symbols, reading.pieces
        for index, symbol in enumerate(symbols):
            introduced = self._introduced(reading, index)
            if introduced:
                for start, end in self._names_after(reading, index):
                    yield start, end, introduced, f"after|{pieces[index]}"
            elif symbol in self._after and (start := self._name_start(reading, starts[index])) >= 0:
                yield start, starts[index], self._score, f"before|{pieces[index]}"
            first = pieces[index][0]
            trusted = first in self._surnames and first not in self._doubtful
            if trusted and (end := self._weak_end(reading, index)):
                yield starts[index], end, self._weak, f"surname|{first}"

    def _introduced(self, reading: Reading, index: int) -> float:
        """How far a name behind this word is to be trusted; 0.0 if the word introduces nobody."""
        symbol = reading.symbols[index]
        if symbol in self._before:
            return self._score
        start = reading.starts[index + 1]
        is_near = symbol in self._near and reading.text[start : start + 1] not in self._doubtful
        return self._near_score if is_near else 0.0

    def _addressed(self, reading: Reading) -> Iterator[_Found]:
        text = reading.text
        for kind, regex, score in (
            ("form", self._forms, self._score),
            ("form", self._titled, self._near_score),
            ("familiar", self._familiar, self._score),
        ):
            for match in regex.finditer(text):
                start, end = match.span()
                if reading.is_border(start) and reading.is_border(end) and match[0] not in self._not_words:
                    yield start, end, score, f"{kind}|{match[0]}"

    def _surname_length(self, text: str, start: int) -> int:
        if text[start : start + 2] in self._surnames:
            return 2
        return 1 if text[start : start + 1] in self._surnames else 0

    def _is_name(self, text: str, start: int, end: int) -> bool:
        surname = self._surname_length(text, start)
        given = text[start + surname : end]
        return (
            surname > 0
            and 1 <= len(given) <= 2
            and _HAN.fullmatch(given) is not None
            and given[-1] not in self._not_given
            and (len(given) == 1 or given[0] not in self._never_given)
            and text[start:end] not in self._not_words
        )

    def _names_after(self, reading: Reading, index: int) -> Iterator[tuple[int, int]]:
        """The name behind a post, and those listed after it: 网格员李明、王芳和张伟."""
        start = reading.starts[index + 1]
        while self._may_begin(reading, start) and (end := self._name_end(reading, start)):
            if self._is_post(reading, end):  # 县长任组长: a verb between two posts
                return
            yield start, end
            if reading.text[end : end + 1] not in _LISTING:
                return
            start = end + 1

    def _may_begin(self, reading: Reading, start: int) -> bool:
        """Whether the word at `start` is not one that a name surely does not begin with, as 全部."""
        index = reading.word_at(start)
        if index < 0:
            return False
        return len(reading.pieces[index]) == 1 or reading.tags[index][:1] in _NOMINAL

    def _is_post(self, reading: Reading, start: int) -> bool:
        index = reading.word_at(start)
        return index >= 0 and reading.symbols[index] in self._before

    def _name_end(self, reading: Reading, start: int) -> int:
        """Where the name that begins at `start` ends, or 0; the longer reading is preferred."""
        surname = self._surname_length(reading.text, start)
        for length in (surname + 2, surname + 1) if surname else ():
            end = start + length
            if reading.is_border(end) and self._is_name(reading.text, start, end):
                return end
        return 0

    def _name_start(self, reading: Reading, end: int) -> int:
        """Where the name that ends at `end` begins, or -1; the longer reading is preferred."""
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or not reading.is_border(start) or not self._is_name(reading.text, start, end):
                continue
            index = reading.word_at(start)
            ordinary = reading.starts[index + 1] == end and not reading.tags[index].startswith("n")
            if not ordinary and self._may_begin(reading, start):
                return start
        return -1

    def _weak_end(self, reading: Reading, index: int) -> int:
        """The end of what looks like a name by itself: a dictionary name, or single characters."""
        starts, text = reading.starts, reading.text
        start, end = starts[index], starts[index + 1]
        if end - start > 1:
            is_name = reading.tags[index].startswith("nr") and self._is_name(text, start, end)
            return end if is_name else 0
        until = index + 1
        while until < len(reading.pieces) and until <= index + 2 and len(reading.pieces[until]) == 1:
            until += 1
        end = starts[until]
        return end if end - start == 3 and self._is_name(text, start, end) else 0
