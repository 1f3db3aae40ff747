"""The rows of one WebAnno TSV document: made from a record, and read back to a text and its spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.annotation import DocumentRecord, SpanRecord
from core.errors import BadFile
from core.formats.report import Outcome, Report
from core.offsets import Utf16Map

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
NO_TOKEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]+")  # what gets no row

_TOKEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufeff]")
_ESCAPED = re.compile(r"[\\\[\]|_;*\t\n\r]|->")
_ESCAPES = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_UNESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_UNESCAPES = {"t": "\t", "n": "\n", "r": "\r"}
_ID = re.compile(r"(?<!\\)\[(\d+)\]$")
_STACKED = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"\d+-\d+(?:\.\d+)?\t(\d{1,10})-(\d{1,10})\t")

_NO_CELLS = ("_", "_")
_CHAIN = "|"  # no layer's name

Cell = tuple[int, int, str, str, str]  # begin and end in UTF-16, layer, feature, the cell's text


def leading_space(text: str) -> str:
    """What stands before the first token, and so in no sentence."""
    found = NO_TOKEN.match(text)
    return found.group() if found else ""


def rows_of(record: DocumentRecord) -> str:
    """The whole file of one document."""
    text, both = record.text, Utf16Map(record.text)
    tokens = [found.start() for found in _TOKEN.finditer(text)]
    cells = _cells(tokens, record.spans)
    begins = _sentence_begins(text, tokens)
    rows = [f"#FORMAT=WebAnno TSV 3.3\n#T_SP={ENTITY}|identifier|value\n\n"]
    for number, (first, last) in enumerate(pairwise([*begins, len(tokens)]), 1):
        until = tokens[last] if last < len(tokens) else len(text)
        lines = text[tokens[first] : until].split("\n")
        rows.append("".join(["\n", *(f"#Text={_text_escaped(line)}\n" for line in lines)]))
        for order, token in enumerate(range(first, last), 1):
            at = tokens[token]
            begin = both.to_utf16(at)
            end = begin + 1 + (text[at] > "\uffff")
            empty, values = cells.get(token, _NO_CELLS)
            rows.append(f"{number}-{order}\t{begin}-{end}\t{text[at]}\t{empty}\t{values}\t\n")
    return "".join(rows)


def _cells(tokens: list[int], spans: Iterable[SpanRecord]) -> dict[int, tuple[str, str]]:
    """By token the cells of both features; each annotation has a number of its own."""
    found: dict[int, list[str]] = {}
    stacks: dict[int, list[str]] = {}
    number = 0
    for span in spans:
        first, last = bisect_left(tokens, span.start), bisect_left(tokens, span.end)
        if first == last:
            continue
        number += 1
        for token in range(first, last):
            found.setdefault(token, []).append(f"*[{number}]")
            stacks.setdefault(token, []).append(f"{_escaped(span.label)}[{number}]")
    return {token: ("|".join(empty), "|".join(stacks[token])) for token, empty in found.items()}


def _sentence_begins(text: str, tokens: list[int]) -> list[int]:
    """The tokens that are the first of their line."""
    return [
        number for number, at in enumerate(tokens) if number == 0 or "\n" in text[tokens[number - 1] + 1 : at]
    ]


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found.group(), f"\\{found.group()}"), text)


def _text_escaped(text: str) -> str:
    r"""In #Text= only “\” and tabs; a newline begins another such line."""
    return text.replace("\\", "\\\\").replace("\t", r"\t").replace("\r", r"\r")


def _unescaped(text: str) -> str:
    return _UNESCAPED.sub(lambda found: _UNESCAPES.get(found.group(1), found.group(1)), text)


class Table:
    """One file taken apart: its text and the cells of its span layers."""

    def __init__(self, lines: Iterator[str], report: Report, where: str, leading: str) -> None:
        self._report = report
        self._where = where
        self._columns: list[tuple[str, str]] = []  # of each cell behind the token: layer and feature
        self._nothing = "\t"  # how a row without annotations ends
        self._cells: list[Cell] = []
        self._sentences: list[tuple[int, str, str]] = []  # first token's begin, that token, text
        self._others: Counter[str] = Counter()
        self._waiting: list[str] = []  # the lines of #Text= whose first row has not come yet
        for number, line in enumerate(lines, 1):
            self._take(line, number)
        if not self._sentences:
            raise BadFile(where, "no WebAnno TSV: there is no sentence in it")
        for what, count in self._others.items():
            report.note(Outcome.SKIPPED, what, "there is no place for it", where, count)
        self.text = self._joined(leading)

    def spans(self) -> tuple[SpanRecord, ...]:
        """The annotations: those with a number put together, each in the order of the file."""
        groups: dict[tuple[str, str], list[tuple[int, int, str, str]]] = {}
        for begin, end, layer, feature, cell in self._cells:
            for order, part in enumerate(_STACKED.split(cell)):
                found = _ID.search(part)
                name = found.group(1) if found else f"token {begin}-{end} {order}"
                value = part[: found.start()] if found else part
                groups.setdefault((layer, name), []).append((begin, end, feature, value))
        both = Utf16Map(self.text)
        spans = []
        for (layer, _), parts in groups.items():
            begin, end = min(part[0] for part in parts), max(part[1] for part in parts)
            start, stop = both.to_code_point(begin), both.to_code_point(end)
            spans.append(SpanRecord(start, stop, _label(layer, parts), self.text[start:stop]))
        return tuple(spans)

    def _take(self, line: str, number: int) -> None:
        if number == 1 and not line.startswith("#FORMAT=WebAnno TSV 3"):
            raise BadFile(self._where, "no WebAnno TSV 3: its first line does not say so")
        if line.startswith("#"):
            self._head(line)
        elif line:
            self._row(line, number)

    def _head(self, line: str) -> None:
        kind, _, rest = line[1:].partition("=")
        if kind in ("T_SP", "T_CH", "T_RL"):
            layer, *features = rest.split("|")
            shown = {"T_SP": layer, "T_CH": _CHAIN, "T_RL": ""}[kind]
            before = ""
            for feature in features or [""]:
                slot = feature.startswith("ROLE_") or before.startswith("ROLE_")  # role, and its target
                self._columns.append(("" if slot else shown, feature))
                before = feature
            self._nothing = "\t_" * len(self._columns) + "\t"
        elif kind == "Text":
            self._waiting.append(_unescaped(rest))

    def _row(self, line: str, number: int) -> None:
        found = _ROW.match(line)
        if found is None or int(found.group(1)) > int(found.group(2)):
            where = f"{self._where}, line {number}"
            self._report.note(Outcome.REFUSED, "row", "it is no row of a token", where, detail=line[:40])
            return
        if not self._waiting and line.endswith(self._nothing):
            return
        begin, end = int(found.group(1)), int(found.group(2))
        cells = line.split("\t")
        if self._waiting:
            self._sentences.append((begin, cells[2], "\n".join(self._waiting)))
            self._waiting = []
        for (layer, feature), cell in zip(self._columns, cells[3:], strict=False):
            if cell in ("_", ""):
                continue
            if layer == _CHAIN:
                self._others["chain link"] += 1
            elif layer:
                self._cells.append((begin, end, layer, feature, cell))
            elif feature.startswith(("BT_", "ROLE_")):
                self._others["relation" if feature.startswith("BT_") else "slot"] += 1

    def _joined(self, leading: str) -> str:
        parts: list[str] = []
        length = 0
        for begin, token, text in self._sentences:
            before = text.find(token)
            before = before if before >= 0 else text.find(_unescaped(token))
            if before < 0:
                raise BadFile(self._where, f"a sentence does not hold its first token, “{token[:20]}”")
            gap = begin - len(text[:before].encode("utf-16-le")) // 2 - length
            if not 0 <= gap <= 1 << 20:
                raise BadFile(self._where, "a sentence does not begin where its first token says")
            filling = leading if not parts and len(leading.encode("utf-16-le")) // 2 == gap else ""
            if gap and not filling:
                filling = "\n" * gap if parts else " " * gap
                why = "between sentences the file does not say what stands; taken for newlines and spaces"
                self._report.note(Outcome.TAKEN, "character", why, self._where, gap)
            parts += (filling, text)
            length += gap + len(text.encode("utf-16-le", "surrogatepass")) // 2
        return "".join(parts)


def _label(layer: str, parts: list[tuple[int, int, str, str]]) -> str:
    """The value of `value`, else of the first feature with one, else the layer's short name."""
    values = [(feature, value) for _, _, feature, value in parts if value not in ("*", "_", "")]
    best = next((value for feature, value in values if feature == "value"), "")
    best = best or next((value for _, value in values), "")
    return _unescaped(best) if best else layer.rpartition(".")[2]
