"""A label set written into files is the same when it is read again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadLabelSet
from core.project import SAMPLE
from core.release.label_files import label_files
from core.schema import LabelSet, read_label_set
from tests.core.release.samples import LABELS

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXT | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(TEXT, each, max_size=4),
    max_leaves=12,
)


def back(labels: LabelSet, folder: Path) -> LabelSet:
    for path, content in label_files(labels).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return read_label_set(folder).with_version(labels.version)


def test_the_sample_comes_back(tmp_path: Path) -> None:
    labels = read_label_set(SAMPLE)
    assert back(labels, tmp_path) == labels


def test_odd_names_come_back(tmp_path: Path) -> None:
    assert back(LABELS, tmp_path) == LABELS


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_any_rules_come_back(tmp_path: Path, rules: dict[str, Any]) -> None:
    labels = replace(LABELS, rules=rules)
    assert back(labels, tmp_path).rules == rules


@pytest.mark.parametrize("name", ["../x", "a/b", "", "C:x", "a\\b", ".hidden", "a\0"])
def test_a_word_list_cannot_name_a_file_elsewhere(name: str) -> None:
    with pytest.raises(BadLabelSet):
        label_files(replace(LABELS, terms={name: ("x",)}))
