"""Whatever happens, a command asked for JSON prints one value, and says by its exit code what happened."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from core.cli import app, main
from tests.core.cli.test_commands import SCHEMA, jsonl, run
from tests.core.samples import TEXT

__all__ = ["run"]  # a fixture

# What each command is given beside --json.
WORDS: dict[str, tuple[str, ...]] = {
    "import": ("文.txt",),
    "documents": (),
    "suggest": ("--no-lac",),
    "find": ("王芳",),
    "notes": (),
    "evaluate": ("参考.jsonl", "--no-lac"),
    "learning": (),
    "blind": ("--share", "0.5"),
    "threshold": ("PER", "0.5"),
    "agreement": (),
    "sweep": (),
    "assign": ("小李",),
    "collect": ("别.db", "没有.db"),
    "export": ("出.jsonl", "--format", "jinbiao"),
    "check": (),
    "release make": ("一版",),
    "release list": (),
    "release diff": ("一版", "一版"),
    "labels": (),
    "labels rename": ("PER", "人"),
    "labels merge": ("PER", "--into", "ORG"),
    "labels split": ("PER", "--into", "师", "--ending", "师"),
    "labels delete": ("PER",),
    "labels import": ("schema.toml",),
    "labels versions": (),
}
# Exit codes other than 0 by what there is: 1 where something is told, 2 where it is refused.
NOT_DONE: dict[str, dict[str, int]] = {
    "an empty project": {
        "agreement": 2,
        "assign": 0,
        "collect": 1,
        "release make": 2,
        "release diff": 2,
    },
    "one document": {"import": 1, "agreement": 2, "collect": 1, "sweep": 0},
    "no project": dict.fromkeys(WORDS, 2) | {"import": 0, "release list": 0, "evaluate": 0},
    "no database but a text": dict.fromkeys(WORDS, 2) | {"release list": 0},
}


def commands() -> Iterator[tuple[str, Any]]:
    def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
        yield name, command
        for each, below in getattr(command, "commands", {}).items():
            yield from walk(below, f"{name} {each}".strip())

    yield from walk(typer.main.get_command(app), "")


def made(folder: Path, what: str) -> None:
    """A folder in which such a project lies."""
    (folder / "schema.toml").write_text(SCHEMA, encoding="utf-8")
    (folder / "文.txt").write_text(TEXT, encoding="utf-8")
    span = {"start": TEXT.index("王芳"), "end": TEXT.index("王芳") + 2, "label": "PER"}
    reference = jsonl(folder / "参考.jsonl", {"text": TEXT, "spans": [span], "annotator": "王芳"})
    database = folder / "annotations.db"
    if what == "no database but a text":
        database.write_text("这不是数据库😀", encoding="utf-8")
    elif what != "no project":
        at = ["--db", str(database), "--as", "王芳"]
        assert main(["init", *at, "--schema", str(folder / "schema.toml")]) == 0
        if what == "one document":
            assert main(["import", *at, reference]) == 0
            assert main(["release", "一版", *at, "--finished", "--out", str(folder / "releases")]) == 0


def test_every_command_that_prints_json_is_tried() -> None:
    printing = {
        name
        for name, command in commands()
        if any(each.name == "json" for each in command.params)
        and command.callback.__module__.startswith("core.")  # the window's own come with it, if it is loaded
    }
    assert printing == set(WORDS)


@pytest.mark.parametrize("what", list(NOT_DONE))
def test_one_value(
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "as it was").mkdir()
    made(tmp_path / "as it was", what)
    wrong = {}
    for number, (name, words) in enumerate(WORDS.items()):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "as it was", folder)
        monkeypatch.chdir(folder)
        extra = ("--layer", "王芳", "--out", "又") if name == "release make" else ()
        capsys.readouterr()
        code = main([*name.split(), *words, *extra, "--json"])
        said = capsys.readouterr()
        expected = NOT_DONE[what].get(name, 0)
        if code != expected or not holds(code, said.out, said.err):
            wrong[name] = code, said.out, said.err
    assert wrong == {}


def holds(code: int, out: str, err: str) -> bool:
    """Whether this is one JSON value, which says so if it was refused."""
    try:
        value = json.loads(out)
    except json.JSONDecodeError:
        return False
    refused = isinstance(value, dict) and set(value) == {"error"} and value["error"] in err
    return refused == (code == 2)


@pytest.mark.parametrize(
    "words", [("documents", "--nonsense"), ("nonsense",), ("export", "x"), ("threshold", "PER", "much")]
)
def test_words_that_mean_nothing(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*words, "--json"])
    said = capsys.readouterr()
    assert code == 2
    assert set(json.loads(said.out)) == {"error"}
    assert said.err


def test_two_rehearsals_are_not_one_value(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    reference = jsonl(tmp_path / "参考.jsonl", {"text": TEXT, "spans": []})
    code, out, _ = run("evaluate", reference, "--session", "--leave-one-out", "--json")
    assert (code, set(json.loads(out))) == (2, {"error"})


def test_a_file_whose_name_is_no_text(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    """A name in another encoding is told as well as it can be."""
    try:
        (tmp_path / "\udcd2\udcbb.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    code, out, _ = run("import", str(tmp_path), "--json")
    assert code == 1
    assert "PNG" in str(json.loads(out)["notes"])
