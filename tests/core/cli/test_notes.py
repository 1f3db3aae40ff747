"""`jinbiao notes`: what waits, with its answers."""

from pathlib import Path

import msgspec
import pytest

from core import operations, queries
from core.cli.app import main
from core.project import Project
from tests.core.samples import add, place_of


@pytest.fixture
def noted(sqlite_project: Project) -> str:
    """The address of a project with a note that waits, answered, and one that is resolved."""
    document = add(sqlite_project, title="访谈")
    operations.add_note(sqlite_project, document, "哪个北京？", place=place_of("北京"))
    operations.add_note(sqlite_project, document, "全文好")
    whole, waits = queries.notes(sqlite_project)
    operations.reply(sqlite_project, waits.id, "城市")
    operations.resolve_note(sqlite_project, whole.id)
    return sqlite_project.place


def test_what_waits(noted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", "--db", noted, "--as", "王芳"]) == 0
    said = capsys.readouterr().out
    assert said == "1 访谈: “北京” 9–11\n  王芳: 哪个北京？\n    王芳: 城市\n"


def test_all_as_json(noted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", "--db", noted, "--as", "王芳", "--resolved", "--json"]) == 0
    found = msgspec.json.decode(capsys.readouterr().out)
    assert [each["body"] for each in found] == ["全文好", "哪个北京？"]
    assert [each["is_resolved"] for each in found] == [True, False]


def test_there_is_no_project(tmp_path: Path) -> None:
    assert main(["notes", "--db", str(tmp_path / "x.db")]) == 2
