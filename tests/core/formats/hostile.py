"""Hostile files: made here, small or sparse, each with what a person would call it and what it gets."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from core.formats.files import read_all
from core.formats.report import Outcome, Report

GIGABYTE = 1 << 30
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
SPAN = '{"id":"1","type":"labels","value":{"start":0,"end":1,"text":"我","labels":["ORG"]}}'
TASK = '{"data":{"text":"我爱😀"},"annotations":[{"result":[%s]}]}'
DEEP = 100_000

Make = Callable[[Path], None]


def text(content: str) -> Make:
    """A file with that text."""
    return raw(content.encode())


def raw(content: bytes) -> Make:
    """A file with those bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def beside_its_text(content: str) -> Make:
    def make(path: Path) -> None:
        path.write_text(content, encoding="utf-8")
        path.with_suffix(".txt").write_text("我爱😀", encoding="utf-8")

    return make


def archive(**members: str | bytes) -> Make:
    """A zip; `__` in a name stands for a dot, `__up` for a path that leads out."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name.replace("__", "."), content)

    return make


def paths(*names: str) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as file:
            for name in names:
                file.writestr(name, "x")

    return make


def bomb(name: str) -> Make:
    """A zip of a few hundred KB with members of hundreds of megabytes of zeros."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, b"\0" * (300 << 20))
            file.writestr("a.txt", "x")

    return make


def lying_bomb(path: Path) -> None:
    """A zip whose member claims a size of ten bytes, and unpacks to many."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", "我" * 4000)
        file.writestr("a.ann", "")
    data = buffer.getvalue().replace((12000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)


def with_password(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.ann", "x")
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    path.write_bytes(bytes(data))


def sparse(head: str) -> Make:
    """A file of 5 GB that takes no room: a good beginning, then zeros."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head.encode())
            file.truncate(5 * GIGABYTE)

    return make


def docbin_bomb(path: Path) -> None:
    path.write_bytes(zlib.compress(b"\0" * (70 << 20), 9))


def workbook(content: str) -> Make:
    return archive(xl__xml=content)


CASES: tuple[tuple[str, str, str, Make], ...] = (
    ("JSON 100,000 deep in a line", "prodigy", "a.jsonl", text('{"text":"我","x":' + "[" * DEEP)),
    (
        "JSON 100,000 deep, closed, in a task",
        "label-studio",
        "a.json",
        text("[" + '{"data":{"text":"我","x":' + "[" * DEEP + "]" * DEEP + "}}]"),
    ),
    (
        "JSON 100,000 deep in a region",
        "label-studio",
        "a.json",
        text("[" + TASK % ('{"value":' + '{"a":' * DEEP + "1" + "}" * DEEP + "}," + SPAN) + "]"),
    ),
    ("a JSON array cut off", "label-studio", "a.json", text("[" + TASK % SPAN + "," + (TASK % SPAN)[:40])),
    (
        "a JSON array with a member of wrong brackets",
        "label-studio",
        "a.json",
        text('[{"a":[}]},' + TASK % "" + "]"),
    ),
    ("an array that is never opened", "cluener", "a.json", text(']{"text":"我"}')),
    (
        "a million digits as an offset",
        "label-studio",
        "a.json",
        text("[" + TASK % SPAN.replace("0", "9" * 10**6) + "]"),
    ),
    (
        "offsets of an HTML page",
        "label-studio",
        "a.json",
        text("[" + TASK % SPAN.replace("0,", '"/div[1]/text()[1]",') + "]"),
    ),
    ("5 GB: a good task, then zeros", "label-studio", "a.json", sparse("[" + TASK % SPAN + ",")),
    ("5 GB: a good line, then zeros", "prodigy", "a.jsonl", sparse('{"text":"我爱😀"}\n')),
    ("5 GB of rows, then zeros", "conll", "a.conll", sparse("我\tO\n爱\tO\n\n")),
    ("5 GB as a table", "csv", "a.csv", sparse("正文,日期\n我爱😀,2024\n")),
    ("5 GB as a text", "text", "a.txt", sparse("我爱😀北京大学")),
    ("5 GB as a workbook", "xlsx", "a.xlsx", sparse("PK\x03\x04")),
    ("5 GB as one .ann", "yedda", "a.ann", sparse("我爱[@北京#L*]")),
    ("5 GB as one .tsv", "webanno-tsv", "a.tsv", sparse("#FORMAT=WebAnno TSV 3.3\n")),
    ("5 GB as Parquet", "huggingface", "a.parquet", sparse("PAR1")),
    ("5 GB as a DocBin", "spacy", "a.spacy", sparse("x\x9c")),
    ("a path that leads out of a zip", "brat", "a.zip", paths("../../x.ann", "x.txt")),
    ("an absolute path in a zip", "brat", "a.zip", paths("/etc/x.ann", "x.txt")),
    ("a Windows path in a zip", "webanno-tsv", "a.zip", paths("C:\\x.tsv")),
    ("a zip bomb", "brat", "a.zip", bomb("a.ann")),
    ("a zip that lies about a size", "brat", "a.zip", lying_bomb),
    ("a zip with a password", "yedda", "a.zip", with_password),
    ("a zip in a zip", "uima-xmi", "a.zip", paths("inner.zip")),
    ("a zip cut off", "brat", "a.zip", text("PK\x03\x04" + "x" * 40)),
    ("a .ann without its text", "brat", "a.ann", text("T1\tORG 0 1\t我\n")),
    ("XML with entities (billion laughs)", "uima-xmi", "a.xmi", text(LAUGHS)),
    ("XML that reaches for a file", "uima-xmi", "a.xmi", text(OUTSIDE)),
    ("XML 10,000 deep", "uima-xmi", "a.xmi", text("<a>" * 10_000)),
    ("XML cut off", "uima-xmi", "a.xmi", text('<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"><x')),
    ("a workbook with entities", "xlsx", "a.xlsx", workbook(LAUGHS)),
    ("a workbook that reaches for a file", "xlsx", "a.xlsx", workbook(OUTSIDE)),
    (
        "formulas in a table",
        "csv",
        "a.csv",
        text('正文,日期\n"=HYPERLINK(""http://x"")",2024\n我,@SUM(1)\n'),
    ),
    ("a DocBin bomb", "spacy", "a.spacy", docbin_bomb),
    ("a DocBin that is none", "spacy", "a.spacy", raw(zlib.compress(b"\x80"))),
    ("a DocBin cut off", "spacy", "a.spacy", raw(zlib.compress(b"x" * 99)[:-6])),
    ("a Parquet that is none", "huggingface", "a.parquet", text("PAR1" + "x" * 90 + "PAR1")),
    (
        "a WebAnno file of offsets that jump",
        "webanno-tsv",
        "a.tsv",
        text("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=我\n1-1\t999999999-1000000000\t我\n"),
    ),
    ("huge offsets in brat", "brat", "a.ann", beside_its_text("T1\tORG 0 99999999999999999999\t我\n")),
    ("fragments that overlap", "brat", "a.ann", beside_its_text("T1\tORG 0 2;1 3\t我爱 爱😀\n")),
)


def sentences(folder: Path, format_name: str, name: str, make: Make) -> list[str]:
    """What the report says about such a file, without the folder it lies in."""
    path = folder / name
    make(path)
    report = Report()
    count = sum(1 for _ in read_all([path], format_name, {}, report, None))
    said = [str(note).replace(f"{folder}/", "") for note in report.notes if note.outcome is not Outcome.TAKEN]
    if count:
        said = [f"{count} document{'s' if count > 1 else ''} read", *said]
    return [each.replace("|", "\\|") for each in said]


def table(folder: Path) -> list[str]:
    """The rows for the documentation."""
    rows = []
    for number, (what, format_name, name, make) in enumerate(CASES):
        place = folder / str(number)
        place.mkdir()
        said = "<br>".join(sentences(place, format_name, name, make))
        rows.append(f"| {what} | {format_name} | {said} |")
    return rows
