"""Our own format: nothing is lost, and what is wrong is refused with its line."""

import json
import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation import DocumentRecord, SpanRecord
from core.errors import BadFile, InputError
from core.formats.format import reader
from core.formats.jinbiao import FORMAT
from core.formats.report import Outcome, Report
from tests.core.formats.records import ANYTHING, VALUES, documents, full, read, refused, there_and_back, write

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SPAN = '{"start":3,"end":7,"label":"ORG"}'


def lines(path: Path, *rows: str | bytes) -> Path:
    path.write_bytes(b"\n".join(row if isinstance(row, bytes) else row.encode() for row in rows))
    return path


def one(tmp_path: Path, row: str | bytes) -> tuple[list[DocumentRecord], Report]:
    return read(FORMAT, lines(tmp_path / "a.jsonl", row))


def test_everything_comes_back(tmp_path: Path) -> None:
    assert there_and_back(FORMAT, tmp_path, [full()]) == [full()]


@same_folder
@given(st.lists(documents(), min_size=1, max_size=3), st.dictionaries(ANYTHING, VALUES, max_size=2))
def test_any_document_comes_back(tmp_path: Path, records: list[DocumentRecord], meta: dict[str, str]) -> None:
    records = [replace(record, meta=meta) for record in records]
    assert there_and_back(FORMAT, tmp_path, records) == records


def test_the_second_writing_is_the_first_to_the_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    write(FORMAT, first, [full()])
    write(FORMAT, second, read(FORMAT, first)[0])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(("given_", "row"), [(True, '{"text":"我","spans":[]}'), (False, '{"text":"我"}')])
def test_no_spans_and_nothing_said_are_two_things(tmp_path: Path, given_: bool, row: str) -> None:
    assert one(tmp_path, row)[0] == [DocumentRecord("我", spans_given=given_, line=1)]
    assert (
        there_and_back(FORMAT, tmp_path, [DocumentRecord("我", spans_given=given_)])[0].spans_given is given_
    )


def test_only_the_text_is_needed_and_the_quote_is_filled_in(tmp_path: Path) -> None:
    found, report = one(tmp_path, f'{{"text":"我爱😀北京大学","spans":[{SPAN}]}}')
    assert found[0].spans == (SpanRecord(3, 7, "ORG", "北京大学"),)
    assert not report.has_losses


def test_unknown_fields_become_metadata(tmp_path: Path) -> None:
    found, _ = one(tmp_path, '{"text":"我","id":7,"date":"2024","n":1.5,"tags":["a"],"meta":{"x":null}}')
    assert found[0].id == "7"
    assert found[0].meta == {"date": "2024", "n": 1.5, "tags": ["a"], "x": None}


def test_a_field_that_meta_has_already_is_skipped_and_said(tmp_path: Path) -> None:
    found, report = one(tmp_path, '{"text":"我","x":1,"meta":{"x":2}}')
    assert found[0].meta == {"x": 2}
    assert report.count(Outcome.SKIPPED, "field") == 1


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ('{"start":3,"end":8,"label":"ORG"}', "outside the text: 3–8 ORG, the text has 7 characters"),
        ('{"start":-4,"end":-1,"label":"ORG"}', "outside the text"),
        ('{"start":5,"end":4,"label":"ORG"}', "outside the text"),
        ('{"start":5,"end":5,"label":"ORG"}', "empty"),
        ('{"start":1e3,"end":2,"label":"ORG"}', "Expected `int`"),
        ('{"start":true,"end":2,"label":"ORG"}', "Expected `int`"),
        ('{"start":"3","end":7,"label":"ORG"}', "Expected `int`, got `str`"),
        ('{"start":3,"end":7}', "missing required field `label`"),
        ('{"start":3,"end":7,"label":null}', "Expected `str`"),
        ('{"start":3,"end":7,"label":"ORG","text":"大学"}', "should say “大学”, the text says “北京大学”"),
        ('{"start":3,"end":%s,"label":"ORG"}' % ("9" * 30), "a huge number"),
        ('{"start":3,"end":%s,"label":"ORG"}' % ("9" * 9999), "out of range"),
        ("[3,7]", "Expected `object`"),
        ("null", "Expected `object`"),
    ],
)
def test_a_wrong_span_is_refused_and_the_rest_kept(tmp_path: Path, span: str, why: str) -> None:
    found, report = one(tmp_path, f'{{"text":"我爱😀北京大学","spans":[{span},{SPAN}]}}')
    assert [each.label for each in found[0].spans] == ["ORG"]
    (sentence,) = refused(report)
    assert "a.jsonl, line 1: span refused" in sentence and why in sentence


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{bad", "no JSON object"),
        ("[1]", "got `array`"),
        ('"text"', "Expected `object`, got `str`"),
        ('{"text":"我', "cut off"),
        ('{"text":NaN}', "malformed"),
        ('{"title":"我"}', "no text"),
        ('{"text":""}', "no text"),
        ('{"text":null}', "no text"),
        ('{"text":7}', "Expected `str`, got `int`"),
        ('{"text":"\\ud83d"}', "half of a surrogate pair"),
        (b'{"text":"\xff"}', "byte 0xff is not valid UTF-8"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + ',"text":"x"}', "nested too deeply"),
        ('{"text":"我"} trailing', "trailing characters"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number_and_the_rest_kept(
    tmp_path: Path, row: str | bytes, why: str
) -> None:
    found, report = read(FORMAT, lines(tmp_path / "a.jsonl", '{"text":"甲"}', "", row, '{"text":"乙😀"}'))
    assert [record.text for record in found] == ["甲", "乙😀"]
    (sentence,) = refused(report)
    assert "a.jsonl, line 3" in sentence and why in sentence


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ('"title":7', "title"),
        ('"meta":[]', "meta"),
        ('"categories":"x"', "categories"),
        ('"zones":[{"start":0,"end":1,"kind":"nowhere"}]', "zones"),
        ('"zones":[{"start":0,"end":9,"kind":"body"}]', "zone"),
        ('"state":"lost"', "state"),
        ('"spans":{}', "spans"),
        ('"id":[1]', "id"),
    ],
)
def test_a_wrong_field_takes_nothing_else_with_it(tmp_path: Path, field: str, what: str) -> None:
    found, report = one(tmp_path, f'{{"text":"我",{field}}}')
    assert found == [DocumentRecord("我", line=1)]
    assert report.count(Outcome.REFUSED, what) == 1


def test_the_last_of_two_equal_keys_counts(tmp_path: Path) -> None:
    assert one(tmp_path, '{"text":"我","text":"爱"}')[0][0].text == "爱"


def test_a_bad_line_far_down_is_named(tmp_path: Path) -> None:
    rows = ['{"text":"我爱😀"}'] * 8011
    _, report = read(FORMAT, lines(tmp_path / "a.jsonl", *rows, b'{"text":"\xe6\x88"}', *rows))
    assert "line 8012" in refused(report)[0] and len(refused(report)) == 1


def test_newlines_and_nul_are_settled_and_spans_move_along(tmp_path: Path) -> None:
    found, report = one(
        tmp_path, r'{"text":"我\r\n\r\n😀\u0000北京","spans":[{"start":7,"end":9,"label":"L","text":"北京"}]}'
    )
    assert found[0].text == "我\n\n😀\ufffd北京"
    assert found[0].spans == (SpanRecord(5, 7, "L", "北京"),)
    assert report.count(Outcome.ALTERED, "character") == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-be", "gb18030"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    row = '{"text":"记者从市教育局了解到，我爱😀北京大学，我们会继续努力"}\n'
    found, _ = one(tmp_path, (row * 3).encode(encoding))
    assert [record.line for record in found] == [1, 2, 3]
    assert found[0].text.endswith("我爱😀北京大学，我们会继续努力")


def test_a_utf16_file_that_is_cut_off_is_refused_where_it_ends(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ('{"text":"我爱😀"}\n' * 2).encode("utf-16")[:-1])
    with pytest.raises(BadFile, match="line 2: not valid utf-16"):
        read(FORMAT, path)


def test_an_array_and_a_single_object_are_read_too(tmp_path: Path) -> None:
    array = lines(tmp_path / "a.json", '[{"text":"我"},\n 7, {"text":"爱"}]')
    assert [record.text for record in read(FORMAT, array)[0]] == ["我", "爱"]
    single = lines(tmp_path / "b.json", '{\n  "text": "我爱"\n}')
    assert [record.text for record in read(FORMAT, single)[0]] == ["我爱"]
    with pytest.raises(BadFile, match="no complete JSON array"):
        read(FORMAT, lines(tmp_path / "c.json", '[{"text":"我"},'))


def test_very_long_lines_and_streaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.formats.lines.LONGEST_LINE", 5_000)
    rows = ['{"text":"a"}', '{"text":"' + "我" * 9_000 + '"}', '{"text":"b"}']
    found, report = read(FORMAT, lines(tmp_path / "a.jsonl", *rows))
    assert [record.text for record in found] == ["a", "b"]
    assert "line 2: line refused, it is longer" in refused(report)[0]


def test_five_gigabytes_are_streamed(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *['{"text":"我爱😀"}'] * 9_000, "")
    os.truncate(path, 5 << 30)  # what follows takes no room on the disk, and is never asked for
    tracemalloc.start()
    stream = reader(FORMAT)(path, Report(), {})
    assert [next(stream).line for _ in range(9_000)][-1] == 9_000
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(("data", "why"), [(b"", "empty"), (b"PK\x03\x04", "ZIP"), (b"%PDF-", "PDF")])
def test_a_file_that_is_none_raises(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read(FORMAT, lines(tmp_path / "a.jsonl", data))


def test_missing_files_and_unknown_options_raise(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        read(FORMAT, tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="has no option “unit”; it has none"):
        read(FORMAT, tmp_path / "none.jsonl", unit="x")


def test_what_is_wrong_is_not_written(tmp_path: Path) -> None:
    bad = DocumentRecord("我爱😀", id="d", spans=(SpanRecord(0, 1, "A", "爱"), SpanRecord(0, 2, "A", "我爱")))
    report = write(FORMAT, tmp_path / "a.jsonl", [bad])
    assert json.loads((tmp_path / "a.jsonl").read_text())["spans"] == [
        {"start": 0, "end": 2, "label": "A", "text": "我爱"}
    ]
    assert report.taken["span"] == 1 and report.count(Outcome.REFUSED, "span") == 1
