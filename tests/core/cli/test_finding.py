"""jinbiao find as a person types it."""

import json
from pathlib import Path

import pytest

from core import operations, queries
from core.cli import main
from core.project import open_project
from tests.core.samples import FLAT, TEXT, add, place_of


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project of 王芳's with one document and a span."""
    monkeypatch.chdir(tmp_path)
    project = open_project("annotations.db", "王芳", label_set=FLAT)
    document = add(project, TEXT, id="甲", title="访谈")
    operations.annotate(project, document, *place_of("北京大学"), "ORG")
    assert queries.document_lines(project)
    project.close()
    return "annotations.db"


def found(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["find", *words, "--as", "王芳", "--json"]) == 0
    hits: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return hits


def test_text_is_found_with_its_place(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    [first, second] = found(capsys, "王芳")
    assert (first["start"], first["end"], first["quote"]) == (*place_of("王芳"), "王芳")
    assert (second["start"], second["title"]) == (place_of("王芳", 2)[0], "访谈")


def test_filters_combine(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [hit["quote"] for hit in found(capsys, "--label", "ORG")] == ["北京大学"]
    assert [hit["quote"] for hit in found(capsys, "在北", "--in", "spans", "--origin", "by hand")] == [
        "北京大学"
    ]
    assert found(capsys, "--label", "ORG", "--quote", "清华") == []
    assert [hit["quote"] for hit in found(capsys, "北.", "--regex")] == ["北京"]
    assert found(capsys, "北京", "--in", "unlabelled") == []
    assert len(found(capsys, "上海", "--since", "2020-01-01", "--state", "in progress")) == 2
    assert len(found(capsys, "上海", "--limit", "1")) == 1


def test_people_read_a_table(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "北京", "--as", "王芳"]) == 0
    captured = capsys.readouterr()
    assert "overlaps" not in captured.out
    assert "王芳在" in captured.out
    assert "ORG" in captured.out
    assert "1 hit in 1 document" in captured.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "say what to find"),
        (["(北", "--regex"], "cannot be read at character 3"),
        (["北", "--since", "gestern"], "no day"),
        (["--label", "没有"], "没有"),
        (["--annotator", "没有这个人", "--in", "spans"], "nobody is called"),
    ],
)
def test_what_makes_no_sense_is_refused(
    place: str, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert main(["find", *words, "--as", "王芳"]) == 2
    assert why in capsys.readouterr().err
