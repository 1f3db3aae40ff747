"""What people themselves have left open in documents: unsure spans, notes, returned work, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from core.annotation import GOLD, LayerState
from core.project import Project
from core.queries.layers import DONE
from core.release.doubts import NOTES, RETURNED, UNDECIDED, UNSURE
from core.store.models import AnnotationRow, DocumentRow, JudgementRow, LayerRow, NoteRow, PersonRow

_BATCH = 500


def doubts(project: Project, layer: str, document_ids: Sequence[int]) -> dict[str, int]:
    """How much is open in these documents of a layer; for gold, in the work of all that it was made of.

    Work that was returned is counted in all documents: it may be why one is not among these.
    """
    of_whom = LayerRow.person_id.is_not(None) if layer == GOLD else PersonRow.name == layer
    own = (LayerRow.kind == "own") & of_whom
    found: Counter[str] = Counter()
    returned = _layers(func.count()).where(
        own, LayerRow.state == LayerState.RETURNED, DocumentRow.hidden == ""
    )
    with project.reading() as connection:
        found[RETURNED] = connection.scalar(returned) or 0
        for at in range(0, len(document_ids), _BATCH):
            some = document_ids[at : at + _BATCH]
            here = LayerRow.document_id.in_(some)
            unsure = _layers(func.count()).join(AnnotationRow, AnnotationRow.layer_id == LayerRow.id)
            found[UNSURE] += (
                connection.scalar(unsure.where(own, here, LayerRow.state.in_(DONE), AnnotationRow.unsure))
                or 0
            )
            notes = select(func.count()).where(NoteRow.document_id.in_(some), NoteRow.parent_id.is_(None))
            found[NOTES] += connection.scalar(notes.where(~NoteRow.resolved, ~NoteRow.removed)) or 0
            if layer == GOLD:
                gaps = select(func.count()).join_from(JudgementRow, LayerRow).where(here, JudgementRow.gap)
                found[UNDECIDED] += connection.scalar(gaps) or 0
    return {what: number for what, number in found.items() if number}


def _layers(what: Any) -> Select[Any]:
    """From layers, with their documents and people."""
    return (
        select(what)
        .select_from(LayerRow)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .outerjoin(PersonRow, PersonRow.id == LayerRow.person_id)
    )
