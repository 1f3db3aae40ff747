"""Acts on a label set with many spans: preview, do, undo and redo, each to end with the same content.

    python benchmarks/bench_labels.py [SPANS]

20,000 spans under two labels (so that a merge moves 10,000) in 1,000 documents, with as many suggestions
and a rejection in each document; three times each, the median printed, budget 3 s.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from core import operations
from core.annotation import DocumentRecord, SpanRecord, Suggestion, Zone
from core.formats.report import Report
from core.label_acts import (
    DeleteLabel,
    LabelAct,
    MergeLabels,
    Part,
    RenameLabel,
    SplitLabel,
)
from core.project import Project, open_project
from core.queries.labels import preview
from core.schema import Label, LabelSet
from core.store.models import Base

BUDGET = 3.0  # seconds
TIMES = 3
PER_DOCUMENT = 20
WORDS = (
    "上海市",
    "北京市",
    "广州市",
    "市政府",
    "卫健委",
    "指挥部",
    "志愿者队",
    "启东😀市",
    "村委会",
    "𠮷田县",
)
LABELS = LabelSet("试验", "nested", (Label("PER"), Label("ORG"), Label("LOC")))


def main() -> None:
    """Print the figures; exit 1 if an act misses the budget or an undo leaves anything behind."""
    spans = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder) / "labels.db", spans)
        print(f"{spans:,} spans under 2 labels in {spans // PER_DOCUMENT:,} documents (SQLite)")
        acts: dict[str, LabelAct] = {
            "merge": MergeLabels(("ORG", "LOC"), "LOC"),
            "rename": RenameLabel("LOC", "地点"),
            "split by rule": SplitLabel("LOC", (Part(Label("市"), regex="市$"),)),
            "split by list": SplitLabel("LOC", (Part(Label("机关"), quotes=WORDS[3:6]),)),
            "delete, spans go": DeleteLabel("LOC"),
            "delete, spans to another": DeleteLabel("LOC", to="PER"),
        }
        for name, act in acts.items():
            missed = _measure(project, name, act) or missed
        project.close()
    sys.exit(missed)


def _measure(project: Project, name: str, act: LabelAct) -> bool:
    before = _digest(project)
    shown = preview(project, act)
    found: dict[str, list[float]] = {"preview": [], "do": [], "undo": [], "redo": []}
    same = True
    for _ in range(TIMES):
        found["preview"].append(_timed(lambda: preview(project, act)))
        found["do"].append(_timed(lambda: operations.change_labels(project, act)))
        found["undo"].append(_timed(lambda: operations.undo(project)))
        same = same and _digest(project) == before
        found["redo"].append(_timed(lambda: operations.redo(project)))
        operations.undo(project)
    medians = {step: statistics.median(seconds) for step, seconds in found.items()}
    worst = max(max(seconds) for seconds in found.values())
    times = " · ".join(f"{step} {seconds:.2f} s" for step, seconds in medians.items())
    ok = worst <= BUDGET and same
    print(
        f"{name:26} {shown.spans:7,} spans · {times} · worst {worst:.2f} s · "
        f"{'undone exactly' if same else 'NOT UNDONE'} · {'ok' if ok else 'MISSED'}",
        flush=True,
    )
    return not ok


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _digest(project: Project) -> str:
    """Of every row of every table but the history."""
    digest = hashlib.sha256()
    with project.reading() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name != "operation":
                rows = connection.execute(select(table).order_by(*table.primary_key.columns))
                for row in rows:
                    digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _project(place: Path, spans: int) -> Project:
    project = open_project(place, "王芳", label_set=LABELS)
    operations.import_records(project, _records(spans), Report())
    operations.fill(project, _Proposes(), again=True, document_ids=range(1, spans // PER_DOCUMENT + 1))
    return project


def _records(spans: int) -> Iterator[DocumentRecord]:
    for number in range(spans // PER_DOCUMENT):
        text, found = f"第{number}篇。", []
        for each in range(PER_DOCUMENT):
            word = WORDS[(number + each) % len(WORDS)]
            label = ("ORG", "LOC")[each % 2]
            found.append(SpanRecord(len(text), len(text) + len(word), label, word))
            text += word + "今天通报，"
        yield DocumentRecord(text, spans=tuple(found), spans_given=True)


class _Proposes:
    """Proposes every known word of a text."""

    def suggest(self, text: str, zones: list[Zone]) -> list[Suggestion]:
        found = []
        for number, word in enumerate(WORDS):
            at = text.find(word)
            while at >= 0:
                label = ("ORG", "LOC")[number % 2]
                found.append(Suggestion(at, at + len(word), label, word, "lexicon", 0.7, "r|x"))
                at = text.find(word, at + 1)
        return found

    def categories(self, text: str, zones: list[Zone]) -> list[object]:
        return []


if __name__ == "__main__":
    main()
