"""doccano's files: three layouts, two units, and finding out which."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.annotation import DocumentRecord
from core.formats.doccano import FORMAT
from core.formats.report import Outcome, Report
from tests.core.formats.records import TEXT, documents, full, read, refused, there_and_back, write

SAMPLE = "我爱😀北京大学"


def rows(tmp_path: Path, *given_: dict[str, Any]) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in given_), encoding="utf-8")
    return path


def quotes(records: list[DocumentRecord]) -> list[list[str]]:
    return [[span.text for span in record.spans] for record in records]


def unit_notes(report: Report) -> list[str]:
    return [note.why for note in report.notes if note.what == "file"]


@pytest.mark.parametrize("unit", ["utf-16", "code-points"])
@pytest.mark.parametrize("layout", ["label", "entities"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(records=st.lists(documents(), min_size=1, max_size=3))
def test_spans_and_categories_come_back(
    tmp_path: Path, unit: str, layout: str, records: list[DocumentRecord]
) -> None:
    given_ = {"unit": unit, "layout": layout}
    assert there_and_back(FORMAT, tmp_path, records, given_) == records


def test_categories_alone_come_back(tmp_path: Path) -> None:
    record = DocumentRecord(TEXT, categories=("教育", "体育"))
    assert there_and_back(FORMAT, tmp_path, [record], {"layout": "category"}) == [record]


def test_it_writes_what_doccano_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = replace(full(), text=SAMPLE, spans=(full().spans[0],), zones=(), meta={"date": "2024"})
    write(FORMAT, path, [record])
    assert json.loads(path.read_text()) == {
        "id": "a1",
        "text": SAMPLE,
        "label": [[4, 8, "ORG"]],
        "cats": ["教育", "体育"],
        "title": "题😀",
        "source": "https://example.org/1",
        "meta": {"date": "2024"},
        "annotated": True,
        "Comments": [],
    }
    write(FORMAT, path, [record], layout="entities", unit="code-points")
    assert json.loads(path.read_text())["entities"] == [
        {"id": 1, "label": "ORG", "start_offset": 3, "end_offset": 7}
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"text": SAMPLE, "label": [[4, 8, "ORG"]]},
        {"text": SAMPLE, "labels": [[4, 8, "ORG"]]},
        {"text": SAMPLE, "annotations": [[4, 8, "ORG"]]},
        {"text": SAMPLE, "entities": [[4, 8, "ORG"]]},
        {"text": SAMPLE, "entities": [{"id": 7, "label": "ORG", "start_offset": 4, "end_offset": 8}]},
    ],
)
def test_every_shape_that_exports_have(tmp_path: Path, row: dict[str, Any]) -> None:
    found, _ = read(FORMAT, rows(tmp_path, row), unit="utf-16")
    assert quotes(found) == [["北京大学"]] and found[0].spans_given


@pytest.mark.parametrize("label", [["体育"], "体育"])
def test_categories(tmp_path: Path, label: object) -> None:
    found, _ = read(FORMAT, rows(tmp_path, {"text": SAMPLE, "label": label}))
    assert found[0].categories == ("体育",) and not found[0].spans_given


@pytest.mark.parametrize(("start", "end", "unit"), [(4, 8, "UTF-16 units"), (3, 7, "code points")])
def test_the_unit_is_found_out_by_what_else_is_named(tmp_path: Path, start: int, end: int, unit: str) -> None:
    text = "北京大学在😀北京大学旁"
    offset = start - 3
    row = {"text": text, "label": [[0, 4, "ORG"], [6 + offset, 10 + offset, "ORG"]]}
    found, report = read(FORMAT, rows(tmp_path, row))
    assert quotes(found) == [["北京大学", "北京大学"]]
    assert unit_notes(report) == [f"its offsets count {unit}"]
    assert not report.has_losses


@pytest.mark.parametrize(
    ("text", "span", "unit", "quote"),
    [
        ("我爱😀北京", [3, 5, "L"], "code points", "北京"),  # in UTF-16, 3 cuts 😀 in two
        ("我爱😀北京", [4, 6, "L"], "UTF-16 units", "北京"),  # in code points, 6 lies behind the end
        ("😀去，北京，上海", [3, 5, "L"], "code points", "北京"),  # in UTF-16 it begins with a comma
    ],
)
def test_the_unit_is_found_out_by_what_cannot_be(
    tmp_path: Path, text: str, span: list[Any], unit: str, quote: str
) -> None:
    found, report = read(FORMAT, rows(tmp_path, {"text": text, "label": [span]}))
    assert quotes(found) == [[quote]]
    assert unit_notes(report) == [f"its offsets count {unit}"]


def test_where_nothing_tells_it_says_so(tmp_path: Path) -> None:
    found, report = read(FORMAT, rows(tmp_path, {"text": "😀甲乙丙丁戊己", "label": [[3, 5, "L"]]}))
    assert quotes(found) == [["乙丙"]]
    assert "may count UTF-16 units or code points" in unit_notes(report)[0]
    assert report.has_losses


def test_without_astral_characters_the_unit_is_no_question(tmp_path: Path) -> None:
    _, report = read(FORMAT, rows(tmp_path, {"text": "北京大学", "label": [[0, 4, "ORG"]]}))
    assert not report.notes


def test_escaped_pairs_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "我爱😀北京", "label": [[3, 5, "L"]]}))
    assert quotes(read(FORMAT, path)[0]) == [["北京"]]


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ([3, 8, "L"], "cuts a character in two"),
        ([4, 9, "L"], "outside the text"),
        ([-1, 2, "L"], "outside the text"),
        ([4, 4, "L"], "empty"),
        ([4, "8", "L"], "not what a span should be"),
        ([4, 8], "not what a span should be"),
        ([4, 8, "L", 1], "not what a span should be"),
        ({"label": "L"}, "not what a span should be"),
        ([4, 10**40, "L"], "a huge number"),
    ],
)
def test_a_wrong_span_is_refused_and_the_rest_kept(tmp_path: Path, span: object, why: str) -> None:
    path = rows(tmp_path, {"text": SAMPLE, "label": [span, [4, 8, "ORG"]]})
    found, report = read(FORMAT, path, unit="utf-16")
    assert quotes(found) == [["北京大学"]]
    assert "line 1: span refused" in refused(report)[0] and why in refused(report)[0]


def with_relations(text: str = SAMPLE) -> dict[str, object]:
    entities = [
        {"id": 70, "label": "PER", "start_offset": 0, "end_offset": 1},
        {"id": 71, "label": "ORG", "start_offset": 4, "end_offset": 8},
    ]
    relations = [
        {"id": 5, "from_id": 70, "to_id": 71, "type": "爱"},
        {"id": 6, "from_id": 70, "to_id": 99, "type": "无"},
    ]
    return {"id": 1, "text": text, "entities": entities, "relations": relations}


def test_relations_are_kept_between_their_spans_and_written_again(tmp_path: Path) -> None:
    (found,), report = read(FORMAT, rows(tmp_path, with_relations()), unit="utf-16")
    assert found.meta == {"relations": [{"type": "爱", "from": [0, 1, "PER"], "to": [3, 7, "ORG"]}]}
    assert report.count(Outcome.SKIPPED, "relation") == 1
    write(FORMAT, tmp_path / "b.jsonl", [found], layout="entities")
    row = json.loads((tmp_path / "b.jsonl").read_text(encoding="utf-8"))
    assert row["relations"] == [{"id": 1, "from_id": 1, "to_id": 2, "type": "爱"}]
    assert row["meta"] == {}
    assert read(FORMAT, tmp_path / "b.jsonl")[0][0].meta == found.meta


def test_a_relation_that_lost_a_span_is_counted(tmp_path: Path) -> None:
    (found,), _ = read(FORMAT, rows(tmp_path, with_relations()), unit="utf-16")
    report = write(FORMAT, tmp_path / "b.jsonl", [replace(found, spans=found.spans[:1])], layout="entities")
    assert report.count(Outcome.SKIPPED, "relation") == 1
    assert json.loads((tmp_path / "b.jsonl").read_text(encoding="utf-8"))["relations"] == []


def test_relations_without_spans_and_comments_are_counted_as_skipped(tmp_path: Path) -> None:
    row = {"text": SAMPLE, "entities": [], "relations": [{"id": 1}, {"id": 2}], "Comments": ["好"]}
    _, report = read(FORMAT, rows(tmp_path, row))
    assert (report.count(Outcome.SKIPPED, "relation"), report.count(Outcome.SKIPPED, "comment")) == (2, 1)


def test_metadata_may_have_any_name(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.jsonl", [DocumentRecord("我", meta={"label": 1, "x": 2})])
    assert read(FORMAT, tmp_path / "a.jsonl")[0][0].meta == {"label": 1, "x": 2}


@pytest.mark.parametrize("layout", ["label", "entities", "category"])
def test_every_row_has_the_same_fields(tmp_path: Path, layout: str) -> None:
    """doccano 1.8 reads rows into one table and refuses the file where a cell is missing."""
    records = [full(), DocumentRecord("𠮷😀"), DocumentRecord("空", spans_given=True)]
    write(FORMAT, tmp_path / "a.jsonl", records, layout=layout)
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().split(b"\n") if line]
    assert len({tuple(row) for row in rows}) == 1


def test_a_document_that_nobody_has_worked_on_stays_so(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.jsonl", [DocumentRecord("我"), DocumentRecord("你", spans_given=True)])
    assert [each.spans_given for each in read(FORMAT, tmp_path / "a.jsonl")[0]] == [False, True]
