"""Bad inputs for reading, each with what a person would call it, and the sentence that it gets."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

from core.errors import BadFile
from core.formats.files import read_all
from core.formats.report import Outcome, Report
from core.schema import Label, LabelSet

LABELS = LabelSet("t", labels=(Label("ORG"),), categories=(Label("教育"),))
CHINESE = "记者从市教育局了解到，我爱😀北京大学，我们会继续努力。"


def line(spans: str = "", **fields: object) -> bytes:
    """One line of our format, with spans as they are written."""
    row = json.dumps({"text": "我爱😀北京大学", **fields}, ensure_ascii=False)
    return (row if not spans else f'{row[:-1]}, "spans": [{spans}]}}').encode()


def archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("x", "y")
    return buffer.getvalue()


CASES: tuple[tuple[str, str, bytes], ...] = (
    ("an empty file", "a.txt", b""),
    ("only a byte order mark", "a.txt", b"\xef\xbb\xbf"),
    ("an image named .txt", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ("a Word file named .txt", "a.txt", archive()),
    ("a PDF", "a.pdf", b"%PDF-1.7\n"),
    ("a program named .txt", "a.txt", b"MZ\x90\x00\x03\x00" + bytes(90)),
    ("arbitrary bytes", "a.txt", bytes(range(256)) * 9),
    ("UTF-8 cut off in the middle of a character", "a.txt", (CHINESE * 3).encode()[:-1]),
    ("UTF-8 with one wrong byte", "a.txt", CHINESE.encode() + b"\xff" + CHINESE.encode()),
    ("GB18030 with a wrong byte at its end", "a.txt", (CHINESE * 40).encode("gb18030") + b"\xff\xff"),
    ("UTF-16 with half a character", "a.txt", CHINESE.encode("utf-16")[:-1]),
    ("three characters that may be GB18030", "a.txt", "拨打吧".encode("gb18030")),
    ("NUL characters", "a.txt", f"{CHINESE}\0\0".encode()),
    ("half of a surrogate pair", "a.txt", f"{CHINESE}\ud83d".encode("utf-8", "surrogatepass")),
    ("a file of an unknown kind", "a.odd", b"what"),
    ("broken JSON", "a.jsonl", line(title="x") + b"\n{bad"),
    ("a line cut off", "a.jsonl", line(title="x") + b"\n" + line()[:-4]),
    ("a line that is no object", "a.jsonl", line(title="x") + b"\n[1, 2]"),
    ("a broken byte in a line", "a.jsonl", line(title="x") + b'\n{"text":"\xff"}'),
    ("an array 100,000 deep", "a.jsonl", line(title="x") + b'\n{"text":"x","y":' + b"[" * 100_000),
    ("half of a surrogate pair in JSON", "a.jsonl", line(state="new") + b'\n{"text":"\\ud83d"}'),
    ("NaN", "a.jsonl", line(state="new") + b'\n{"text":"x","n":NaN}'),
    ("no text", "a.jsonl", line(state="new") + b'\n{"title":"x"}'),
    ("a text that is a number", "a.jsonl", line(state="new") + b'\n{"text":7}'),
    ("a span behind the end", "a.jsonl", line('{"start":3,"end":9,"label":"ORG"}')),
    ("a negative offset", "a.jsonl", line('{"start":-4,"end":-1,"label":"ORG"}')),
    ("an offset of 30 digits", "a.jsonl", line('{"start":3,"end":%s,"label":"ORG"}' % ("9" * 30))),
    ("an empty span", "a.jsonl", line('{"start":3,"end":3,"label":"ORG"}')),
    ("an offset that is a string", "a.jsonl", line('{"start":"3","end":7,"label":"ORG"}')),
    ("a span without a label", "a.jsonl", line('{"start":3,"end":7}')),
    ("UTF-16 offsets in our own format", "a.jsonl", line('{"start":4,"end":8,"label":"ORG"}')),
    ("another quote", "a.jsonl", line('{"start":2,"end":6,"label":"ORG","text":"北京大学"}')),
    ("the same span twice", "a.jsonl", line(", ".join(['{"start":3,"end":7,"label":"ORG"}'] * 2))),
    ("an unknown label", "a.jsonl", line('{"start":3,"end":7,"label":"人名"}')),
    ("an unknown category", "a.jsonl", line(categories=["体育"])),
    ("an unknown state", "a.jsonl", line(state="lost")),
    ("an unknown field of a span", "a.jsonl", line('{"start":3,"end":7,"label":"ORG","x":1}')),
    ("CRLF within a text", "a.jsonl", line(state="new", text="我\r\n爱")),
    ("a JSON array cut off", "a.json", b"[" + line() + b","),
    ("UTF-16 JSONL cut off", "a.jsonl", (line().decode() + "\n").encode("utf-16")[:-1]),
    (
        "doccano: spans in both units at once",
        "a.jsonl",
        line(label=[[0, 2, "A"], [4, 8, "A"], [3, 5, "A"]]),
    ),
    ("doccano: a unit that nothing tells", "a.jsonl", line(text="😀甲乙丙丁戊己", label=[[3, 5, "ORG"]])),
    ("doccano: relations", "a.jsonl", line(entities=[], relations=[{"id": 1}])),
    ("CoNLL: I- behind O", "a.conll", "我 O\n北 I-ORG\n京 I-ORG\n".encode()),
    ("CoNLL: a row without a tag", "a.conll", "我 O\n北\n京 O\n".encode()),
    ("CSV: a row without a text", "a.csv", "正文,日期\n我爱😀,2024\n,2025\n".encode()),
    ("CSV: more cells than columns", "a.csv", "正文,日期\n我爱😀,2024,x\n".encode()),
    ("xlsx: no workbook", "a.xlsx", b"PK\x03\x04" + bytes(60)),
    ("xlsx: a ZIP without a workbook", "a.xlsx", archive()),
    ("xlsx: with a password, or an old .xls", "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60)),
)


def sentences(folder: Path, name: str, data: bytes) -> list[str]:
    """What the report says about such a file, without the folder it lies in."""
    path = folder / name
    path.write_bytes(data)
    report = Report()
    try:
        list(read_all([path], None, {}, report, LABELS))
    except BadFile as error:  # would be a mistake of read_all
        return [f"RAISED {error}"]
    said = [str(note).replace(f"{folder}/", "") for note in report.notes if note.outcome is not Outcome.TAKEN]
    return [each.replace("|", "\\|") for each in said]


def table(folder: Path) -> list[str]:
    """The rows for the documentation."""
    return [f"| {what} | {'<br>'.join(sentences(folder, name, data))} |" for what, name, data in CASES]
