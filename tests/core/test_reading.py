"""Bytes → text: encodings, newlines, and what is no text at all."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadFile
from core.reading import Settled, SettledMap, read_bytes, read_file, settle
from core.text import text_digest

SIMPLIFIED = "记者昨天从市教育局了解到，北京大学与当地政府签订了合作协议。发言人说：“我们会继续努力！”\n"
TRADITIONAL = "臺灣大學昨天宣佈，將與北京大學簽訂協議，共同研究人工智慧。發言人說：「我們很高興！」\n"
UNICODE = SIMPLIFIED + "😀𠮷👨‍👩‍👧 e\u0301 \u2028\x85\u3000\u00a0１２ ﬁ\n"

SENTENCES = st.lists(
    st.sampled_from(
        [*SIMPLIFIED.split("，"), "我爱😀北京", "𠮷野家", "👨‍👩‍👧", "é", "\u2028", "１２", "\t", "\n"]
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: SIMPLIFIED + "".join(parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@given(text=SENTENCES)
def test_what_was_encoded_is_what_is_read(encoding: str, text: str) -> None:
    source = read_bytes(text.encode(encoding))
    assert source.text == text
    assert source.confident
    assert source.text_digest == text_digest(text)


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("gbk", SIMPLIFIED, "gb18030"),
        ("gb2312", SIMPLIFIED, "gb18030"),
        ("gbk", TRADITIONAL, "gb18030"),
        ("big5", TRADITIONAL, "cp950"),
        ("cp950", TRADITIONAL, "cp950"),
        ("big5hkscs", TRADITIONAL + "㗎嘅啲唔咁", "big5hkscs"),
        ("utf-32", UNICODE, "utf-32-le"),
        ("utf-16-le", UNICODE, "utf-16-le"),
        ("ascii", "plain words\n", "utf-8"),
    ],
)
def test_the_guess_is_named(encoding: str, text: str, name: str) -> None:
    source = read_bytes(text.encode(encoding))
    assert (source.text, source.encoding, source.confident) == (text, name, True)


def test_nothing_is_normalised() -> None:
    assert read_bytes(UNICODE.encode()).text == UNICODE


def test_a_few_characters_are_read_as_gb18030_but_not_surely() -> None:
    source = read_bytes("拨123".encode("gb18030"))
    assert (source.text, source.confident) == ("拨123", False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("これは日本語です。東京へ。" * 5, "shift_jis"),
        ("Café déjà vu, naïve façade. Über straße." * 3, "cp1252"),
    ],
)
def test_other_encodings_are_guessed_with_doubt(text: str, encoding: str) -> None:
    source = read_bytes(text.encode(encoding))
    assert (source.text, source.confident) == (text, False)


def test_newlines_are_settled_and_counted() -> None:
    source = read_bytes("\ufeff我\r\n爱\r😀\n\r\n".encode())
    assert source.text == "我\n爱\n😀\n\n"
    assert source.settled == (Settled("bom", 1), Settled("crlf", 2), Settled("cr", 1))


def test_only_the_leading_mark_is_dropped() -> None:
    assert read_bytes("\ufeff我\ufeff爱".encode()).text == "我\ufeff爱"


def test_nul_and_lone_surrogates_are_replaced_and_counted() -> None:
    source = read_bytes("我\0爱\ud83d北\ud83d\ude00".encode("utf-8", "surrogatepass"))
    assert source.text == "我\ufffd爱\ufffd北😀"
    assert set(source.settled) == {Settled("nul", 1), Settled("surrogate", 1), Settled("surrogate pair", 1)}


def test_a_lone_surrogate_in_utf16() -> None:
    source = read_bytes(b"\xff\xfe" + "我\ud83d爱".encode("utf-16-le", "surrogatepass"))
    assert source.text == "我\ufffd爱"


def test_the_source_digest_is_of_the_bytes() -> None:
    data = "我\r\n".encode()
    assert read_bytes(data).source_digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty but for a byte order mark"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF file"),
        (b"MZ\x90\x00\x03\x00", "a Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (bytes(100), "too many of its bytes"),
        (bytes(range(256)) * 20, "too many of its bytes"),
        (("我爱北京" * 30).encode()[:-1], "cut off in the middle of a character at byte 357"),
        (("我爱北京" * 9).encode() + b"\xff" + ("我爱北京" * 9).encode(), r"byte 108 \(0xff\)"),
        (b"\xff\xfea", "cut off in the middle"),
        (SIMPLIFIED.encode("gb18030") * 3000 + b"\xff\xff", r"byte 273000 \(0xff\)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_bytes(data)


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "文😀.txt"
    file.write_bytes(UNICODE.encode("gb18030"))
    assert read_file(file).text == UNICODE
    with pytest.raises(BadFile, match="No such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(BadFile):
        read_file(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_ten_megabytes_are_read_quickly(encoding: str) -> None:
    data = (UNICODE * (10_000_000 // len(UNICODE.encode(encoding)))).encode(encoding)
    begin = time.perf_counter()
    read_bytes(data)
    assert time.perf_counter() - begin < 1.5


@given(st.text(alphabet=st.sampled_from("我😀\r\n\0a"), max_size=30))
def test_settled_positions_keep_what_stands_before(text: str) -> None:
    moved = SettledMap(text)
    settled, _ = settle(text)
    for position in range(len(text) + 1):
        if text[position - 1 : position + 1] != "\r\n" or position == 0:
            assert settled[: moved.position(position)] == settle(text[:position])[0]


@given(st.text(max_size=50))
def test_settling_twice_changes_nothing_more(text: str) -> None:
    once, _ = settle(text)
    assert settle(once) == (once, ())
