"""Sweeping a project for what stands oddly: its layers, a segmenter, and what was dismissed before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.project import Project
from core.queries.sweep import dismissed, swept_ids, swept_layers
from core.review.sweep.sweep import sweep
from core.review.sweep.values import Finding, Swept
from core.suggest.words import Segmenter


def sweep_project(
    project: Project,
    whose: str | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Swept:
    """What stands oddly in one's own layers, those of a person, all, or gold (`core.queries.sweep`).

    What was dismissed is in it too: `without_dismissed` leaves it out. Stopping raises Cancelled.
    """
    ids = swept_ids(project, whose)
    labels = project.label_set
    own_words = [word for words in labels.terms.values() for word in words]
    cut = Segmenter(own_words).boundaries

    def show(done: int) -> None:
        if progress is not None:
            progress(done, 2 * len(ids))

    return sweep(
        lambda: swept_layers(project, ids), cut, flat=labels.is_flat, progress=show, should_stop=should_stop
    )


def without_dismissed(project: Project, swept: Swept) -> Swept:
    """The findings without the places that were dismissed; those with none left are gone."""
    gone = dismissed(project)
    findings = []
    for finding in swept.findings:
        places = gone.get(finding.mark)
        kept = finding if places is None else _without(finding, places)
        if kept is not None:
            findings.append(kept)
    return replace(swept, findings=tuple(findings))


def _without(finding: Finding, places: set[tuple[int | None, int | None, int | None, str]]) -> Finding | None:
    if not finding.hits:  # about a person
        return None
    kept = tuple(hit for hit in finding.hits if hit.place not in places)
    gone = len(finding.hits) - len(kept)
    return replace(finding, hits=kept, number=finding.number - gone) if kept else None
