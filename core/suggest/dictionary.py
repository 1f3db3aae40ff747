"""jieba's word list as tables, one for each first character: word → (log probability, tag), and every
beginning of a word → None. One large table would have to grow, or be copied, in one long step.

It is read from the file that jieba ships, without importing jieba: its own cache in the shared
temporary folder is never written or trusted, and reading takes well under a second, in steps that
let other threads run, so that no cache of ours could go stale either. Words of the same frequency and
tag share what is said of them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from math import log
from pathlib import Path
from threading import Lock

Entry = tuple[float, str]
Words = dict[str, Entry | None]
"""The words that begin with one character."""

Entries = dict[str, Words]
"""All words, by their first character."""

_lock = Lock()
_shared: Dictionary | None = None


class Dictionary:
    """A word list with log probabilities; `unknown` is that of a character that is no word."""

    __slots__ = ("entries", "unknown")

    def __init__(self, entries: Entries, unknown: float) -> None:
        self.entries = entries
        self.unknown = unknown

    def with_words(self, words: Iterable[str], probability: float = -9.0) -> Dictionary:
        """A copy in which the words are there, likely enough to win against their parts."""
        entries = self.entries.copy()
        copied: set[str] = set()
        for word in words:
            first = word[0]
            if first not in copied:
                entries[first] = entries.get(first, {}).copy()
                copied.add(first)
            table = entries[first]
            known = table.get(word)
            tag = known[1] if known else "nz"
            table[word] = (max(known[0] if known else -99.0, probability), tag)
            for end in range(1, len(word)):
                table.setdefault(word[:end], None)
        return Dictionary(entries, self.unknown)


def load() -> Dictionary:
    """The general dictionary, read once for the whole process; safe to call from any thread."""
    global _shared
    with _lock:
        if _shared is None:
            _shared = read(dictionary_file())
        return _shared


def share(dictionary: Dictionary) -> None:
    """Let `load` give this one from now on: read elsewhere, and brought here piece by piece."""
    global _shared
    with _lock:
        _shared = dictionary


def is_loaded() -> bool:
    """Whether `load` would give it at once."""
    return _shared is not None


def dictionary_file() -> Path:
    """Where jieba keeps its word list."""
    found = importlib.util.find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba is not installed")
    return Path(found.origin).with_name("dict.txt")


def read(file: Path) -> Dictionary:
    """Read lines of “word frequency tag”, one after another.

    Whatever is done to all of them in one step, a list of them let go of as well, would keep other
    threads waiting for the interpreter.
    """
    with file.open(encoding="utf-8") as lines:
        total = log(sum(int(line.split(" ", 2)[1]) for line in lines if line != "\n"))
    tags: dict[str, str] = {}
    said: dict[str, Entry] = {}
    entries: Entries = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line == "\n":
                continue
            word, _, rest = line.partition(" ")
            entry = said.get(rest)
            if entry is None:
                count, tag = rest.rstrip("\n").split(" ")
                entry = said[rest] = log(int(count) or 1) - total, tags.setdefault(tag, tag)
            table = entries.get(word[0])
            if table is None:
                table = entries[word[0]] = {}
            table[word] = entry
            for end in range(1, len(word)):
                table.setdefault(word[:end], None)
    return Dictionary(entries, -total)
