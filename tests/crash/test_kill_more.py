"""Killing the process in the midst of a long act: all is as it was before or as it is after, and goes on.

JINBIAO_KILLS=100 kills so often in each act.
"""

import itertools
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core import operations, queries
from core.annotation import DocumentRecord, SpanRecord
from core.formats.report import Report
from core.project import open_project
from core.release.folder import differing, releases
from core.store import backup
from core.store.audit import audit
from core.store.layer_content import layer_contents
from core.store.models import HandoutRow, LayerRow, OperationRow
from tests.core.samples import FLAT
from tests.crash.work_more import ACTS, FILE, MERGE, OUT, RELEASED

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("JINBIAO_KILLS", "2"))
DATABASE = "项目.db"
BLOCK = "王芳😀在北京。𠮷"

State = tuple[object, ...]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


class Killer:
    """Lets children act, each on a copy of a folder, and has them killed."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/crash/work_more.py"), str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )
        self._chance = random.Random(os.environ.get("JINBIAO_SEED", "4"))

    def rounds(self, kind: str, copies: Callable[[], Path]) -> Iterator[tuple[Path, bool]]:
        """Databases in which that was done: first undisturbed, then ended at steps and at times spread over
        the act; and whether it got through."""
        place = copies()
        took, steps = self._act(kind, place).split()
        yield place, True
        for number in range(KILLS):
            place, at = copies(), (number + self._chance.random()) / KILLS
            if number % 2:
                said = self._act(kind, place, seconds=str(at * float(took)))
            else:
                said = self._act(kind, place, steps=str(int(at * int(steps))))
            yield place, said == "done"

    def _act(self, kind: str, place: Path, *, seconds: str = "", steps: str = "") -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{kind}\t{seconds}\t{steps}\t{place}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def stop(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    made = Killer(tmp_path_factory.mktemp("temporary"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project, a backup of an older state, and a file that was handed out and worked in."""
    folder = tmp_path_factory.mktemp("prepared")
    project = open_project(folder / DATABASE, "王芳", label_set=FLAT)
    size = len(BLOCK)
    records = [
        DocumentRecord(
            f"{number:02}" + BLOCK * 20,
            spans=tuple(SpanRecord(2 + at * size, 4 + at * size, "PER") for at in range(20)),
            spans_given=True,
            annotator=name,
        )
        for number in range(6)
        for name in ("王芳", "李雷")
    ]
    operations.import_records(project, records, Report())
    backup.back_up(project.store)
    ids = [line.id for line in queries.document_lines(project)]
    operations.hand_out(project, "小李", folder / FILE, ids)
    operations.assign(project, ["小𠮷"], ids, each=2)
    project.close()
    theirs = open_project(folder / FILE, "", create=False)
    for line in queries.document_lines(theirs):
        operations.annotate(theirs, line.id, 7, 9, "LOC")
        operations.finish(theirs, line.id)
    theirs.close()
    return folder


@pytest.fixture
def copies(prepared: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a copy of that folder, and says where its database is."""
    numbers = itertools.count()

    def copy() -> Path:
        return Path(shutil.copytree(prepared, tmp_path / str(next(numbers)))) / DATABASE

    return copy


def state(place: Path) -> State:
    """What is in a database, which is whole."""
    project = open_project(place, "王芳", create=False)
    try:
        assert list(audit(project.store)) == []
        with project.reading() as connection:
            layers = list(connection.scalars(select(LayerRow.id)))
            contents = layer_contents(connection, layers, project.label_ids.key)
            return (
                [each.key for each in project.label_set.labels],
                {id_: each.digest for id_, each in contents.items()},
                connection.scalar(select(func.count()).select_from(OperationRow)),
                len(connection.scalars(select(HandoutRow.taken)).all()),
            )
    finally:
        project.close()


def in_hand(place: Path, act: Callable[..., object], *more: object) -> None:
    project = open_project(place, "王芳", create=False)
    act(project, *more)
    project.close()


def one_or_other(
    killer: Killer, kind: str, copies: Callable[[], Path]
) -> Iterator[tuple[Path, bool, State, State]]:
    """Databases with the state that each was found in, before or after, and the state after."""
    before = state(copies())
    after: State = ()
    for place, done in killer.rounds(kind, copies):
        found = state(place)
        after = after or found
        assert before != after
        assert found in ([after] if done else [before, after])
        yield place, found == after, before, after


def test_merging_labels(killer: Killer, copies: Callable[[], Path]) -> None:
    for place, done, before, after in one_or_other(killer, "merge", copies):
        if done:
            in_hand(place, operations.undo)
            assert state(place)[:2] == before[:2]
        else:
            in_hand(place, operations.change_labels, MERGE)
            assert state(place)[0] == after[0]


def test_collecting(killer: Killer, copies: Callable[[], Path]) -> None:
    for place, _, _, after in one_or_other(killer, "collect", copies):
        in_hand(place, ACTS["collect"], place.parent)
        assert state(place) == after
        theirs = open_project(place.with_name(FILE), "", create=False)
        assert list(audit(theirs.store)) == []
        theirs.close()


def test_handing_out(killer: Killer, copies: Callable[[], Path]) -> None:
    """A file may be there a moment before the project knows of it: what is done in it comes back then too."""
    for place, _, before, _ in one_or_other(killer, "hand out", copies):
        file = place.with_name(OUT)
        if not file.exists():
            in_hand(place, ACTS["hand out"], place.parent)
        theirs = open_project(file, "", create=False)
        assert theirs.annotator.name == "小𠮷"
        operations.annotate(theirs, 1, 0, 1, "LOC")
        assert len(queries.document_lines(theirs)) == 6
        assert list(audit(theirs.store)) == []
        theirs.close()
        assert not list(place.parent.glob("*.part*"))
        assert state(place)[:2] == before[:2]
        report = Report()
        in_hand(place, operations.collect, file, report)
        assert report.taken["span"] == 1


def test_releasing(killer: Killer, copies: Callable[[], Path]) -> None:
    before = state(copies())
    for place, done in killer.rounds("release", copies):
        folder = place.parent / RELEASED
        there = [each.name for each in releases(folder)]
        shown = [each.name for each in folder.glob("[!.]*")]
        assert there == shown
        assert there in ([["r1"]] if done else [[], ["r1"]])
        assert state(place) == before
        if not there:
            in_hand(place, ACTS["release"], place.parent)
        assert list(differing(folder / "r1")) == []


def test_restoring(killer: Killer, copies: Callable[[], Path], prepared: Path) -> None:
    """Over a database that was closed, and over one whose program was killed: part of it is in its log."""
    killed_before = itertools.cycle([True, False])

    def worked_in() -> Path:
        place = copies()
        project = open_project(place, "王芳", create=False)
        operations.retitle(project, 1, "题😀")
        if next(killed_before):
            copy = Path(shutil.copytree(place.parent, place.parent.with_name(f"{place.parent.name} killed")))
            place = copy / DATABASE
        project.close()
        return place

    before, old = state(worked_in()), state(backup.backups_of(prepared / DATABASE)[0])
    assert before != old
    for place, done in killer.rounds("restore", worked_in):
        found = state(place)
        assert found in ([old] if done else [before, old])
        aside = list(place.parent.glob("*.replaced-*.db"))
        assert [state(each) for each in aside] == [before] * (found == old)
        assert not any(each.samefile(place) for each in aside)
        backup.restore(place, backup.backups_of(place)[0])
        assert state(place) == old
        assert not list(place.parent.glob("*.restoring*"))
