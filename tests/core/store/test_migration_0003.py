"""The step to judged categories, with a judgement in it, on both databases."""

from sqlalchemy import text

from core import operations
from core.annotation import LayerState
from core.project import open_project
from core.queries.review import review_document
from core.store import migrate
from tests.core.conftest import Projects
from tests.core.samples import place_of
from tests.core.store.test_migration_0002 import old_database

WANG = place_of("王芳")
SETTLED = f"""
INSERT INTO layer (id, document_id, person_id, state, created_at) VALUES
 (3, 1, 2, 'finished', '2026-01-01');
INSERT INTO category_mark (id, layer_id, label_id, given, origin) VALUES (1, 3, 4, true, 'by hand');
INSERT INTO layer (id, document_id, state, created_at, kind) VALUES (4, 1, 'finished', '2026-01-01', 'gold');
INSERT INTO judgement (id, layer_id, start, "end", mark, how, person_id, reason, gap, at)
 VALUES (1, 4, {WANG[0]}, {WANG[1]}, 'another', 'reading', 1, '是人', true, '2026-01-01');
"""


def test_judgements_stay_and_categories_become_cases(projects: Projects) -> None:
    place = old_database(projects, "0002", SETTLED)
    if projects.backend == "postgres":
        other = open_project(place, "王芳", create=False)
        with other.store.engine.begin() as connection:
            for table in ("judgement", "category_mark"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', 10)"))
        other.close()
    project = open_project(place, "王芳", create=False)
    projects.request.addfinalizer(project.close)
    with project.reading() as connection:
        assert migrate.revision(connection) == migrate.REVISIONS[-1]
        assert connection.execute(text("SELECT reason, label_id FROM judgement")).all() == [("是人", None)]
    [line] = review_document(project, 1).category_cases
    assert (line.case.category, line.judgement) == ("教育", None)
    operations.adjudicate_category(project, 1, "教育", True)
    found = review_document(project, 1)
    assert found.gold_categories == ("教育",)
    assert found.gold_state is LayerState.IN_PROGRESS  # the span was judged when the readings were others
