"""The consistency sweep at size: 10,000 documents × 60 spans. Time of one core, memory, cancelling, mending.

    python benchmarks/bench_sweep.py [DOCUMENTS]

Prints each figure with its budget; exit code 1 if one is missed.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from core import operations
from core.annotation import DocumentRecord, SpanRecord
from core.errors import Cancelled
from core.formats.report import Report
from core.operations import Mend
from core.project import SAMPLE, Project, open_project
from core.schema import LabelSet, read_label_set
from core.suggest.suggester import Suggester
from core.sweeping import sweep_project

SPANS = 60
WRONG = 0.003  # of the spans: relabelled, left out, or cut short


def main() -> int:
    """Build the project, measure, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    labels = read_label_set(SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(Path(folder) / "bench.db", "甲", label_set=labels)
        started = time.perf_counter()
        operations.import_records(project, _records(number, labels), Report())
        print(f"made: {number} documents × {SPANS} spans in {time.perf_counter() - started:.1f} s")
        rows = list(_measure(project))
        project.close()
    missed = False
    for what, value, unit, budget in rows:
        within = value <= budget
        missed = missed or not within
        print(f"{what:<44}{value:>9.2f} {unit:<3} budget {budget:g} {'' if within else 'MISSED'}")
    return int(missed)


def _measure(project: Project) -> Iterator[tuple[str, float, str, float]]:
    base, seen = _memory(), []
    started, wall = time.process_time(), time.perf_counter()
    found = sweep_project(project, progress=lambda done, of: seen.append(done))
    yield "sweep, processor time", time.process_time() - started, "s", 60
    yield "sweep, on the clock (other programs too)", time.perf_counter() - wall, "s", 120
    yield "peak memory beyond the start", _memory() - base, "MB", 500
    hits = sum(finding.number for finding in found.findings)
    print(
        f"{found.spans} spans: {len(found.findings)} findings, {hits} hits; progress told {len(seen)} times"
    )

    wall, asked = time.perf_counter(), 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 500

    try:
        sweep_project(project, should_stop=soon)
    except Cancelled:
        yield "stopped, after 500 layers", time.perf_counter() - wall, "s", 10
    mends = [
        Mend(hit.layer_id, hit.id, hit.start, hit.end, hit.label, hit.after[0])
        for finding in found.findings
        for hit in finding.hits
        if hit.after
    ][:2_000]
    started = time.process_time()
    change = operations.mend(project, mends)
    yield f"{len(mends)} places mended as one act", time.process_time() - started, "s", 10
    started = time.process_time()
    operations.undo(project)
    yield "and taken back", time.process_time() - started, "s", 5
    print(f"passed over: {change.passed_over}")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _records(number: int, labels: LabelSet) -> Iterator[DocumentRecord]:
    """Paragraphs of the sample in random order, each with what rules label in it, a few labelled wrongly."""
    dice, suggester = random.Random(1), Suggester(labels)
    keys = [label.key for label in labels.labels]
    paragraphs: list[tuple[str, list[tuple[int, int, str]]]] = []
    for file in sorted((SAMPLE / "articles").glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            spans: list[tuple[int, int, str]] = []
            for each in sorted(suggester.suggest(line, ()), key=lambda each: (each.start, -each.end)):
                if not spans or each.start >= spans[-1][1]:
                    spans.append((each.start, each.end, each.label))
            if len(spans) > 1:
                paragraphs.append((line, spans))
    for document in range(number):
        text, spans = f"第{document}篇\n", []
        while len(spans) < SPANS:
            line, some = dice.choice(paragraphs)
            for start, end, label in some:
                wrong = dice.random()
                if wrong < WRONG:
                    label = dice.choice(keys)
                elif wrong < 2 * WRONG:
                    continue
                elif wrong < 3 * WRONG and end - start > 2:
                    end -= 1
                place = (len(text) + start, len(text) + end)
                spans.append(SpanRecord(*place, label, line[start:end]))
            text += line + "\n"
        yield DocumentRecord(text, id=str(document), spans=tuple(spans), spans_given=True, annotator="甲")


if __name__ == "__main__":
    sys.exit(main())
