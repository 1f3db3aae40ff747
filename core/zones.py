"""What the lines of a raw page are: titles, bylines, source lines, captions, headings, furniture.

Lines that a rule knows are told by it; the other short lines are titles or headings by where they
stand: a title begins an article, a heading divides one. What gets no zone is body. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from core.annotation import Zone, ZoneKind
from core.errors import BadLabelSet
from core.text import lines

_OPENING = (ZoneKind.BYLINE, ZoneKind.SOURCE)
_TITLE_LINES = 3  # headings have one line or two …
_LIST_LINES = 6  # … and no title has so many: a list or a chat


class ZoneLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression that is found in lines of `kind` of at most `most` characters."""

    kind: ZoneKind
    regex: str
    most: int = 120


class ZoneRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `[rules.zones]`. Lengths in characters, the rest regular expressions."""

    lines: tuple[ZoneLine, ...] = ()
    """The first that fits decides."""
    short: int = 40
    """A line longer than this is running text."""
    running: str = "[。;；，,、]$"
    """Found in short lines that are running text all the same."""
    opens: str = ""
    """Found in the first paragraph of an article (a news agency's formula)."""
    closes: str = ""
    """Found in lines behind which a new article may begin (names at the end, editors)."""


class _Line:
    """A line that is not blank; `kind` is None while it may be a title or a heading."""

    __slots__ = ("closes", "end", "kind", "opens", "start")

    def __init__(self, start: int, end: int, kind: ZoneKind | None, opens: bool, closes: bool) -> None:
        self.start, self.end, self.kind, self.opens, self.closes = start, end, kind, opens, closes


def suggest_zones(text: str, rules: Mapping[str, Any]) -> tuple[Zone, ...]:
    """The zones of a page by a label set's rules (its whole table `[rules]`); each is one line."""
    found = _known_lines(text, convert_zones(rules))
    _settle(found)
    return tuple(
        Zone(line.start, line.end, line.kind)
        for line in found
        if line.kind and line.kind is not ZoneKind.BODY
    )


def article_starts(text: str, zones: Iterable[Zone]) -> list[int]:
    """Where a page with several articles could be split: the beginning of each title behind some body."""
    kinds = {zone.start: zone.kind for zone in zones}
    starts: list[int] = []
    body_seen = False
    for line in lines(text):
        kind = kinds.get(line.start, ZoneKind.BODY)
        if kind is ZoneKind.TITLE and body_seen:
            starts.append(line.start)
            body_seen = False
        elif kind is ZoneKind.BODY and not text[line.start : line.end].isspace() and len(line):
            body_seen = True
    return starts


def convert_zones(rules: Mapping[str, Any]) -> ZoneRules:
    """The typed table `[rules.zones]`; BadLabelSet if it is malformed."""
    try:
        return msgspec.convert(rules.get("zones", {}), type=ZoneRules)
    except msgspec.ValidationError as error:
        raise BadLabelSet("[rules.zones]", str(error)) from error


def _known_lines(text: str, rules: ZoneRules) -> list[_Line]:
    """The lines that are not blank, with the kinds that their own words tell."""
    compiled = [(line.kind, re.compile(line.regex), line.most) for line in rules.lines]
    running = re.compile(rules.running)
    opens = re.compile(rules.opens) if rules.opens else None
    closes = re.compile(rules.closes) if rules.closes else None
    found = []
    for span in lines(text):
        line = text[span.start : span.end].strip()
        if not line:
            continue
        length = len(line)
        kind = next((kind for kind, regex, most in compiled if length <= most and regex.search(line)), None)
        if kind is None and (length > rules.short or running.search(line)):
            kind = ZoneKind.BODY
        is_opening = bool(opens and kind is ZoneKind.BODY and opens.search(line))
        is_closing = bool(closes and length <= rules.short and closes.search(line))
        found.append(_Line(span.start, span.end, kind, is_opening, is_closing))
    return found


def _settle(found: list[_Line]) -> None:
    """Tell titles from headings: a run of undecided lines is a title if an article begins with it.

    It does where nothing of an article came before, where the line before closes one, where names or
    a source follow the run, where the paragraph behind it opens one, or where it has three lines. A
    long run is a list: body, but for its first line where an article begins.
    """
    fresh = True
    index = 0
    while index < len(found):
        line = found[index]
        if line.kind is not None:
            fresh = line.closes or (fresh and line.kind is not ZoneKind.BODY)
            index += 1
            continue
        end = index
        while end < len(found) and found[end].kind is None:
            end += 1
        kind = _kind_of_run(found, index, end, fresh)
        for each in found[index:end]:
            each.kind = kind
        if kind is ZoneKind.BODY and fresh:
            found[index].kind = ZoneKind.TITLE
        fresh = fresh and kind is not ZoneKind.BODY
        index = end


def _kind_of_run(found: list[_Line], start: int, end: int, fresh: bool) -> ZoneKind:
    """What the undecided lines `[start, end)` are, all together."""
    if end - start >= _LIST_LINES:
        return ZoneKind.BODY
    if fresh or end - start >= _TITLE_LINES or _opens(found, end):
        return ZoneKind.TITLE
    return ZoneKind.HEADING


def _opens(found: list[_Line], index: int) -> bool:
    """Whether what stands from `index` on is how an article begins below its title."""
    after = index
    while after < len(found) and found[after].kind in _OPENING and not found[after].closes:
        after += 1
    if after >= len(found) or found[after].kind is not ZoneKind.BODY:
        return False
    return after > index or found[after].opens
