"""Learning: speed with a model against jieba, CPU for retraining after a document, two processes against one.

    python benchmarks/bench_learning.py [--documents 300] [--bulk 2000] [--rounds 3]

The documents are lines of the sample articles in ever new orders, 1,200 characters each, annotated by the
rules but for every eighth string, so that there is something to learn. Speeds and training are CPU
seconds; the processes are compared by the clock and by CPU seconds, as other work spoils the clock, and
with two that only think, as the second core of a virtual machine may be less than a core. What is compared
is run in turn, and the median of the rounds told.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, get_context
from pathlib import Path

import jieba
import jieba.posseg

from core import operations
from core.annotation import DocumentRecord, Zone
from core.formats.report import Report
from core.project import Project, open_project
from core.schema import read_label_set
from core.suggest import Suggester
from core.suggest.learned import Example, LearnedSuggester, Learner
from core.suggest.thinking import Suggests
from core.zones import suggest_zones

CORPUS = Path(__file__).parents[1] / "corpus"
LENGTH = 1_200
_ROUNDS = 15  # in each, all systems run over the same texts, so that a slow minute slows all of them


def main() -> None:
    """Train, suggest, fill; print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--bulk", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    label_set = read_label_set(CORPUS)
    rules = Suggester(label_set)
    texts = made_up(max(options.documents, options.bulk))
    suggester = _retraining(rules, [annotated(text, rules) for text in texts[: options.documents]])
    _speed(suggester, texts[:300])
    if options.bulk:
        _two_at_once(rules, texts[:100])
        _bulk(suggester, texts[: options.bulk], options.rounds)


def made_up(count: int) -> list[str]:
    """So many texts of about 1,200 characters, always the same."""
    chance = random.Random(1)
    lines = [
        line
        for file in sorted((CORPUS / "articles").glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    texts = []
    for number in range(count):
        text = f"第{number}篇\n"
        while len(text) < LENGTH:
            text += chance.choice(lines) + "\n"
        texts.append(text[:LENGTH])
    return texts


def annotated(text: str, rules: Suggester) -> Example:
    zones = suggest_zones(text, rules.label_set.rules)
    kept = [each for each in rules.suggest(text, zones) if zlib.crc32(each.quote.encode()) % 8]
    return Example(text, tuple((each.start, each.end, each.label) for each in kept), zones=zones)


def _retraining(rules: Suggester, examples: list[Example]) -> LearnedSuggester:
    learner = Learner(rules)
    started = time.process_time()
    learner.train(examples[:-1])
    first = time.process_time() - started
    started = time.process_time()
    model = learner.train(examples)
    again = time.process_time() - started
    characters = sum(len(each.text) for each in examples)
    print(f"{len(examples)} documents, {characters:,} characters")
    print(f"first training            {first:6.2f} s of CPU")
    print(f"after one more document   {again:6.2f} s of CPU (budget: 3)")
    print(f"model                     {len(model.to_bytes()) / 1e6:6.2f} MB")
    print(f"mean error of the scores  {model.reliability:6.3f}")
    return LearnedSuggester(rules, model)


def _speed(suggester: LearnedSuggester, texts: list[str]) -> None:
    jieba.setLogLevel(60)
    jieba.initialize()
    zones = {text: suggest_zones(text, suggester.label_set.rules) for text in texts}
    systems = {
        "jieba.posseg.cut": lambda text: list(jieba.posseg.cut(text)),
        "jieba.cut": lambda text: list(jieba.cut(text)),
        "first suggestions": lambda text: suggester.rules.suggest(text, zones[text]),
        "learned suggestions": lambda text: suggester.suggest(text, zones[text]),
        **_lac(suggester.rules, zones),
    }
    for run in systems.values():
        run(texts[0])
    rounds = [
        {name: _speed_of(run, texts[number::_ROUNDS]) for name, run in systems.items()}
        for number in range(_ROUNDS)
    ]
    for name in systems:
        speed = statistics.median(each[name] for each in rounds)
        posseg = statistics.median(each[name] / each["jieba.posseg.cut"] for each in rounds)
        cut = statistics.median(each[name] / each["jieba.cut"] for each in rounds)
        print(f"{name:24}{speed:10,.0f} characters/s{posseg:7.1f} × posseg{cut:7.2f} × jieba.cut")


def _speed_of(run: Callable[[str], object], texts: list[str]) -> float:
    """Characters for a second of CPU."""
    started = time.process_time()
    for text in texts:
        run(text)
    return sum(map(len, texts)) / (time.process_time() - started)


def _lac(rules: Suggester, zones: dict[str, tuple[Zone, ...]]) -> dict[str, Callable[[str], object]]:
    asked = rules.with_lac()
    return {"rules and LAC": lambda text: asked.suggest(text, zones[text])} if asked.lac else {}


def _bulk(suggester: LearnedSuggester, texts: list[str], rounds: int) -> None:
    """One process against two: by the clock, and by CPU seconds, which other work on the machine spares.

    By CPU, two cores need as long as the busier of two processes, or half of all of them together.
    """
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(Path(folder) / "bulk.db", label_set=suggester.label_set)
        operations.import_records(project, [DocumentRecord(text) for text in texts], Report())
        print(f"\n{len(texts)} documents, median of {rounds} (load before: {os.getloadavg()[0]:.1f})")
        for name, system in (("rules", suggester.rules), ("learned", suggester)):
            clock: dict[int, list[float]] = {1: [], 2: []}
            busy: dict[int, list[float]] = {1: [], 2: []}
            for workers in (1, 2) * rounds:
                taken, by_process = _filled(project, system, workers)
                clock[workers].append(taken)
                busy[workers].append(max(max(by_process), sum(by_process) / workers))
            print(f"{name:8} by the clock {_compared(clock)};  by CPU {_compared(busy)}", flush=True)
        project.close()


def _compared(seconds: dict[int, list[float]]) -> str:
    ratios = [one / two for one, two in zip(seconds[1], seconds[2], strict=True)]
    one, two = statistics.median(seconds[1]), statistics.median(seconds[2])
    return f"{one:6.1f} s, {two:6.1f} s: {_ranged(ratios)}"


def _ranged(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} × ({min(ratios):.2f}–{max(ratios):.2f})"


def _two_at_once(suggester: Suggests, texts: list[str]) -> None:
    """What this machine's second core is worth: the same work in one process, and in two at once."""
    ratios = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for _ in range(2):  # they begin
            list(pool.map(_work, [suggester] * 2, [texts[:20]] * 2))
        for _ in range(_ROUNDS):
            [alone] = pool.map(_work, [suggester], [texts])
            started = time.perf_counter()
            list(pool.map(_work, [suggester] * 2, [texts] * 2))
            ratios.append(2 * alone / (time.perf_counter() - started))
    print(f"\ntwo processes that share nothing, against one: {_ranged(ratios)}")


def _work(suggester: Suggests, texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        suggester.suggest(text, ())
    return time.perf_counter() - started


def _filled(project: Project, system: Suggests, workers: int) -> tuple[float, list[float]]:
    """(seconds by the clock, CPU seconds of this process and of each other)."""
    others: dict[int, float] = {}
    before = _cpu_of_others()

    def look(_done: int, _total: int) -> None:
        others.update(_cpu_of_others())

    started, cpu = time.perf_counter(), time.process_time()
    operations.fill(project, system, again=True, workers=workers, progress=look)
    mine = time.process_time() - cpu
    spent = [seconds - before.get(pid, 0.0) for pid, seconds in others.items()]
    return time.perf_counter() - started, [mine, *spent]


def _cpu_of_others() -> dict[int, float]:
    """CPU seconds of the process from which others are forked and of those, by number (Linux)."""
    server = getattr(forkserver, "_forkserver", None)
    pid = getattr(server, "_forkserver_pid", None)
    if pid is None:
        return {}
    found = {}
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (str(pid), *children):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            found[int(each)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:  # one that has just ended, or another system
        pass
    return found


if __name__ == "__main__":
    main()
