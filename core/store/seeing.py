"""Who may look at whose work on a document: what keeps independent annotation independent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from core.annotation import GOLD, LayerState, Role
from core.store.models import AssignmentRow, LayerRow, PersonRow
from core.store.settings import read_setting

OTHERS = "others"  # under which name a project keeps whether annotators may look at others' work
_DONE = (LayerState.FINISHED, LayerState.APPROVED)


class Sight(StrEnum):
    """How much of others' work on a document somebody sees, or why it is nothing."""

    ALL = "all"
    FINISHED = "finished"  # what others have finished
    NOT_YET = "not yet"  # the own work on the document is not finished
    REVIEWERS_ONLY = "reviewers only"


@dataclass(frozen=True, slots=True)
class SeenLayer:
    """Somebody's layer on a document, or (`is_gold`) what was adjudicated, its `who` being GOLD."""

    id: int
    who: str
    state: LayerState
    is_gold: bool = False

    @property
    def key(self) -> str:
        """What tells this layer from the others, on every document: an imported gold is a person's."""
        return f"{'gold' if self.is_gold else 'own'}:{self.who}"


def others_are_open(connection: Connection) -> bool:
    """Whether annotators may look at others' work on documents that they have finished."""
    return read_setting(connection, OTHERS) == "true"


def sight_of(connection: Connection, person: int, document_id: int) -> Sight:
    """Reviewers and owners see all. Annotators of a project that has some see what others have finished,
    if the project lets them and they have finished the document themselves.

    Where nobody has a role all may all, but for whoever has the document to annotate and is not done.
    """
    reviewing = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
    reviewers = set(connection.scalars(reviewing))
    if person in reviewers:
        return Sight.ALL
    mine = (LayerRow.document_id == document_id) & (LayerRow.person_id == person)
    state = connection.scalar(select(LayerRow.state).where(mine))
    if reviewers:
        if not others_are_open(connection):
            return Sight.REVIEWERS_ONLY
        return Sight.FINISHED if state in _DONE else Sight.NOT_YET
    given = (AssignmentRow.document_id == document_id) & (AssignmentRow.person_id == person)
    is_to_do = state is not None or connection.scalar(select(AssignmentRow.id).where(given)) is not None
    return Sight.NOT_YET if is_to_do and state not in _DONE else Sight.ALL


def seen_layers(
    connection: Connection, person: int, in_hand: int, document_id: int
) -> tuple[Sight, tuple[SeenLayer, ...]]:
    """The layers of a document that a person may look at, gold last; not that of who is `in_hand`."""
    sight = sight_of(connection, person, document_id)
    if sight not in (Sight.ALL, Sight.FINISHED):
        return sight, ()
    layer = LayerRow
    query = (
        select(layer.id, layer.state, layer.kind, layer.person_id, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == layer.person_id)
        .where(layer.document_id == document_id, layer.kind.in_(("own", "gold")))
    )
    if sight is Sight.FINISHED:
        query = query.where(layer.state.in_(_DONE))
    found = [
        SeenLayer(row.id, row.name or GOLD, LayerState(row.state), row.kind == "gold")
        for row in connection.execute(query)
        if row.kind == "gold" or row.person_id not in (None, in_hand)
    ]
    return sight, tuple(sorted(found, key=lambda each: (each.is_gold, each.who == GOLD, each.who)))
