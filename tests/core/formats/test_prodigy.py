"""Prodigy's JSONL, as its documentation shows it."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.annotation import DocumentRecord
from core.formats.detecting import detect
from core.formats.prodigy import FORMAT
from core.formats.report import Outcome
from core.formats.units import MENDED_BY_QUOTES
from tests.core.formats.records import full, read, refused, write

SAMPLE = "我爱😀北京大学"


def rows(tmp_path: Path, *given: dict[str, Any]) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in given), encoding="utf-8")
    return path


def row(*spans: tuple[int, int, str], **more: Any) -> dict[str, Any]:
    return {
        "text": SAMPLE,
        "spans": [{"start": start, "end": end, "label": label} for start, end, label in spans],
        **more,
    }


def places(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in record.spans]


def test_only_what_was_accepted_is_read(tmp_path: Path) -> None:
    given = [row((3, 7, "ORG"), answer=answer) for answer in ("accept", "reject", "ignore")]
    found, report = read(FORMAT, rows(tmp_path, *given, row((3, 5, "LOC"))))
    assert [places(record) for record in found] == [[("北京大学", "ORG")], [("北京", "LOC")]]
    assert report.count(Outcome.SKIPPED, "row") == 2


def test_rows_of_one_input_and_session_are_one_document(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        row((3, 7, "ORG"), _input_hash=1, _session_id="ds-a", answer="accept"),
        row((0, 1, "PER"), _input_hash=2, answer="accept"),
        row((3, 5, "LOC"), _input_hash=1, _session_id="ds-a", answer="accept"),
        row((3, 7, "ORG"), _input_hash=1, _session_id="ds-b", answer="accept"),
        row((0, 2, "X"), _input_hash=1, _session_id="ds-a", answer="reject"),
    )
    found, _ = read(FORMAT, path)
    assert sorted((record.annotator, places(record)) for record in found) == [
        ("", [("我", "PER")]),
        ("ds-a", [("北京大学", "ORG"), ("北京", "LOC")]),
        ("ds-b", [("北京大学", "ORG")]),
    ]


def test_categories_by_choice_and_by_label(tmp_path: Path) -> None:
    choice = {"text": "我", "options": [{"id": "A"}, {"id": "B"}], "accept": ["B"], "answer": "accept"}
    label = {"text": "爱", "label": "体育", "answer": "accept"}
    found, _ = read(FORMAT, rows(tmp_path, choice, label))
    assert [(record.categories, record.spans_given) for record in found] == [
        (("B",), False),
        (("体育",), False),
    ]


def test_the_tokens_tell_a_wrong_unit(tmp_path: Path) -> None:
    tokens = [
        {"text": "北京", "start": 4, "end": 6, "id": 3},
        {"text": "大学", "start": 6, "end": 8, "id": 4},
    ]
    found, report = read(FORMAT, rows(tmp_path, row((4, 8, "ORG"), tokens=tokens)))
    assert places(found[0]) == [("北京大学", "ORG")]
    assert report.notes[0].why == MENDED_BY_QUOTES
    assert report.notes[0].detail == "UTF-16 units, not code points"


def test_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write(FORMAT, path, [full()])
    (given,) = [json.loads(line) for line in path.read_text().split("\n") if line]
    assert "".join(token["text"] for token in given["tokens"]) == given["text"]
    assert all(given["text"][token["start"] : token["end"]] == token["text"] for token in given["tokens"])
    for span in given["spans"]:
        assert given["tokens"][span["token_start"]]["start"] == span["start"]
        assert given["tokens"][span["token_end"]]["end"] == span["end"]
    assert given["answer"] == "accept" and given["_view_id"] == "spans_manual"
    assert given["accept"] == ["教育", "体育"] and "_input_hash" not in given
    write(FORMAT, path, [full()], tokens="none")
    assert "tokens" not in json.loads(path.read_text())
    assert detect(path) is FORMAT


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": SAMPLE, "spans": [{"start": "3"}]}, "not what a span should be"),
        ({"text": SAMPLE, "spans": [{"start": 3, "end": 99, "label": "X"}]}, "outside the text"),
        ({"text": "", "spans": []}, "no text"),
        ({"text": SAMPLE, "spans": [{"start": 3, "end": 7, "label": "X"}], "tokens": [1]}, "no tokens"),
        ({"text": SAMPLE, "spans": 7}, "the field spans is wrong"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, given: dict[str, Any], why: str) -> None:
    assert why in refused(read(FORMAT, rows(tmp_path, given))[1])[0]


def test_a_hash_of_two_texts_is_not_believed(tmp_path: Path) -> None:
    one, two = row((0, 1, "A"), _input_hash=1), {"text": "别的", "spans": [], "_input_hash": 1}
    found, report = read(FORMAT, rows(tmp_path, one, two))
    assert len(found) == 1 and "hash of another text" in refused(report)[0]


def test_relations_and_spans_without_labels_are_counted(tmp_path: Path) -> None:
    given = {"text": SAMPLE, "spans": [{"start": 0, "end": 1}], "relations": [{"head": 0}]}
    _, report = read(FORMAT, rows(tmp_path, given))
    assert report.count(Outcome.SKIPPED, "relation") == report.count(Outcome.SKIPPED, "span") == 1
