"""One JSON object a line, its fields decoded one by one, so that a wrong one takes no other with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.formats.checking import NO_TEXT
from core.formats.lines import raw_lines, why
from core.formats.report import Outcome, Report

T = TypeVar("T")
Raw = dict[str, msgspec.Raw]

_object = msgspec.json.Decoder(Raw)
_EMPTY = (b'""', b"null")


class Fields:
    """The fields of one object, where it stands, and the report that hears what is wrong with them."""

    __slots__ = ("number", "path", "raw", "report")

    def __init__(self, raw: Raw, number: int, path: Path, report: Report) -> None:
        self.raw = raw
        self.number = number
        self.path = path
        self.report = report

    @property
    def where(self) -> str:
        """File and line, for people."""
        return f"{self.path}, line {self.number}"

    def field(self, name: str, kind: type[T], default: T) -> T:
        """A field's value, or the default if it is missing, null, or refused for its type."""
        raw = self.raw.get(name)
        if raw is None:
            return default
        try:
            value = msgspec.json.decode(raw, type=kind | None)
        except (ValueError, RecursionError) as error:
            self.refuse(name, f"the field {name} is wrong", why(error))
            return default
        return default if value is None else value

    def text(self, name: str) -> str:
        """The document's text, "" if the document is refused for having none."""
        raw = self.raw.get(name)
        if raw is None or bytes(raw) in _EMPTY:
            self.refuse("document", NO_TEXT)
            return ""
        try:
            return msgspec.json.decode(raw, type=str)
        except (ValueError, RecursionError) as error:
            self.refuse("document", "its text is wrong", why(error))
            return ""

    def name(self, name: str) -> str:
        """A field that may be a string or a number, as a string."""
        value: str | int | float = self.field(name, str | int | float, "")  # type: ignore[arg-type]  # a union
        return str(value)

    def rest(self, known: frozenset[str], meta: dict[str, Any]) -> dict[str, Any]:
        """`meta` and what stands in fields that are not known, under their names."""
        for name in self.raw:
            if name in known:
                continue
            if name in meta:
                self.skip("field", "meta already has one of that name", name)
                continue
            value = self.field(name, Any, None)
            if value is not None:
                meta[name] = value
        return meta

    def refuse(self, what: str, why_not: str, detail: str = "") -> None:
        """Say in the report that something of this line is wrong and left out."""
        self.report.note(Outcome.REFUSED, what, why_not, self.where, detail=detail)

    def skip(self, what: str, why_not: str, detail: str = "", count: int = 1) -> None:
        """Say in the report that something of this line is not carried over."""
        self.report.note(Outcome.SKIPPED, what, why_not, self.where, count, detail)


def objects(path: Path, report: Report) -> Iterator[Fields]:
    """Each line's object; a line that is none is refused in the report. Blank lines mean nothing."""
    for number, line in raw_lines(path, report):
        stripped = line.strip()
        if not stripped:
            continue
        try:
            yield Fields(_object.decode(stripped), number, path, report)
        except (ValueError, RecursionError) as error:
            where = f"{path}, line {number}"
            report.note(Outcome.REFUSED, "line", "it is no JSON object", where, detail=why(error))
