"""Valid files of every format, and ways to damage them: bytes cut, put in, doubled, numbers made huge."""

import re
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import Format
from tests.core.formats.records import full, write

BY_HAND = {
    "text": ("a.txt", ("我爱😀\r\n北京大学，记者昨天说。",)),
    "jsonl": ("a.jsonl", ('{"标题":"题","content":"我爱😀","n":[1,{"x":null}]}', '{"content":"北京"}')),
    "doccano": (
        "a.jsonl",
        (
            '{"text":"我爱😀北京","entities":[{"id":1,"label":"L","start_offset":3,"end_offset":5}],',
            '"relations":[{"id":1}],"Comments":[]}',
        ),
    ),
    "label-studio": (
        "a.json",
        (
            '[{"id":1,"data":{"text":"我爱😀北京"},"completions":[{"result":[{"type":"labels",',
            '"value":{"start":4,"end":6,"text":"北京","labels":["L"]}},{"type":"relation"}]}]}, {}]',
        ),
    ),
    "prodigy": (
        "a.jsonl",
        (
            '{"text":"我爱😀北京","_input_hash":1,"spans":[{"start":4,"end":6,"label":"L"}],',
            '"tokens":[{"text":"北京","start":4,"end":6,"id":0}]}',
            '{"text":"我爱😀北京","_input_hash":1,"answer":"reject"}',
        ),
    ),
    "cluener": (
        "a.json",
        ('{"text":"我爱😀北京","label":{"L":{"北京":[[3,4]]},"人":{"我":[[0,0],[1,1]]}}}',),
    ),
    "conll": ("a.conll", ("-DOCSTART-\tO", "", "我\tO", "爱\tB-L", "😀\tE-L", "", "科0 O", "技1 I-X")),
    "csv": ("a.csv", ("正文,日期", '"我爱', '😀",2024', "'=1,x,y")),
    "webanno-tsv": (
        "a.tsv",
        (
            "#FORMAT=WebAnno TSV 3.3",
            "#T_SP=a.B|v|ROLE_r_t|c.D",
            *("#T_RL=a.R|BT_a.B", "", "", "#Text=我爱\\t😀", "#Text=北京"),
            "1-1\t0-1\t我\tX[1]|Y[2]\t*\t_\t1-2\t",
            "1-2\t3-5\t😀\tX[1]\t_\t_\t_\t",
        ),
    ),
    "yedda": ("a.ann", ("我爱[@北京#L*]，[$大学#人*]。", "[@没完")),
}

_NUMBER = re.compile(rb"\d+")
_TOKENS = [
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b",", b":", b"\t", b"\n", b"\r\n", b"\0", b"\xff", b"\xf0\x9f"),
    *(
        b"null",
        b"-1",
        b"1e999",
        b"99999999999999999999",
        b"NaN",
        b'"\\ud83d"',
        "😀".encode(),
        b"<!DOCTYPE x>",
    ),
    *(b"&#0;", b"&x;", b"[@", b"#ORG*]", b"|", b";", b"T1\t", b"I-", b"*[1]", b"[" * 2000, b'{"a":' * 2000),
]


def samples(kind: Format, folder: Path) -> list[tuple[str, bytes]]:
    """(name, bytes) of valid files of a format: what we write, and what others do."""
    found = []
    if kind.name in BY_HAND:
        name, lines = BY_HAND[kind.name]
        joined = "\n".join(lines).replace(",\n", ",") if name.endswith("l") else "\n".join(lines)
        found.append((name, joined.encode()))
    if kind.writes:
        path = folder / f"sample{kind.suffixes[0]}"
        second = DocumentRecord("第二篇\n北京", id="b", spans=(SpanRecord(4, 6, "地"),), categories=("x",))
        write(kind, path, [full(), second])
        found.append((path.name, path.read_bytes()))
    return found


@st.composite
def damage(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with one to four things wrong in them."""
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(_WAYS))(draw, data)
    return data


@st.composite
def damaged(draw: st.DrawFn, name: str, data: bytes) -> bytes:
    """The file damaged as it lies there, or inside of what it is packed in."""
    inside = draw(st.integers(0, 3)) > 0
    if inside and data.startswith(b"PK"):
        return _repacked(draw, data)
    if inside and name.endswith(".spacy"):
        return zlib.compress(draw(damage(zlib.decompress(data))))
    return draw(damage(data))


def _repacked(draw: st.DrawFn, data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        members = {each.filename: archive.read(each) for each in archive.infolist()}
    victim = draw(st.sampled_from(sorted(members)))
    if draw(st.integers(0, 5)):
        members[victim] = draw(damage(members[victim]))
    else:
        moved = draw(st.sampled_from(["../x.ann", "/x.txt", "x", "a/b/c.ann", "documents.sidecar.jsonl"]))
        members[moved] = members.pop(victim)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return buffer.getvalue()


def _place(draw: st.DrawFn, data: bytes) -> int:
    return draw(st.integers(0, len(data)))


def _cut_off(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: _place(draw, data)]


def _left_out(draw: st.DrawFn, data: bytes) -> bytes:
    at = _place(draw, data)
    return data[:at] + data[at + draw(st.integers(1, 40)) :]


def _put_in(draw: st.DrawFn, data: bytes) -> bytes:
    at = _place(draw, data)
    return data[:at] + draw(st.sampled_from(_TOKENS)) + data[at:]


def _random(draw: st.DrawFn, data: bytes) -> bytes:
    at = _place(draw, data)
    some = draw(st.binary(min_size=1, max_size=8))
    return data[:at] + some + data[at + len(some) :]


def _doubled(draw: st.DrawFn, data: bytes) -> bytes:
    one, two = sorted((_place(draw, data), _place(draw, data)))
    return data[:two] + data[one:]


def _number(draw: st.DrawFn, data: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    number = draw(st.sampled_from(found))
    other = str(draw(st.sampled_from([0, 1, 2, 3, 5, 8, 127, 2**31, 2**63, 10**30, -1]))).encode()
    return data[: number.start()] + other + data[number.end() :]


_WAYS = (_cut_off, _left_out, _put_in, _random, _doubled, _number)
