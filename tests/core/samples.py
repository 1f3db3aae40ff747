"""Texts, label sets and small acts that tests of the store, operations and queries share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Table, select

from core import operations, queries
from core.annotation import Annotation, CategorySuggestion, DocumentRecord, SpanRecord, Suggestion, Zone
from core.formats.report import Report
from core.project import Project
from core.schema import Label, LabelSet
from core.store.models import Base

TEXT = "😀𠮷家访谈\n王芳在北京大学说：李雷去了上海。\n第二段😀：王芳又说，上海很好。\n"

FLAT = LabelSet(
    "试验",
    "flat",
    (Label("PER", "人物"), Label("ORG", "机构"), Label("LOC", "地点")),
    (Label("教育"), Label("防疫")),
    guideline="## PER 人物\n有名字的人。\n",
)
NESTED = replace(FLAT, nesting="nested")


def place_of(quote: str, number: int = 1, text: str = TEXT) -> tuple[int, int]:
    """Where a quote stands for the nth time."""
    start = -1
    for _ in range(number):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def spans(*wanted: tuple[str, str], text: str = TEXT) -> tuple[SpanRecord, ...]:
    """Spans of (quote, label), each at its first place."""
    return tuple(SpanRecord(*place_of(quote, text=text), label, quote) for quote, label in wanted)


def add(project: Project, text: str = TEXT, **fields: Any) -> int:
    """Import one document and say its id."""
    operations.import_records(project, [DocumentRecord(text, **fields)], Report())
    return queries.document_lines(project)[-1].id


@dataclass
class Proposes:
    """A suggester that proposes what it is told: (quote, label), wherever the quote stands first."""

    wanted: Sequence[tuple[str, str]] = ()
    of_whole: Sequence[str] = ()
    score: float = 0.75

    def suggest(self, text: str, zones: Sequence[Zone]) -> list[Suggestion]:
        return [
            Suggestion(
                text.index(quote), text.index(quote) + len(quote), label, quote, "lexicon", self.score, "r|x"
            )
            for quote, label in self.wanted
            if quote in text
        ]

    def categories(self, text: str, zones: Sequence[Zone]) -> list[CategorySuggestion]:
        return [CategorySuggestion(key, "patterns", 0.5) for key in self.of_whole]


def propose(
    project: Project, document_id: int, *wanted: tuple[str, str], categories: Sequence[str] = ()
) -> None:
    """Fill a document with these suggestions and no others."""
    operations.fill(project, Proposes(wanted, categories), [document_id], again=True)


def suggestion_ids(project: Project, document_id: int) -> list[int]:
    """The ids of a document's suggestions in text order."""
    return [each.id for each in queries.open_document(project, document_id).suggestions]


def annotations(project: Project, document_id: int) -> tuple[Annotation, ...]:
    """What stands in the annotator's layer."""
    return queries.open_document(project, document_id).annotations


def said(project: Project, document_id: int) -> list[tuple[str, str]]:
    """(quote, label) of what stands in the annotator's layer."""
    return [(each.quote, each.label) for each in annotations(project, document_id)]


def dump(
    project: Project, without: Sequence[str] = ("operation", "trial")
) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the history and the trials (which no operation changes), and the
    times of notes (which an undo or redo sets anew)."""
    with project.reading() as connection:
        return {
            table.name: sorted(map(_comparable, connection.execute(select(*_lasting(table)))))
            for table in Base.metadata.sorted_tables
            if table.name not in without
        }


def _lasting(table: Table) -> list[Column[Any]]:
    times = ("changed_at", "settled_at") if table.name == "note" else ()
    return [column for column in table.c if column.name not in times]


def _comparable(row: Any) -> tuple[Any, ...]:
    return tuple(repr(cell) if cell is None or isinstance(cell, dict) else cell for cell in row)


def unchanged_by(project: Project, act: Callable[[], object], refusal: type[Exception]) -> Exception:
    """Do what must be refused, and see that it left nothing behind, not even a line of history."""
    before = dump(project, without=())
    try:
        act()
    except refusal as error:
        assert dump(project, without=()) == before
        return error
    raise AssertionError(f"{refusal.__name__} was expected")


def counting(project: Project) -> Iterator[list[str]]:
    """The statements that the database is sent while the block runs."""
    from sqlalchemy import event

    sent: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(project.store.engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(project.store.engine, "before_cursor_execute", hear)
