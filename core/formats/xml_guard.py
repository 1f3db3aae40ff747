"""XML looked through before any library sees it: no document type, so no entities and nothing external.

Expat goes over the bytes once without building anything. What declares a document type, is nested deeper
than any format of ours needs, or is not well formed, is refused here with its line.
"""

from __future__ import annotations

from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from core.errors import BadFile

DEEPEST = 100
LONGEST_PROLOGUE = 1 << 20  # bytes before the first element
_DOCTYPE = "XML with a document type, which could bring entities and other files in"

Places = dict[int, tuple[int, int]]


def guarded(data: bytes, place: str) -> Places:
    """The offsets that elements give themselves, by their xmi:id; BadFile for what is not to be trusted."""
    found: Places = {}
    depth = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BadFile(place, f"XML nested more than {DEEPEST} deep", parser.CurrentLineNumber)
        key, begin, end = (attributes.get(each, "") for each in ("xmi:id", "begin", "end"))
        if _is_number(key) and _is_number(begin) and _is_number(end):
            found[int(key)] = int(begin), int(end)

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuses(*_: object) -> None:
        raise BadFile(place, _DOCTYPE, parser.CurrentLineNumber)

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuses
    parser.ExternalEntityRefHandler = lambda *_: 0
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise BadFile(place, f"no well-formed XML: {error}") from error
    return found


def refuse_document_type(file: IO[bytes], place: str) -> None:
    """BadFile if the XML declares one; it is read only up to its first element, before which that stands."""
    begun = False

    def begins(*_: object) -> None:
        nonlocal begun
        begun = True

    def refuses(*_: object) -> None:
        if not begun:
            raise BadFile(place, _DOCTYPE)

    parser = ParserCreate()
    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = refuses
    try:
        for _ in range(LONGEST_PROLOGUE >> 12):
            chunk = file.read(1 << 12)
            parser.Parse(chunk, not chunk)
            if begun or not chunk:
                return
    except (ExpatError, ValueError, LookupError) as error:
        if not begun:
            raise BadFile(place, f"no well-formed XML: {error}") from error
        return
    raise BadFile(place, "XML that does not begin")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 13
