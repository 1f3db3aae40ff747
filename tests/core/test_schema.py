"""Label sets: out of files, through the database, and what does not hold together."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadLabelSet, UnknownLabel
from core.project import SAMPLE, Project
from core.schema import Label, LabelSet, read_label_set, validate
from tests.core.samples import FLAT, NESTED

TOML = """
name = "试验"
nesting = "flat"
[[label]]
key = "PER"
zh = "人物"
shortcut = "1"
[[label]]
key = "ORG"
[[category]]
key = "教育"
[rules.anything]
words = ["😀"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schema.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "guideline.md").write_text(
        "# 说明\n\n## PER 人物\n名字。\n\n## ORG\n机构。\n", encoding="utf-8"
    )
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "places.txt").write_text("# 地名\n北京\n\n上海\n北京\n", encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_whole(folder: Path) -> None:
    labels = read_label_set(folder)
    assert [each.key for each in labels.labels] == ["PER", "ORG"]
    assert labels.is_flat
    assert labels.terms == {"places": ("北京", "上海")}
    assert labels.rules == {"anything": {"words": ["😀"]}}
    assert labels.guideline_section("PER") == "名字。"
    assert labels.guideline_section("没有") == ""
    assert read_label_set(folder / "schema.toml") == labels


def test_through_json_and_back(folder: Path) -> None:
    for labels in (read_label_set(folder), FLAT, NESTED, LabelSet()):
        assert LabelSet.from_json(labels.to_json(), 3) == replace(labels, version=3)


def test_the_sample_holds_together() -> None:
    labels = read_label_set(SAMPLE)
    assert labels.labels
    assert LabelSet.from_json(labels.to_json()) == labels


def test_a_project_keeps_it(project: Project) -> None:
    assert project.label_set == replace(FLAT, version=1)
    project.reload_labels()
    assert project.label_set == replace(FLAT, version=1)
    assert set(project.label_ids.span) == {"PER", "ORG", "LOC"}
    assert set(project.label_ids.category) == {"教育", "防疫"}


def test_names_fall_back() -> None:
    assert Label("PER", zh="人物").name("en") == "人物"
    assert Label("PER").name("zh_CN") == "PER"
    assert Label("PER", zh="人物", en="Person").name("zh_CN") == "人物"


def test_unknown_keys() -> None:
    with pytest.raises(UnknownLabel):
        FLAT.label("教育")
    with pytest.raises(UnknownLabel):
        FLAT.category("PER")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ('[[label]]\nkey = "PER"', "twice"),
        ('[[label]]\nkey = "A B"', "without spaces"),
        ('[[label]]\nkey = ""', "1 to 40"),
        ('[[label]]\nkey = "' + "长" * 41 + '"', "1 to 40"),
        ('[[label]]\nkey = "X"\ncolour = ["red", "#000000"]', "not a colour"),
        ('[[label]]\nkey = "X"\nshortcut = "1"', "has the shortcut"),
        ('[[label]]\nkey = "X"\nunheard = 1', "unheard"),
        ('[[label]]\nzh = "X"', "key"),
        ("nonsense", "Expected"),
    ],
)
def test_what_does_not_hold_together(folder: Path, change: str, why: str) -> None:
    (folder / "schema.toml").write_text(
        TOML.replace('[rules.anything]\nwords = ["😀"]\n', "") + change, "utf-8"
    )
    with pytest.raises(BadLabelSet) as caught:
        read_label_set(folder)
    assert why in str(caught.value)
    assert "schema.toml" in str(caught.value)


def test_files_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(BadLabelSet, match="No such file"):
        read_label_set(folder / "nowhere.toml")
    (folder / "terms" / "bad.txt").write_bytes("北京".encode("gbk"))
    with pytest.raises(BadLabelSet, match="not UTF-8"):
        read_label_set(folder)


def test_an_empty_set() -> None:
    with pytest.raises(BadLabelSet, match="no label and no category"):
        validate(LabelSet(), "x")
