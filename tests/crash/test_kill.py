"""Killing the process at any moment loses nothing that it had said was done, and leaves nothing half."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import operations, queries
from core.annotation import DocumentRecord
from core.formats.report import Report
from core.project import Project, open_project
from core.store.audit import audit
from tests.core.samples import FLAT
from tests.crash.work import FOREVER, IMPORTED

ROOT = Path(__file__).parents[2]
LONG = "😀一二三𠮷五六七八九" * 3_000

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


class Worker:
    """Starts children that work, and kills each after a while."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/crash/work.py"), str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        assert "ready\n" in self._process.stdout
        self._chance = random.Random(20)

    def kill_one(self, kind: str, place: Path, start: int = 0, steps: int = FOREVER) -> list[list[str]]:
        """What a child said that it had done until its end, so many steps behind its first word.

        Without `steps` it is killed within 0.02 seconds, longer than an act takes: at any moment of one.
        """
        said = self._process.stdout
        assert said is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{kind} {start} {steps} {place}\n")
        self._process.stdin.flush()
        lines = iter(said.readline, "gone\n")
        child = int(next(lines).split()[1])
        timer = threading.Timer(self._chance.uniform(0, 0.02), os.kill, (child, signal.SIGKILL))
        done = []
        for line in lines:
            if not done and steps == FOREVER:
                timer.start()
            done.append(line.split())
        timer.cancel()
        return done

    def stop(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "项目.db"


def opened(place: Path) -> Project:
    project = open_project(place, "王芳", create=False)
    assert list(audit(project.store)) == []
    return project


def test_annotating(worker: Worker, place: Path) -> None:
    project = open_project(place, "王芳", label_set=FLAT)
    operations.import_records(project, [DocumentRecord(LONG)], Report())
    [document] = [line.id for line in queries.document_lines(project)]
    project.close()
    there: dict[int, tuple[int, str]] = {}
    start = 0
    for steps in [*range(60), *[FOREVER] * 30]:
        for said in worker.kill_one("annotate", place, start, steps):
            match said:
                case ["annotated", id_, at]:
                    there[int(id_)] = (int(at), "PER")
                    start = int(at) + 3
                case ["relabelled", id_, label]:
                    there[int(id_)] = (there[int(id_)][0], label)
                case ["removed", id_]:
                    del there[int(id_)]
                case ["undone", id_, at]:
                    there[int(id_)] = (int(at), "ORG" if int(at) % 5 == 0 else "PER")
        project = opened(place)
        found = {
            each.id: (each.start, each.label) for each in queries.open_document(project, document).annotations
        }
        # The act that was under way may be there or not; it is the last one or nothing.
        assert len(found.items() ^ there.items()) <= 2
        assert len(there.keys() - found.keys()) <= 1
        there = found
        start = max((at for at, _ in found.values()), default=0) + 3
        project.close()
    assert len(there) > 90


@pytest.mark.parametrize("number", range(10))
def test_importing(worker: Worker, place: Path, number: int) -> None:
    open_project(place, "王芳", label_set=FLAT).close()
    start = 0
    for steps in (number, number + 10, number + 20, number + 30, FOREVER, FOREVER):
        done = [int(number) for _, number in worker.kill_one("import", place, start, steps)]
        project = opened(place)
        found = [
            queries.open_document(project, line.id) for line in queries.document_lines(project)[-IMPORTED:]
        ]
        total = len(queries.document_lines(project))
        assert total % IMPORTED == 0
        newest = int(found[-1].document.text.split("次")[0].removeprefix("😀第"))
        assert total == (newest + 1) * IMPORTED
        assert newest in (done[-1], done[-1] + 1)
        assert all(len(each.annotations) == 1 for each in found)
        project.close()
        start = newest + 1


def test_exporting(worker: Worker, place: Path) -> None:
    project = open_project(place, "王芳", label_set=FLAT)
    records = [DocumentRecord(f"{number}" + "😀文" * 2_000) for number in range(6)]
    operations.import_records(project, records, Report())
    project.close()
    target = place.with_name("out.jsonl")
    start = 0
    for steps in range(80):
        done = [int(number) for _, number in worker.kill_one("export", place, start, steps)]
        titles = [json.loads(line)["title"] for line in target.read_text("utf-8").splitlines()]
        assert len(titles) == 6
        assert len(set(titles)) == 1
        assert int(titles[0]) in (done[-1], done[-1] + 1)
        assert {each.name.removeprefix(".")[: len(target.name)] for each in place.parent.iterdir()} <= {
            target.name,
            place.name,
            *(each.name[: len(target.name)] for each in place.parent.glob(f"{place.name}*")),
        }
        opened(place).close()
        start = done[-1] + 2


def test_a_new_database_is_there_or_not(worker: Worker, tmp_path: Path) -> None:
    """Stopped while it is being made, the next opening makes it whole."""
    steps = 0
    while ["made"] not in worker.kill_one("create", tmp_path / f"{steps}.db", steps=steps):
        project = open_project(tmp_path / f"{steps}.db", "王芳", label_set=FLAT)
        assert list(audit(project.store)) == []
        operations.import_records(project, [DocumentRecord("😀")], Report())
        project.close()
        steps += 1 if steps < 12 else 7
    assert steps > 60
