"""The sources of suggestions: a table that one can read, then those that other packages bring.

A source is made from the rules, the term lists and the reader of a label set; what it returns reads
a text and proposes spans. Packages add theirs as entry points of the group `jinbiao.suggesters`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points

from core.errors import BadLabelSet
from core.suggest import lexicon, named, patterns, persons, phrases, suffixes, word_tags
from core.suggest.reading import Finder, Reader
from core.suggest.rules import Rules

Maker = Callable[[Rules, Mapping[str, tuple[str, ...]], Reader], Finder]

SOURCES: dict[str, Maker] = {
    "lexicon": lexicon.make,
    "patterns": patterns.make,
    "persons": persons.make,
    "suffixes": suffixes.make,
    "names": named.make,
    "phrases": phrases.make,
    "measures": phrases.make_measures,
    "words": word_tags.make,
}

_log = logging.getLogger(__name__)
_reported: set[str] = set()


def makers() -> dict[str, Maker]:
    """Every source by name; one that cannot be loaded is reported once and left out."""
    found = dict(SOURCES)
    for point in entry_points(group="jinbiao.suggesters"):
        try:
            found[point.name] = point.load()
        except Exception as error:  # somebody else's code may fail in any way
            report_once(point.name, error)
    return found


def make_all(
    rules: Rules, terms: Mapping[str, tuple[str, ...]], reader: Reader, using: Mapping[str, Maker]
) -> dict[str, Finder]:
    """The compiled sources. A label set that does not hold together raises; a broken plug-in does not."""
    made: dict[str, Finder] = {}
    for name, maker in using.items():
        try:
            made[name] = maker(rules, terms, reader)
        except BadLabelSet:
            raise
        except Exception as error:
            if name in SOURCES:
                raise
            report_once(name, error)
    return made


def report_once(name: str, error: Exception) -> None:
    """Say in the log that a source failed, the first time it does."""
    if name not in _reported:
        _reported.add(name)
        _log.warning("the source “%s” of suggestions failed and is skipped: %r", name, error)
