"""Time and memory of reading and writing 10,000 documents, 12 million characters, 600,000 spans.

    python -m benchmarks.bench_formats [DOCUMENTS [FORMAT…]]

Without names, the formats that come as one stream; the others, which take minutes or need a library, when
they are named. Each step runs in a process of its own, so that its peak memory is its own. No database
takes part.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import Feature, reader, writer
from core.formats.registry import FORMATS
from core.formats.report import Report

LENGTH = 1200
SPANS = 60
BUDGET = 3.0  # seconds for each reading and each writing
WORDS = (
    *("记者", "昨天", "市教育局", "，北京大学", "与", "张小明", "签订", "了", "协议。", "😀", "2024年"),
    *("国务院", "社区", "\n", "𠮷野家", "防疫"),
)
LABELS = ("PER", "ORG", "LOC", "TIME")
STREAMS = ("jinbiao", "doccano", "label-studio", "prodigy", "cluener", "csv", "conll", "brat", "yedda")


def documents(number: int) -> Iterator[DocumentRecord]:
    """Made-up documents, each with 😀 and 𠮷 in it and its spans spread over it, some of them nested."""
    chance = random.Random(7)
    for which in range(number):
        text = "".join(chance.choices(WORDS, k=LENGTH // 2))[:LENGTH].ljust(LENGTH, "。")
        places = chance.sample(range(LENGTH - 8), SPANS)
        spans = tuple(
            SpanRecord(
                at,
                at + 2 + at % 5,
                LABELS[at % 4],
                text[at : at + 2 + at % 5],
                "accepted",
                "jieba",
                0.5,
                "word|nt",
            )
            for at in sorted(places)
        )
        yield DocumentRecord(
            text, str(which), f"题 {which}", spans=spans, annotator="甲", state="finished", spans_given=True
        )


def write_file(name: str, path: Path, number: int) -> None:
    """Write what was made, the making not timed apart: it is taken off by the caller."""
    writer(FORMATS[name])(documents(number), path, None, Report(), {}, None)


def read_file(name: str, path: Path, number: int) -> None:
    """Read all, keeping nothing."""
    report = Report()
    spans = sum(len(record.spans) for record in reader(FORMATS[name])(path, report, {}))
    nested = Feature.NESTED in FORMATS[name].carries  # else those that overlap were left out
    assert not nested or spans > 0.999 * number * SPANS, (spans, report.summary())


def only_make(name: str, path: Path, number: int) -> None:
    """What the documents themselves cost."""
    for _ in documents(number):
        pass


def measured(
    step: Callable[[str, Path, int], None], name: str, path: Path, number: int
) -> tuple[float, float]:
    """(seconds, peak megabytes) of a step in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (step, name, path, number))


def _run(step: Callable[[str, Path, int], None], name: str, path: Path, number: int) -> tuple[float, float]:
    begin = time.perf_counter()
    step(name, path, number)
    seconds = time.perf_counter() - begin
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    names = sys.argv[2:] or STREAMS
    slow = 0
    print(f"{number:,} documents, {number * LENGTH:,} characters, {number * SPANS:,} spans")
    with tempfile.TemporaryDirectory() as folder:
        making, _ = measured(only_make, "", Path(), number)
        for name in names:
            path = Path(folder) / f"out{FORMATS[name].suffixes[0]}"
            for verb, step, less in (("write", write_file, making), ("read", read_file, 0.0)):
                seconds, megabytes = measured(step, name, path, number)
                size = path.stat().st_size / 1e6
                took = f"{seconds - less:6.2f} s  {megabytes:6.0f} MB peak"
                print(f"{name:12} {verb:5} {took}  file {size:.0f} MB", flush=True)
                slow += name in ("jinbiao", "doccano") and seconds - less > BUDGET * number / 10_000
            path.unlink()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
