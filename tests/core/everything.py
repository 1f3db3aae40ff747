"""A project in which every table has rows: two people's work, gold, notes, reviews, a file handed out."""

from pathlib import Path

from sqlalchemy import func, select

from core import operations, queries
from core.label_acts import AddLabel
from core.project import Project
from core.queries.review import review_document
from core.queries.reviewed import annotator_named
from core.schema import Label
from core.store.models import Base
from tests.core.samples import add, place_of, propose, suggestion_ids


def everything(project: Project, other: Project, folder: Path) -> int:
    """Do all of it on the sample text, and say the document's id; `other` is 李雷's."""
    operations.change_labels(project, AddLabel(Label("师", "老师😀")))
    other.catch_up()
    document = add(project)
    shown = ("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"), ("第二段", "ORG")
    propose(project, document, *shown, categories=["教育"])
    operations.set_thresholds(project, {"LOC": 0.5})
    for person in (project, other):
        [*_, last] = suggestion_ids(person, document)
        operations.reject(person, document, [last])
        operations.annotate(person, document, *place_of("李雷"), "PER" if person is project else "师")
        operations.set_category(person, document, "防疫", person is project)
        operations.finish(person, document)
    review = project.reviewing(annotator_named(project, "李雷"))
    [school] = [each for each in queries.open_document(review, document).annotations if each.label == "ORG"]
    operations.relabel(review, school.id, "LOC")
    for line in review_document(project, document).cases:
        operations.adjudicate(project, document, line.case.start, line.case.end, 1, reason="看上下文")
    operations.adjudicate_category(project, document, "防疫", True)
    mine = queries.open_document(project, document).annotations[0]
    operations.add_note(project, document, "是谁？😀", annotation_id=mine.id)
    operations.reply(other, queries.notes(project, everybody=True)[0].id, "老师")
    where = (mine.layer_id, *place_of("李雷"), "PER")
    operations.dismiss(project, [operations.Dismissed("different labels", "李雷", "PER|师", *where)])
    operations.hand_out(project, "李雷", folder / "李雷.db", [document])
    return document


def empty_tables(project: Project) -> set[str]:
    """The tables without rows."""
    with project.reading() as connection:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if not connection.scalar(select(func.count()).select_from(table))
        }
