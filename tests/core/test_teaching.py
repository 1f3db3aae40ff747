"""Strings that people corrected come into the project's own terms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import operations, queries
from core.errors import InputError, UnknownLabel
from core.label_acts import AddTerms
from core.project import Project
from core.suggest import Suggester
from core.teaching import NOTHING, list_of, taught
from tests.core.samples import FLAT

KNOWING = replace(
    FLAT,
    terms={"places": ("北京大学", "上海")},
    rules={"lists": [{"list": "places", "label": "LOC"}], "classes": []},
)
TEXT = "😀王芳在北京大学，𠮷田专班去了上海。"


def suggested(labels: object) -> list[tuple[str, str]]:
    return [(each.quote, each.label) for each in Suggester(labels).suggest(TEXT)]  # type: ignore[arg-type]


def test_what_was_taught_is_suggested_before_what_other_lists_say() -> None:
    assert suggested(KNOWING) == [("北京大学", "LOC"), ("上海", "LOC")]
    once = taught(KNOWING, "ORG", ["北京大学", "𠮷田专班"])
    assert suggested(once) == [("北京大学", "ORG"), ("𠮷田专班", "ORG"), ("上海", "LOC")]
    again = taught(once, NOTHING, ["北京大学", "上海"])
    assert suggested(again) == [("𠮷田专班", "ORG")]
    assert again.terms[list_of("ORG")] == ("𠮷田专班",)
    assert again.terms["places"] == KNOWING.terms["places"]


@pytest.mark.parametrize("words", [[], [""], ["一\n二"], ["长" * 41], ["# 注"]])
def test_what_is_no_term_is_refused(words: list[str]) -> None:
    with pytest.raises(InputError):
        taught(KNOWING, "ORG", words)


def test_a_label_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownLabel):
        taught(KNOWING, "XYZ", ["北京"])


def test_it_is_one_act_that_can_be_undone(project: Project) -> None:
    change = operations.change_labels(project, AddTerms("ORG", ("北京大学",)))
    assert project.label_set.terms == {"own-ORG": ("北京大学",)}
    assert queries.undo_status(project).undo is change.kind
    assert operations.change_labels(project, AddTerms("ORG", ("北京大学",))).operation_id == 0
    operations.undo(project)
    assert project.label_set.terms == {}
