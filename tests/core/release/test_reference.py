"""The reference gold as a release: built twice byte for byte, loaded by the tools that others use."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from core import operations
from core.formats import jinbiao
from core.formats.report import Report
from core.project import SAMPLE, Project, open_project
from core.release.building import Plan
from core.release.manifest import read_manifest
from core.releasing import release
from core.schema import read_label_set
from tests.core.release.samples import contents, lines

GOLD = Path(__file__).parents[4] / "shared" / "reference" / "gold.jsonl"
SPLITS = ("train", "dev", "test")

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the reference set is not here")


def filled(folder: Path) -> Project:
    from dataclasses import replace

    folder.mkdir()
    project = open_project(folder / "annotations.db", "王芳", label_set=read_label_set(SAMPLE))
    records = [replace(each, annotator="gold-x") for each in jinbiao.read(GOLD, Report(), {})]
    operations.import_records(project, records, Report())
    return project


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    project = filled(folder / "project")
    release(project, folder, Plan("reference", parquet=False), "gold-x")
    project.close()
    return folder / "reference"


def test_built_twice(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    if hasattr(time, "tzset"):
        time.tzset()
    project = filled(tmp_path / "elsewhere")
    release(project, tmp_path / "far" / "away", Plan("reference"), "gold-x")
    project.close()
    assert contents(tmp_path / "far" / "away" / "reference") == contents(released)


def test_all_of_it_is_there(released: Path) -> None:
    found = read_manifest(released).counts["all"]
    assert (found["documents"], found["spans"]) == (3, 1319)
    assert {split: len(lines(released, split)) for split in SPLITS} == {"train": 1, "dev": 1, "test": 1}


def test_the_card_renders(released: Path) -> None:
    markdown = pytest.importorskip("markdown_it")
    _, front, body = (released / "README.md").read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front)["language"] == ["zh"]
    html = markdown.MarkdownIt("commonmark").enable("table").render(body)
    assert html.count("<table>") == 6
    assert "<h2>" in html
    assert "| ---" not in html


def plain(rows: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def test_it_loads_as_a_dataset(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True, raising=False)
    loaded = datasets.load_dataset(str(released), cache_dir=str(tmp_path))
    assert set(loaded) == set(SPLITS)
    for split in SPLITS:
        rows = plain(loaded[split])
        assert rows == lines(released, split)
        for row in rows:
            assert all(row["text"][span["start"] : span["end"]] == span["text"] for span in row["spans"])


def test_parquet_beside_it_says_the_same(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.parquet")
    project = filled(tmp_path / "project")
    made = release(project, tmp_path, Plan("reference", parquet=True), "gold-x")
    project.close()
    assert sorted(made.derived) == [f"parquet/{split}.parquet" for split in sorted(SPLITS)]
    for split in SPLITS:
        table = arrow.read_table(tmp_path / "reference" / "parquet" / f"{split}.parquet")
        assert table.to_pylist() == lines(tmp_path / "reference", split)


def test_it_loads_in_spacy(released: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    ours = pytest.importorskip("core.formats.spacy")
    tokens = pytest.importorskip("spacy.tokens")
    labels = read_label_set(released)
    for split in SPLITS:
        target = tmp_path / f"{split}.spacy"
        ours.write(jinbiao.read(released / f"{split}.jsonl", Report(), {}), target, labels, Report(), {})
        found = list(tokens.DocBin().from_disk(target).get_docs(spacy.blank("zh").vocab))
        wanted = lines(released, split)
        assert [doc.text for doc in found] == [each["text"] for each in wanted]
        for doc, each in zip(found, wanted, strict=True):
            assert sorted((span.start_char, span.end_char, span.label_, span.text) for span in doc.ents) == [
                (span["start"], span["end"], span["label"], span["text"]) for span in each["spans"]
            ]
