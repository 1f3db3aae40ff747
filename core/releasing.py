"""A release of a project: its finished documents and what is known beside them, handed to `core.release`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.errors import InputError
from core.project import Project
from core.queries.doubts import doubts
from core.queries.layers import layered_documents, layered_ids
from core.queries.progress import annotators
from core.queries.records import SUGGESTIONS, layer_names
from core.queries.releasable import GOLD, Releasable
from core.queries.trials import trials
from core.release.blind import BlindSample, Sway
from core.release.building import Beside, Plan, Progress, build
from core.release.card import Agreement
from core.release.doubts import DAMAGED, LEFT_OUT
from core.release.manifest import Manifest
from core.store.audit import audit


def layer_to_release(project: Project, asked: str = "") -> str:
    """The layer asked for; else “gold” if the project has it; else the annotator's own."""
    if asked == SUGGESTIONS:
        raise InputError("suggestions are no gold: nobody stands behind them, so they cannot be released")
    return asked or (GOLD if GOLD in layer_names(project) else project.annotator.name)


def release(
    project: Project, folder: Path, plan: Plan, layer: str = "", progress: Progress | None = None
) -> Manifest:
    """Freeze the finished or approved documents of a layer in a new folder. Refused if there are none."""
    layer = layer_to_release(project, layer)
    reading = Releasable(project, layer)
    return build(
        reading.documents(),
        folder,
        project.label_set,
        replace(plan, layer=GOLD if layer == GOLD else "annotator"),
        beside=lambda: Beside(
            _doubts(project, reading),
            tuple(_agreement(project, reading.released)),
            _blind_sample(project, reading.released),
        ),
        progress=progress,
    )


def _doubts(project: Project, reading: Releasable) -> dict[str, int]:
    """What speaks against the release: told in its card and its manifest, and by who makes it."""
    found = {
        DAMAGED: sum(1 for _ in audit(project.store)),
        LEFT_OUT: reading.left_out,
        **doubts(project, reading.layer, list(reading.released)),
    }
    return {what: number for what, number in found.items() if number}


def _blind_sample(project: Project, released: dict[int, str]) -> BlindSample:
    """What blind work on the released documents says about prefilled work."""
    from core.anchoring import bias

    # In the order of the texts, not of the database: what is resampled is drawn by number.
    kept = [each for each in trials(project) if each.document_id in released]
    kept.sort(key=lambda each: (released[each.document_id], each.person))
    found = bias(kept)
    return BlindSample(
        found.blind,
        found.prefilled,
        bool(found.judged_blind and found.judged_prefilled),
        tuple(
            Sway(
                str(each.rate),
                each.blind.value,
                each.prefilled.value,
                each.difference.value,
                each.difference.low,
                each.difference.high,
            )
            for each in found.compared
            if each.blind.value is not None
            and each.prefilled.value is not None
            and each.difference.value is not None
        ),
    )


def _agreement(project: Project, released: dict[int, str]) -> Iterator[Agreement]:
    """How far people agree on what is released, in the measures that whole numbers decide."""
    people = [each.name for each in annotators(project) if each.name != GOLD]
    ids = layered_ids(project, people, list(released)) if len(people) > 1 else []
    if not ids:
        return
    from core.review.agreement import agreement
    from core.review.bootstrap import FEW
    from core.review.measures import Measure

    # In the order of the texts, not of the database: what is resampled is drawn by number.
    ids.sort(key=lambda id_: released[id_])
    documents = layered_documents(project, ids, people, paragraphs=len(ids) < FEW)
    figures = agreement(documents, len(ids)).whole.figures
    for measure in (Measure.SPAN_F1, Measure.COHEN, Measure.ALPHA):
        each = figures.get(measure)
        if each is not None and each.value is not None and each.low is not None and each.high is not None:
            yield Agreement(str(measure), each.value, each.low, each.high, len(ids))
