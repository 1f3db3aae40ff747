"""Categories: given, refused, and where they came from."""

import pytest

from core import operations, queries
from core.annotation import CategoryMark, Origin
from core.errors import UnknownLabel
from core.history import Touched
from core.project import Project
from tests.core.samples import dump, propose, unchanged_by


def marks(project: Project, document: int) -> tuple[CategoryMark, ...]:
    return queries.open_document(project, document).categories


def test_give_a_category(project: Project, document: int) -> None:
    change = operations.set_category(project, document, "教育", True)
    assert Touched.CATEGORIES in change.touched
    assert change.categories == marks(project, document) == (CategoryMark("教育"),)


def test_give_what_is_suggested(project: Project, document: int) -> None:
    propose(project, document, categories=["教育"])
    operations.set_category(project, document, "教育", True)
    assert marks(project, document) == (CategoryMark("教育", True, Origin.ACCEPTED),)


def test_change_of_mind_is_one_row(project: Project, document: int) -> None:
    propose(project, document, categories=["教育"])
    operations.set_category(project, document, "教育", True)
    before = dump(project)
    operations.set_category(project, document, "教育", False)
    assert [each.given for each in marks(project, document)] == [False]
    operations.undo(project)
    assert dump(project) == before


def test_refusing_what_nobody_said_leaves_no_mark(project: Project, document: int) -> None:
    operations.set_category(project, document, "教育", False)
    assert marks(project, document) == ()


@pytest.mark.parametrize("key", ["PER", "没有"])
def test_an_unknown_category(project: Project, document: int, key: str) -> None:
    unchanged_by(project, lambda: operations.set_category(project, document, key, True), UnknownLabel)
