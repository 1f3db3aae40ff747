"""Several annotators on the command line: agreement, assign, handout, collect."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli import main, options
from core.project import open_project
from core.queries.review import review_document
from tests.core.samples import TEXT

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference"
Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("_here")


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options.out, "_width", 250)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


@pytest.fixture
def texts(run: Run, tmp_path: Path) -> None:
    """A project with the sample's label set and two texts."""
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"第{number}篇：{TEXT}", encoding="utf-8")
    assert run("import", "1.txt", "2.txt")[0] == 0


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference set is not beside this checkout")
def test_the_reference_set(run: Run) -> None:
    assert run("import", REFERENCE / "a.jsonl", REFERENCE / "b.jsonl")[0] == 0
    code, out, err = run("agreement")
    assert code == 0
    rows = {line.split()[0]: line.split()[2] for line in out.split("\n\n")[0].splitlines()}
    assert [rows[name] for name in ("000", "001", "003", "all")] == ["0.951", "0.905", "0.904", "0.915"]
    assert "resamplings of paragraphs" in err
    found = json.loads(run("agreement", "--json")[1])
    for measure in ("span F1", "Cohen κ", "Fleiss κ", "α", "α unitizing", "γ"):
        value, low, high = found["all"][measure]
        assert 0.85 < low <= value <= high < 1
    assert [row["name"] for row in found["pairs"]] == ["a – b"]
    assert len(found["labels"]) == 12


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference set is not beside this checkout")
def test_the_gold_of_the_reference_set_by_its_rulings(run: Run) -> None:
    """Judging every case as the reference's gold does gives just that gold."""
    from core import operations

    assert run("import", REFERENCE / "a.jsonl", REFERENCE / "b.jsonl")[0] == 0
    lines = (REFERENCE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in lines]
    project = open_project("annotations.db", "judge")
    try:
        for number, row in enumerate(wanted, 1):
            gold = [(each["start"], each["end"], each["label"]) for each in row["spans"]]
            for line in review_document(project, number).cases:
                start, end = line.case.start, line.case.end
                spans = [each for each in gold if start < each[1] and each[0] < end]
                readings = [list(each.spans) for each in line.case.readings]
                choice = readings.index(spans) + 1 if spans in readings else spans or None
                operations.adjudicate(project, number, start, end, choice)
            for each in review_document(project, number).category_cases:
                category = each.case.category
                operations.adjudicate_category(project, number, category, category in row["categories"])
            found = review_document(project, number)
            assert [(each.start, each.end, each.label) for each in found.gold] == gold
            assert found.gold_state == "finished"
            assert found.gold_categories == tuple(row["categories"])
            assert all(each.voters or each.judgement for each in found.gold)
    finally:
        project.close()
    assert run("export", "gold.jsonl", "--format", "jinbiao", "--layer", "gold")[0] == 0
    assert len(Path("gold.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_nothing_to_compare(run: Run, texts: None) -> None:
    code, _, err = run("agreement")
    assert code == 2
    assert "two annotators" in err


def test_documents_say_to_whom_they_are_assigned(run: Run, texts: None) -> None:
    assert "assigned" not in run("documents")[1]
    code, out, _ = run("assign", "甲", "乙", "--each", 1)
    assert (code, out) == (0, "甲: 1 document\n乙: 1 document\n")
    assert [line.split()[-1] for line in run("documents")[1].splitlines()] == ["assigned", "甲", "乙"]
    assert [row["assigned"] for row in json.loads(run("documents", "--json")[1])] == [["甲"], ["乙"]]


def test_out_and_back(run: Run, texts: None, tmp_path: Path) -> None:
    from core import operations

    code, _, err = run("handout", "甲.db", "--to", "甲")
    assert code == 2
    assert "nothing is assigned" in err
    assert run("handout", "甲.db", "--to", "甲", "--document", 1)[0] == 0
    project = open_project("甲.db", create=False)
    assert project.annotator.name == "甲"
    operations.annotate(project, 1, 4, 6, "PER")
    operations.finish(project, 1)
    project.close()
    (tmp_path / "坏.db").write_bytes(b"x" * 100)
    code, _, err = run("collect", "甲.db", "坏.db", "甲.db")
    assert code == 1
    assert "taken: 1 span, 1 layer" in err
    assert "refused: 1 file: it cannot be collected" in err
    assert "not a Jinbiao database" in err
    assert run("collect", "甲.db")[0] == 0
    assert json.loads(run("collect", "甲.db", "--json")[1])["taken"] == {}
    assert run("check")[0] == 0


def test_somebody_elses_project(run: Run, texts: None) -> None:
    assert run("init", "--db", "别的.db")[0] == 0
    code, _, err = run("collect", "别的.db")
    assert code == 1
    assert "it belongs to another project" in err
