"""`jinbiao evaluate` as a person types it, who may have nothing but a reference."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli import main

TEXT = "县疾控中心主任骆明远3月14日到柳塘镇😀。\n李玲是𠮷村的网格员。\n"
PER = {"start": 7, "end": 10, "label": "PER"}
SCHEMA = 'nesting = "flat"\n[[label]]\nkey = "PER"\n[[label]]\nkey = "ORG"\n'

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        code = main([*words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def write(*rows: dict[str, Any] | str, encoding: str = "utf-8") -> str:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    Path("gold.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    return "gold.jsonl"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_text_and_spans_are_all_that_is_needed(run: Run, encoding: str) -> None:
    file = write({"text": TEXT, "spans": [PER]}, encoding=encoding)
    code, out, err = run("evaluate", file, "--no-lac")
    assert code == 0
    assert "there is no annotations.db here: judged with the sample label set" in err
    lines = out.splitlines()
    assert lines[0] == "1 document suggested for now, with the sample label set"
    assert lines[2].split() == ["label", "precision", "recall", "F1", "right", "wrong", "missing"]
    [per] = [line.split() for line in lines if line.startswith("PER")]
    assert per[4:] == ["1", "0", "0"]
    assert lines[-2].startswith("line 1 ")
    assert [each.name for each in Path().iterdir()] == [file]


def test_a_database_that_is_named_must_be_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write({"text": TEXT, "spans": [PER]})
    for mode in ("--no-lac", "--session", "--leave-one-out"):
        code, _, err = run("evaluate", file, mode, "--db", "annotations.db")
        assert (code, "there is no such file" in err) == (2, True)
    code, _, err = run("evaluate", file, "--layer", "王芳")
    assert (code, "no layer of 王芳" in err) == (2, True)
    monkeypatch.setenv("JINBIAO_DB", "other.db")
    assert run("evaluate", file)[0] == 2


def test_what_is_stored_counts_and_the_rest_is_suggested_for(run: Run) -> None:
    Path("schema.toml").write_text(SCHEMA, encoding="utf-8")
    run("init", "--schema", "schema.toml")
    wrong = {"start": 7, "end": 10, "label": "ORG"}
    run("import", "--as-suggestions", write({"id": "甲", "text": TEXT, "spans": [wrong]}))
    run("import", write({"id": "乙", "text": "乙" + TEXT, "spans": []}))
    rows = [{"id": "甲", "text": TEXT, "spans": [PER]}]
    rows += [{"id": "乙", "text": each + TEXT, "spans": [{**PER, "start": 8, "end": 11}]} for each in "乙丙"]
    code, out, _ = run("evaluate", write(*rows), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["judged by"] == {"stored": 1, "now": 1, "now, without what was learned": 1}
    assert told["label set"] == "annotations.db"
    assert {name: each["judged by"] for name, each in told["documents"].items()} == {
        "甲": "stored",
        "乙": "now, without what was learned",
        "乙 (2)": "now",
    }
    assert told["labels"]["PER"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "wrong": 0, "missing": 3,
    }  # fmt: skip
    assert told["all"]["wrong"] == 1
    head = run("evaluate", "gold.jsonl")[1].splitlines()[:3]
    assert head == [
        "1 document by the suggestions stored in annotations.db",
        "1 document suggested for now, not in the project",
        "1 document suggested for now, without what was learned: nothing was stored",
    ]


def test_what_cannot_be_judged_is_told(run: Run) -> None:
    good = {"text": TEXT, "spans": [PER]}
    foreign = [{"start": at, "end": at + 1, "label": "FOO"} for at in range(3)]
    file = write(good, {"text": "甲" + TEXT}, '{"text": "cut', {"text": "乙" + TEXT, "spans": foreign})
    code, out, err = run("evaluate", file, "--no-lac", "--json")
    told = json.loads(out)
    assert (code, list(told["documents"])) == (1, ["line 1", "line 4"])
    assert ["refused", "span", "the label set has no such label", 3] in told["left out"]
    assert "“FOO” (×3)" in err
    assert "gold.jsonl, line 3: line refused" in err
    assert "line 2: document skipped, it says nothing about spans" in err


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "the file is empty"),
        ([{"text": TEXT}], "holds no document with spans"),
        ([{"text": TEXT, "spans": [{**PER, "label": "人"}]}], "can be judged; the label set has PER, ROLE"),
    ],
)
@pytest.mark.parametrize("mode", ["--no-lac", "--session"])
def test_nothing_to_judge(run: Run, rows: list[dict[str, Any]], why: str, mode: str) -> None:
    code, out, err = run("evaluate", write(*rows), mode)
    assert (code, out) == (2, "")
    assert why in err


def test_rehearsals_without_a_project(run: Run) -> None:
    long = {"start": 8, "end": 11, "label": "PER"}
    rows = [{"id": f"a-name-of-20-letters{each}", "text": each + TEXT, "spans": [long]} for each in "12"]
    code, out, _ = run("evaluate", write(*rows), "--leave-one-out")
    heads = [line for line in out.splitlines() if line.startswith("document")]
    assert code == 0
    assert len(heads) >= 4
    assert all(line.split()[:3] == ["document", "precision", "recall"] for line in heads)
    assert max(map(len, out.splitlines())) <= 80
    assert out.count("a-name-of-20-letters1 ") == len(heads)
    code, out, _ = run("evaluate", "gold.jsonl", "--session", "--json")
    assert (code, list(json.loads(out))) == (0, [rows[0]["id"], rows[1]["id"], "all"])
