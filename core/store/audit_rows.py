"""What an audit looks at in the rows: where they point to, where they stand, which labels they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, exists, func, or_, select

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
    for table in Base.metadata.sorted_tables:
        yield from _orphans(connection, table)
    yield from _operations(connection)
    for column, allowed in _VALUES:
        yield from _values(connection, column, allowed)
    for table_, start, end in _PLACES:
        yield from _places(connection, table_, start, end)
    yield from _labels(connection)
    yield from _gold(connection)
    yield from _counts(connection)


def _orphans(connection: Connection, table: Table) -> Iterator[Finding]:
    """Rows that point to one that is not there; a database may have been changed with its guard off."""
    for key in sorted(table.foreign_keys, key=lambda each: str(each.parent.name)):
        name, target = key.column.table.name, key.column.table.alias()
        there = exists().where(target.c[key.column.name] == key.parent)
        query = select(*table.primary_key.columns, key.parent).where(key.parent.is_not(None), ~there)
        for *id_, to in connection.execute(query):
            number = ".".join(map(str, id_))
            yield Finding(
                f"{table.name} {number}", f"points to {name} {to} by {key.parent.name}, which is missing"
            )


def _operations(connection: Connection) -> Iterator[Finding]:
    """An undo or redo speaks of another line of history; a foreign key on the table itself costs too much."""
    about = OperationRow.__table__.alias()
    query = select(OperationRow.id, OperationRow.about_id).where(
        OperationRow.about_id.is_not(None), ~exists().where(about.c.id == OperationRow.about_id)
    )
    for id_, to in connection.execute(query):
        yield Finding(f"operation {id_}", f"points to operation {to}, which is missing")


def _values(connection: Connection, column: Any, allowed: Iterable[str]) -> Iterator[Finding]:
    table = column.class_
    query = select(table.id, column).where(column.not_in([str(each) for each in allowed]))
    for id_, value in connection.execute(query):
        yield Finding(f"{table.__tablename__} {id_}", f"its {column.key} is “{value}”, which means nothing")


def _places(connection: Connection, table: Any, start: Any, end: Any) -> Iterator[Finding]:
    query = select(table.id, start, end, DocumentRow.id.label("document_id"), DocumentRow.length)
    if hasattr(table, "layer_id"):
        query = query.join(LayerRow, LayerRow.id == table.layer_id)
        query = query.join(DocumentRow, DocumentRow.id == LayerRow.document_id)
    else:
        query = query.join(DocumentRow, DocumentRow.id == table.document_id)
    half = start.is_(None) != end.is_(None)
    wrong = or_(half, start < 0, start >= end, end > DocumentRow.length)
    for id_, first, last, document_id, length in connection.execute(query.where(wrong)):
        yield Finding(
            f"document {document_id}, {table.__tablename__} {id_}",
            f"stands at {first}–{last}, the text ends at {length}",
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
    for column, kind, in_force in _LABELS:
        table = column.class_
        query = select(table.id, LabelRow.key, LabelRow.kind).join(LabelRow, LabelRow.id == column)
        wrong = LabelRow.kind != kind
        if in_force:
            wrong |= LabelRow.key.not_in(keys[kind])
        for id_, key, found in connection.execute(query.where(wrong)):
            what = "is not in the label set" if found == kind else f"is a label of a {found}"
            yield Finding(
                f"{table.__tablename__} {id_}", f"its {column.key.removesuffix('_id')} “{key}” {what}"
            )


def _gold(connection: Connection) -> Iterator[Finding]:
    """Judgements, and where spans come from, belong to gold."""
    judged = select(JudgementRow.id).join(LayerRow, LayerRow.id == JudgementRow.layer_id)
    for id_ in connection.scalars(judged.where(LayerRow.kind != "gold")):
        yield Finding(f"judgement {id_}", "is about a layer that is not gold")
    backed = (
        select(GoldSpanRow.id)
        .join(AnnotationRow, AnnotationRow.id == GoldSpanRow.annotation_id)
        .join(LayerRow, LayerRow.id == AnnotationRow.layer_id)
    )
    for id_ in connection.scalars(backed.where(LayerRow.kind != "gold")):
        yield Finding(f"gold_span {id_}", "is about a span that is not gold")


def _counts(connection: Connection) -> Iterator[Finding]:
    number = (
        select(func.count())
        .where(SuggestionRow.document_id == DocumentRow.id)
        .correlate(DocumentRow)
        .scalar_subquery()
    )
    query = select(DocumentRow.id, DocumentRow.suggestions, number).where(DocumentRow.suggestions != number)
    for id_, said, counted in connection.execute(query):
        yield Finding(f"document {id_}", f"has {counted} suggestions, not {said}")
