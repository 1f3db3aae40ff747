"""Label Studio's JSON, as its documentation describes it and as its exports are."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.label_studio import FORMAT
from core.formats.registry import format_named
from core.formats.report import Outcome, Report
from core.schema import Label, LabelSet
from tests.core.formats.records import TEXT, full, read, refused, write

SAMPLE = "我爱😀北京大学"


def region(
    start: Any, end: Any, label: str = "ORG", quote: str | None = "北京大学", **more: Any
) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **({"text": quote} if quote else {})}
    return {"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def tasks(tmp_path: Path, *given: dict[str, Any]) -> Path:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(given, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def task(*results: dict[str, Any], text: str = SAMPLE, **more: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": text}, "annotations": list(results), **more}


def quotes(records: list[DocumentRecord]) -> list[list[str]]:
    return [[span.text for span in record.spans] for record in records]


def check_task(given: dict[str, Any], labels: set[str], choices: set[str]) -> None:
    """What Label Studio's import asks of a task (guide/tasks, guide/predictions)."""
    assert set(given) <= {"id", "data", "annotations", "predictions", "meta"}
    assert isinstance(given["data"]["text"], str)
    for result in [*given.get("annotations", []), *given.get("predictions", [])]:
        assert isinstance(result["result"], list)
        ids = [each["id"] for each in result["result"]]
        assert len(set(ids)) == len(ids) and all(isinstance(each, str) for each in ids)
        for each in result["result"]:
            assert each["to_name"] == "text"
            value = each["value"]
            if each["type"] == "labels":
                assert each["from_name"] == "label" and set(value["labels"]) <= labels
                assert value["text"] == given["data"]["text"][value["start"] : value["end"]]
            else:
                assert (each["type"], each["from_name"]) == ("choices", "topic")
                assert set(value["choices"]) <= choices


@pytest.mark.parametrize("as_what", ["annotations", "predictions"])
def test_what_is_written_is_what_label_studio_takes(tmp_path: Path, as_what: str) -> None:
    path = tmp_path / "a.json"
    labels = LabelSet("t", labels=(Label("ORG", "机构", colour=("#112233", "#445566")),))
    report = Report()
    assert FORMAT.write is not None
    FORMAT.write([full(), DocumentRecord("我"), full()], path, labels, report, {"as": as_what}, None)
    written = json.loads(path.read_text(encoding="utf-8"))
    config = ElementTree.parse(tmp_path / "a.json.config.xml").getroot()
    shown = {each.get("value") or "" for each in config.iter("Label")}
    choices = {each.get("value") or "" for each in config.iter("Choice")}
    assert shown == {"ORG", "LOC", "PER"} and choices == {"教育", "体育"}
    assert config.find("Labels/Label").attrib["background"] == "#112233"  # type: ignore[union-attr]  # it is there
    assert config.find("Text").attrib == {"name": "text", "value": "$text"}  # type: ignore[union-attr]
    ids = [each["id"] for one in written for key in ("annotations", "predictions") for r in one.get(key, [])
           for each in r["result"]]  # fmt: skip
    assert len(set(ids)) == len(ids)
    for given in written:
        check_task(given, shown, choices)


def test_offsets_are_code_points(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "a.json", [DocumentRecord(SAMPLE, spans=(SpanRecord(3, 7, "ORG"),))])
    (given,) = json.loads((tmp_path / "a.json").read_text())
    assert given["annotations"][0]["result"][0]["value"] == {
        "start": 3,
        "end": 7,
        "text": "北京大学",
        "labels": ["ORG"],
    }


def test_each_annotator_is_a_record_and_cancelled_ones_are_not(tmp_path: Path) -> None:
    given = task(
        {"completed_by": 3, "result": [region(3, 7)]},
        {"completed_by": {"id": 4, "email": "w@x.cn"}, "result": []},
        {"completed_by": 5, "was_cancelled": True, "result": [region(3, 7)]},
    )
    found, report = read(FORMAT, tasks(tmp_path, given))
    assert [(record.id, record.annotator, len(record.spans)) for record in found] == [
        ("7", "3", 1),
        ("7", "w@x.cn", 0),
    ]
    assert all(record.spans_given for record in found)
    assert report.count(Outcome.SKIPPED, "annotation") == 1


def test_a_task_without_annotations_is_a_text(tmp_path: Path) -> None:
    (record,), _ = read(FORMAT, tasks(tmp_path, task()))
    assert record.text == SAMPLE and not record.spans_given


@pytest.mark.parametrize(("start", "end"), [(3, 7), (4, 8), (9, 21)])
def test_old_files_of_another_unit_are_mended_by_their_quotes(tmp_path: Path, start: int, end: int) -> None:
    given = {
        "id": 1,
        "data": {"text": "我爱😀北京大学是的是的是的"},
        "completions": [{"result": [region(start, end)]}],
    }
    if start == 9:
        given["data"]["text"] = "我爱😀北京大学"  # type: ignore[index]  # bytes: 3 + 3 + 4 = 10, nothing fits
    found, report = read(FORMAT, tasks(tmp_path, given))
    assert quotes(found) == ([["北京大学"]] if start < 9 else [[]])
    assert report.count(Outcome.ALTERED, "span") == (start == 4)


def test_a_unit_named_is_believed(tmp_path: Path) -> None:
    path = tasks(tmp_path, task({"result": [region(4, 8, quote=None)]}))
    assert quotes(read(FORMAT, path, unit="utf-16")[0]) == [["北京大学"]]


def test_predictions_come_with_their_model(tmp_path: Path) -> None:
    prediction = {"model_version": "jieba-1", "score": 0.9, "result": [region(3, 7)]}
    path = tasks(tmp_path, task(predictions=[prediction]))
    found, report = read(FORMAT, path)
    assert not found[0].spans and report.count(Outcome.SKIPPED, "prediction") == 1
    ((span,),) = [record.spans for record in read(FORMAT, path, **{"as": "predictions"})[0]]
    assert (span.source, span.score, span.text) == ("jieba-1", 0.9, "北京大学")


def test_what_has_no_place_is_counted_by_its_kind(tmp_path: Path) -> None:
    others = [
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"},
        {"id": "x", "type": "rating", "value": {"rating": 4}},
        {"id": "y", "type": "textarea", "value": {"text": ["好"]}},
        {"id": "z", "type": "choices", "value": {"choices": ["教育"]}},
        region("/div[1]/text()[1]", "/div[1]/text()[1]"),
        {"type": "labels", "value": {"start": {}}},
    ]
    found, report = read(FORMAT, tasks(tmp_path, task({"result": others})))
    assert found[0].categories == ("教育",) and not found[0].spans
    assert report.count(Outcome.SKIPPED, "relation") == report.count(Outcome.SKIPPED, "rating") == 1
    assert "HTML or a dialogue" in refused(report)[0] and "not what a region should be" in refused(report)[1]


def test_several_labels_of_a_region_are_several_spans(tmp_path: Path) -> None:
    both = region(3, 7)
    both["value"]["labels"] = ["ORG", "LOC"]
    found, _ = read(FORMAT, tasks(tmp_path, task({"result": [both]})))
    assert [span.label for span in found[0].spans] == ["ORG", "LOC"]


def test_the_text_field_by_its_name_or_length(tmp_path: Path) -> None:
    given = {"data": {"content": SAMPLE, "url": "x"}, "annotations": []}
    assert read(FORMAT, tasks(tmp_path, given))[0][0].text == SAMPLE
    assert read(FORMAT, tasks(tmp_path, given), text="url")[0][0].text == "x"
    assert "no text" in refused(read(FORMAT, tasks(tmp_path, {"data": {"n": 1}, "annotations": []}))[1])[0]


def test_crlf_is_counted_as_two_and_settled(tmp_path: Path) -> None:
    given = task({"result": [region(6, 8, quote="北京")]}, text="我爱\r\n😀，北京")
    (record,), report = read(FORMAT, tasks(tmp_path, given))
    assert record.text == "我爱\n😀，北京" and record.spans[0].text == "北京"
    assert report.count(Outcome.ALTERED, "span") == 0


def test_names_of_our_own_are_not_overwritten_by_metadata(tmp_path: Path) -> None:
    report = write(FORMAT, tmp_path / "a.json", [DocumentRecord(TEXT, meta={"text": "x", "n": 1})])
    assert report.count(Outcome.SKIPPED, "metadata") == 1
    assert read(FORMAT, tmp_path / "a.json")[0][0].meta == {"n": 1}
    assert format_named("label-studio") is FORMAT
