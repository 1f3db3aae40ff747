"""`jinbiao labels`, as somebody types it."""

import json
from pathlib import Path

import pytest

from core.cli import main

SCHEMA = """name = "试验"
nesting = "nested"
[[label]]
key = "PER"
zh = "人物"
[[label]]
key = "ORG"
[[category]]
key = "教育"
[[category]]
key = "防疫"
"""
TEXT = "😀王芳在市政府和卫健委说"


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a finished document in the folder where the commands are typed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema.toml").write_text(SCHEMA, "utf-8")
    spans = [{"start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote), "label": label}
             for quote, label in (("王芳", "PER"), ("市政府", "ORG"), ("卫健委", "ORG"))]  # fmt: skip
    row = {"text": TEXT, "spans": spans, "categories": ["教育"]}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), "utf-8")
    assert main(["init", "--schema", "schema.toml", "--as", "王芳"]) == 0
    assert main(["import", "in.jsonl", "--as", "王芳"]) == 0
    return tmp_path


def labels(*arguments: str) -> int:
    return main(["labels", *arguments, "--as", "王芳"])


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    capsys.readouterr()
    assert labels("--json") == 0
    return {each["key"]: each["spans"] for each in json.loads(capsys.readouterr().out)}


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert labels() == 0
    assert "人物" in capsys.readouterr().out
    assert listed(capsys) == {"PER": 1, "ORG": 2, "教育": 1, "防疫": 0}


def test_a_dry_run_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(capsys)
    assert labels("merge", "ORG", "--into", "PER", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "would merge ORG into PER: 2 spans in 1 document" in told
    assert "王芳: 2 spans in 1 document, 1 finished" in told
    assert listed(capsys) == before


def test_the_acts(capsys: pytest.CaptureFixture[str], at_work: Path) -> None:
    assert labels("rename", "PER", "人") == 0
    assert labels("split", "ORG", "--into", "委", "--ending", "委", "--look-again", "分开了") == 0
    assert listed(capsys) == {"人": 1, "ORG": 1, "委": 1, "教育": 1, "防疫": 0}
    (at_work / "list.txt").write_text("市政府\n", "utf-8")
    assert labels("split", "ORG", "--into", "人", "--quotes", "list.txt") == 0
    assert labels("merge", "防疫", "--into", "教育", "--category") == 0
    assert labels("delete", "委") == 0
    assert labels("delete", "ORG", "--to", "人") == 0
    assert listed(capsys) == {"人": 2, "教育": 1}
    assert labels("versions") == 0
    told = capsys.readouterr().out
    assert "split ORG into 委" in told
    assert "the beginning" in told


def test_files_in_and_out(capsys: pytest.CaptureFixture[str], at_work: Path) -> None:
    assert labels("export", "out") == 0
    assert labels("export", "out") == 2  # it is there
    schema = at_work / "out" / "schema.toml"
    schema.write_text(schema.read_text("utf-8").replace('key = "防疫"', 'key = "卫生"'), "utf-8")
    assert labels("import", "out") == 0
    assert "卫生" in listed(capsys)
    schema.write_text(schema.read_text("utf-8").replace('key = "ORG"', 'key = "机构"'), "utf-8")
    assert labels("import", "out") == 2
    assert "ORG (2)" in capsys.readouterr().err


@pytest.mark.parametrize(
    "bad",
    [("rename", "没有", "有"), ("rename", "PER", "ORG"), ("merge", "PER", "--into", "没有"),
     ("split", "PER", "--into", "新"), ("split", "PER", "--into", "新", "--regex", "("),
     ("split", "PER", "--into", "新", "--quotes", "没有.txt"), ("delete", "PER", "--to", "PER"),
     ("import", "没有.toml")],
)  # fmt: skip
def test_what_is_refused(bad: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(capsys)
    assert labels(*bad) == 2
    assert listed(capsys) == before
