"""The list behind each figure has what the figure counts."""

import pytest

from core import operations
from core.annotation import DocumentRecord
from core.errors import Cancelled
from core.formats.report import Report
from core.project import Project
from core.queries.differences import Behind, differences
from core.queries.layers import layered_documents, layered_ids
from core.queries.progress import finished_by_day
from core.review.agreement import Agreement, agreement
from tests.core.samples import TEXT, spans


@pytest.fixture
def labelled(project: Project) -> Project:
    """Two texts by 甲, 乙 and (the first) 丙, who differ."""
    other = "另一篇😀：" + TEXT
    said = {
        ("甲", TEXT): (("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC")),
        ("乙", TEXT): (("王芳", "PER"), ("北京", "LOC"), ("上海", "LOC")),
        ("丙", TEXT): (("王芳", "LOC"), ("北京大学", "ORG")),
        ("甲", other): (("李雷", "PER"),),
        ("乙", other): (("李雷", "ORG"), ("上海", "LOC")),
    }
    records = [
        DocumentRecord(
            text,
            id=text[:3],
            title=f"题{text[:2]}",
            spans=spans(*wanted, text=text),
            categories=("教育",) if name == "甲" else (),
            annotator=name,
            state="finished",
            spans_given=True,
        )
        for (name, text), wanted in said.items()
    ]
    operations.import_records(project, records, Report())
    return project


def measured(project: Project) -> Agreement:
    ids = layered_ids(project)
    return agreement(layered_documents(project, ids), len(ids), resamples=0)


def test_all_of_them_in_context(labelled: Project) -> None:
    found = differences(labelled, Behind())
    assert [each.quote for each in found.shown] == ["王芳", "北京大学", "上海", "李雷", "上海"]
    assert (found.number, found.documents) == (5, 2)
    first = found.shown[0]
    assert (first.before[-3:], first.after[:2], first.title) == ("访谈\n", "在北", "题😀𠮷")
    assert [reading.people for reading in first.readings] == [("丙",), ("乙", "甲")]


def test_those_of_a_pair_a_document_and_a_label(labelled: Project) -> None:
    pair = differences(labelled, Behind(people=("甲", "乙")))
    assert [each.quote for each in pair.shown] == ["北京大学", "李雷", "上海"]
    ids = layered_ids(labelled)
    assert differences(labelled, Behind(document_id=ids[1])).number == 2
    label = differences(labelled, Behind(label="ORG"))
    assert [each.quote for each in label.shown] == ["北京大学", "李雷"]


def test_every_cell_of_the_confusion_matrix_has_as_many_as_it_says(labelled: Project) -> None:
    found = measured(labelled)
    assert sum(found.confusion.values()) > 5
    for (one, other), number in found.confusion.items():
        listed = differences(labelled, Behind(cell=(one, other)))
        if one != other:
            assert listed.number == number, (one, other)
    assert differences(labelled, Behind(cell=("PER", "TIME"))).number == 0


def test_those_of_a_category(labelled: Project) -> None:
    found = differences(labelled, Behind(category="教育"))
    assert [(each.given, each.refused) for each in found.shown] == [
        (("甲",), ("丙", "乙")),
        (("甲",), ("乙",)),
    ]
    assert differences(labelled, Behind(category="")).number == 2


def test_a_period_is_that_of_its_documents(labelled: Project) -> None:
    found = measured(labelled)
    [period] = found.periods
    assert (period.first, period.both) == (found.whole.first, found.whole.both)
    assert differences(labelled, Behind(period=period.name)).number == 5
    assert differences(labelled, Behind(period="2001-01-01")).number == 0
    assert finished_by_day(labelled) == {
        "甲": {period.name: 2},
        "乙": {period.name: 2},
        "丙": {period.name: 1},
    }


def test_it_can_be_stopped(labelled: Project) -> None:
    with pytest.raises(Cancelled):
        differences(labelled, Behind(), should_stop=lambda: True)
