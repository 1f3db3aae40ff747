"""Opening a project: as somebody, again, and together with others."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core import operations, queries
from core import project as module
from core.annotation import DocumentRecord
from core.errors import UnknownLabel
from core.formats.report import Report
from core.label_acts import AddLabel, DeleteLabel
from core.project import Project, open_project
from core.schema import Label
from tests.core.conftest import Projects, Server
from tests.core.samples import FLAT, dump


def test_the_same_person_comes_back(projects: Projects, place: str) -> None:
    first = projects.open(place, "王芳")
    before = dump(first)
    again = projects.open(place, "  王芳 ")
    assert again.annotator == first.annotator
    assert dump(again) == before


def test_a_new_person_gets_a_row(project: Project, other: Project) -> None:
    assert other.annotator.name == "李雷"
    assert other.annotator.id != project.annotator.id
    assert other.label_set == project.label_set


@pytest.mark.parametrize(
    ("given", "name"), [("王\n芳\t", "王 芳"), ("a\0b\ud800", "a\ufffdb\ufffd"), ("长" * 300, "长" * 200)]
)
def test_names_are_made_usable(projects: Projects, place: str, given: str, name: str) -> None:
    assert projects.open(place, given).annotator.name == name
    assert projects.open(place, given).annotator.name == name


def test_without_a_name_it_is_the_machines_user(
    projects: Projects, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.getpass, "getuser", lambda: "某人")
    assert projects.open(place, " ").annotator.name == "某人"

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr(module.getpass, "getuser", nobody)
    assert projects.open(place, "").annotator.name == "annotator"


def test_a_new_project_has_the_sample_labels(tmp_path: Path) -> None:
    made = open_project(tmp_path / "a.db", "王芳")
    assert made.label_set.labels
    assert made.label_set.version == 1
    made.close()


def test_labels_have_lasting_ids(project: Project) -> None:
    ids = project.label_ids
    assert ids.key[ids.of_span("PER")] == "PER"
    assert ids.key[ids.of_category("教育")] == "教育"
    with pytest.raises(UnknownLabel):
        ids.of_span("教育")
    with pytest.raises(UnknownLabel):
        ids.of_category("PER")


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    def open_one(number: int) -> str:
        made = open_project(tmp_path / "a.db", f"人{number % 3}", label_set=FLAT)
        made.close()
        return made.annotator.name

    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(open_one, range(6)))) == 6
    made = open_project(tmp_path / "a.db", "人0")
    assert len(queries.annotators(made)) == 3
    made.close()


def test_many_open_a_new_server_database_at_once(server: Server) -> None:
    name, address = server.fresh()

    def open_one(number: int) -> None:
        open_project(address, f"人{number % 3}", label_set=FLAT).close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_one, range(6)))
    made = open_project(address, "人0")
    assert len(queries.annotators(made)) == 3
    made.close()
    server.drop(name)


def test_two_write_at_once(projects: Projects, place: str) -> None:
    people = [projects.open(place, name) for name in ("王芳", "李雷")]
    operations.import_records(people[0], [DocumentRecord("😀" * 200)], Report())
    [document] = [line.id for line in queries.document_lines(people[0])]

    def work(project: Project) -> None:
        for at in range(0, 100, 2):
            operations.annotate(project, document, at, at + 1, "PER")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, people))
    for project in people:
        assert len(queries.open_document(project, document).annotations) == 50


def test_a_label_that_is_no_more_is_not_the_category_of_its_name(sqlite_project: Project) -> None:
    operations.change_labels(sqlite_project, AddLabel(Label("教育")))
    was = sqlite_project.label_ids.span["教育"]
    operations.change_labels(sqlite_project, DeleteLabel("教育"))
    assert sqlite_project.label_ids.of_any("教育") == was
