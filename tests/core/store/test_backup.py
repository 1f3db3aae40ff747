"""Backups and the way back: whole or not at all, and nothing is thrown away."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import operations, queries
from core.errors import Busy, Damaged, NotADatabase, ReadOnly, Unreachable
from core.project import Project, open_project
from core.store import backup, engine
from core.store.aside import keep_aside
from core.store.audit import audit
from tests.core.samples import TEXT, add, dump

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(sqlite_project: Project) -> Path:
    assert sqlite_project.store.file is not None
    return sqlite_project.store.file


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


def made(project: Project, why: str = "daily") -> Path:
    target = backup.back_up(project.store, why)
    assert target is not None
    return target


def test_a_backup_is_a_whole_project(sqlite_project: Project) -> None:
    add(sqlite_project)
    copy = open_project(made(sqlite_project), create=False)
    assert dump(copy, ("person",)) == dump(sqlite_project, ("person",))
    assert list(audit(copy.store)) == []
    copy.close()


def test_a_backup_leaves_nothing_else_behind(sqlite_project: Project) -> None:
    target = made(sqlite_project)
    assert list(target.parent.iterdir()) == [target]


def test_the_last_ten_are_kept(sqlite_project: Project, file: Path) -> None:
    targets = []
    for number in range(13):
        targets.append(made(sqlite_project, str(number)))
        time.sleep(0.002)
    assert backup.backups_of(file) == targets[:2:-1]


def test_another_databases_backups_are_left_alone(tmp_path: Path) -> None:
    first, second = (open_project(tmp_path / name) for name in ("a.db", "a-b.db"))
    others = [made(second, str(number)) for number in range(3)]
    for number in range(12):
        made(first, str(number))
        time.sleep(0.002)
    assert backup.backups_of(tmp_path / "a-b.db") == others[::-1]
    assert len(backup.backups_of(tmp_path / "a.db")) == 10
    first.close()
    second.close()


def test_a_name_with_brackets(tmp_path: Path) -> None:
    project = open_project(tmp_path / "项目[1]*.db")
    target = made(project)
    assert backup.backups_of(tmp_path / "项目[1]*.db") == [target]
    project.close()


def test_daily_is_once_a_day(sqlite_project: Project) -> None:
    first = backup.back_up_if_due(sqlite_project.store)
    assert first is not None
    assert backup.back_up_if_due(sqlite_project.store) is None
    os.utime(first, (0, 0))
    assert backup.back_up_if_due(sqlite_project.store) is not None


def test_a_server_has_none(projects: object, project: Project) -> None:
    if project.store.file is None:
        assert backup.back_up(project.store) is None
        assert backup.back_up_if_due(project.store) is None


def test_backups_that_cannot_be_written(sqlite_project: Project, file: Path) -> None:
    (file.parent / "backups").write_text("a file is in the way")
    with pytest.raises(Unreachable):
        backup.back_up(sqlite_project.store)


def test_backups_without_permission(
    sqlite_project: Project, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReadOnly):
        backup.back_up(sqlite_project.store)


def test_a_damaged_database_replaces_no_good_backup(sqlite_project: Project, file: Path) -> None:
    for number in range(30):
        add(sqlite_project, TEXT * 30 + str(number))
    targets = [made(sqlite_project, str(number)) for number in range(10)]
    sqlite_project.close()
    data = bytearray(file.read_bytes())
    data[4_096 * 3 : 4_096 * 60] = bytes(4_096 * 57)
    file.write_bytes(data)
    with pytest.raises(Damaged):
        backup.back_up(sqlite_project.store)
    assert sorted(backup.backups_of(file)) == sorted(targets)


def test_what_killed_programs_left_goes(sqlite_project: Project) -> None:
    target = made(sqlite_project)
    old, fresh = (target.with_name(f"{target.stem}-{age}.part") for age in "ab")
    for each in (old, fresh):
        each.write_bytes(b"half")
    os.utime(old, (0, 0))
    made(sqlite_project)
    assert (old.exists(), fresh.exists()) == (False, True)


@pytest.mark.parametrize("log", [False, True])
def test_a_restoring_that_was_killed_leaves_no_second_name(
    sqlite_project: Project, file: Path, log: bool
) -> None:
    """As a second name the file kept aside would change along with the database."""
    add(sqlite_project)
    before = dump(sqlite_project)
    target = made(sqlite_project)
    if log:  # what is not in the file yet is in its log
        for ending in ("", "-wal"):
            shutil.copy(f"{file}{ending}", f"{file}.killed{ending}")
    sqlite_project.close()
    if log:
        for ending in ("", "-wal"):
            Path(f"{file}.killed{ending}").replace(f"{file}{ending}")
    aside = keep_aside(file)
    file.with_name(f"{file.name}.restoring").write_bytes(b"half")
    assert aside is not None
    assert aside.samefile(file)
    project = open_project(file, "王芳", create=False)
    assert dump(project) == before
    project.close()
    assert not list(file.parent.glob("*.replaced-*"))
    backup.restore(file, target)
    assert not list(file.parent.glob("*.restoring*"))


def test_restore_puts_back_and_keeps_what_was_there(sqlite_project: Project, file: Path) -> None:
    add(sqlite_project)
    target = made(sqlite_project)
    then = dump(sqlite_project)
    operations.remove_document(sqlite_project, 1)
    later = dump(sqlite_project)
    sqlite_project.close()
    aside = backup.restore(file, target)
    assert aside is not None
    for place, content in ((file, then), (aside, later)):
        project = open_project(place, "王芳", create=False)
        assert dump(project) == content
        project.close()
    assert target.exists()
    assert not list(file.parent.glob("*.restoring*"))


def test_restore_where_nothing_is(sqlite_project: Project, file: Path) -> None:
    target = made(sqlite_project)
    sqlite_project.close()
    file.unlink()
    assert backup.restore(file, target) is None
    open_project(file, create=False).close()


@pytest.mark.parametrize("content", [b"", b"hello", bytes(8_192)])
def test_restore_over_a_damaged_file(sqlite_project: Project, file: Path, content: bytes) -> None:
    target = made(sqlite_project)
    sqlite_project.close()
    file.write_bytes(content)
    aside = backup.restore(file, target)
    assert aside is not None
    assert aside.read_bytes() == content
    open_project(file, create=False).close()


def test_an_old_log_does_not_enter_the_restored_file(sqlite_project: Project, file: Path) -> None:
    add(sqlite_project)
    target = made(sqlite_project)
    sqlite_project.close()
    file.write_bytes(b"scribbled")
    log = file.with_name(file.name + "-wal")
    log.write_bytes(b"an old log")
    backup.restore(file, target)
    assert not log.exists()
    assert [each.read_bytes() for each in file.parent.glob("*.replaced-*-wal")] == [b"an old log"]


def test_a_damaged_backup_is_refused(sqlite_project: Project, file: Path) -> None:
    for number in range(30):
        add(sqlite_project, TEXT * 30 + str(number))
    target = made(sqlite_project)
    sqlite_project.close()
    data = bytearray(target.read_bytes())
    data[4_096 * 3 : 4_096 * 60] = bytes(4_096 * 57)
    target.write_bytes(data)
    before = file.read_bytes()
    with pytest.raises(Damaged) as caught:
        backup.restore(file, target)
    assert str(target) in str(caught.value)
    target.write_bytes(b"no database at all")
    with pytest.raises(Damaged):
        backup.restore(file, target)
    assert file.read_bytes() == before
    assert not list(file.parent.glob("*.replaced-*"))


def test_another_programs_file_is_no_backup(sqlite_project: Project, file: Path, tmp_path: Path) -> None:
    sqlite_project.close()
    with sqlite3.connect(tmp_path / "notes.db") as connection:
        connection.execute("CREATE TABLE notes (id)")
    connection.close()
    with pytest.raises(NotADatabase):
        backup.restore(file, tmp_path / "notes.db")


def test_a_backup_that_is_not_there(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="no such backup"):
        backup.restore(file, tmp_path / "x.db")


def test_restore_while_this_program_has_it_open(sqlite_project: Project, file: Path) -> None:
    target = made(sqlite_project)
    queries.document_lines(sqlite_project)
    with pytest.raises(Busy):
        backup.restore(file, target)
    add(sqlite_project)
    assert not list(file.parent.glob("*.replaced-*"))


_HOLDS = """
import sys
sys.path.insert(0, sys.argv[2])
from core.project import open_project
project = open_project(sys.argv[1], "李雷")
print("open", flush=True)
sys.stdin.read()
"""


def test_restore_while_another_program_has_it_open(sqlite_project: Project, file: Path) -> None:
    target = made(sqlite_project)
    sqlite_project.close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(file), str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(Busy, match="Close it there"):
            backup.restore(file, target)
        holder.kill()
    backup.restore(file, target)
