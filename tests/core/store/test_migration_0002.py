"""The step to several annotators, with rows in it, on both databases."""

from collections.abc import Sequence

from alembic import command
from sqlalchemy import create_engine, text

from core import operations, queries
from core.project import open_project
from core.queries.trials import trials
from core.store import migrate
from core.store.engine import open_store, prepare_sqlite_file
from core.text import text_digest
from tests.core.conftest import Projects
from tests.core.samples import FLAT, TEXT, place_of, propose

DIGEST = text_digest(TEXT)
ROWS = f"""
INSERT INTO project (id, uid, created_at) VALUES (1, '{"a" * 32}', '2026-01-01');
INSERT INTO person (id, name, created_at) VALUES (1, '王芳', '2026-01-01'), (2, '李雷', '2026-01-01');
INSERT INTO label (id, kind, key) VALUES (1, 'span', 'PER'), (2, 'span', 'ORG'), (3, 'span', 'LOC'),
 (4, 'category', '教育'), (5, 'category', '防疫');
INSERT INTO text (digest) VALUES ('{DIGEST}');
INSERT INTO text_part (digest, part, content) VALUES ('{DIGEST}', 0, '{TEXT}');
INSERT INTO document (id, name, title, source, digest, length, meta, origin_start, hidden, created_at,
 suggested_with, suggestions)
 VALUES (1, '一', '题', '', '{DIGEST}', {len(TEXT)}, '{{}}', 0, '', '2026-01-01', '', 0);
INSERT INTO layer (id, document_id, person_id, state, created_at) VALUES
 (1, 1, 1, 'finished', '2026-01-01'), (2, 1, NULL, 'finished', '2026-01-01');
INSERT INTO annotation (id, layer_id, label_id, start, "end", quote, origin, source, reason, created_at)
 VALUES (1, 1, 1, {place_of("王芳")[0]}, {place_of("王芳")[1]}, '王芳', 'by hand', '', '', '2026-01-01');
INSERT INTO rejection (id, layer_id, label_id, start, "end") VALUES (1, 1, 2, 0, 2);
"""


def old_database(
    projects: Projects, form: str = "0001", more: str = "", history: Sequence[tuple[str, str]] = ()
) -> str:
    """A database in an old form with somebody's work in it, what further statements add, and lines of its
    history (kind, changes)."""
    if projects.backend == "sqlite":
        place = str(projects.request.getfixturevalue("tmp_path") / "旧.db")
    else:
        server = projects.request.getfixturevalue("server")
        name, place = server.fresh()
        projects.request.addfinalizer(lambda: server.drop(name))
    store = open_store(place)
    if store.file is not None:
        prepare_sqlite_file(store)
    store.close()
    engine = create_engine(f"sqlite:///{place}" if projects.backend == "sqlite" else place)
    with engine.begin() as connection:
        command.upgrade(migrate.configuration(connection), form)
        for statement in filter(None, map(str.strip, (ROWS + more).split(";\n"))):
            connection.execute(text(statement.replace(":", r"\:")))
        content = FLAT.to_json()
        connection.execute(
            text("INSERT INTO label_set (version, content, created_at) VALUES (1, :content, '2026-01-01')"),
            {"content": content},
        )
        said = (
            "INSERT INTO operation (at, person_id, kind, document_id, changes, undoable, state) "
            "VALUES ('2026-01-01', 1, :kind, 1, :changes, :yes, 'done')"
        )
        for kind, changes in history:
            values = {"kind": kind, "changes": changes.encode(), "yes": True}
            connection.execute(text(said), values)
        if projects.backend == "postgres":
            for table in ("person", "document", "layer", "annotation", "label", "rejection"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', 10)"))
    engine.dispose()
    return place


def test_nothing_is_lost_and_gold_has_room(projects: Projects) -> None:
    place = old_database(projects)
    project = open_project(place, "王芳", create=False)
    projects.request.addfinalizer(project.close)
    with project.reading() as connection:
        assert migrate.revision(connection) == migrate.REVISIONS[-1]
        assert connection.scalar(text("SELECT act FROM label_set")) == ""
        layers = connection.execute(text("SELECT id, person_id, kind, note FROM layer ORDER BY id")).all()
        assert [tuple(row) for row in layers] == [(1, 1, "own", ""), (2, None, "own", "")]
        assert set(connection.scalars(text("SELECT role FROM person"))) == {"annotator"}
        assert connection.scalar(text("SELECT count(*) FROM rejection")) == 1
    opened = queries.open_document(project, 1)
    assert [(each.quote, each.label) for each in opened.annotations] == [("王芳", "PER")]
    operations.reopen(project, 1)
    operations.annotate(project, 1, *place_of("上海"), "LOC")
    assert queries.open_document(project, 1).layer.id == 1


def test_what_was_finished_before_there_were_trials_is_none(projects: Projects) -> None:
    project = open_project(old_database(projects), "王芳", create=False)
    projects.request.addfinalizer(project.close)
    assert not queries.open_document(project, 1).blind
    assert trials(project) == []
    operations.reopen(project, 1)
    propose(project, 1, ("上海", "LOC"))
    operations.finish(project, 1)
    assert trials(project) == []  # the person had begun before anything was suggested
    operations.set_thresholds(project, {"LOC": 0.5})
    operations.undo(project)
