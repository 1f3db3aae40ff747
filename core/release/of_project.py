"""A release of a project: its finished documents and what is known beside them, read and handed over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import RowMapping, select

from core.annotation import LayerState
from core.errors import Conflict, InputError
from core.project import Project
from core.queries.layers import layered_documents, layered_ids
from core.queries.records import SUGGESTIONS, layer_names, records
from core.release.building import Beside, Plan, Progress, build
from core.release.card import Agreement
from core.release.lines import Given
from core.release.manifest import Manifest
from core.store.models import DocumentRow, LayerRow, PersonRow
from core.text import text_digest

GOLD = "gold"
DONE = (LayerState.FINISHED, LayerState.APPROVED)


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
    reading = _Reading(project, layer)
    plan = replace(plan, layer=GOLD if layer == GOLD else "annotator")
    return build(
        reading.documents(), folder, project.label_set, plan, beside=reading.beside, progress=progress
    )


@dataclass
class _Reading:
    """Reads the documents and remembers which were fit."""

    project: Project
    layer: str
    left_out: int = 0
    released: dict[int, str] = field(default_factory=dict)  # id → digest

    def documents(self) -> Iterator[Given]:
        """Each document that is finished in the layer. Conflict if texts change meanwhile."""
        rows = self._rows()
        listed = [row for row in rows.values() if not row["hidden"]]
        people = self._people()
        names = Counter(row["name"] for row in listed)
        stream = records(self.project, self.layer, [row["id"] for row in listed])
        for row, record in zip(listed, stream, strict=False):
            if text_digest(record.text) != row["digest"]:
                raise Conflict("the list of documents")
            if not record.spans_given or record.state not in DONE:
                self.left_out += 1
                continue
            self.released[row["id"]] = row["digest"]
            page, start = _page(row, rows)
            yield Given(
                replace(record, id=_lasting_name(row, rows, names)), page, start, frozenset(people[row["id"]])
            )

    def beside(self) -> Beside:
        """How far people agree on what is released, and how much is not."""
        return Beside(self.left_out, self._agreement())

    def _agreement(self) -> tuple[Agreement, ...]:
        people = [name for name in self._names() if name != GOLD]
        ids = layered_ids(self.project, people, list(self.released)) if len(people) > 1 else []
        if not ids:
            return ()
        from core.review.agreement import agreement
        from core.review.bootstrap import FEW
        from core.review.measures import Measure

        # In the order of the texts, not of the database: the intervals are drawn by number.
        ids.sort(key=lambda id_: self.released[id_])
        layered = layered_documents(self.project, ids, people, paragraphs=len(ids) < FEW)
        whole = agreement(layered, len(ids)).whole.figures
        found = ((measure, whole.get(measure)) for measure in (Measure.SPAN_F1, Measure.COHEN, Measure.ALPHA))
        return tuple(
            Agreement(str(measure), each.value, each.low, each.high, len(ids))
            for measure, each in found
            if each is not None and each.value is not None and each.low is not None and each.high is not None
        )

    def _rows(self) -> dict[int, RowMapping]:
        """All documents, also those hidden: pages that were split are."""
        d = DocumentRow
        query = select(d.id, d.name, d.digest, d.origin_id, d.origin_start, d.hidden).order_by(d.id)
        with self.project.reading() as connection:
            return {row["id"]: row for row in connection.execute(query).mappings()}

    def _people(self) -> Mapping[int, list[str]]:
        """Who finished each document."""
        found: dict[int, list[str]] = defaultdict(list)
        query = (
            select(LayerRow.document_id, PersonRow.name)
            .join(PersonRow, PersonRow.id == LayerRow.person_id)
            .where(LayerRow.state.in_(DONE), PersonRow.name != GOLD)
        )
        with self.project.reading() as connection:
            for document_id, name in connection.execute(query):
                found[document_id].append(name)
        return found

    def _names(self) -> Sequence[str]:
        with self.project.reading() as connection:
            return list(connection.scalars(select(PersonRow.name).order_by(PersonRow.name)))


def _page(row: RowMapping, rows: Mapping[int, RowMapping]) -> tuple[str, int]:
    """The digest of the page that a document was first cut from, and where it begins there; or nothing."""
    start, above = 0, row
    while above["origin_id"] is not None and above["origin_id"] in rows:
        start += above["origin_start"]
        above = rows[above["origin_id"]]
    return (above["digest"], start) if above is not row else ("", 0)


def _lasting_name(row: RowMapping, rows: Mapping[int, RowMapping], names: Mapping[str, int]) -> str:
    """A name that is the same in every database: not one made of a number, and not one of two alike."""
    name = row["name"]
    if not name or _is_numbered(row, rows):
        return ""
    return name if names[name] == 1 else f"{name}~{row['digest'][:8]}"


def _is_numbered(row: RowMapping, rows: Mapping[int, RowMapping]) -> bool:
    """Whether its name comes from the database's number of a page without one."""
    above = rows.get(row["origin_id"])
    if above is None:
        return False
    return not above["name"] or _is_numbered(above, rows)
