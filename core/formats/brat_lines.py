"""The lines of a brat `.ann`: spans as text-bound annotations, and back."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from core.annotation import DocumentRecord, SpanRecord
from core.formats.placing import Mark
from core.formats.report import Outcome, Report

# What would end a line somewhere (brat reads with Python's own idea of lines) or begin a column.
_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ONLY_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]*")
_BOUND = re.compile(r"(T[^\t]*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_PLAIN = re.compile(r"[a-zA-Z0-9_-]+")
_CODED = re.compile(r"u(?:-[0-9a-f]{2,6})+")
_KINDS = {
    "R": "relation",
    "*": "relation",
    "E": "event",
    "A": "attribute",
    "M": "attribute",
    "N": "normalisation",
    "#": "note",
}

Piece = tuple[int, int]


def brat_label(key: str) -> str:
    """A label in the characters that brat keeps: as it is, or its code points."""
    if _PLAIN.fullmatch(key) and not _CODED.fullmatch(key):
        return key
    return "u" + "".join(f"-{ord(character):02x}" for character in key)


def own_label(name: str) -> str:
    """The label that `brat_label` made such a name of; any other name as it is."""
    if not _CODED.fullmatch(name):
        return name
    try:
        return "".join(chr(int(code, 16)) for code in name[2:].split("-"))
    except ValueError:
        return name


def fragments_of(text: str, span: SpanRecord) -> list[Piece]:
    """The pieces of a span between line breaks and tabs; none if it holds nothing else."""
    pieces, at = [], span.start
    for found in _BREAKS.finditer(text, span.start, span.end):
        if found.start() > at:
            pieces.append((at, found.start()))
        at = found.end()
    if at < span.end:
        pieces.append((at, span.end))
    return pieces


def ann_lines(record: DocumentRecord) -> str:
    """The whole `.ann` of a document."""
    lines, number = [], 0
    for span in record.spans:
        pieces = fragments_of(record.text, span)
        if pieces:
            number += 1
            places = ";".join(f"{start} {end}" for start, end in pieces)
            quote = " ".join(record.text[start:end] for start, end in pieces)
            lines.append(f"T{number}\t{brat_label(span.label)} {places}\t{quote}\n")
    return "".join(lines)


def marks_of(lines: str, text: str, fragments: str, report: Report, where: str) -> list[Mark]:
    """The spans that the lines say; what they say besides is skipped and counted."""
    marks: list[Mark] = []
    others: Counter[str] = Counter()
    for number, raw in enumerate(lines.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip():
            continue
        if not line.startswith("T"):
            kind = _KINDS.get(line[0])
            if kind is None:
                report.note(Outcome.REFUSED, "line", "it is no line of brat's", f"{where}, line {number}")
            else:
                others[kind] += 1
            continue
        found = _BOUND.fullmatch(line)
        if found is None:
            why = "it is not what a span should be"
            report.note(Outcome.REFUSED, "span", why, f"{where}, line {number}", detail=line[:40])
            continue
        marks.extend(_marks(found, text, fragments, report, f"{where}, line {number}"))
    for kind, count in others.items():
        report.note(Outcome.SKIPPED, kind, "there is no place for it", where, count)
    return marks


def _marks(found: re.Match[str], text: str, fragments: str, report: Report, where: str) -> list[Mark]:
    label, quote = own_label(found.group(2)), found.group(4) or ""
    pieces: list[Piece] = []
    for piece in found.group(3).split(";"):
        start, _, end = piece.partition(" ")
        if len(start) > 12 or len(end) > 12:
            report.note(Outcome.REFUSED, "span", "its offsets are huge numbers", where)
            return []
        pieces.append((int(start), int(end)))
    if len(pieces) == 1:
        return [Mark(*pieces[0], label, quote)]
    quotes = _quotes(quote, pieces)
    if fragments == "each" and not _only_lines(text, pieces):
        report.note(Outcome.ALTERED, "span", "its pieces became a span each", where, len(pieces))
        return [Mark(*piece, label, each) for piece, each in zip(pieces, quotes, strict=True)]
    start, end = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
    if not _only_lines(text, pieces):
        why = "it is in pieces; read as one span from the first to the last"
        report.note(Outcome.ALTERED, "span", why, where, detail=found.group(3)[:60])
    if "".join(text[one:two] for one, two in pieces) == "".join(quotes):
        return [Mark(start, end, label, text[start:end])]
    return [Mark(start, end, label)]


def _quotes(quote: str, pieces: list[Piece]) -> list[str]:
    """The pieces' own quotes: joined by a space, or, before brat 1.3, by nothing."""
    lengths = [end - start for start, end in pieces]
    step = 1 if len(quote) == sum(lengths) + len(pieces) - 1 else 0
    if not step and len(quote) != sum(lengths):
        return [""] * len(pieces)
    quotes, at = [], 0
    for length in lengths:
        quotes.append(quote[at : at + length])
        at += length + step
    return quotes


def _only_lines(text: str, pieces: list[Piece]) -> bool:
    """Whether nothing but line breaks and tabs lies between the pieces: then they were one span."""
    return all(
        one[1] < two[0] and _ONLY_BREAKS.fullmatch(text, one[1], two[0]) is not None
        for one, two in pairwise(pieces)
    )
