"""How long the store takes: a key press until it is stored, opening, listing, taking in and giving out.

    python benchmarks/bench_store.py [keys] [lists] [files]

Each part runs in a process of its own, so that memory is its own too.
"""

# ruff: noqa: B023 # what is timed runs at once

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from core import operations, queries
from core.annotation import CategorySuggestion, DocumentRecord, SpanRecord, Suggestion
from core.formats.files import read_all
from core.formats.format import writer
from core.formats.registry import format_named
from core.formats.report import Report
from core.project import Project, open_project
from core.schema import Label, LabelSet

LABELS = LabelSet("速度", "flat", tuple(Label(key) for key in ("PER", "ORG", "LOC", "TIME")), ())
SENTENCE = (
    "记者昨天从市教育局了解到，😀北京大学与当地政府签订了合作协议，"
    "𠮷发言人说会继续努力，争取早日见到成效。大家都很高兴。\n"
)
EVERY = len(SENTENCE)  # 60: a span in every so many characters
SIZES = (1_000, 100_000, 500_000, 5_000_000)
ROUNDS = 100


def text_of(length: int, number: int = 0) -> str:
    """A text of that many code points which no other number gives."""
    head = f"第{number}篇。\n"
    return (head + SENTENCE * (length // EVERY + 1))[:length]


def spans_of(text: str, label: str = "ORG") -> tuple[SpanRecord, ...]:
    """A span on every 北京大学."""
    found, at = [], text.find("北京大学")
    while at >= 0:
        found.append(SpanRecord(at, at + 4, label, "北京大学"))
        at = text.find("北京大学", at + 1)
    return tuple(found)


class Proposes:
    """Suggests every 发言人."""

    def suggest(self, text: str, _zones: object) -> list[Suggestion]:
        """Spans that no annotation overlaps."""
        return [
            Suggestion(
                each.start + 12, each.start + 15, "PER", text[each.start + 12 : each.start + 15], "x", 0.5
            )
            for each in spans_of(text)
            if each.start + 15 <= len(text)
        ]

    def categories(self, _text: str, _zones: object) -> list[CategorySuggestion]:
        """None."""
        return []


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came out."""
    start = time.perf_counter()
    result = act()
    return (time.perf_counter() - start) * 1_000, result


def spread(times: list[float]) -> str:
    """The middle and the slow end."""
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):7.2f}   p95 {ordered[int(len(ordered) * 0.95) - 1]:7.2f} ms"


def keys(folder: Path) -> None:
    """Key → stored, and opening, by the length of the document."""
    print("key → stored (budget: 8 ms with painting), and opening a document (budget: 50 ms with painting)")
    for size in SIZES:
        project = open_project(folder / f"{size}.db", "王芳", label_set=LABELS)
        text = text_of(size)
        record = DocumentRecord(text, spans=spans_of(text), spans_given=True, state="in progress")
        operations.import_records(project, [record], Report())
        [line] = queries.document_lines(project)
        operations.fill(project, Proposes())
        opening = [timed(lambda: queries.open_document(project, line.id))[0] for _ in range(5)]
        suggestions = queries.open_document(project, line.id).suggestions
        print(f"  {size:>9,} characters, {len(record.spans):,} spans; opening {spread(opening)}")
        for name, times in _press(project, line.id, text, suggestions).items():
            print(f"      {name:9} {spread(times)}")
        project.close()


def _press(
    project: Project, document: int, text: str, suggestions: tuple[Suggestion, ...]
) -> dict[str, list[float]]:
    chance = random.Random(1)
    starts = list(range(20, len(text) - EVERY, EVERY))
    times: dict[str, list[float]] = {name: [] for name in ("annotate", "relabel", "move", "accept", "undo")}
    for _ in range(ROUNDS):
        at = text.index("当地政府", chance.choice(starts) if len(starts) > 1 else 0)
        took, change = timed(lambda: operations.annotate(project, document, at, at + 4, "LOC"))
        times["annotate"].append(took)
        if change.added:
            id_ = change.added[0].id
            times["relabel"].append(timed(lambda: operations.relabel(project, id_, "ORG"))[0])
            times["move"].append(timed(lambda: operations.move_edges(project, id_, at, at + 2))[0])
            for _ in range(3):
                times["undo"].append(timed(lambda: operations.undo(project))[0])
        one = chance.choice(suggestions).id
        took, change = timed(lambda: operations.accept(project, document, [one]))
        if change.added:
            times["accept"].append(took)
            times["undo"].append(timed(lambda: operations.undo(project))[0])
    return times


def lists(folder: Path) -> None:
    """The list of documents, untouched and with a tenth begun."""
    print("document_lines")
    for count in (10_000, 100_000):
        project = open_project(folder / f"{count}.db", "王芳", label_set=LABELS)
        operations.import_records(project, _short(count), Report())
        took, lines = timed(lambda: queries.document_lines(project))
        print(f"  {count:>7,} documents, half of them annotated: {took:7.1f} ms")
        operations.fill(project, Proposes(), [line.id for line in lines[: count // 10]])
        for line in lines[1 : count // 10 : 2]:
            operations.annotate(project, line.id, 0, 1, "PER")
        took, _ = timed(lambda: queries.document_lines(project))
        print(f"  {count:>7,} documents, {count // 20:,} of them begun:    {took:7.1f} ms")
        project.close()


def _short(count: int) -> Iterator[DocumentRecord]:
    for number in range(count):
        text = text_of(120, number)
        yield DocumentRecord(
            text, f"d{number}", f"第{number}篇", spans=spans_of(text), spans_given=number % 2 == 0
        )


def files(folder: Path) -> None:
    """10,000 documents, 12 million characters, 600,000 spans: in, out, in as suggestions, undone."""
    source = folder / "in.jsonl"
    size = _write(source)
    project = open_project(folder / "annotations.db", "王芳", label_set=LABELS)
    jinbiao = format_named("jinbiao")
    report = Report()
    before = _memory()
    took, _ = timed(
        lambda: operations.import_records(
            project, read_all([source], "jinbiao", {}, report, project.label_set), report
        )
    )
    print(
        f"import  {dict(report.taken)}, {size / 1e6:.0f} MB: {took / 1e3:.2f} s (budget 10), {_memory()} MB "
        f"({before} before; budget 300); database {(folder / 'annotations.db').stat().st_size / 1e6:.0f} MB"
    )
    took, _ = timed(
        lambda: writer(jinbiao)(queries.records(project), folder / "out.jsonl", LABELS, Report(), {}, None)
    )
    print(f"export  {took / 1e3:.2f} s (budget 5), {_memory()} MB")
    print(f"undo    {timed(lambda: operations.undo(project))[0]:.0f} ms, {_memory()} MB")
    print(f"redo    {timed(lambda: operations.redo(project))[0]:.0f} ms, {_memory()} MB")


def _write(target: Path) -> int:
    def made() -> Iterator[DocumentRecord]:
        for number in range(10_000):
            text = text_of(1_200, number)
            spans = sorted([*spans_of(text), *_others(text)], key=lambda span: span.start)[:60]
            yield DocumentRecord(text, f"d{number}", f"第{number}篇", spans=tuple(spans), spans_given=True)

    writer(format_named("jinbiao"))(made(), target, LABELS, Report(), {}, None)
    return target.stat().st_size


def _others(text: str) -> Iterator[SpanRecord]:
    for each in spans_of(text):
        for offset, length, label in ((-13, 2, "PER"), (5, 4, "ORG")):
            start = each.start + offset
            if start >= 0 and start + length <= len(text):
                yield SpanRecord(start, start + length, label, text[start : start + length])


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


PARTS = {"keys": keys, "lists": lists, "files": files}

if __name__ == "__main__":
    wanted = [name for name in sys.argv[1:] if name in PARTS]
    if len(wanted) == 1:
        with tempfile.TemporaryDirectory() as place:
            PARTS[wanted[0]](Path(place))
    else:
        for part in wanted or PARTS:
            subprocess.run([sys.executable, __file__, part], check=True)
