"""Migrations lead to just what the models say, on both databases."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from core.project import Project, open_project
from core.store import engine, migrate
from core.store.engine import open_store, prepare_sqlite_file
from core.store.models import Base
from tests.core.samples import FLAT


def test_tables_are_as_the_models_say(project: Project) -> None:
    with project.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_new_file_is_as_migrations_make_it(tmp_path: Path) -> None:
    """A new file is made of the models; not one column, constraint or index is otherwise."""
    migrated = open_store(str(tmp_path / "旧.db"))
    prepare_sqlite_file(migrated)
    with migrated.engine.begin() as connection:
        command.upgrade(migrate.configuration(connection), "head")
    migrated.close()
    open_project(tmp_path / "新.db", "王芳", label_set=FLAT).close()
    old, new = (said_of(tmp_path / f"{name}.db") for name in "旧新")
    assert len(new) > 50
    assert new == old


def said_of(file: Path) -> dict[str, tuple[object, ...]]:
    """All that each table and index is said to be, in whatever order: migrations add things at the end."""
    with closing(sqlite3.connect(file)) as connection:
        said = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        return {
            name: (
                Counter(re.findall(r"[^\s,()]+", re.sub(r"FOREIGN KEY\(\w+\)", "", sql))),
                {each[1:] for each in connection.execute(f"PRAGMA table_xinfo({name})")},
                {each[2:] for each in connection.execute(f"PRAGMA foreign_key_list({name})")},
            )
            for name, sql in said.fetchall()
        }


@pytest.mark.parametrize("broken_off", [False, True])
def test_who_finds_a_new_file_in_other_hands_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_off: bool
) -> None:
    """SQLite gives a change of the journal's mode up at once, whatever time it is given to wait."""
    with (
        closing(sqlite3.connect(tmp_path / "a.db", check_same_thread=False)) as other,
        closing(sqlite3.connect(tmp_path / "a.db", timeout=5)) as ours,
    ):
        other.execute("CREATE TABLE a (b)")
        other.execute("BEGIN IMMEDIATE")
        if broken_off:
            monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                engine._log_ahead(ours)
            return
        monkeypatch.setattr(engine.time, "sleep", lambda _seconds: other.rollback())
        engine._log_ahead(ours)
        assert ours.execute("PRAGMA journal_mode").fetchone() == ("wal",)


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
