"""What an audit looks at in the rows: where they point to, where they stand, which labels they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, exists, func, or_, select

from core.annotation import LayerState, Origin, Role, ZoneKind
from core.history import Kind
from core.schema import LabelSet
from core.store.audit_finding import Finding
from core.store.models import (
    AnnotationRow,
    Base,
    CategoryMarkRow,
    CategorySuggestionRow,
    CorrectionRow,
    DismissalRow,
    DocumentRow,
    GoldSpanRow,
    JudgementRow,
    LabelRow,
    LabelSetRow,
    LayerRow,
    NoteRow,
    OperationRow,
    PersonRow,
    RejectionRow,
    SuggestionRow,
    ZoneRow,
)

_HOW = ("reading", "none", "new", "majority", "trust", "open")
# What a column may hold.
_VALUES: tuple[tuple[Any, Iterable[str]], ...] = (
    (DocumentRow.hidden, ("", "split", "removed")),
    (LayerRow.state, LayerState),
    (LayerRow.kind, ("own", "gold", "aside", "dropped")),
    (ZoneRow.kind, ZoneKind),
    (AnnotationRow.origin, Origin),
    (CategoryMarkRow.origin, Origin),
    (PersonRow.role, Role),
    (LabelRow.kind, ("span", "category")),
    (JudgementRow.how, _HOW),
    (OperationRow.kind, Kind),
    (OperationRow.state, ("done", "undone", "dropped")),
)
# What lies at a place of a document: where it begins and ends.
_PLACES: tuple[tuple[Any, Any, Any], ...] = (
    *((each, each.start, each.end) for each in (AnnotationRow, RejectionRow, JudgementRow, DismissalRow)),
    (AnnotationRow, AnnotationRow.suggested_start, AnnotationRow.suggested_end),
    (CorrectionRow, CorrectionRow.start_before, CorrectionRow.end_before),
    (CorrectionRow, CorrectionRow.start_after, CorrectionRow.end_after),
    *((each, each.start, each.end) for each in (SuggestionRow, ZoneRow, NoteRow)),
)
# What carries a label: of which kind, and whether the label set in force must have it.
_LABELS: tuple[tuple[Any, str, bool], ...] = (
    (AnnotationRow.label_id, "span", True),
    (AnnotationRow.suggested_label_id, "span", False),
    (RejectionRow.label_id, "span", True),
    (SuggestionRow.label_id, "span", True),
    (DismissalRow.label_id, "span", False),
    (DismissalRow.of_label_id, "span", False),
    (DismissalRow.with_label_id, "span", False),
    (CategoryMarkRow.label_id, "category", True),
    (CategorySuggestionRow.label_id, "category", True),
    (JudgementRow.label_id, "category", True),
)


def rows(connection: Connection) -> Iterator[Finding]:
    """What is wrong in the rows themselves."""
    for pointing in _pointing():
        yield from _orphans(connection, *pointing)
    for value in _valued():
        yield from _values(connection, *value)
    for table, query in _placed():
        yield from _places(connection, table, query)
    yield from _labels(connection)
    yield from _gold(connection)
    yield from _counts(connection)


# What is asked is made once, when it is first asked.


@cache
def _pointing() -> list[tuple[str, str, str, Select[Any]]]:
    """What points to what, how that is said, and the rows that point to one that is not there."""
    found = []
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda each: str(each.parent.name)):
            name, target = key.column.table.name, key.column.table.alias()
            query = _missing(table, key.parent, target.c[key.column.name])
            found.append((table.name, name, f" by {key.parent.name}", query))
    # An undo or redo speaks of another line of history; a foreign key on the table itself costs too much.
    operation = Base.metadata.tables["operation"]
    about = _missing(operation, operation.c.about_id, operation.alias().c.id)
    return [*found, ("operation", "operation", "", about)]


def _missing(table: Table, column: Any, there: Any) -> Select[Any]:
    known = exists().where(there == column)
    return select(*table.primary_key.columns, column).where(column.is_not(None), ~known)


def _orphans(
    connection: Connection, table: str, name: str, how: str, query: Select[Any]
) -> Iterator[Finding]:
    """Rows that point to one that is not there; a database may have been changed with its guard off."""
    for *id_, to in connection.execute(query):
        number = ".".join(map(str, id_))
        yield Finding(f"{table} {number}", f"points to {name} {to}{how}, which is missing")


@cache
def _valued() -> list[tuple[str, str, Select[Any]]]:
    """Of which table which column, and the rows where it holds what it may not."""
    return [
        (
            column.class_.__tablename__,
            column.key,
            select(column.class_.id, column).where(column.not_in([str(each) for each in allowed])),
        )
        for column, allowed in _VALUES
    ]


def _values(connection: Connection, table: str, column: str, query: Select[Any]) -> Iterator[Finding]:
    for id_, value in connection.execute(query):
        yield Finding(f"{table} {id_}", f"its {column} is “{value}”, which means nothing")


@cache
def _placed() -> list[tuple[str, Select[Any]]]:
    """What lies at a place, and the rows where there is no such place."""
    return [(table.__tablename__, _misplaced(table, start, end)) for table, start, end in _PLACES]


def _misplaced(table: Any, start: Any, end: Any) -> Select[Any]:
    query = select(table.id, start, end, DocumentRow.id.label("document_id"), DocumentRow.length)
    if hasattr(table, "layer_id"):
        query = query.join(LayerRow, LayerRow.id == table.layer_id)
        query = query.join(DocumentRow, DocumentRow.id == LayerRow.document_id)
    else:
        query = query.join(DocumentRow, DocumentRow.id == table.document_id)
    half = start.is_(None) != end.is_(None)
    return query.where(or_(half, start < 0, start >= end, end > DocumentRow.length))


def _places(connection: Connection, table: str, query: Select[Any]) -> Iterator[Finding]:
    for id_, first, last, document_id, length in connection.execute(query):
        yield Finding(
            f"document {document_id}, {table} {id_}", f"stands at {first}–{last}, the text ends at {length}"
        )


def _labels(connection: Connection) -> Iterator[Finding]:
    newest = select(LabelSetRow.content).order_by(LabelSetRow.version.desc()).limit(1)
    content = connection.scalar(newest)
    if content is None:
        yield Finding("label set", "there is none")
        return
    try:
        labels = LabelSet.from_json(content)
    except (ValueError, RecursionError, KeyError):
        return  # that is told elsewhere
    keys = {
        "span": [each.key for each in labels.labels],
        "category": [each.key for each in labels.categories],
    }
    for kind, known in keys.items():
        there = set(connection.scalars(select(LabelRow.key).where(LabelRow.kind == kind)))
        for key in known:
            if key not in there:
                yield Finding("label set", f"“{key}” ({kind}) has no row of its own")
    for table, column, wanted, query in _labelled():
        for id_, key, kind in connection.execute(query, {"keys": keys[wanted]}):
            what = "is not in the label set" if kind == wanted else f"is a label of a {kind}"
            yield Finding(f"{table} {id_}", f"its {column.removesuffix('_id')} “{key}” {what}")


@cache
def _labelled() -> list[tuple[str, str, str, Select[Any]]]:
    """Of which table which column names labels of which kind, and the rows where it names another."""
    found = []
    for column, kind, in_force in _LABELS:
        wrong = LabelRow.kind != kind
        if in_force:
            wrong |= LabelRow.key.not_in(bindparam("keys", expanding=True))
        query = select(column.class_.id, LabelRow.key, LabelRow.kind).join(LabelRow, LabelRow.id == column)
        found.append((column.class_.__tablename__, column.key, kind, query.where(wrong)))
    return found


def _gold(connection: Connection) -> Iterator[Finding]:
    """Judgements, and where spans come from, belong to gold."""
    for name, what in (("judgement", "layer"), ("gold_span", "span")):
        for id_ in connection.scalars(_not_gold()[name]):
            yield Finding(f"{name} {id_}", f"is about a {what} that is not gold")


@cache
def _not_gold() -> dict[str, Select[Any]]:
    judged = select(JudgementRow.id).join(LayerRow, LayerRow.id == JudgementRow.layer_id)
    backed = (
        select(GoldSpanRow.id)
        .join(AnnotationRow, AnnotationRow.id == GoldSpanRow.annotation_id)
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
    )
    return {
        "judgement": judged.where(LayerRow.kind != "gold"),
        "gold_span": backed.where(LayerRow.kind != "gold"),
    }


def _counts(connection: Connection) -> Iterator[Finding]:
    for id_, said, counted in connection.execute(_miscounted()):
        yield Finding(f"document {id_}", f"has {counted} suggestions, not {said}")


@cache
def _miscounted() -> Select[Any]:
    number = (
        select(func.count())
        .where(SuggestionRow.document_id == DocumentRow.id)
        .correlate(DocumentRow)
        .scalar_subquery()
    )
    return select(DocumentRow.id, DocumentRow.suggestions, number).where(DocumentRow.suggestions != number)
