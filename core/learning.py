"""What a project has learned: collected from its settled work, trained where there is something new, kept.

The model lies in the user's cache, one file for a project and annotator. It is never needed: without it,
or with a damaged one, the rules alone suggest, and the next training makes it again from the data.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from core.operations.thinking import Suggests
from core.project import Project
from core.queries.settled import project_uid, settled
from core.rehearsal import Taught, learning_curve
from core.schema import LabelSet
from core.suggest import Suggester, lac
from core.suggest.learned import BadModel, Example, LearnedSuggester, Learner, Model, data_digest, read_model
from core.suggest.learned.crf import is_there
from core.zones import suggest_zones

T = TypeVar("T")

LAC_MISSING = "LAC is not installed (pip install jinbiao[lac]): suggestions are made without it"
LAC_UNASKED = "the label set has no rules for LAC ([[rules.lac]]): suggestions are made without it"


@dataclass(frozen=True)
class Lesson:
    """Everything that a model is made from: plain values, fit to travel."""

    label_set: LabelSet
    examples: tuple[Example, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been settled or refused yet."""
        return not any(each.settled or each.rejected for each in self.examples)


Train = Callable[[Lesson], bytes]
"""Makes a model of a lesson, as a file's bytes."""


def lesson(project: Project) -> Lesson:
    """What the project has to teach now."""
    rules = project.label_set.rules
    examples = [
        each if each.zones else replace(each, zones=suggest_zones(each.text, rules))
        for each in settled(project)
    ]
    return Lesson(project.label_set, tuple(examples))


def suggester(project: Project, rules: Suggester | None = None) -> LearnedSuggester:
    """What suggests with all that was learned up to the last training; its `note` says what is amiss."""
    return LearnedSuggester(rules or Suggester(project.label_set), _stored(project))


def with_lac(suggester: Suggests) -> tuple[Suggests, str]:
    """(what suggests the same and asks LAC as well, or the very same; why it does not: "" if it does).

    LAC is loaded for this, a third of a second, so that what is said here holds.
    """
    add = getattr(suggester, "with_lac", None)
    if not lac.is_there():
        return suggester, LAC_MISSING
    found: Suggests = add() if add is not None else suggester
    if not getattr(found, "lac", ""):
        return suggester, LAC_UNASKED
    try:
        lac.load()
    except Exception as error:  # half removed, damaged, or of a version that does not fit
        return suggester, f"LAC cannot be used: {error}"
    return found, ""


def retrain(
    project: Project, rules: Suggester | None = None, train: Train | None = None
) -> tuple[LearnedSuggester, bool]:
    """(the suggester with everything known now, whether something new was learned).

    Where the stored model was made from just this, nothing is trained.
    """
    rules = rules or Suggester(project.label_set)
    taught = lesson(project)
    stored = _stored(project)
    if taught.is_empty:
        return LearnedSuggester(rules), False
    known = stored if isinstance(stored, Model) else None
    if not is_there() or (known and known.made_from.digest == digest(taught, rules)):
        return LearnedSuggester(rules, stored), False
    data = (train or train_here)(taught)
    _keep(project, data)
    return LearnedSuggester(rules, data), True


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of the stored model: when it was trained (seconds since 1970), and what `Model` says.

    `note` is what is amiss with it, as `LearnedSuggester.note` has it; `model` is None where it cannot
    be read.
    """

    trained_at: float
    size: int
    model: Model | None
    note: str


def card(project: Project, rules: Suggester | None = None) -> ModelCard | None:
    """The stored model's provenance and what the gate chose; None where nothing has been learned."""
    stored = _stored(project)
    try:
        file = model_file(project).stat()
    except OSError:
        return None
    note = LearnedSuggester(rules, stored).note if rules is not None else ""
    return ModelCard(file.st_mtime, file.st_size, stored if isinstance(stored, Model) else None, note)


def rebuild(
    project: Project, rules: Suggester | None = None, train: Train | None = None
) -> tuple[LearnedSuggester, bool]:
    """Forget the stored model and make it again from the data alone: the same data make the same model."""
    with suppress(OSError):
        model_file(project).unlink(missing_ok=True)
    return retrain(project, rules, train)


def digest(taught: Lesson, rules: Suggester) -> str:
    """What tells this lesson from every other."""
    return data_digest([each.usable() for each in taught.examples], rules)


def train_here(taught: Lesson) -> bytes:
    """Train in this process; what was read of the texts is kept for the next time."""
    global _learner
    if _learner is None or _learner.rules.label_set != taught.label_set:
        _learner = Learner(Suggester(taught.label_set))
    return _learner.train(taught.examples).to_bytes()


_learner: Learner | None = None


class TrainingProcess:
    """A process that trains, so that this one stays free: the library holds the interpreter while it does."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def train(self, taught: Lesson) -> bytes:
        """Train there and wait; here, should no other process be had."""
        try:
            return self._submit(_train_packed, taught)
        except (BrokenProcessPool, OSError):
            self.close()
            return train_here(taught)

    def curve(self, taught: Lesson) -> list[Taught]:
        """The learning curve of these examples, made there; here, should no other process be had."""
        try:
            return self._submit(_curve_packed, taught)
        except (BrokenProcessPool, OSError):
            self.close()
            return curve_here(taught)

    def _submit(self, function: Callable[..., T], taught: Lesson) -> T:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        # One by one: to pickle them all in one step would hold the interpreter, and stop the window.
        packed = tuple(msgspec.json.encode(example) for example in taught.examples)
        return self._pool.submit(function, taught.label_set, packed).result()

    def close(self) -> None:
        """Let the process go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _train_packed(label_set: LabelSet, packed: tuple[bytes, ...]) -> bytes:
    return train_here(Lesson(label_set, _unpacked(packed)))


def curve_here(taught: Lesson) -> list[Taught]:
    """The learning curve of these examples, in this process."""
    return learning_curve(Suggester(taught.label_set), taught.examples)


def _curve_packed(label_set: LabelSet, packed: tuple[bytes, ...]) -> list[Taught]:
    return curve_here(Lesson(label_set, _unpacked(packed)))


def _unpacked(packed: tuple[bytes, ...]) -> tuple[Example, ...]:
    return tuple(msgspec.json.decode(example, type=Example) for example in packed)


def model_file(project: Project) -> Path:
    """Where the model of a project and annotator lies."""
    folder = platformdirs.user_cache_path("jinbiao", appauthor=False) / "learned"
    return folder / f"{project_uid(project)}-{project.annotator.id}.model"


def _stored(project: Project) -> Model | bytes | None:
    """The stored model; its bytes as they are where they cannot be read, None where there is none."""
    try:
        data = model_file(project).read_bytes()
    except OSError:
        return None
    try:
        return read_model(data)
    except BadModel:
        return data


def _keep(project: Project, data: bytes) -> None:
    """Write the model in one piece, or, where the cache cannot be written, not at all."""
    file = model_file(project)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as half:
                half.write(data)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
