"""A database in each form that there ever was is opened, found whole, and its work goes out."""

import pytest

from core import operations, queries
from core.project import open_project
from core.queries.records import records
from core.store.audit import audit
from core.store.migrate import REVISIONS
from tests.core.conftest import Projects
from tests.core.samples import place_of
from tests.core.store.test_migration_0002 import old_database


@pytest.mark.parametrize("form", REVISIONS)
def test_an_old_form(request: pytest.FixtureRequest, form: str) -> None:
    project = open_project(old_database(Projects("sqlite", request), form), "王芳", create=False)
    request.addfinalizer(project.close)
    assert list(audit(project.store)) == []
    [record] = records(project, "王芳")
    assert [(each.text, each.label) for each in record.spans] == [("王芳", "PER")]
    operations.reopen(project, 1)
    operations.annotate(project, 1, *place_of("上海"), "LOC")
    operations.finish(project, 1)
    operations.undo(project)
    assert len(queries.open_document(project, 1).annotations) == 2
    assert list(audit(project.store)) == []
