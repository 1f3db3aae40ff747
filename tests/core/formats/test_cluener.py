"""CLUENER: ends are inclusive, quotes are keys."""

import json
from pathlib import Path

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.cluener import FORMAT
from core.formats.report import Outcome
from core.formats.units import MENDED_BY_QUOTES
from tests.core.formats.records import read, refused, write

SAMPLE = "浙商银行企业信贷部叶老桂博士说浙商银行😀好，上海"


def put(tmp_path: Path, label: object, text: str = SAMPLE) -> Path:
    path = tmp_path / "train.json"
    path.write_text(json.dumps({"text": text, "label": label}, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_what_the_set_has(tmp_path: Path) -> None:
    label = {"company": {"浙商银行": [[0, 3], [15, 18]]}, "name": {"叶老桂": [[9, 11]]}}
    (record,), report = read(FORMAT, put(tmp_path, label))
    places = [(span.start, span.end, span.label, span.text) for span in record.spans]
    assert places == [
        (0, 4, "company", "浙商银行"),
        (15, 19, "company", "浙商银行"),
        (9, 12, "name", "叶老桂"),
    ]
    assert not report.notes


def test_what_is_written(tmp_path: Path) -> None:
    spans = (SpanRecord(0, 4, "company"), SpanRecord(15, 19, "company"), SpanRecord(9, 12, "name"))
    write(FORMAT, tmp_path / "a.json", [DocumentRecord(SAMPLE, spans=spans), DocumentRecord("我", "7")])
    first, second = (json.loads(line) for line in (tmp_path / "a.json").read_text().split("\n") if line)
    assert first["label"] == {"company": {"浙商银行": [[0, 3], [15, 18]]}, "name": {"叶老桂": [[9, 11]]}}
    assert second == {"text": "我", "id": "7"}
    assert not read(FORMAT, tmp_path / "a.json")[0][1].spans_given


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [(22, 24, "code points"), (23, 24, "UTF-16 units, the end inclusive"), (23, 25, "UTF-16 units")],
)
def test_other_countings_are_told_by_the_quotes(tmp_path: Path, start: int, end: int, unit: str) -> None:
    (record,), report = read(FORMAT, put(tmp_path, {"address": {"上海": [[start, end]]}}))
    assert record.spans[0].text == "上海"
    (note,) = report.notes
    assert note.why == MENDED_BY_QUOTES
    assert note.detail == f"{unit}, not code points, the end inclusive"


def test_a_label_that_is_wrong_does_not_take_the_others_along(tmp_path: Path) -> None:
    label = {"a": {"x": [[0]]}, "b": 7, "name": {"叶老桂": [[9, 11]]}, "c": {"没有": [[0, 1]]}}
    (record,), report = read(FORMAT, put(tmp_path, label))
    assert [span.text for span in record.spans] == ["叶老桂"]
    assert len(refused(report)) == 3 and report.count(Outcome.REFUSED, "label") == 2
