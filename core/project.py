"""An open project: a database, and the person who works in it; the argument of every operation."""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, insert, select

from core.annotation import Annotator
from core.errors import UnknownLabel
from core.reading import settle
from core.schema import LabelSet, read_label_set
from core.store.engine import Store, open_store
from core.store.migrate import bring_up_to_date
from core.store.models import HandoutRow, LabelRow, LabelSetRow, PersonRow, ProjectRow

LONGEST_NAME = 200
SAMPLE = Path(__file__).parent.parent / "corpus"

NEWEST_LABELS = (
    select(LabelSetRow.version, LabelSetRow.created_at).order_by(LabelSetRow.version.desc()).limit(1)
)


class _Keys(dict[int, str]):
    """Label id → key; one that another window has made since is "?" until the label set is read again."""

    def __missing__(self, _id: int) -> str:
        return "?"


@dataclass
class LabelIds:
    """Label keys ↔ the lasting ids that rows hold. `key` knows also labels that are no more."""

    span: dict[str, int] = field(default_factory=dict)
    category: dict[str, int] = field(default_factory=dict)
    key: dict[int, str] = field(default_factory=_Keys)
    retired: dict[str, int] = field(default_factory=dict)  # labels for spans that are no more

    def of_span(self, key: str) -> int:
        """The id of a label for spans; UnknownLabel if there is none."""
        try:
            return self.span[key]
        except KeyError:
            raise UnknownLabel(key) from None

    def of_any(self, key: str) -> int | None:
        """The id of a label for spans, also of one that is no more; None if there never was one."""
        return self.span.get(key) or self.retired.get(key)

    def of_category(self, key: str) -> int:
        """The id of a category; UnknownLabel if there is none."""
        try:
            return self.category[key]
        except KeyError:
            raise UnknownLabel(key) from None


@dataclass
class Project:
    """A database opened for an annotator. It holds no session and no row: any thread may use it.

    `label_mark` tells the version of the label set that this one knows from every other. `reviewed` is
    whose finished layers are read and corrected instead of the annotator's own (see `reviewing`).
    """

    store: Store
    annotator: Annotator
    label_set: LabelSet
    label_ids: LabelIds
    label_mark: str = ""
    reviewed: Annotator | None = None

    @property
    def layer_owner(self) -> Annotator:
        """Whose layers are opened and changed: the annotator's, or those of the one who is reviewed."""
        return self.reviewed or self.annotator

    def reviewing(self, whom: Annotator) -> Project:
        """The same project, with somebody else's finished layers in the annotator's hands."""
        return replace(self, reviewed=whom)

    @property
    def place(self) -> str:
        """The path or address of the database, as people know it."""
        return self.store.place

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and changes nothing."""
        with self.store.reading() as connection:
            yield connection

    def reload_labels(self) -> None:
        """Read the label set in force again, after somebody changed it."""
        with self.reading() as connection:
            self.label_set, self.label_ids, self.label_mark = _labels(connection)

    def catch_up(self) -> bool:
        """Read the label set again if somebody has changed it; whether that was so."""
        with self.reading() as connection:
            newest = connection.execute(NEWEST_LABELS).first()
        if newest is None or mark_of(newest.version, newest.created_at) == self.label_mark:
            return False
        self.reload_labels()
        return True

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_project(
    place: str | Path,
    annotator: str = "",
    *,
    create: bool = True,
    label_set: LabelSet | None = None,
    usual: str = "",
) -> Project:
    """Open the project at a path or URL as that annotator (by default the person it was handed out to,
    then the one who is `usual` here, then the user of this machine).

    A project that is not there is made, with `label_set` or else the sample's. Raises StoreError.
    """
    store = open_store(str(place), create=create)
    try:
        bring_up_to_date(store, create=create)
        with store.reading() as connection:
            given = _usable_name(annotator) or _handed_to(connection)
            name = given or _usable_name(usual) or user_name()
            person = _find_person(connection, name)
            labels, ids, mark = _labels(connection)
        if person is None or not labels.version:
            person = _set_up(store, name, label_set)
            with store.reading() as connection:
                labels, ids, mark = _labels(connection)
        return Project(store, person, labels, ids, mark)
    except BaseException:
        store.close()
        raise


def user_name() -> str:
    """Who sits at this machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "annotator"


def _usable_name(given: str) -> str:
    """A name in one line, without what no database holds."""
    return " ".join(settle(given)[0].split())[:LONGEST_NAME].strip()


def _find_person(connection: Connection, name: str) -> Annotator | None:
    found = connection.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.name == name)).first()
    return Annotator(found.id, found.name) if found else None


def _handed_to(connection: Connection) -> str:
    """Whom this database was made for, if it was handed out."""
    whom = select(PersonRow.name).join(HandoutRow, HandoutRow.person_id == PersonRow.id)
    return connection.scalar(whom.where(HandoutRow.is_here)) or ""


def mark_of(version: int, made_at: str) -> str:
    """What tells a version of the label set from another that got its number after an undo."""
    return f"{version} {made_at}"


def _labels(connection: Connection) -> tuple[LabelSet, LabelIds, str]:
    newest = select(LabelSetRow.version, LabelSetRow.content, LabelSetRow.created_at)
    row = connection.execute(newest.order_by(LabelSetRow.version.desc()).limit(1)).first()
    labels = LabelSet.from_json(row.content, row.version) if row else LabelSet()
    ids = LabelIds()
    for each in connection.execute(select(LabelRow.id, LabelRow.kind, LabelRow.key)):
        ids.key[each.id] = each.key
        if each.kind == "span" and labels.has_label(each.key):
            ids.span[each.key] = each.id
        elif each.kind == "category" and labels.has_category(each.key):
            ids.category[each.key] = each.id
        elif each.kind == "span":
            ids.retired[each.key] = each.id
    return labels, ids, mark_of(row.version, row.created_at) if row else ""


def _set_up(store: Store, name: str, label_set: LabelSet | None) -> Annotator:
    """Give a new project its identity and label set, and the annotator a row: what history rests on.

    This comes before all history and is not part of it.
    """
    with store.writing() as session:
        connection = session.connection()
        person = _find_person(connection, name)
        if person is None:
            made = connection.execute(insert(PersonRow).values(name=name))
            assert made.inserted_primary_key is not None
            person = Annotator(made.inserted_primary_key[0], name)
        if connection.execute(select(ProjectRow.id)).first() is None:
            connection.execute(insert(ProjectRow).values(id=1, uid=uuid.uuid4().hex))
        if connection.execute(select(LabelSetRow.version)).first() is None:
            _write_label_set(connection, label_set or read_label_set(SAMPLE), person)
    return person


def _write_label_set(connection: Connection, labels: LabelSet, person: Annotator) -> None:
    connection.execute(insert(LabelSetRow).values(version=1, content=labels.to_json(), person_id=person.id))
    rows = [{"kind": "span", "key": label.key} for label in labels.labels]
    rows += [{"kind": "category", "key": category.key} for category in labels.categories]
    if rows:
        connection.execute(insert(LabelRow), rows)
