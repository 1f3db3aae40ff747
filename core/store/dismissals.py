"""What was dismissed of the sweep's findings: kept with the ids of labels, known by their keys of today."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Row

from core.review.sweep.values import mark_of
from core.store.models import DismissalRow

Place = tuple[str, tuple[int | None, int | None, int | None, str]]
"""The mark of the finding, and the place: layer, start, end and the label that stands there."""


def place_of(row: DismissalRow | Row[tuple[object, ...]], keys: Mapping[int, str]) -> Place:
    """What the row is about, as the next sweep calls it."""
    labels = [keys[id_] for id_ in (row.of_label_id, row.with_label_id) if id_ is not None]
    mark = mark_of(row.kind, row.about, "|".join(labels)) if row.kind else row.mark
    label = keys[row.label_id] if row.label_id is not None else ""
    return mark, (row.layer_id, row.start, row.end, label)
