"""What of a project can be released: the finished documents of a layer, under names that last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import RowMapping, select

from core.errors import Refused
from core.project import Project
from core.queries.layers import DONE
from core.queries.records import records
from core.release.lines import Given
from core.store.models import DocumentRow, LayerRow, PersonRow
from core.text import text_digest

GOLD = "gold"


@dataclass
class Releasable:
    """Reads the documents of a layer once, and remembers which were fit to be released."""

    project: Project
    layer: str
    left_out: int = 0
    released: dict[int, str] = field(default_factory=dict)  # id → digest of the text

    def documents(self) -> Iterator[Given]:
        """Each document that is finished in the layer. Refused if the list changes meanwhile."""
        rows = self._rows()
        listed = [row for row in rows.values() if not row["hidden"]]
        people = self._people()
        names = Counter(row["name"] for row in listed)
        stream = records(self.project, self.layer, [row["id"] for row in listed])
        for row, record in zip(listed, stream, strict=False):
            if text_digest(record.text) != row["digest"]:
                raise Refused("documents were changed while they were read; nothing was released. Try again")
            if not record.spans_given or record.state not in DONE:
                self.left_out += 1
                continue
            self.released[row["id"]] = row["digest"]
            page, start = _page(row, rows)
            yield Given(
                replace(record, id=_lasting_name(row, rows, names)), page, start, frozenset(people[row["id"]])
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
