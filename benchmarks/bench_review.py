"""Review at size: 10,000 documents × 3 annotators × 60 spans. Agreement, first case, adjudicating, memory.

    python benchmarks/bench_review.py [DOCUMENTS]

Prints each figure with its budget; exit code 1 if one is missed.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from core import operations
from core.annotation import DocumentRecord, SpanRecord
from core.formats.report import Report
from core.project import Project, open_project
from core.queries.layers import layered_documents, layered_ids
from core.queries.review import cases
from core.schema import Label, LabelSet

ANNOTATORS = ("甲", "乙", "丙")
SPANS = 60
LABELS = ("PER", "ROLE", "ORG", "LOC", "TIME", "QTY", "MEASURE", "MECH", "SYS", "GOODS", "CROWD", "CASE")
LENGTH = 1_200
LETTERS = "启东市疫情防控指挥部在三月四日说😀𠮷王芳李雷上海北京社区网格员志愿者核酸检测点，。"


def main() -> int:
    """Build the project, measure, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(Path(folder) / "bench.db", "judge", label_set=_labels())
        started = time.perf_counter()
        operations.import_records(project, _records(number), Report())
        print(f"made: {number} documents × 3 × {SPANS} spans in {time.perf_counter() - started:.1f} s")
        rows = list(_measure(project, number))
        project.close()
    missed = False
    for what, value, unit, budget in rows:
        within = value <= budget
        missed = missed or not within
        print(f"{what:<44}{value:>9.2f} {unit:<3} budget {budget:g} {'' if within else 'MISSED'}")
    return int(missed)


def _measure(project: Project, number: int) -> Iterator[tuple[str, float, str, float]]:
    base = _memory()
    ids, took = _timed(lambda: layered_ids(project))
    _, first = _timed(lambda: list(islice(cases(project, ids), 1)))
    yield "case list to the first case", took + first, "s", 1.0
    case, took = _timed(lambda: next(iter(cases(project, ids)))[1].case)
    _, took = _timed(lambda: operations.adjudicate(project, ids[0], case.start, case.end, 1))
    yield "settling a case, stored", took * 1_000, "ms", 50

    from core.review.agreement import agreement

    seen: list[int] = []
    found, took = _timed(
        lambda: agreement(
            layered_documents(project, ids), len(ids), progress=lambda done, of: seen.append(done)
        )
    )
    yield "agreement with intervals", took, "s", 20
    yield "peak memory beyond the start", _memory() - base, "MB", 1_000
    print(f"progress told {len(seen)} times; figures: ", end="")
    print(
        ", ".join(
            f"{measure} {each.value:.3f}" for measure, each in found.whole.figures.items() if each.value
        )
    )
    some = ids[: min(200, number)]
    _, took = _timed(lambda: operations.accept_readings(project, document_ids=some))
    yield f"accepting by majority, {len(some)} documents", took, "s", 20


def _timed(act):
    started = time.perf_counter()
    found = act()
    return found, time.perf_counter() - started


def _memory() -> float:
    """The most this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def _labels() -> LabelSet:
    return LabelSet("bench", "flat", tuple(Label(key) for key in LABELS), (Label("教育"),))


def _records(number: int) -> Iterator[DocumentRecord]:
    dice = random.Random(1)
    for at in range(number):
        text = f"第{at}篇\n" + "".join(dice.choices(LETTERS, k=LENGTH))
        common = [
            (
                start := 6 + k * (LENGTH // SPANS) + dice.randrange(8),
                start + dice.randint(2, 8),
                dice.choice(LABELS),
            )
            for k in range(SPANS)
        ]
        for name in ANNOTATORS:
            spans = tuple(
                SpanRecord(start, end, label, text[start:end])
                for start, end, label in (_seen(dice, *span) for span in common)
            )
            yield DocumentRecord(
                text, id=str(at), title=f"第{at}篇", spans=spans, annotator=name, spans_given=True
            )


def _seen(dice: random.Random, start: int, end: int, label: str) -> tuple[int, int, str]:
    """What one annotator makes of a span: mostly the same."""
    chance = dice.random()
    if chance < 0.06:
        return start, end + 1, label
    if chance < 0.1:
        return start, end, dice.choice(LABELS)
    return start, end, label


if __name__ == "__main__":
    sys.exit(main())
