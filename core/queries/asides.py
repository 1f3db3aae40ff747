"""States of layers that came back in a file and did not fit what is here: both, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from core.annotation import LayerState
from core.project import Project
from core.review.differences import Case, cases_of
from core.review.layered import Place
from core.store.layer_content import NO_LAYER, LayerContent, layer_contents
from core.store.models import DocumentRow, HandoutRow, LayerRow, PersonRow

HERE, FILE = "here", "file"  # the two readings of a case


@dataclass(frozen=True, slots=True)
class Aside:
    """A state of somebody's layer that was set aside (`layer_id`), and what stands here instead.

    `cases` are where the spans differ, with readings of HERE and FILE. They may be none: then only
    refusals or categories differ. `handed_out` is when the file was made.
    """

    layer_id: int
    document_id: int
    title: str
    annotator: str
    handed_out: str
    file_state: LayerState
    file_spans: int
    here_state: LayerState
    here_spans: int
    cases: tuple[Case, ...]


def asides(project: Project) -> list[Aside]:
    """All that wait to be settled, by document and annotator."""
    query = (
        select(LayerRow.id, LayerRow.document_id, LayerRow.aside_of, PersonRow.name)
        .add_columns(DocumentRow.title, DocumentRow.name.label("called"), HandoutRow.created_at)
        .join(PersonRow, PersonRow.id == LayerRow.aside_of)
        .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
        .outerjoin(HandoutRow, HandoutRow.id == LayerRow.handout_id)
        .where(LayerRow.kind == "aside", DocumentRow.hidden == "")
        .order_by(LayerRow.document_id, PersonRow.name, LayerRow.id)
    )
    with project.reading() as connection:
        found = connection.execute(query).all()
        documents = list({row.document_id for row in found})
        own = {
            (row.document_id, row.person_id): row.id
            for row in connection.execute(
                select(LayerRow.id, LayerRow.document_id, LayerRow.person_id).where(
                    LayerRow.document_id.in_(documents), LayerRow.person_id.is_not(None)
                )
            )
        }
        mine = [own.get((row.document_id, row.aside_of), 0) for row in found]
        contents = layer_contents(
            connection, [*(row.id for row in found), *filter(None, mine)], project.label_ids.key
        )
    made = []
    for row, own_id in zip(found, mine, strict=True):
        theirs, here = contents[row.id], contents.get(own_id, NO_LAYER)
        made.append(
            Aside(
                row.id,
                row.document_id,
                row.title or row.called or str(row.document_id),
                row.name,
                row.created_at or "",
                LayerState(theirs.state),
                len(theirs.spans),
                LayerState(here.state or LayerState.NEW),
                len(here.spans),
                tuple(cases_of({HERE: _places(here), FILE: _places(theirs)})),
            )
        )
    return made


def _places(content: LayerContent) -> list[Place]:
    return [(each.start, each.end, each.label) for each in content.spans]
