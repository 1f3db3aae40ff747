"""What an audit looks at in columns that hold something written down: whether it can be read, and fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Text, cast, select

from core.errors import JinbiaoError
from core.label_acts import decode_act
from core.schema import LabelSet
from core.showing import SETTING, read_showing
from core.store.audit_finding import Finding
from core.store.models import (
    Base,
    DocumentRow,
    GoldSpanRow,
    HandoutLayerRow,
    HandoutRow,
    LabelRow,
    LabelSetRow,
    OperationRow,
    OutlookRow,
    PersonRow,
    SettingRow,
    TrialRow,
)
from core.store.trial_records import TrialContent

_MARKS = re.compile(r"([0-9a-f]{8})*")
_LAYER = re.compile(r"[0-9a-f]{40}\|[a-z ]*")
_UNREADABLE = "cannot be read"
_Changes = list[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]]
_Said = Iterator[str]
_LABELS = select(LabelRow.id, LabelRow.kind)
_PEOPLE = select(PersonRow.id)
_LENGTHS = select(DocumentRow.id, DocumentRow.length)


class _Known:
    """What rows may name: labels by kind, and people."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(_LABELS).all()
        self.spans = {row.id for row in found if row.kind == "span"}
        self.categories = {row.id for row in found if row.kind == "category"}
        self.people = set(connection.scalars(_PEOPLE))
        self.lengths = {row.id: row.length for row in connection.execute(_LENGTHS)}


def contents(connection: Connection) -> Iterator[Finding]:
    """What is wrong in what is written in the columns of rows, and in the history."""
    known = _Known(connection)
    for table, query, look in _COLUMNS:
        for id_, *said in connection.execute(query):
            try:
                found = list(look(known, *said))
            except (ValueError, TypeError, LookupError, RecursionError, JinbiaoError):
                found = [_UNREADABLE]
            for what in found:
                yield Finding(f"{table} {id_}", what)


def _meta(_known: _Known, said: str) -> _Said:
    msgspec.json.decode(said, type=dict[str, Any])
    return iter(())


def _label_set(_known: _Known, content: bytes, act: str) -> _Said:
    LabelSet.from_json(content)
    decode_act(act)
    return iter(())


def _setting(_known: _Known, name: str, value: str) -> _Said:
    msgspec.json.decode(value)
    if name == SETTING:
        read_showing(value).checked()
    return iter(())


def _changes(_known: _Known, said: bytes) -> _Said:
    for table, *_ in msgspec.json.decode(said, type=_Changes):
        if table not in Base.metadata.tables:
            yield f"tells of “{table}”, which there is not"


def _voters(known: _Known, said: str) -> _Said:
    for each in set(msgspec.json.decode(said, type=list[int])) - known.people:
        yield f"names person {each}, who is missing"


def _expected(known: _Known, said: str) -> _Said:
    for each in set(msgspec.json.decode(said, type=dict[int, float])) - known.spans:
        yield f"names label {each}, which is missing"


def _trial(known: _Known, document_id: int, said: str) -> _Said:
    content = msgspec.json.decode(said, type=TrialContent)
    named = {each[2] for each in content.spans} | set(content.below)
    for each in sorted(named - known.spans):
        yield f"names label {each}, which is missing"
    for each in sorted({label for label, *_ in content.categories} - known.categories):
        yield f"names category {each}, which is missing"
    length = known.lengths.get(document_id, 0)
    for start, end, *_ in content.spans:
        if not 0 <= start < end <= length:
            yield f"has a span at {start}–{end}, the text ends at {length}"
    if any(not 0 <= each < len(content.spans) for each in content.hidden):
        yield "hides a span that it does not have"


def _written_as(form: re.Pattern[str]) -> Callable[[_Known, str], _Said]:
    def look(_known: _Known, said: str) -> _Said:
        if not form.fullmatch(said):
            yield _UNREADABLE

    return look


def _of(row: Any, *columns: Any) -> tuple[str, Select[Any]]:
    """A table's name, and those columns of its rows behind their keys."""
    [key] = row.__table__.primary_key.columns
    return row.__tablename__, select(key, *columns).order_by(key)


_COLUMNS: tuple[tuple[str, Select[Any], Callable[..., _Said]], ...] = (
    (*_of(DocumentRow, cast(DocumentRow.meta, Text)), _meta),
    (*_of(LabelSetRow, LabelSetRow.content, LabelSetRow.act), _label_set),
    (*_of(SettingRow, SettingRow.name, SettingRow.value), _setting),
    (*_of(GoldSpanRow, cast(GoldSpanRow.voters, Text)), _voters),
    (*_of(OutlookRow, OutlookRow.expected), _expected),
    (*_of(TrialRow, TrialRow.document_id, TrialRow.content), _trial),
    (*_of(HandoutRow, HandoutRow.taken), _written_as(_MARKS)),
    (*_of(HandoutLayerRow, HandoutLayerRow.digest), _written_as(_LAYER)),
    (*_of(OperationRow, OperationRow.changes), _changes),
)
