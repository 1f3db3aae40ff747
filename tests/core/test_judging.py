"""Judging by a reference: what is stored counts as it is, else it is suggested for."""

from dataclasses import replace

import pytest

from core import operations
from core.annotation import DocumentRecord, SpanRecord
from core.errors import NotFound
from core.formats.report import Report
from core.judging import By, Judge
from core.project import Project
from tests.core.samples import TEXT, Proposes, add, propose

QUOTE = "王芳"
AT = TEXT.index(QUOTE)


class Taught(Proposes):
    """Has learned the answers by heart, unlike its rules."""

    def __init__(self) -> None:
        super().__init__([(QUOTE, "PER")])
        self.rules = Proposes([])


def reference(name: str) -> DocumentRecord:
    text = name + TEXT
    at = AT + len(name)
    return DocumentRecord(text, name, spans=(SpanRecord(at, at + 2, "PER", QUOTE),), spans_given=True)


def test_what_is_stored_counts_and_the_rest_is_suggested_for(project: Project) -> None:
    propose(project, add(project, "甲" + TEXT), (QUOTE, "ORG"))
    unfilled = add(project, "乙" + TEXT)
    operations.finish(project, unfilled)
    judge = Judge(project.label_set, project, Taught)
    found = {each.name: each for each in judge.judge(map(reference, "甲乙丙"), Report())}
    assert {name: each.by for name, each in found.items()} == {
        "甲": By.STORED,
        "乙": By.UNTAUGHT,
        "丙": By.NOW,
    }
    assert found["甲"].evaluation.actions.relabelled == 1
    assert found["乙"].evaluation.total.fn == 1
    assert found["丙"].evaluation.total.f1 == 1.0


def test_without_a_project_everything_is_suggested_for(project: Project) -> None:
    judge = Judge(project.label_set, None, Taught)
    [found] = judge.judge([reference("😀𠮷")], Report())
    assert (found.by, found.evaluation.total.f1) == (By.NOW, 1.0)


def test_a_layer_is_judged_where_it_is(project: Project) -> None:
    propose(project, document := add(project, "甲" + TEXT), (QUOTE, "PER"))
    operations.finish(project, document)
    report = Report()
    judge = Judge(project.label_set, project, Taught, project.annotator.name)
    [found] = judge.judge(map(reference, "甲丙"), report)
    assert (found.name, found.by, found.evaluation.total.f1) == ("甲", By.STORED, 1.0)
    assert [(note.what, note.why) for note in report.notes] == [("document", "it is not in the project")]
    with pytest.raises(NotFound):
        list(replace(judge, layer="没有人").judge([reference("甲")], report))
