"""A disk that takes no more, a folder that may not be written: told in a sentence, and nothing is lost."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.cli import main
from tests.core.release.samples import story

resource = pytest.importorskip("resource")

WRITING = {
    "import": ("又.txt",),
    "suggest": ("--no-lac", "--again", "--as", "李雷"),
    "export": ("出.jsonl", "--format", "jinbiao"),
    "export 表": ("出.xlsx", "--format", "xlsx"),
    "release": ("一版",),
    "report": ("报告.html",),
    "handout": ("小李.db", "--to", "小李", "--document", "1"),
    "collect": ("又一份.db",),
    "backup": (),
    "assign": ("小李",),
    "threshold": ("PER", "0.5"),
    "labels merge": ("PER", "--into", "ORG"),
    "labels export": ("标签集",),
    "init": ("--db", "新.db"),
}


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond what a page of a database takes; what is imported meanwhile is not
    compiled to disk, as Python keeps such a file though half of it is missing (cpython issue 126606)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiling, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = compiling


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project, and a copy of it."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {"text": "😀" + story(number) * 9, "spans": [{"start": 3, "end": 5, "label": "PER"}]}
        for number in range(12)
    ]
    (tmp_path / "文.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (tmp_path / "又.txt").write_text("又一篇😀。" * 2_000, "utf-8")
    assert main(["import", "文.jsonl", "--as", "王芳"]) == 0
    shutil.copy("annotations.db", "又一份.db")
    return tmp_path


def test_no_room(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    there = sorted(folder.iterdir())
    wrong = {}
    for name, words in WRITING.items():
        command = [each for each in name.split() if each.isascii()]
        capfd.readouterr()
        with no_room():
            code = main([*command, *words, *(() if "--as" in words else ("--as", "王芳"))])
        said = capfd.readouterr()
        if code != 2 or not said.err.startswith("jinbiao: ") or "Traceback" in said.err:
            wrong[name] = code, said.err
        for each in sorted(folder.iterdir()):
            left = [file for file in (each, *each.rglob("*")) if file.is_file()]
            if left and each not in there and not each.name.startswith(("annotations.db-", "又一份.db-")):
                wrong[f"{name} leaves"] = 0, str(left)
    assert wrong == {}
    assert main(["check"]) == 0
    assert len(json.loads(_out("documents", capfd))) == 12


def _out(command: str, capfd: pytest.CaptureFixture[str]) -> str:
    capfd.readouterr()
    assert main([command, "--json"]) == 0
    return capfd.readouterr().out
