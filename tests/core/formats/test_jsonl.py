"""Any JSONL with a text in it."""

from pathlib import Path

import pytest

from core.annotation import DocumentRecord
from core.errors import BadFile
from core.formats.jsonl import FORMAT
from tests.core.formats.records import read, refused


def put(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_fields_are_found_by_their_names(tmp_path: Path) -> None:
    row = '{"标题":"题","content":"我爱😀","url":"http://x","日期":"2024","id":3,"tags":["a"]}'
    found, report = read(FORMAT, put(tmp_path, row))
    meta = {"日期": "2024", "tags": ["a"]}
    assert found == [DocumentRecord("我爱😀", "3", "题", "http://x", meta, line=1)]
    assert {note.detail for note in report.notes} == {"“标题”", "“content”", "“url”", "“id”"}


def test_else_the_longest_string_is_the_text(tmp_path: Path) -> None:
    found, _ = read(FORMAT, put(tmp_path, '{"a":"短","b":"我爱😀北京大学","c":[1,2,3,4,5,6,7,8,9,0]}'))
    assert found[0].text == "我爱😀北京大学"


def test_the_field_can_be_named(tmp_path: Path) -> None:
    path = put(tmp_path, '{"a":"短","b":"我爱😀北京大学"}')
    assert read(FORMAT, path, text="a")[0][0].text == "短"
    with pytest.raises(BadFile, match="no column “z” for the text; there are: a, b"):
        read(FORMAT, path, text="z")


def test_lines_without_that_field_are_refused(tmp_path: Path) -> None:
    rows = ['{"content":"我"}'] * 60 + ["{bad", '{"content":7}', '{"x":1}', '{"content":"爱\\r\\n"}']
    found, report = read(FORMAT, put(tmp_path, *rows))
    assert len(found) == 61 and found[-1].text == "爱\n"
    assert [each.partition("a.jsonl, ")[2][:7] for each in refused(report)] == [
        "line 61",
        "line 62",
        "line 63",
    ]
