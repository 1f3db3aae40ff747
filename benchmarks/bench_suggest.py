"""First suggestions against jieba: characters a second on one core, in one process, on the same texts.

    python benchmarks/bench_suggest.py [FOLDER OF TXT FILES] [--characters 200000]

Speeds are the best of three runs in CPU seconds; every system has loaded its dictionary before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import jieba
import jieba.posseg

from core.schema import read_label_set
from core.suggest import Suggester
from core.suggest.words import Segmenter
from core.zones import suggest_zones

CORPUS = Path(__file__).parents[1] / "corpus"


def main() -> None:
    """Read the texts, run every system, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS / "articles")
    parser.add_argument("--characters", type=int, default=200_000)
    options = parser.parse_args()
    texts = _texts(options.folder, options.characters)
    started = time.process_time()
    label_set = read_label_set(CORPUS)
    suggester = Suggester(label_set)
    print(f"ready after {time.process_time() - started:.2f} s of CPU (dictionary and rules)")
    jieba.setLogLevel(60)
    jieba.initialize()
    segmenter = Segmenter()
    systems: dict[str, Callable[[str], object]] = {
        "jieba.posseg.cut": lambda text: list(jieba.posseg.cut(text)),
        "jieba.cut": lambda text: list(jieba.cut(text)),
        "jieba.cut, HMM off": lambda text: list(jieba.cut(text, HMM=False)),
        "our words and tags": segmenter.cut,
        "zones": lambda text: suggest_zones(text, label_set.rules),
        "categories": suggester.categories,
        "first suggestions": suggester.suggest,
        "zones, suggestions, categories": lambda text: _whole(suggester, text),
    }
    systems.update(_rjieba())
    _print(texts, systems)


def _texts(folder: Path, characters: int) -> list[str]:
    """The texts of a folder, again and again until there are enough characters."""
    found = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    times = max(1, -(-characters // max(1, sum(map(len, found)))))
    return found * times


def _whole(suggester: Suggester, text: str) -> object:
    zones = suggest_zones(text, suggester.label_set.rules)
    return suggester.suggest(text, zones), suggester.categories(text, zones)


def _rjieba() -> dict[str, Callable[[str], object]]:
    """For scale, where it is installed: our own words do not use it."""
    try:
        import rjieba
    except ImportError:
        return {}
    return {"rjieba.tag (not used)": rjieba.tag}


def _print(texts: list[str], systems: dict[str, Callable[[str], object]]) -> None:
    characters = sum(map(len, texts))
    print(f"{len(texts)} texts, {characters:,} characters")
    print(f"{'':32}{'characters/s':>14}{'× posseg':>10}{'× jieba.cut':>13}")
    speeds = {name: characters / _seconds(texts, run) for name, run in systems.items()}
    for name, speed in speeds.items():
        posseg, cut = speed / speeds["jieba.posseg.cut"], speed / speeds["jieba.cut"]
        print(f"{name:32}{speed:14,.0f}{posseg:10.1f}{cut:13.2f}")


def _seconds(texts: list[str], run: Callable[[str], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for text in texts:
            run(text)
        best = min(best, time.process_time() - started)
    return best


if __name__ == "__main__":
    main()
