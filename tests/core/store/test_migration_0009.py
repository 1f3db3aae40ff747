"""The step to dismissals that follow their labels, with old rows and their history, on both databases."""

from sqlalchemy import text

from core import operations
from core.label_acts import RenameLabel
from core.project import open_project
from core.queries.sweep import dismissed
from core.review.sweep.values import mark_of
from core.store.audit import audit
from core.store.migrate import REVISIONS, revision
from tests.core.conftest import Projects
from tests.core.samples import place_of
from tests.core.store.test_migration_0002 import old_database

WANG = place_of("王芳")
MARK = mark_of("different labels", "王芳", "")
ROW = (
    f'{{"id": 1, "mark": "{MARK}", "layer_id": 1, "start": {WANG[0]}, "end": {WANG[1]}, "label": "人", '
    '"person_id": 1, "at": "2026-02-01"}'
)
# Dismissed while the label was called 人; it has been renamed since.
OLD = f"""
INSERT INTO label_set (version, content, created_at, act) VALUES
 (0, '{{}}', '2026-03-01', '{{"type":"rename","key":"人","to":"PER"}}');
INSERT INTO dismissal (id, mark, layer_id, start, "end", label, person_id, at) VALUES
 (1, '{MARK}', 1, {WANG[0]}, {WANG[1]}, '人', 1, '2026-02-01'),
 (2, '{"f" * 32}', NULL, NULL, NULL, '', 1, '2026-02-01');
"""


def test_what_was_dismissed_stays_so_and_can_be_taken_back(projects: Projects) -> None:
    place = old_database(projects, "0008", OLD, history=[("dismiss", f'[["dismissal", 1, null, {ROW}]]')])
    project = open_project(place, "王芳", create=False)
    projects.request.addfinalizer(project.close)
    with project.reading() as connection:
        assert revision(connection) == REVISIONS[-1]
        assert connection.scalar(text("SELECT count(*) FROM dismissal")) == 2
    expected = {MARK: {(1, *WANG, "PER")}, "f" * 32: {(None, None, None, "")}}
    assert dismissed(project) == expected
    operations.change_labels(project, RenameLabel("PER", "人物"))
    assert dismissed(project)[MARK] == {(1, *WANG, "人物")}
    operations.undo(project)
    operations.undo(project)
    assert set(dismissed(project)) == {"f" * 32}
    operations.redo(project)
    assert dismissed(project) == expected
    known = [each for each in audit(project.store) if each.where != "label_set 0"]
    assert known == []
