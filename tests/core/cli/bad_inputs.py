"""Run commands on bad inputs and print what each says, as the table of docs/bad-inputs.md.

python -m tests.core.cli.bad_inputs
"""

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

# ruff: noqa: T201 # printing is its work
from core.store.engine import APPLICATION_ID

ROOT = Path(__file__).parents[3]
RUN = "import sys; from core.cli import main; sys.exit(main(sys.argv[1:]))"


def main() -> None:
    """Print the table."""
    print("| bad input | command | exit | what it says |\n|---|---|---|---|")
    for what, (prepare, words) in CASES.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            run(folder, "init", "--as", "王芳")
            prepare(folder)
            code, said = run(folder, *words)
            shown = re.sub(
                r"\s+", " ", said.replace(str(folder.resolve()) + "/", "").replace(place + "/", "")
            )
            print(f"| {what} | `{' '.join(words)}` | {code} | {shown.strip().replace('|', '¦')} |")


def run(folder: Path, *words: str) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _nothing(_folder: Path) -> None:
    pass


def _file(name: str, content: bytes | str) -> Callable[[Path], None]:
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(data) and None


def _jsonl(*rows: object) -> Callable[[Path], None]:
    text = "".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows
    )
    return _file("a.jsonl", text)


def _cut(folder: Path) -> None:
    file = folder / "annotations.db"
    file.write_bytes(file.read_bytes()[:50_000])


def _emptied(folder: Path) -> None:
    run(folder, "backup")
    (folder / "annotations.db").write_bytes(b"")


def _sql(statement: str, name: str = "annotations.db") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with contextlib.closing(sqlite3.connect(folder / name)) as connection:
            connection.execute(statement)
            connection.commit()

    return change


def _ours_with_other_tables(folder: Path) -> None:
    _sql("CREATE TABLE notes (id)", "x.db")(folder)
    _sql(f"PRAGMA application_id = {APPLICATION_ID}", "x.db")(folder)


def _spans(*spans: tuple[int, int, str]) -> dict[str, object]:
    return {"text": "😀王芳", "spans": [{"start": s, "end": e, "label": label} for s, e, label in spans]}


def _another_quote(folder: Path) -> None:
    _jsonl(_spans((1, 3, "PER")))(folder)
    run(folder, *IMPORT)
    _sql("UPDATE annotation SET quote = '李芳'")(folder)


LOOK = ("documents", "--db", "x.db")
IMPORT = ("import", "a.jsonl", "--as", "王芳")
CASES: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "no database there": (_nothing, LOOK),
    "no folder there": (_nothing, ("import", "a.txt", "--db", "没有/x.db")),
    "a folder in its place": (lambda folder: (folder / "x.db").mkdir(), LOOK),
    "a text file as database": (_file("x.db", "这是一篇文章。"), LOOK),
    "a PDF as database": (_file("x.db", b"%PDF-1.7\n" + bytes(9_000)), LOOK),
    "another program's database": (_sql("CREATE TABLE notes (id)", "x.db"), LOOK),
    "our mark, but other tables": (_ours_with_other_tables, LOOK),
    "an empty file": (_file("x.db", b""), LOOK),
    "an empty file, with backups beside it": (_emptied, ("documents",)),
    "a database cut short": (_cut, ("documents",)),
    "a database of a newer version": (_sql("UPDATE alembic_version SET version_num = '9999'"), ("check",)),
    "`init` where something is": (_nothing, ("init",)),
    "an address of another kind": (_nothing, ("check", "--db", "mysql://u:secret@host/x")),
    "an address that is none": (_nothing, ("check", "--db", "postgresql://u:secret@host:port/x")),
    "a server that does not answer": (_nothing, ("check", "--db", "postgresql://u:secret@127.0.0.1:1/x")),
    "a label set that is not there": (_nothing, ("init", "--db", "y.db", "--schema", "没有.toml")),
    "a label twice in the label set": (
        _file("s.toml", '[[label]]\nkey = "PER"\n[[label]]\nkey = "PER"\n'),
        ("init", "--db", "y.db", "--schema", "s.toml"),
    ),
    "a colour that is none": (
        _file("s.toml", '[[label]]\nkey = "PER"\ncolour = ["red", "blue"]\n'),
        ("init", "--db", "y.db", "--schema", "s.toml"),
    ),
    "a file that is not there": (_nothing, ("import", "没有.txt")),
    "an empty text": (_file("a.txt", b""), ("import", "a.txt", "-v")),
    "an image named .txt": (
        _file("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        ("import", "a.txt", "-v"),
    ),
    "a file of an unknown kind": (_file("a.xyz", "甲"), ("import", "a.xyz", "-v")),
    "a line that is no JSON": (_jsonl("{", {"text": "甲"}), (*IMPORT, "-v")),
    "a line without a text": (_jsonl({"id": "a"}), (*IMPORT, "-v", "--format", "jinbiao")),
    "a span outside its text": (_jsonl(_spans((1, 30, "PER"))), (*IMPORT, "-v")),
    "an empty span": (_jsonl(_spans((1, 1, "PER"))), (*IMPORT, "-v")),
    "a label that is not known": (_jsonl(_spans((1, 3, "XYZ"))), (*IMPORT, "-v")),
    "spans that overlap, in a flat label set": (
        _jsonl(_spans((1, 3, "PER"), (2, 3, "LOC"))),
        (*IMPORT, "-v"),
    ),
    "the same text twice": (_jsonl({"text": "甲"}, {"text": "甲"}), (*IMPORT, "-v")),
    "NUL in a title": (_jsonl({"text": "甲", "title": "a\0b"}), (*IMPORT, "-v")),
    "a format that there is not": (_nothing, ("export", "out", "--format", "docx")),
    "a layer that is nobody's": (_nothing, ("export", "out", "--format", "jinbiao", "--layer", "没有")),
    "an export into no folder": (_nothing, ("export", "没有/out", "--format", "jinbiao")),
    "an option without a value": (_nothing, ("export", "out", "--format", "jinbiao", "-o", "x")),
    "suggestions for no such document": (_nothing, ("suggest", "--document", "99")),
    "a quote that was changed": (
        _another_quote,
        ("check",),
    ),
    "a backup that is not there": (_nothing, ("restore", "x.db")),
    "a backup that is damaged": (_file("x.db", "scribbled"), ("restore", "x.db")),
    "another program's file as backup": (_sql("CREATE TABLE notes (id)", "x.db"), ("restore", "x.db")),
}

if __name__ == "__main__":
    main()
