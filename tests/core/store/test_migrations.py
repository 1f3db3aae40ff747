"""Migrations lead to just what the models say, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from core.project import Project
from core.store import migrate
from core.store.models import Base


def test_tables_are_as_the_models_say(project: Project) -> None:
    with project.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_a_name(project: Project) -> None:
    for table in Base.metadata.sorted_tables:
        assert all(each.name for each in table.constraints)
        assert all(each.name for each in table.indexes)


def test_the_list_of_revisions_is_the_scripts(project: Project) -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [migrate.REVISIONS[-1]]
    assert [each.revision for each in scripts.walk_revisions()][::-1] == list(migrate.REVISIONS)


def test_a_new_database_is_in_the_newest_form(project: Project) -> None:
    with project.reading() as connection:
        assert migrate.revision(connection) == migrate.REVISIONS[-1]


def test_bringing_up_to_date_twice(project: Project) -> None:
    migrate.bring_up_to_date(project.store)
    migrate._run(project.store)


def test_ids_are_never_given_twice(project: Project) -> None:
    """Undo brings rows back under their ids, so no other may have got them meanwhile."""
    if project.store.file is None:
        return
    with project.reading() as connection:
        made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    keyed = {name for name, sql in made if "AUTOINCREMENT" in sql}
    assert keyed == {
        table.name
        for table in Base.metadata.sorted_tables
        if "id" in table.columns and table.name != "project"
    }
