"""The work of others on a document, stretch by stretch: to be looked at beside one's own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select

from core.annotation import Annotation, Role
from core.project import Project
from core.queries.parts import annotations_between
from core.store.models import OperationRow, PersonRow
from core.store.seeing import SeenLayer, Sight, others_are_open, seen_layers

__all__ = ["OthersPart", "OthersSeen", "SeenLayer", "Sight", "others_part", "others_seen", "work_since"]


@dataclass(frozen=True, slots=True)
class OthersSeen:
    """Which layers of a document somebody may look at besides their own, or by `sight` why none.

    `newest` is the newest act in the project then; `are_open` says whether annotators may look at
    others' work on what they have finished, and `may_decide` whether that is this annotator's to say.
    """

    document_id: int
    sight: Sight
    layers: tuple[SeenLayer, ...]
    newest: int
    are_open: bool
    may_decide: bool


@dataclass(frozen=True, slots=True)
class OthersPart:
    """What shares a character with `[start, end)` in each of these layers, by layer id, in text order.

    A layer that is not to be seen, any more, is not in it.
    """

    start: int
    end: int
    layers: dict[int, tuple[Annotation, ...]]


def others_seen(project: Project, document_id: int) -> OthersSeen:
    """The layers on a document that the annotator may look at. None of them counts as the annotator's."""
    with project.reading() as connection:
        newest = connection.scalar(select(OperationRow.id).order_by(OperationRow.id.desc()).limit(1)) or 0
        sight, layers = seen_layers(connection, project.annotator.id, project.layer_owner.id, document_id)
        reviewing = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
        decides = project.annotator.id in set(connection.scalars(reviewing))
        return OthersSeen(document_id, sight, layers, newest, others_are_open(connection), decides)


def others_part(
    project: Project, document_id: int, layer_ids: Collection[int], start: int, end: int
) -> OthersPart:
    """What is marked in `[start, end)` by others; as quick in a long document as in a short one."""
    with project.reading() as connection:
        _, seen = seen_layers(connection, project.annotator.id, project.layer_owner.id, document_id)
        keys = project.label_ids.key
        return OthersPart(
            start,
            end,
            {
                each.id: annotations_between(connection, each.id, start, end, keys)
                for each in seen
                if each.id in layer_ids
            },
        )


def work_since(project: Project, document_id: int, operation_id: int) -> list[int]:
    """The acts behind that one that may have changed a layer of the document, in any window."""
    query = select(OperationRow.id).where(
        OperationRow.id > operation_id,
        or_(OperationRow.document_id == document_id, OperationRow.document_id.is_(None)),
    )
    with project.reading() as connection:
        return list(connection.scalars(query.order_by(OperationRow.id)))
