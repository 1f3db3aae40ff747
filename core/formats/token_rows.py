"""The rows of a CoNLL file, gathered into the documents that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from core.formats.lines import raw_lines
from core.formats.report import Outcome, Report
from core.formats.sidecar import Sidecar
from core.formats.tags import is_tag

DOCUMENT_MARK = "-DOCSTART-"
_LOOKED_AT = 400  # rows, to see whether they have indexes …
_ENOUGH = 4  # … and how many must have one


@dataclass
class Block:
    """The rows of one document; `breaks` are the numbers of rows that begin a sentence."""

    line: int = 0
    tokens: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    characters: int = 0

    def add(self, token: str, tag: str, line: int, begins: bool) -> None:
        """One row more."""
        if not self.tokens:
            self.line = line
        if begins:
            self.breaks.add(len(self.tokens))
        self.tokens.append(token)
        self.tags.append(tag)
        self.characters += len(token)

    def text(self) -> tuple[str, list[int], list[int]]:
        """The tokens joined, and where each begins and ends there.

        A newline stands between sentences, a space between two words of Latin letters or digits.
        """
        parts: list[str] = []
        starts, ends, length = [], [], 0
        for row, token in enumerate(self.tokens):
            between = self._between(row)
            starts.append(length + len(between))
            length += len(between) + len(token)
            ends.append(length)
            parts += (between, token)
        return "".join(parts), starts, ends

    def _between(self, row: int) -> str:
        if row == 0:
            return ""
        if row in self.breaks:
            return "\n"
        before, here = self.tokens[row - 1], self.tokens[row]
        words = len(before) > 1 or len(here) > 1
        return " " if words and _is_latin(before[-1]) and _is_latin(here[0]) else ""


def blocks(
    path: Path, report: Report, sidecar: Sidecar | None, by_file: bool, indexed: bool
) -> Iterator[Block]:
    """The documents of a file, in turn.

    They end at -DOCSTART- rows; in a file without, where the sidecar says; without that, at the end
    of each sentence, or of the file. Indexes behind characters are taken off where they are told of,
    or seen.
    """
    block, begins, marked = Block(), True, False
    if not indexed and _is_indexed(path):
        indexed = True
        why = "the index behind each character, as in the Weibo set, was taken off"
        report.note(Outcome.TAKEN, "file", why, str(path))
    for number, row, tag in _rows(path, report):
        token = row[0] if indexed and len(row) > 1 and row != DOCUMENT_MARK else row
        if token == DOCUMENT_MARK:
            marked = True
            if block.tokens:
                yield block
            block, begins = Block(), True
        elif token:
            if block.tokens and not marked and _is_full(block, begins, sidecar, by_file):
                yield block
                block = Block()
            block.add(token, tag, number, begins)
            begins = False
        else:
            begins = True
    if block.tokens:
        yield block


def _is_indexed(path: Path) -> bool:
    """Whether each of the first rows is a character with an index that begins at 0 or goes on."""
    before, seen = -1, 0
    for _, row, _ in islice(_rows(path, Report(kept_notes=0)), _LOOKED_AT):
        if not row or row == DOCUMENT_MARK:
            before = -1
            continue
        if not (row[1:].isascii() and row[1:].isdecimal()) or int(row[1:]) not in (0, before + 1):
            return False
        before, seen = int(row[1:]), seen + 1
    return seen >= _ENOUGH


def _is_full(block: Block, begins: bool, sidecar: Sidecar | None, by_file: bool) -> bool:
    if sidecar is not None:
        return block.characters >= sidecar.next_size()
    return begins and not by_file


def _rows(path: Path, report: Report) -> Iterator[tuple[int, str, str]]:
    """(line, token, tag) of each row; ("", "") for an empty line. A row without a tag is refused."""
    for number, raw in raw_lines(path, report, arrays=False):
        try:
            line = raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            why = "it is not valid UTF-8"
            where = f"{path}, line {number}"
            report.note(Outcome.REFUSED, "row", why, where, detail=f"byte 0x{raw[error.start]:02x}")
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if len(cells) > 1 and cells[0] and cells[0] != DOCUMENT_MARK and is_tag(cells[-1]):
            yield number, cells[0], cells[-1]
        elif not line.strip(" \t"):
            yield number, "", ""
        elif cells[0] == DOCUMENT_MARK:
            yield number, DOCUMENT_MARK, "O"
        else:
            why = "it is no row of a character and a tag"
            report.note(Outcome.REFUSED, "row", why, f"{path}, line {number}", detail=line[:40])


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"
