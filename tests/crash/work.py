"""A child that annotates, imports, exports or makes a database until it is killed, saying what is done.

    python work.py ROOT

It does everything once, so that each statement is compiled, and says “ready”. Then it forks for each
line that it reads, so that a kill costs no new start of Python; the child's number comes first, then a
line for everything that a person would see as done. The line says at which step behind its first word
the child ends itself, a statement, a commit or a call about a file; or that somebody else does it.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from sqlalchemy import Engine, event

from core import operations, queries
from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import writer
from core.formats.registry import format_named
from core.formats.report import Report
from core.project import Project, open_project
from tests.compiled import compile_once
from tests.core.samples import FLAT

IMPORTED = 20  # documents at a time
FOREVER = -1
FILES = frozenset(
    {"open", "os.chmod", "os.link", "os.remove", "os.rename", "sqlite3.connect", "tempfile.mkstemp"}
)


class Fate:
    """Counts the steps of this process from its first word, and ends it at a certain one."""

    def __init__(self) -> None:
        self.steps = FOREVER
        self.is_counting = False
        for each in ("before_cursor_execute", "commit"):
            event.listen(Engine, each, self.step)
        sys.addaudithook(lambda name, _about: self.step() if name in FILES else None)

    def step(self, *_about: object) -> None:
        if not self.is_counting or self.steps == FOREVER:
            return
        if self.steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps -= 1


fate = Fate()


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())
    fate.is_counting = words[0] not in ("child", "ready")


def annotate(project: Project, _place: Path, start: int) -> Iterator[None]:
    """One annotation after another, with an undo among them."""
    document = queries.document_lines(project)[0].id
    text = queries.open_document(project, document).document.text
    for at in range(start, len(text) - 2, 3):
        made = operations.annotate(project, document, at, at + 2, "PER", replacing=True).added
        if made:
            say("annotated", made[0].id, at)
            if at % 5 == 0:
                operations.relabel(project, made[0].id, "ORG")
                say("relabelled", made[0].id, "ORG")
            if at % 7 == 0:
                operations.remove(project, [made[0].id])
                say("removed", made[0].id)
                operations.undo(project)
                say("undone", made[0].id, at)
        yield
    say("end")


def import_(project: Project, _place: Path, start: int) -> Iterator[None]:
    """One import after another."""
    for number in count(start):
        records = [
            DocumentRecord(
                f"😀第{number}次第{each}篇。" * 30, spans=(SpanRecord(1, 3, "PER"),), spans_given=True
            )
            for each in range(IMPORTED)
        ]
        operations.import_records(project, records, Report())
        say("imported", number)
        yield


def steady(records: Iterator[DocumentRecord]) -> Iterator[DocumentRecord]:
    """Each record is a step: between two of them a file may be half written."""
    for each in records:
        fate.step()
        yield each


def export(project: Project, place: Path, start: int) -> Iterator[None]:
    """The same file over and over; the number of the round stands in each document's title."""
    target = place.with_name("out.jsonl")
    for number in count(start):
        for line in queries.document_lines(project):
            operations.retitle(project, line.id, str(number))
        writer(format_named("jinbiao"))(
            steady(queries.records(project)), target, project.label_set, Report(), {}, None
        )
        say("exported", number)
        yield


KINDS = {"annotate": annotate, "import": import_, "export": export}


def create(place: str) -> None:
    """A database that is not there yet."""
    say("begun")
    open_project(place, "李雷", label_set=FLAT)
    say("made")


def work(kind: str, place: str, start: int) -> None:
    """One round after another in a database, or the making of one."""
    if kind == "create":
        create(place)
    else:
        for _ in KINDS[kind](open_project(place, "王芳", create=False), Path(place), start):
            pass


def do_everything_once() -> None:
    """Make a database, and a round of each kind in it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_project(f"{folder}/项目.db", "王芳", label_set=FLAT)) as project,
    ):
        operations.import_records(project, [DocumentRecord("😀一二三")], Report())
        for kind in (annotate, import_, export):
            next(kind(project, Path(project.place), 0))
    say("ready")


def serve() -> None:
    """A child for each line: KIND START STEPS DATABASE."""
    for line in sys.stdin:
        kind, start, steps, place = line.rstrip("\n").split(" ", 3)
        child = os.fork()
        if child == 0:
            say("child", os.getpid())
            fate.steps = int(steps)
            work(kind, place, int(start))
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    compile_once()
    do_everything_once()
    serve()
