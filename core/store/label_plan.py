"""Which rows an act on the label set concerns, and where each of them goes: read, not done.

A preview shows what is planned here, and the operation does it; so both say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Connection, Table, select

from core.errors import Refused
from core.label_acts import (
    LabelAct,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
    after,
    chooser,
    moves,
    of_categories,
)
from core.schema import LabelSet
from core.store.models import FROM_FILE, Base, DocumentRow, LayerRow
from core.store.texts import read_texts

_TABLES: dict[str, Table] = dict(Base.metadata.tables)
_MANY = 500
# Every table whose rows carry a label, and the columns that say where. What says the same thing in the
# same place comes together when two labels do.
_PLACES: dict[str, tuple[str, ...]] = {
    "annotation": ("layer_id", "start", "end"),
    "rejection": ("layer_id", "start", "end"),
    "suggestion": ("document_id", "start", "end"),
    "category_mark": ("layer_id",),
    "category_suggestion": ("document_id",),
    "judgement": ("layer_id",),  # of those about a category
}
OF_SPANS = ("annotation", "rejection", "suggestion")
OF_CATEGORIES = ("category_mark", "category_suggestion", "judgement")
# Where a label is named beside what stands under it: that goes along when a whole label goes up in another.
ALSO_NAMED = (
    ("annotation", "suggested_label_id"),
    ("dismissal", "label_id"),
    ("dismissal", "of_label_id"),
    ("dismissal", "with_label_id"),
)
_KEPT_FIRST = {"category_mark": "given", "suggestion": "score", "category_suggestion": "score"}

Placed = tuple[Any, ...]
"""id, label id, the columns of the place, what decides which of two alike is kept."""


class Ids(Protocol):
    """Label keys and the ids that rows hold."""

    span: dict[str, int]
    category: dict[str, int]


@dataclass
class Plan:
    """What happens to the rows of one table: where each goes (None: away), and which fall together."""

    table: str
    moves: dict[int, int | None] = field(default_factory=dict)
    doubles: dict[int, int] = field(default_factory=dict)  # id → the row that it goes up in
    rows: dict[int, Placed] = field(default_factory=dict)  # all that carry a label concerned

    @property
    def gone(self) -> list[int]:
        """The rows that go away."""
        return [id_ for id_, to in self.moves.items() if to is None]

    def kept(self) -> Iterator[tuple[int, Placed]]:
        """(label id, row) of what stands afterwards under the labels concerned."""
        doubles = set(self.doubles)
        for id_, row in self.rows.items():
            to = self.moves.get(id_, row[1])
            if to is not None and id_ not in doubles:
                yield to, row


def plan(
    connection: Connection,
    table: str,
    sources: Iterable[int],
    targets: Iterable[int],
    goes: Callable[[Placed], int | None],
) -> Plan:
    """What would happen if each row of a source label went where `goes` says; its own label: it stays."""
    made = Plan(table)
    sources = frozenset(sources)
    made.rows = {row[0]: row for row in _placed(connection, table, sources | set(targets))}
    for id_, row in made.rows.items():
        if row[1] in sources:
            to = goes(row)
            if to != row[1]:
                made.moves[id_] = to
    made.doubles = _doubles(made)
    return made


def _placed(connection: Connection, table: str, label_ids: Iterable[int]) -> list[Placed]:
    t = _TABLES[table]
    columns = [t.c.id, t.c.label_id, *(t.c[name] for name in _PLACES[table])]
    if table in _KEPT_FIRST:
        columns.append(t.c[_KEPT_FIRST[table]])
    found = connection.execute(select(*columns).where(t.c.label_id.in_(list(label_ids))).order_by(t.c.id))
    return list(map(tuple, found))


def _doubles(made: Plan) -> dict[int, int]:
    """Of rows that come to say the same in the same place all but one: the best, or what stood there first.

    What stood there twice before is left alone.
    """
    wide = 2 + len(_PLACES[made.table])
    standing: dict[Placed, list[Placed]] = defaultdict(list)
    for id_, row in made.rows.items():
        to = made.moves.get(id_, row[1])
        if to is not None:
            standing[to, *row[2:wide]].append(row)
    doubles: dict[int, int] = {}
    for alike in standing.values():
        if len(alike) > 1 and any(row[0] in made.moves for row in alike):
            alike.sort(key=lambda row: (*(-each for each in row[wide:]), row[0] in made.moves, row[0]))
            doubles.update((row[0], alike[0][0]) for row in alike[1:])
    return doubles


@dataclass(frozen=True)
class Plans:
    """What an act does to the rows: a plan for each table concerned, and where whole labels go."""

    tables: tuple[Plan, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()  # label id → label id, of labels that go up in another

    def of(self, table: str) -> Plan:
        """The plan of that table, an empty one if it is not concerned."""
        return next((each for each in self.tables if each.table == table), Plan(table))


def plans(connection: Connection, labels: LabelSet, ids: Ids, act: LabelAct) -> Plans:
    """Where each row goes by an act; labels that are new need a number in `ids`."""
    if isinstance(act, SplitLabel):
        return _split_plans(connection, ids, act)
    if isinstance(act, ReplaceSet):
        return _missing_plans(connection, ids, labels, after(labels, act))
    known = ids.category if of_categories(act) else ids.span
    found = moves(act)
    if isinstance(act, RenameLabel):  # as a rule the label keeps its row, and nothing moves
        found = {key: to for key, to in found.items() if to in known and key in known}
    by_id = {known[key]: known[to] if to is not None else None for key, to in found.items()}
    targets = {to for to in by_id.values() if to is not None}
    if not by_id:
        return Plans()
    tables = OF_CATEGORIES if of_categories(act) else OF_SPANS
    return Plans(
        tuple(plan(connection, table, by_id, targets, whole(by_id)) for table in tables),
        tuple((source, to) for source, to in by_id.items() if to is not None),
    )


def _missing_plans(connection: Connection, ids: Ids, before: LabelSet, made: LabelSet) -> Plans:
    """What a new set lacks has been used by nobody; what was suggested under it goes."""
    spans = {ids.span[each.key] for each in before.labels if not made.has_label(each.key)}
    whole_ = {ids.category[each.key] for each in before.categories if not made.has_category(each.key)}
    return Plans(
        tuple(
            plan(connection, table, gone, (), lambda _row: None)
            for gone, tables in ((spans, OF_SPANS), (whole_, OF_CATEGORIES))
            for table in tables
            if gone
        )
    )


def _split_plans(connection: Connection, ids: Ids, act: SplitLabel) -> Plans:
    """Suggestions that the rules made are left to them: they are made anew, and then shared out too."""
    source = ids.span[act.key]
    choose = chooser(act.parts)
    targets = {ids.span[part.label.key] for part in act.parts if part.label.key in ids.span}
    made = []
    for table in OF_SPANS:
        rows = plan(connection, table, [source], targets, lambda row: row[1])
        mine = [row for row in rows.rows.values() if row[1] == source]
        if table == "suggestion":
            given = from_files(connection, source)
            mine = [row for row in mine if row[0] in given]
        said = stored_quotes(connection, source) if table == "annotation" else quotes(connection, mine, table)
        to = {row[0]: choose(said[row[0]]) for row in mine}

        def goes(row: Placed, to: dict[int, str] = to) -> int | None:
            key = to.get(row[0], "")
            return ids.span.get(key, -1) if key else source

        made.append(plan(connection, table, [source], targets, goes))
    return Plans(tuple(made))


def refuse_if_in_use(connection: Connection, ids: Ids, made: LabelSet) -> None:
    """Refused if a label that the new set lacks has been used, naming each with how often."""
    missing = [
        *(("span", key, id_) for key, id_ in ids.span.items() if not made.has_label(key)),
        *(("cat", key, id_) for key, id_ in ids.category.items() if not made.has_category(key)),
    ]
    used = []
    for kind, key, id_ in missing:
        for name in ("annotation", "rejection") if kind == "span" else ("category_mark",):
            table = Base.metadata.tables[name]
            number = len(connection.execute(select(table.c.id).where(table.c.label_id == id_)).all())
            if number:
                used.append(f"{key} ({number})")
                break
    if used:
        raise Refused(
            f"the file lacks labels that are in use: {', '.join(used)}. "
            "Rename, merge or delete them first, so that it is said what becomes of their spans"
        )


def having(connection: Connection, table: str, column: str, label_id: int) -> list[int]:
    """The rows that name a label in a column."""
    t = Base.metadata.tables[table]
    return list(connection.scalars(select(t.c.id).where(t.c[column] == label_id)))


def quotes(connection: Connection, made: Iterable[Placed], table: str) -> dict[int, str]:
    """The quotes of rows by id, read from the texts; a document's text is read once."""
    rows = list(made)
    document_of = _documents_of_layers(connection, rows) if table != "suggestion" else None
    by_document: dict[int, list[Placed]] = defaultdict(list)
    for row in rows:
        by_document[document_of[row[2]] if document_of is not None else row[2]].append(row)
    found: dict[int, str] = {}
    for some in parts(list(by_document)):
        documents = connection.execute(
            select(DocumentRow.id, DocumentRow.digest).where(DocumentRow.id.in_(some))
        ).all()
        texts = read_texts(connection, [row.digest for row in documents])
        for document in documents:
            text = texts[document.digest]
            found.update((row[0], text[row[3] : row[4]]) for row in by_document[document.id])
    return found


def stored_quotes(connection: Connection, label_id: int) -> dict[int, str]:
    """The quotes of a label's annotations by id, as they lie there."""
    t = _TABLES["annotation"]
    return dict(map(tuple, connection.execute(select(t.c.id, t.c.quote).where(t.c.label_id == label_id))))


def _documents_of_layers(connection: Connection, rows: Iterable[Placed]) -> dict[int, int]:
    layers = sorted({row[2] for row in rows})
    found: dict[int, int] = {}
    for some in parts(layers):
        query = select(LayerRow.id, LayerRow.document_id).where(LayerRow.id.in_(some))
        found.update((row.id, row.document_id) for row in connection.execute(query))
    return found


def from_files(connection: Connection, label_id: int) -> frozenset[int]:
    """The suggestions of a label that a file brought, which nothing makes anew."""
    t = _TABLES["suggestion"]
    found = connection.execute(select(t.c.id, t.c.source).where(t.c.label_id == label_id))
    return frozenset(row.id for row in found if is_of_file(row.source))


def is_of_file(source: str) -> bool:
    """Whether a suggestion of this source came in a file."""
    return source == FROM_FILE or source.startswith(f"{FROM_FILE}:")


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(ids), _MANY):
        yield ids[at : at + _MANY]


def whole(moves: Mapping[int, int | None]) -> Callable[[Placed], int | None]:
    """All rows of a label go to one other."""
    return lambda row: moves[row[1]]
