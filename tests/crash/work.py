"""A child process that annotates, imports or exports until it is killed, saying each time what is done.

    python work.py ROOT KIND DATABASE [FOLDER]

It forks once for each line that it reads, so that a kill costs no new start of Python; the child's
number comes first, then a line for everything that a person would see as done.
"""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

from core import operations, queries
from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import writer
from core.formats.registry import format_named
from core.formats.report import Report
from core.project import open_project

IMPORTED = 20  # documents at a time


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def annotate(place: str, start: int) -> None:
    """One annotation after another, with an undo among them."""
    project = open_project(place, "王芳", create=False)
    document = queries.document_lines(project)[0].id
    text = queries.open_document(project, document).document.text
    at = start
    while at + 2 < len(text):
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
        at += 3
    say("end")


def import_(place: str, start: int) -> None:
    """One import after another."""
    project = open_project(place, "王芳", create=False)
    number = start
    while True:
        records = [
            DocumentRecord(
                f"😀第{number}次第{each}篇。" * 30, spans=(SpanRecord(1, 3, "PER"),), spans_given=True
            )
            for each in range(IMPORTED)
        ]
        operations.import_records(project, records, Report())
        say("imported", number)
        number += 1


def export(place: str, start: int) -> None:
    """The same file over and over; the number of the round stands in each document's title."""
    project = open_project(place, "王芳", create=False)
    target = Path(place).with_name("out.jsonl")
    number = start
    while True:
        for line in queries.document_lines(project):
            operations.retitle(project, line.id, str(number))
        writer(format_named("jinbiao"))(
            queries.records(project), target, project.label_set, Report(), {}, None
        )
        say("exported", number)
        number += 1


KINDS = {"annotate": annotate, "import": import_, "export": export}


def serve() -> None:
    """A child for each line: KIND DATABASE START."""
    for line in sys.stdin:
        kind, start, place = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            KINDS[kind](place, int(start))
            os._exit(0)
        say("child", child)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    serve()
