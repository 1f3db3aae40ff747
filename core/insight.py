"""All that the page “Learning” and `jinbiao learning` show, gathered from the project in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.anchoring import Bias, bias
from core.learning import ModelCard, card
from core.project import Project
from core.queries.trials import count_finished, settings, trials, waiting_scores
from core.showing import Showing
from core.suggest import Suggester
from core.trial import Correction, Measured, Trial, corrections, measure


@dataclass(frozen=True)
class Insight:
    """What finished work says about suggestions.

    `finished` counts all finished layers, also those that are no trial; `waiting` holds how many
    suggestions wait by label and hundredth of their score.
    """

    trials: Sequence[Trial]
    finished: int
    showing: Showing
    waiting: Mapping[str, Mapping[int, int]]
    model: ModelCard | None

    @cached_property
    def tests(self) -> list[Measured]:
        """Each document measured; blind ones too, as suggestions were there, if unseen."""
        return [measure(each) for each in self.trials]

    @cached_property
    def corrections(self) -> list[Correction]:
        """What people changed, most frequent first; only where they saw what was suggested."""
        return corrections(each for each in self.trials if not each.blind)

    @cached_property
    def bias(self) -> Bias:
        """Blind beside prefilled work."""
        return bias(self.trials)

    def gather(self) -> Insight:
        """The same with everything computed, for whoever must not wait later."""
        _ = self.tests, self.corrections, self.bias
        return self

    def waiting_below(self, label: str, threshold: float) -> int:
        """How many of a label's waiting suggestions score less."""
        counts = self.waiting.get(label, {})
        return sum(number for hundredth, number in counts.items() if hundredth < round(threshold * 100))


def insight(project: Project, people: Sequence[str] = (), rules: Suggester | None = None) -> Insight:
    """Everything, computed; a second or so at thousands of documents."""
    return Insight(
        trials(project, people),
        count_finished(project),
        settings(project),
        waiting_scores(project),
        card(project, rules),
    ).gather()
