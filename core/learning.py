"""What a project has learned: collected from its settled work, trained where there is something new, kept.

The model lies in the user's cache, one file for a project and annotator. It is never needed: without it,
or with a damaged one, the rules alone suggest, and the next training makes it again from the data.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from core.errors import Cancelled
from core.project import Project
from core.queries.settled import project_uid, settled
from core.schema import LabelSet
from core.suggest import Suggester, lac
from core.suggest.apart import Apart, SuggesterApart
from core.suggest.learned import BadModel, Example, LearnedSuggester, Model, read_model
from core.suggest.mind import Mind
from core.suggest.thinking import Suggests, Thinks

S = TypeVar("S", bound=Suggests | Thinks)

LAC_MISSING = "LAC is not installed (pip install jinbiao[lac]): suggestions are made without it"
LAC_UNASKED = "the label set has no rules for LAC ([[rules.lac]]): suggestions are made without it"


@dataclass(frozen=True)
class Lesson:
    """Everything that a model is made from: plain values."""

    label_set: LabelSet
    examples: tuple[Example, ...] = ()

    def packed(self) -> list[bytes]:
        """The examples fit to travel, one by one: packing all in one step would hold the interpreter."""
        return [msgspec.json.encode(each) for each in self.examples]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been settled or refused yet."""
        return not any(each.settled or each.rejected for each in self.examples)


def lesson(project: Project, should_stop: Callable[[], bool] = lambda: False) -> Lesson:
    """What the project has to teach now. Raises Cancelled if it should stop."""
    return Lesson(project.label_set, tuple(settled(project, should_stop)))


def with_lac(suggester: S) -> tuple[S, str]:
    """(what suggests the same and asks LAC as well, or the very same; why it does not: "" if it does).

    LAC is loaded for this, a third of a second, so that what is said here holds.
    """
    add = getattr(suggester, "with_lac", None)
    if not lac.is_there():
        return suggester, LAC_MISSING
    found: S = add() if add is not None else suggester
    if not getattr(found, "lac", ""):
        return suggester, LAC_UNASKED
    try:
        getattr(found, "load_lac", lac.load)()
    except Cancelled:
        raise
    except Exception as error:  # half removed, damaged, or of a version that does not fit
        return suggester, f"LAC cannot be used: {error}"
    return found, ""


def retrain(project: Project, rules: Suggester | None = None) -> tuple[LearnedSuggester, bool]:
    """(the suggester with everything known now, whether something new was learned).

    Where the stored model was made from just this, nothing is trained.
    """
    rules = rules or Suggester(project.label_set)
    model, is_new = _learned(project, _mind_of(rules).train)
    return LearnedSuggester(rules, model), is_new


def retrain_apart(project: Project, apart: Apart) -> SuggesterApart | None:
    """The same by another process: what suggests with all that, None if there was nothing new to learn.

    Cancelled if the answer is not wanted any more.
    """
    model, is_new = _learned(project, partial(apart.call, "train"), apart.should_stop)
    return apart.suggester(project.label_set, model) if is_new else None


Train = Callable[[LabelSet, Sequence[bytes], bytes | None], bytes | None]
"""`Mind.train`, here or in another process."""


def _learned(
    project: Project, train: Train, should_stop: Callable[[], bool] = lambda: False
) -> tuple[bytes | None, bool]:
    taught = lesson(project, should_stop)
    if taught.is_empty:
        return None, False
    stored = stored_model(project)
    model = train(taught.label_set, taught.packed(), stored)
    if model is None:
        return stored, False
    _keep(project, model)
    return model, True


@lru_cache(1)
def _mind_of(rules: Suggester) -> Mind:
    """What was read of the texts is kept for the next time."""
    return Mind(lambda _label_set: rules)


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
    stored = stored_model(project)
    try:
        file = model_file(project).stat()
    except OSError:
        return None
    note = LearnedSuggester(rules, stored).note if rules is not None else ""
    return ModelCard(file.st_mtime, file.st_size, _read(stored), note)


def forget(project: Project) -> None:
    """Let the stored model go; the next training makes it again from the data alone, and the same."""
    with suppress(OSError):
        model_file(project).unlink(missing_ok=True)


def model_file(project: Project) -> Path:
    """Where the model of a project and annotator lies."""
    folder = platformdirs.user_cache_path("jinbiao", appauthor=False) / "learned"
    return folder / f"{project_uid(project)}-{project.annotator.id}.model"


def stored_model(project: Project) -> bytes | None:
    """The stored model as it is, None where there is none."""
    try:
        return model_file(project).read_bytes()
    except OSError:
        return None


def _read(stored: bytes | None) -> Model | None:
    try:
        return read_model(stored) if stored is not None else None
    except BadModel:
        return None


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
