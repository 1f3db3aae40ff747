"""Learning: speed with a model against jieba, CPU for retraining after a document, two processes against one.

    python benchmarks/bench_learning.py [--documents 300] [--bulk 2000]

The documents are lines of the sample articles in ever new orders, 1,200 characters each, annotated by the
rules but for every eighth string, so that there is something to learn. Speeds and training are CPU
seconds; the processes are compared by the clock, so that comparison needs a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import zlib
from pathlib import Path

import jieba
import jieba.posseg

from core import operations
from core.annotation import DocumentRecord
from core.formats.report import Report
from core.project import open_project
from core.schema import read_label_set
from core.suggest import Suggester
from core.suggest.learned import Example, LearnedSuggester, Learner
from core.zones import suggest_zones

CORPUS = Path(__file__).parents[1] / "corpus"
LENGTH = 1_200


def main() -> None:
    """Train, suggest, fill; print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--bulk", type=int, default=2_000)
    options = parser.parse_args()
    label_set = read_label_set(CORPUS)
    rules = Suggester(label_set)
    texts = made_up(max(options.documents, options.bulk))
    suggester = _retraining(rules, [_annotated(text, rules) for text in texts[: options.documents]])
    _speed(suggester, texts[:150])
    if options.bulk:
        _bulk(suggester, texts[: options.bulk])


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


def _annotated(text: str, rules: Suggester) -> Example:
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
        "first suggestions": lambda text: suggester.rules.suggest(text, zones[text]),
        "learned suggestions": lambda text: suggester.suggest(text, zones[text]),
    }
    characters = sum(map(len, texts))
    speeds = {}
    for name, run in systems.items():
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            for text in texts:
                run(text)
            best = min(best, time.process_time() - started)
        speeds[name] = characters / best
    for name, speed in speeds.items():
        print(f"{name:24}{speed:10,.0f} characters/s{speed / speeds['jieba.posseg.cut']:7.1f} × posseg")


def _bulk(suggester: LearnedSuggester, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(Path(folder) / "bulk.db", label_set=suggester.label_set)
        operations.import_records(project, [DocumentRecord(text) for text in texts], Report())
        for name, system in (("rules", suggester.rules), ("learned", suggester)):
            seconds = {}
            for workers in (1, 2):
                started = time.perf_counter()
                operations.fill(project, system, again=True, workers=workers)
                seconds[workers] = time.perf_counter() - started
            ratio = seconds[1] / seconds[2]
            print(
                f"{len(texts)} documents, {name:8} one process {seconds[1]:6.1f} s, two {seconds[2]:6.1f} s: "
                f"{ratio:.2f} × (load before: {os.getloadavg()[0]:.1f})"
            )
        project.close()


if __name__ == "__main__":
    main()
