"""What is looked for in a project: text, span, person, state, document and time, combined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from core.annotation import GOLD, LayerState, Origin, Role
from core.errors import InputError, NotAllowed
from core.matching import Pattern
from core.project import Project
from core.store.models import AnnotationRow, DocumentRow, LayerRow, PersonRow, SuggestionRow
from core.store.searching import contains, is_storable

ANYBODY = "*"


class What(StrEnum):
    """What a hit is."""

    TEXT = "text"  # a place of the text
    UNLABELLED = "unlabelled"  # a place of the text that no span of one's own shares a character with
    SPANS = "spans"
    SUGGESTIONS = "suggestions"  # that wait for oneself


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything given must hold; "" and () mean that it does not matter.

    A span or suggestion that is looked for together with a `pattern` shares a character with a hit of it.
    `quote` is contained in the span's quote, `title` and `source` in the document's title (or name) and
    source. `annotator` is a name, ANYBODY, or "" for oneself; `states` are of their layer. `came` is a
    source of suggestions: of the span, if it came from one. `since` and `until` are local days, both
    included: when a span was made, or for places of the text when its document came in.
    """

    pattern: Pattern = field(default_factory=lambda: Pattern(""))
    what: What = What.TEXT
    labels: tuple[str, ...] = ()
    quote: str = ""
    annotator: str = ""
    states: tuple[LayerState, ...] = ()
    origins: tuple[Origin, ...] = ()
    came: str = ""
    unsure: bool = False
    title: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    document_ids: tuple[int, ...] | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to look for: places of no text."""
        return self.of_text and not self.pattern.text

    @property
    def of_text(self) -> bool:
        """Whether hits are places of the text."""
        return self.what in (What.TEXT, What.UNLABELLED)

    def settled(self) -> Wanted:
        """The same, as spans where something is said that only spans have."""
        of_spans = self.labels or self.quote or self.annotator or self.origins or self.came or self.unsure
        return replace(self, what=What.SPANS) if self.what is What.TEXT and of_spans else self


def people_seen(project: Project) -> list[str]:
    """Whose spans the annotator may look for: everybody's, or once the project has reviewers, their own."""
    with project.reading() as connection:
        if not _sees_all(connection, project):
            return [project.annotator.name]
        names = list(connection.scalars(select(PersonRow.name).order_by(PersonRow.name)))
        has_gold = connection.scalar(select(LayerRow.id).where(LayerRow.kind == GOLD).limit(1)) is not None
    return [*names, GOLD] if has_gold and GOLD not in names else names


def _sees_all(connection: Connection, project: Project) -> bool:
    reviewing = select(PersonRow.id).where(PersonRow.role.in_((Role.REVIEWER, Role.OWNER)))
    reviewers = set(connection.scalars(reviewing))
    return not reviewers or project.annotator.id in reviewers


def of_documents(wanted: Wanted) -> ColumnElement[bool]:
    """The documents in which to look, as far as they say so themselves."""
    d = DocumentRow
    found: ColumnElement[bool] = d.hidden == ""
    for given, columns in ((wanted.title, (d.title, d.name)), (wanted.source, (d.source,))):
        if given:
            found &= or_(*(contains(each, given) for each in columns)) if is_storable(given) else false()
    if wanted.document_ids is not None:
        found &= d.id.in_(wanted.document_ids)
    return found & _between(d.created_at, wanted) if wanted.of_text else found


def of_own_state(wanted: Wanted, project: Project) -> ColumnElement[bool] | None:
    """Documents by the state of the annotator's own layer; none begun means new."""
    if not wanted.states:
        return None
    mine = select(LayerRow.document_id).where(LayerRow.person_id == project.annotator.id)
    found = DocumentRow.id.in_(mine.where(LayerRow.state.in_(wanted.states)))
    return or_(found, DocumentRow.id.not_in(mine)) if LayerState.NEW in wanted.states else found


def of_spans(wanted: Wanted, connection: Connection, project: Project) -> ColumnElement[bool]:
    """The annotations that are meant; NotAllowed if they are of somebody whose work is not to be seen."""
    a, layer = AnnotationRow, LayerRow
    found = _of_annotator(wanted.annotator, connection, project)
    if wanted.labels:
        found &= a.label_id.in_([project.label_ids.of_span(key) for key in wanted.labels])
    if wanted.quote:
        found &= contains(a.quote, wanted.quote) if is_storable(wanted.quote) else false()
    if wanted.states:
        found &= layer.state.in_(wanted.states)
    if wanted.origins:
        found &= a.origin.in_(wanted.origins)
    if wanted.came:
        found &= _comes_from(a.source, wanted.came)
    if wanted.unsure:
        found &= a.unsure
    return found & _between(a.created_at, wanted)


def of_suggestions(wanted: Wanted, project: Project) -> ColumnElement[bool]:
    """The suggestions that are meant, whether they wait or not."""
    s = SuggestionRow
    found: ColumnElement[bool] = s.score >= 0
    if wanted.labels:
        found &= s.label_id.in_([project.label_ids.of_span(key) for key in wanted.labels])
    if wanted.came:
        found &= _comes_from(s.source, wanted.came)
    return found


def _of_annotator(name: str, connection: Connection, project: Project) -> ColumnElement[bool]:
    if name in ("", project.annotator.name):
        return LayerRow.person_id == project.annotator.id
    if not _sees_all(connection, project):
        raise NotAllowed(project.annotator.name)
    if name == ANYBODY:
        return LayerRow.kind == "own"
    person = connection.scalar(select(PersonRow.id).where(PersonRow.name == name))
    if person is not None:
        return (LayerRow.person_id == person) & (LayerRow.kind == "own")
    if name == GOLD:
        return LayerRow.kind == GOLD
    raise InputError(f"nobody is called “{name}” here")


def _comes_from(column: InstrumentedAttribute[str], source: str) -> ColumnElement[bool]:
    """A source, also one of several that a file brought under names of its own."""
    return or_(column == source, column.startswith(f"{source}:", autoescape=True))


def _between(column: InstrumentedAttribute[str], wanted: Wanted) -> ColumnElement[bool]:
    """Times are stored in UTC as ISO 8601; days begin where the person is."""
    found: ColumnElement[bool] = DocumentRow.id > 0
    if wanted.since is not None:
        found &= column >= _begin(wanted.since)
    if wanted.until is not None:
        found &= column < _begin(wanted.until + timedelta(days=1))
    return found


def _begin(day: date) -> str:
    local = datetime.combine(day, time()).astimezone()
    return local.astimezone(UTC).isoformat(timespec="milliseconds")
