"""Plain text files: one document each, with how it was read in its metadata."""

from pathlib import Path

from core.formats.report import Outcome
from core.formats.text import FORMAT
from tests.core.formats.records import read


def test_a_file_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "第1篇😀.txt"
    path.write_bytes("\ufeff我爱😀\r\n北京\r\n".encode())
    (record,), report = read(FORMAT, path)
    assert (record.text, record.id, record.title) == ("我爱😀\n北京\n", "第1篇😀", "")
    assert record.meta["settled"] == {"bom": 1, "crlf": 2} and record.meta["encoding"] == "utf-8"
    assert not record.spans_given and not report.has_losses


def test_a_doubtful_encoding_and_replaced_characters_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("拨\0".encode("gb18030"))
    (record,), report = read(FORMAT, path)
    assert record.text == "拨\ufffd" and record.meta["encoding_doubtful"] is True
    assert report.count(Outcome.ALTERED, "file") == report.count(Outcome.ALTERED, "character") == 1
