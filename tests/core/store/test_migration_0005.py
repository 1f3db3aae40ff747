"""The step to notes and unsure spans: what was done before it can still be taken back after it."""

from alembic import command
from sqlalchemy import create_engine, text

from core import operations, queries
from core.project import open_project
from core.store import migrate
from tests.core.conftest import Projects
from tests.core.samples import place_of
from tests.core.store.test_migration_0002 import old_database

# What annotating and removing left behind when there was no such column yet.
_COLUMNS = (
    '"layer_id": 1, "label_id": 1, "start": {0}, "end": {1}, "quote": "王芳", "origin": "by hand", '
    '"source": "", "score": null, "reason": "", "suggested_start": null, "suggested_end": null, '
    '"suggested_label_id": null, "created_at": "2026-01-01"'
)


def test_an_older_act_is_undone_and_redone(projects: Projects) -> None:
    place = old_database(projects)
    engine = create_engine(f"sqlite:///{place}" if projects.backend == "sqlite" else place)
    start, end = place_of("王芳")
    made = f'[["annotation", 1, null, {{"id": 1, {_COLUMNS.format(start, end)}}}]]'
    with engine.begin() as connection:
        command.upgrade(migrate.configuration(connection), "0004")
        connection.execute(
            text(
                "INSERT INTO operation (id, at, person_id, kind, document_id, changes, undoable, state) "
                "VALUES (1, '2026-01-01', 1, 'annotate', 1, :changes, :yes, 'done')"
            ),
            {"changes": made.encode(), "yes": True},
        )
        if projects.backend == "postgres":
            connection.execute(text("SELECT setval('operation_id_seq', 10)"))
    engine.dispose()
    project = open_project(place, "王芳", create=False)
    projects.request.addfinalizer(project.close)
    assert not queries.open_document(project, 1).annotations[0].unsure
    assert [each.quote for each in operations.undo(project).removed] == ["王芳"]
    assert [each.unsure for each in operations.redo(project).added] == [False]
    operations.add_note(project, 1, "升级以后", annotation_id=1)
    assert queries.notes(project)[0].quote == "王芳"
    operations.reopen(project, 1)
    operations.set_unsure(project, [1])
    assert queries.document_lines(project)[0].unsure == 1
