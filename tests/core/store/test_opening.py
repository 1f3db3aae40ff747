"""Opening what is not as it should be: a clear sentence, and not one byte changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core import operations, queries
from core.annotation import DocumentRecord
from core.errors import (
    Busy,
    Damaged,
    DiskFull,
    NotADatabase,
    ReadOnly,
    StoreError,
    TooNew,
    Unreachable,
)
from core.formats.report import Report
from core.project import Project, open_project
from core.schema import LabelSet
from core.store import engine
from core.store.audit import audit, quick_check
from core.store.migrate import REVISIONS
from tests.core.conftest import Projects, Server
from tests.core.samples import FLAT, TEXT, add

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def filled(sqlite_templates: Callable[[LabelSet], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with some documents in it, closed; to copy from."""
    place = shutil.copy(sqlite_templates(FLAT), tmp_path_factory.mktemp("filled") / "项目.db")
    project = open_project(place, "王芳", create=False)
    records = [DocumentRecord(TEXT * 20 + str(number)) for number in range(50)]
    operations.import_records(project, records, Report())
    project.close()
    return place


@pytest.fixture
def file(filled: Path, tmp_path: Path) -> Path:
    """A project with some documents in it, closed."""
    return shutil.copy(filled, tmp_path / "项目.db")


def refused(place: Path | str, kind: type[StoreError], *words: str) -> StoreError:
    """Opening raises that, says these words, and leaves every file beside it as it was."""
    folder = Path(place).parent
    before = contents(folder)
    with pytest.raises(kind) as caught:
        open_project(place, "王芳", create=False).close()
    assert contents(folder) == before
    for word in words:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def contents(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize(
    "content", [b"hello", "这是一篇文章。😀".encode() * 100, b"%PDF-1.7\n" + bytes(5_000), b"\x00" * 4_096]
)
def test_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    refused(file, NotADatabase, "not a Jinbiao database", "nothing was changed")


def test_another_programs_database(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE notes (id)")
    connection.close()
    refused(file, NotADatabase, "another program")


def test_our_mark_without_our_tables(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")
        connection.execute("CREATE TABLE notes (id)")
    connection.close()
    refused(file, NotADatabase, "tables, but not ours")


def test_an_empty_file_is_a_new_project(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.touch()
    refused(file, Unreachable, "no project in it")
    open_project(file, "王芳", label_set=FLAT).close()


def test_an_empty_file_with_backups_is_damage(file: Path) -> None:
    project = open_project(file)
    from core.store.backup import back_up

    back_up(project.store)
    project.close()
    file.write_bytes(b"")
    refused(file, Damaged, "backups")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_cut_short(file: Path, share: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    refused(file, Damaged, "cut short", "Restore a backup")


@pytest.mark.parametrize("length", [1, 15, 16, 50])
def test_cut_within_the_header(file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    refused(file, NotADatabase)


def test_scribbled_over(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4_096 * 3 : 4_096 * 40] = os.urandom(4_096 * 37)
    file.write_bytes(data)
    try:
        project = open_project(file, "王芳", create=False)
    except Damaged:
        return
    assert quick_check(project.store)
    project.close()


def test_newer_than_this_program(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    refused(file, TooNew, "9999", "Update the program")


def test_newer_on_a_server(projects: Projects, place: str) -> None:
    from sqlalchemy import create_engine, text

    if projects.backend == "sqlite":
        pytest.skip("the file's case is above")
    database = create_engine(place)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(TooNew):
            open_project(place)
    finally:
        with database.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{REVISIONS[-1]}'"))
        database.dispose()


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    refused(tmp_path, Unreachable, "this is a folder")


def test_no_such_file(tmp_path: Path) -> None:
    refused(tmp_path / "x.db", Unreachable, "no such file")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="there is no folder"):
        open_project(tmp_path / "没有" / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(file: Path) -> None:
    with pytest.raises(Unreachable):
        open_project(file / "x.db")


def test_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    with pytest.raises(Unreachable, match="no file"):
        open_project(tmp_path / "pipe.db")


@pytest.mark.parametrize("place", ["", "a\0b.db", ":memory:", "x" * 5_000 + ".db"])
def test_a_path_that_is_none(place: str) -> None:
    with pytest.raises(Unreachable) as caught:
        open_project(place)
    assert "\0" not in str(caught.value)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mysql://u:geheim@host/db", "only SQLite files and postgresql"),
        ("http://example.org/", "only SQLite files and postgresql"),
        ("postgresql://u:geheim@host:port/db", "not a database address"),
        ("postgresql://u:geheim@127.0.0.1:1/db", "cannot be opened there"),
        ("postgresql://u:geheim@no-such-host.invalid/db", "cannot be opened there"),
        ("sqlite://", "the path of a file"),
        ("://x", "not a database address"),
    ],
)
def test_addresses_that_lead_nowhere(place: str, words: str) -> None:
    with pytest.raises(Unreachable) as caught:
        open_project(place)
    assert words in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_an_address_of_a_file(file: Path) -> None:
    project = open_project(f"sqlite:///{file}", create=False)
    assert project.place == str(file)
    project.close()


def test_a_server_without_that_database(server: Server) -> None:
    with pytest.raises(Unreachable, match="does not exist"):
        open_project(server.address("nowhere"))


def test_a_server_with_other_tables(server: Server) -> None:
    from sqlalchemy import create_engine, text

    name, address = server.fresh()
    database = create_engine(address)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE notes (id integer)"))
    database.dispose()
    with pytest.raises(NotADatabase):
        open_project(address)
    server.drop(name)


def test_an_empty_server_is_not_filled_by_looking(server: Server) -> None:
    name, address = server.fresh()
    for _ in range(2):
        with pytest.raises(Unreachable, match="no project in it"):
            open_project(address, create=False)
    open_project(address, label_set=FLAT).close()
    open_project(address, create=False).close()
    server.drop(name)


def test_without_the_servers_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unreachable, match="pip install"):
        open_project("postgresql://localhost/x")


def test_a_read_only_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode == os.W_OK and Path(path) == file))
    refused(file, ReadOnly, "read-only")


def test_a_read_only_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode == os.W_OK and Path(path) == file.parent))
    refused(file, ReadOnly, "read-only")


_AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[2])
import core.project, core.errors, core.store.migrate, alembic.command
os.setgid(65534); os.setuid(65534)
try:
    core.project.open_project(sys.argv[1], "x", create=len(sys.argv) > 3)
except core.errors.StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ((0o755, 0o444), "ReadOnly"),
        ((0o555, 0o666), "ReadOnly"),
        ((0o777, 0o000), "Unreachable"),
        ((0o000, 0o666), "Unreachable"),
    ],
)
def test_as_somebody_without_permission(file: Path, modes: tuple[int, int], expected: str) -> None:
    folder = Path(shutil.move(file.parent, f"/tmp/jinbiao-nobody-{os.getpid()}"))
    try:
        (folder / file.name).chmod(modes[1])
        folder.chmod(modes[0])
        before = (folder / file.name).read_bytes()
        found = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(folder / file.name), str(ROOT)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.stdout.startswith(expected), found.stdout + found.stderr
        assert (folder / file.name).read_bytes() == before
    finally:
        folder.chmod(0o755)
        shutil.move(folder, file.parent)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


@pytest.fixture
def locked() -> Callable[[Path], sqlite3.Connection]:
    """Another program's connection that holds the write lock."""

    def lock(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    return lock


def test_locked_by_another_program(
    file: Path, impatient: None, locked: Callable[[Path], sqlite3.Connection]
) -> None:
    holder = locked(file)
    project = open_project(file, "王芳", create=False)
    assert len(queries.document_lines(project)) == 50
    with pytest.raises(Busy, match="nothing was lost"):
        operations.retitle(project, 1, "x")
    holder.execute("ROLLBACK")
    holder.close()
    operations.retitle(project, 1, "x")
    project.close()


def test_locked_when_it_is_made(
    tmp_path: Path, impatient: None, locked: Callable[[Path], sqlite3.Connection]
) -> None:
    file = tmp_path / "x.db"
    holder = locked(file)
    with pytest.raises(Busy):
        open_project(file, label_set=FLAT)
    holder.close()
    open_project(file, label_set=FLAT).close()


def test_a_server_that_is_locked(projects: Projects, place: str, impatient: None) -> None:
    one, two = projects.open(place), projects.open(place, "李雷")
    document = add(one)
    with one.store.writing() as session:
        session.connection()
        with pytest.raises(Busy):
            operations.retitle(two, document, "x")
    operations.retitle(two, document, "x")


def test_two_opens_in_one_process_keep_the_log(file: Path) -> None:
    """Closing a plain handle on a database drops the locks that this process has on it."""
    first = open_project(file, "王芳")
    open_project(file, "李雷").close()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from core.project import open_project; "
    code += "from core import queries; p = open_project(sys.argv[1], '赵'); "
    code += "print(len(queries.document_lines(p))); p.close()"
    run = [sys.executable, "-c", code, str(file)]
    subprocess.run(run, check=True, capture_output=True)
    add(first, "后来的一篇😀")
    found = subprocess.run(run, check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "51"
    first.close()


def test_a_full_database(sqlite_project: Project) -> None:
    """SQLite's own limit stands in for the disk's."""
    from sqlalchemy import event

    add(sqlite_project)
    pages: list[int] = []

    def limit(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages[0]}")  # type: ignore[attr-defined]

    with sqlite_project.reading() as connection:
        pages.append(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
    sqlite_project.store.engine.dispose()
    event.listen(sqlite_project.store.engine, "connect", limit)
    before = queries.document_lines(sqlite_project)
    with pytest.raises(DiskFull, match="Make room"):
        add(sqlite_project, "长😀" * 100_000)
    assert queries.document_lines(sqlite_project) == before
    event.remove(sqlite_project.store.engine, "connect", limit)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False).returncode:
        pytest.skip("this machine mounts no small disk for us")
    yield disk  # type: ignore[misc]
    subprocess.run(["umount", "-l", disk], check=False)


def fill_up(disk: Path) -> None:
    with (disk / "other").open("wb", buffering=0) as other, pytest.raises(OSError, match="No space"):
        while other.write(bytes(4_096)) == 4_096:
            pass
        raise OSError("No space for all of it")


def test_a_full_disk(small_disk: Path) -> None:
    (small_disk / "other").write_bytes(bytes(300_000))
    project = open_project(small_disk / "x.db", "王芳", label_set=FLAT)
    document = add(project)
    records = (DocumentRecord(f"{number}😀" * 1_000) for number in range(2_000))
    with pytest.raises(DiskFull):
        operations.import_records(project, records, Report())
    assert [line.id for line in queries.document_lines(project)] == [document]
    with pytest.raises(DiskFull):
        for number in range(2_000):
            operations.retitle(project, document, f"题目{number}" * 500)
    assert list(audit(project.store)) == []
    (small_disk / "other").unlink()
    operations.retitle(project, document, "有地方了")
    assert queries.document_lines(project)[0].title == "有地方了"
    project.close()


def test_no_room_for_a_new_database(small_disk: Path) -> None:
    fill_up(small_disk)
    with pytest.raises(DiskFull):
        open_project(small_disk / "x.db", "王芳", label_set=FLAT)
    (small_disk / "other").unlink()
    open_project(small_disk / "x.db", "王芳", label_set=FLAT).close()
