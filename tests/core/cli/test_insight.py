"""`jinbiao learning`, `blind`, `threshold` and the order of documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core import operations
from core.cli.app import main
from core.project import open_project
from tests.core.samples import FLAT, TEXT, add, place_of, propose


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A project with one finished document of two, a wrong label corrected in it."""
    place = str(tmp_path / "项目.db")
    project = open_project(place, "王芳", label_set=FLAT)
    first, second = add(project), add(project, f"又。{TEXT}")
    for document in (first, second):
        propose(project, document, ("王芳", "PER"), ("北京大学", "LOC"))
    operations.annotate(project, first, *place_of("北京大学"), "ORG")
    operations.finish(project, first)
    project.close()
    return place


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--as", "王芳", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_learning(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "learning", "--db", place)
    assert (found["finished"], found["tests"]) == (1, 1)
    assert [(each["suggested"], each["to"], each["strings"]) for each in found["corrections"]] == [
        ("LOC", "ORG", {"北京大学": 1})
    ]
    assert found["over time"][0]["acts per span"] == 0.5
    assert said(capsys, "learning", "--db", place, "--person", "李雷")["tests"] == 0
    assert main(["learning", "--db", place, "--as", "王芳"]) == 0
    assert "北京大学" in capsys.readouterr().out


def test_blind(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "blind", "--db", place, "--share", "1", "--seed", "5")
    assert (found["share"], found["seed"], found["blind"], found["prefilled"]) == (1.0, 5, 0, 1)
    assert [each["blind"] for each in said(capsys, "documents", "--db", place)] == [False, True]
    project = open_project(place, "王芳", create=False)
    operations.annotate(project, 2, *place_of("王芳", text=f"又。{TEXT}"), "PER")
    operations.finish(project, 2)
    project.close()
    compared = said(capsys, "blind", "--db", place)["compared"]
    assert compared["kept"]["blind"] == [0.5, None, None]
    assert compared["own"] == {
        "blind": [0.0, None, None],
        "prefilled": [0.5, None, None],
        "difference": [0.5, None, None],
    }
    assert main(["blind", "--db", place, "--as", "王芳"]) == 0
    assert main(["blind", "--db", place, "--share", "1.5"]) == 2
    assert main(["blind", "--db", place, "--seed", "5"]) == 2


def test_threshold(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = {each["label"]: each for each in said(capsys, "threshold", "LOC", "0.8", "--db", place)}
    assert (found["LOC"]["threshold"], found["LOC"]["hidden"], found["LOC"]["acts"]) == (0.8, 1, -1)
    assert found["PER"]["hidden"] == 0
    assert [each["waiting"] for each in said(capsys, "documents", "--db", place)] == [0, 1]
    assert main(["threshold", "LOC", "1.8", "--db", place]) == 2
    assert main(["threshold", "XYZ", "0.8", "--db", place]) == 2
    assert main(["threshold", "LOC", "--db", place]) == 2


def test_documents_in_order(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "documents", "--db", place, "--order", "uncertainty")
    assert [(each["id"], each["because"]) for each in found] == [(2, "50 % doubtful"), (1, "")]
    found = said(capsys, "documents", "--db", place, "--order", "rare")
    assert found[0]["because"].startswith("LOC 1 (so far 0)")
    assert main(["documents", "--db", place, "--as", "王芳", "--order", "disagreement"]) == 0
