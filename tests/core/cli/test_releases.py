"""`jinbiao release` and its companions, as somebody types them."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from core.cli import main
from tests.core.release.samples import story


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with finished documents in the folder where the commands are typed."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": f"文{number}", "text": story(number), "spans": [{"start": 2, "end": 4, "label": "PER"}]}
        for number in range(12)
    ]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert main(["import", "in.jsonl", "--as", "王芳"]) == 0
    return tmp_path


def release(*arguments: str) -> int:
    return main(["release", *arguments])


def test_a_name_is_enough(at_work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release("v1", "--as", "王芳") == 0
    told = capsys.readouterr().out
    assert "王芳" in told
    assert (
        json.loads((at_work / "releases" / "v1" / "manifest.json").read_text("utf-8"))["content_sha256"]
        in told
    )


def test_what_check_complains_of_is_told(at_work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.closing(sqlite3.connect(at_work / "annotations.db")) as connection, connection:
        connection.execute("UPDATE annotation SET origin = 'x' WHERE id = 1")
        connection.execute("UPDATE annotation SET unsure = 1")
    capsys.readouterr()
    assert release("v1", "--as", "王芳", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["doubts"] == {"damaged": 1, "unsure spans": 12}
    assert "note: Spans marked as unsure by those who annotated them: 12." in said.err
    assert "finds wrong in the data: 1." in said.err


def test_options_may_come_first(at_work: Path) -> None:
    options = ("--split", "train=0.5,test=0.5", "--seed", "7", "--licence", "cc0-1.0", "--out", "elsewhere")
    assert release(*options, "--as", "王芳", "v1") == 0
    manifest = json.loads((at_work / "elsewhere" / "v1" / "manifest.json").read_text("utf-8"))
    assert manifest["split_rule"]["shares"] == "train=0.5,test=0.5"
    assert manifest["split_rule"]["seed"] == 7
    assert {split: each["documents"] for split, each in manifest["counts"].items()} == {
        "train": 6, "test": 6, "all": 12,
    }  # fmt: skip


def test_finished_means_ones_own(at_work: Path) -> None:
    assert release("v1", "--as", "王芳", "--finished") == 0
    assert release("v2", "--as", "王芳", "--finished", "--layer", "gold") == 2


@pytest.mark.parametrize(
    "bad",
    [("v1", "--as", "李雷"), ("v1", "--layer", "nobody"), ("v1", "--layer", "suggestions"),
     ("../v1", "--as", "王芳"), ("v1", "--as", "王芳", "--split", "train=2")],
)  # fmt: skip
def test_what_is_refused_leaves_nothing(at_work: Path, bad: tuple[str, ...]) -> None:
    assert release(*bad) == 2
    assert not list(at_work.glob("releases/*"))


def test_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert release("v1", "--as", "王芳") == 0
    assert release("v1", "--as", "王芳") == 2
    assert "never altered" in capsys.readouterr().err


def test_list_verify_withdraw(at_work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release("v1", "--as", "王芳")
    assert release("verify", "v1") == 0
    (at_work / "releases" / "v1" / "schema.toml").unlink()
    assert release("verify", "v1") == 1
    assert release("withdraw", "v1", "--why", "标错了") == 0
    assert release("verify", "v1") == 2
    capsys.readouterr()
    assert release("list", "--json") == 0
    [listed] = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["withdrawn"]) == ("v1", "标错了")


def test_diff(at_work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release("v1", "--as", "王芳")
    (at_work / "more.txt").write_text("新来的一篇。", "utf-8")
    main(["import", "more.txt"])
    assert release("v2", "--as", "王芳", "--seed", "3") == 0
    capsys.readouterr()
    assert release("diff", "v1", "releases/v2", "--html", "diff.html") == 0
    assert "12 the same" in capsys.readouterr().out
    assert (at_work / "diff.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert release("diff", "v1", "v2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["documents"]["unchanged"] == 12
    assert release("diff", "v1", "nothing") == 2


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert release("--help") == 0
    assert "withdraw" in capsys.readouterr().out
