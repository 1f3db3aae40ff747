"""CoNLL by character or word: a row each with its tag, an empty line between sentences, no offsets.

    -DOCSTART-⇥O

    我⇥O
    爱⇥O
    😀⇥O
    北⇥B-ORG
    京⇥I-ORG

The layouts of two public sets: MSRA is tabs and BIO without -DOCSTART-; Weibo the same, with the index of
the character in its word behind it (`科0⇥B-ORG`, `技1⇥I-ORG`), which reading takes off again.

Read are BIO, BIOES, BMES, BILOU and IOB1, tokens of any length, with tabs or spaces between first
column and last. Sentences end at newlines. Spaces and newlines have no row; where they stood is kept
in a sidecar (`core.formats.sidecar`), with which reading gives back the exact text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from core.annotation import DocumentRecord, SpanRecord
from core.formats.checking import checked, settled_record
from core.formats.format import Feature, Format, Option, Options, Progress, chosen
from core.formats.losses import missing
from core.formats.overlaps import OVERLAPS, flat_layers, overlap_notes
from core.formats.report import Note, Outcome, Report
from core.formats.sidecar import KnownDocument, read_sidecar, sidecar_line, sidecar_path
from core.formats.tags import Tagged, ranges, tags
from core.formats.token_rows import DOCUMENT_MARK, Block, blocks
from core.formats.tokens import Token, characters, has_rows, indexed_characters, words
from core.formats.writing import outgoing, replacing
from core.schema import LabelSet
from core.text import lines

LONGEST = 510  # characters that the usual models take in one piece, beside their two marks

_NAME = "conll"
_SEPARATORS = {"tab": "\t", "space": " "}
_OPTIONS = (
    Option(
        "scheme",
        "BIO",
        ("BIO", "BIOES", "BMES"),
        "the tags written; any is read",
        "写出的标注体系；各种体系均可读取",
        "write",
    ),
    Option(
        "rows",
        "characters",
        ("characters", "words"),
        "what a row holds: a character, or a word as jieba cuts it (and spans)",
        "每行一个字，或一个词（jieba 分词）",
    ),
    Option(
        "layout",
        "plain",
        ("plain", "msra", "weibo"),
        "as the other options say, or as in the MSRA or Weibo set, whatever they say",
        "按其他选项，或按 MSRA、Weibo 数据集的版式",
    ),
    Option("separator", "tab", tuple(_SEPARATORS), "between character and tag", "字与标签之间的分隔符"),
    Option(
        "docstart",
        "yes",
        ("yes", "no"),
        "whether a row -DOCSTART- stands before each document",
        "每篇前是否写 -DOCSTART- 行",
        "write",
    ),
    Option(
        "document",
        "sentence",
        ("sentence", "file"),
        "what becomes a document where a file has neither -DOCSTART- nor a sidecar",
        "文件既无 -DOCSTART- 也无附属文件时，一句一篇还是整个文件一篇",
        "read",
    ),
    OVERLAPS,
)
_LAYOUT = {"scheme": "BIO", "separator": "tab", "docstart": "no"}  # of both public sets
_CARRIES = frozenset({Feature.ID, Feature.TITLE, Feature.SOURCE, Feature.META, Feature.SPACES, Feature.SPANS})


def read(path: Path, report: Report, options: Options) -> Iterator[DocumentRecord]:
    """The documents of a file: exact with its sidecar, else with a newline between sentences."""
    settings = chosen(_NAME, _OPTIONS, options)
    by_file = settings["document"] == "file"
    sidecar = read_sidecar(path, report)
    if sidecar is None:
        why = "without a sidecar its spaces are not known; sentences are joined by newlines"
        report.note(Outcome.TAKEN, "file", why, str(path))
    for block in blocks(path, report, sidecar, by_file, settings["layout"] == "weibo"):
        known = sidecar.next_document("".join(block.tokens)) if sidecar is not None else None
        if sidecar is not None and known is None:
            why = "the sidecar does not fit it; its spaces and newlines are not restored"
            report.note(Outcome.ALTERED, "document", why, f"{path}, line {block.line}")
        tagged = ranges(block.tags, block.breaks)
        if tagged.repaired:
            why = "tags that continue nothing were read as a beginning"
            report.note(Outcome.ALTERED, "span", why, f"{path}, line {block.line}", tagged.repaired)
        record = _restored(known, block, tagged) if known is not None else _joined(block, tagged)
        yield checked(settled_record(record, report, str(path)), None, report, str(path))


def losses(record: DocumentRecord, label_set: LabelSet | None, options: Options) -> Iterator[Note]:
    """Spans that overlap a longer one, and all that only the layer knows."""
    yield from missing(record, _CARRIES)
    where = record.id or record.title
    choice = chosen(_NAME, _OPTIONS, options)["overlaps"]
    yield from overlap_notes(record, choice, "a character has one tag")
    cut = sum("\n" in record.text[span.start : span.end] for span in record.spans)
    if cut:
        why = "it goes over a newline and is cut there; only the sidecar keeps it whole"
        yield Note(Outcome.ALTERED, "span", why, where, cut)
    spaced = sum(_tag_label(span.label) != span.label for span in record.spans)
    if spaced:
        yield Note(Outcome.ALTERED, "label", "a space in it became “_”", where, spaced)
    if not has_rows(record.text):
        yield Note(Outcome.SKIPPED, "document", "a text of nothing but space has no row", where)
    long = sum(len(line) > LONGEST for line in lines(record.text))
    if long:
        why = f"longer than {LONGEST} characters: most trainers cut it without a word"
        yield Note(Outcome.TAKEN, "sentence", why, where, long)


def write(
    records: Iterable[DocumentRecord],
    path: Path,
    label_set: LabelSet | None,
    report: Report,
    options: Options,
    progress: Progress | None = None,
) -> None:
    """Write the rows, and beside them the sidecar; further layers into files of their own."""
    settings = chosen(_NAME, _OPTIONS, options)
    if settings["layout"] != "plain":
        settings |= _LAYOUT
    with ExitStack() as stack:
        files = [_opened(path, stack)]
        for record in outgoing(records, lambda each: losses(each, label_set, settings), report, progress):
            for number, layer in enumerate(flat_layers(record, settings["overlaps"])):
                if number == len(files):
                    files.append(
                        _opened(path.with_name(f"{path.stem}.layer{number + 1}{path.suffix}"), stack)
                    )
                file, beside = files[number]
                file.write(_rows(record.text, layer, settings).encode())
                beside.write(sidecar_line(record, layer))


def _opened(path: Path, stack: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    return stack.enter_context(replacing(path)), stack.enter_context(replacing(sidecar_path(path)))


def _rows(text: str, spans: list[SpanRecord], settings: Mapping[str, str]) -> str:
    """The sentences of one document, each with an empty line behind it."""
    separator = _SEPARATORS[settings["separator"]]
    pieces = [piece for span in spans for piece in _cut_at_newlines(text, span)]
    tokens = _tokens(text, pieces, settings)
    found = tags([token.start for token in tokens], pieces, settings["scheme"])
    rows = [f"{DOCUMENT_MARK}{separator}O\n\n"] if settings["docstart"] == "yes" else []
    line_end = 0
    for token, tag in zip(tokens, found, strict=True):
        if token.start > line_end:
            if line_end:
                rows.append("\n")
            line_end = text.find("\n", token.start)
            line_end = len(text) if line_end < 0 else line_end
        rows.append(f"{token.text}{separator}{tag}\n")
    return "".join([*rows, "\n"]) if tokens else "".join(rows)


def _tokens(text: str, pieces: list[tuple[int, int, str]], settings: Mapping[str, str]) -> list[Token]:
    if settings["layout"] == "weibo":
        return indexed_characters(text)
    if settings["rows"] == "words":
        return words(text, {edge for start, end, _ in pieces for edge in (start, end)})
    return characters(text)


def _cut_at_newlines(text: str, span: SpanRecord) -> Iterator[tuple[int, int, str]]:
    """The span as it lies in each sentence; the sidecar keeps it whole."""
    label = _tag_label(span.label)
    for line in lines(text[span.start : span.end]):
        if line:
            yield span.start + line.start, span.start + line.end, label


def _tag_label(label: str) -> str:
    """A label that is one word: a space would begin another column."""
    return "_".join(label.split()) or "_"


def _restored(known: KnownDocument, block: Block, tagged: Tagged) -> DocumentRecord:
    offsets = list(accumulate(map(len, block.tokens), initial=0))
    found = [
        (known.places[offsets[first]], known.places[offsets[last] - 1] + 1, label)
        for first, last, label in tagged.ranges
    ]
    row = known.row
    return DocumentRecord(
        known.text,
        id=row.id,
        title=row.title,
        source=row.source,
        meta=row.meta,
        spans=known.spans(found),
        spans_given=True,
        line=block.line,
    )


def _joined(block: Block, tagged: Tagged) -> DocumentRecord:
    """What can be known without a sidecar: the tokens one behind the other, a newline between sentences."""
    text, starts, ends = block.text()
    spans = tuple(
        SpanRecord(starts[first], ends[last - 1], label, text[starts[first] : ends[last - 1]])
        for first, last, label in tagged.ranges
    )
    return DocumentRecord(text, spans=spans, spans_given=True, line=block.line)


FORMAT = Format(
    name=_NAME,
    title_en="CoNLL, a character a row",
    title_zh="CoNLL（逐字标注）",
    suffixes=(".conll", ".bio", ".bioes", ".bmes", ".iob"),
    unit="",
    carries=_CARRIES,
    losses=losses,
    read=read,
    write=write,
    options=_OPTIONS,
)
