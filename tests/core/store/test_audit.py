"""The audit finds what is wrong, wherever it was put."""

import re

import pytest

from core import operations
from core.project import Project
from core.store.audit import audit, quick_check
from tests.core.samples import add, place_of, propose

_SPOIL = "UPDATE operation SET changes = :x WHERE id = (SELECT min(id) FROM operation)"


@pytest.fixture
def worked_on(project: Project) -> Project:
    document = add(project)
    propose(project, document, ("上海", "LOC"))
    operations.annotate(project, document, *place_of("王芳"), "PER")
    return project


def test_all_is_well(worked_on: Project) -> None:
    assert list(audit(worked_on.store)) == []
    assert quick_check(worked_on.store) == []


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("UPDATE annotation SET quote = '李芳'", "document 1, annotation 1"),
        ("UPDATE annotation SET start = start + 1", "document 1, annotation 1"),
        ('UPDATE annotation SET "end" = 10000', "document 1, annotation 1"),
        ('UPDATE suggestion SET "end" = 10000', "document 1, suggestion 1"),
        ('UPDATE zone SET "end" = 10000', "document 1, zone 1"),
        ("UPDATE text_part SET content = 'x'", "text "),
        ("DELETE FROM text_part", "text "),
        ("UPDATE document SET length = 3", "document 1"),
    ],
)
def test_what_is_wrong_is_found(worked_on: Project, harm: str, where: str) -> None:
    with worked_on.store.writing() as session:
        session.connection().exec_driver_sql(harm)
    found = [finding.where for finding in audit(worked_on.store)]
    assert any(re.sub(r"\d+", "1", each).startswith(where) for each in found)


def test_a_history_that_cannot_be_read(worked_on: Project) -> None:
    from sqlalchemy import text

    with worked_on.store.writing() as session:
        session.connection().execute(text(_SPOIL), {"x": b"{"})
    assert [each.what for each in audit(worked_on.store)] == ["cannot be read"]
