"""A change outside an operation is a bug of ours, and raises."""

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from core import operations
from core.errors import UntrackedChange
from core.history import Kind
from core.operations.transaction import transact
from core.project import Project
from core.store.models import AnnotationRow, DocumentRow, LayerRow
from core.store.tracking import RowChange
from tests.core.samples import place_of, unchanged_by


def test_a_row_changed_outside_an_operation(project: Project, document: int) -> None:
    def change() -> None:
        with project.store.writing() as session:
            session.get_one(DocumentRow, document).title = "x"

    unchanged_by(project, change, UntrackedChange)


def test_a_row_made_outside_an_operation(project: Project, document: int) -> None:
    def change() -> None:
        with project.store.writing() as session:
            session.add(LayerRow(document_id=document, person_id=1, state="new"))

    unchanged_by(project, change, UntrackedChange)


def test_a_row_deleted_outside_an_operation(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("王芳"), "PER")

    def change() -> None:
        with project.store.writing() as session:
            session.delete(session.query(AnnotationRow).one())

    unchanged_by(project, change, UntrackedChange)


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        update(DocumentRow).values(title="x"),
        delete(AnnotationRow),
        insert(LayerRow).values(document_id=1, person_id=1, state="new"),
    ],
)
def test_a_statement_past_the_rows(project: Project, document: int, statement: object, inside: bool) -> None:
    def change() -> None:
        if inside:
            with transact(project, Kind.RETITLE) as step:
                step.session.execute(statement)  # type: ignore[call-overload]
        else:
            with project.store.writing() as session:
                session.execute(statement)  # type: ignore[call-overload]

    unchanged_by(project, change, UntrackedChange)


def test_the_change_is_there_only_at_the_end(project: Project, document: int) -> None:
    with pytest.raises(UntrackedChange), transact(project, Kind.RETITLE) as step:
        assert step.change


def test_an_exception_keeps_nothing(project: Project, document: int) -> None:
    def fail() -> None:
        with transact(project, Kind.RETITLE) as step:
            step.document(document).title = "x"
            step.session.flush()
            raise KeyError("a bug")

    unchanged_by(project, fail, KeyError)


def test_a_document_with_work_on_it_cannot_be_deleted(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("王芳"), "PER")
    for table in (LayerRow, DocumentRow):

        def destroy(table: type = table) -> None:
            with project.store.writing() as session:
                session.connection().execute(delete(table))

        unchanged_by(project, destroy, IntegrityError)


def test_an_inverse_is_the_way_back() -> None:
    change = RowChange("label", 1, None, {"key": "PER"})
    assert change.inverse() == RowChange("label", 1, {"key": "PER"}, None)
    assert change.inverse().inverse() == change
