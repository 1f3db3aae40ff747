"""Who may do what only reviewers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core.annotation import Role
from core.errors import NotAllowed
from core.store.models import PersonRow

if TYPE_CHECKING:
    from core.operations.transaction import Step


def refuse_unless_reviewer(step: Step) -> None:
    """NotAllowed for an annotator, once the project has a reviewer or an owner; until then all may all."""
    if not is_reviewer(step):
        raise NotAllowed(step.project.annotator.name)


def is_reviewer(step: Step) -> bool:
    """Whether the annotator may do what is for reviewers."""
    found = reviewers(step)
    return not found or step.project.annotator.id in found


def reviewers(step: Step) -> set[int]:
    """The ids of the project's reviewers and owners."""
    query = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
    return set(step.session.scalars(query))
