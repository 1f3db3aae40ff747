"""How many statements an act sends: a key waits for each, and each is a way to the server and back."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from core import operations, queries
from core.history import Change
from core.operations.transaction import decode
from core.project import Project
from core.schema import LabelSet
from core.store.models import AnnotationRow, OperationRow
from tests.core.conftest import Projects
from tests.core.samples import FLAT, NESTED, TEXT, add, counting, place_of, propose, suggestion_ids

counted = contextmanager(counting)

WANG, LI, BEIJING = place_of("王芳"), place_of("李雷"), place_of("北京")
AN_ACT, A_TURN = 6, 8  # with the statement that begins the transaction

Act = Callable[[Project, int, int, int], Change]
ACTS: dict[str, Act] = {  # of a project, a document, an annotation and a suggestion in it
    "label": lambda p, id_, _mine, _waits: operations.annotate(p, id_, *LI, "PER", replacing=True),
    "accept": lambda p, id_, _mine, waits: operations.accept(p, id_, [waits]),
    "reject": lambda p, id_, _mine, waits: operations.reject(p, id_, [waits]),
    "correct": lambda p, id_, _mine, waits: operations.correct(p, id_, waits, label="PER"),
    "relabel": lambda p, _id, mine, _waits: operations.relabel(p, mine, "ORG"),
    "edge": lambda p, _id, mine, _waits: operations.move_edges(p, mine, WANG[0], WANG[1] + 1),
    "remove": lambda p, _id, mine, _waits: operations.remove(p, [mine]),
    "unsure": lambda p, _id, mine, _waits: operations.set_unsure(p, [mine]),
}


@pytest.mark.parametrize("labels", [FLAT, NESTED], ids=["flat", "nested"])
def test_an_act_its_undo_and_its_redo(projects: Projects, labels: LabelSet) -> None:
    project = projects.make(labels)
    for name, act in ACTS.items():
        document = add(project, f"{TEXT}\n{name} 😀𠮷")
        propose(project, document, ("北京", "LOC"))
        [mine] = operations.annotate(project, document, *WANG, "PER").added
        [waits] = suggestion_ids(project, document)

        def do(
            project: Project, act: Act = act, about: tuple[int, int, int] = (document, mine.id, waits)
        ) -> Change:
            return act(project, *about)

        for turn, most in ((do, AN_ACT), (operations.undo, A_TURN), (operations.redo, A_TURN)):
            with counted(project) as sent:
                change = turn(project)
            assert len(sent) <= most, (name, sent)
            assert change.operation_id, name
            assert change.next_turns == queries.undo_status(project), name


def test_what_is_done_at_many_places_at_once(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("北京", "LOC"), ("李雷", "PER"))
    ids = suggestion_ids(project, document)
    with counted(project) as two:
        operations.accept(project, document, ids[:2])
    operations.undo(project)
    with counted(project) as three:
        assert len(operations.accept(project, document, ids).added) == 3
    assert len(three) == len(two) + 1  # what was undone is dropped


def test_finishing_writes_all_it_confirms_together(projects: Projects) -> None:
    numbers = []
    for count in (2, 3):
        project = projects.make(FLAT)
        document = add(project)
        propose(project, document, *[("王芳", "PER"), ("北京", "LOC"), ("李雷", "PER")][:count])
        operations.remove(project, [operations.annotate(project, document, 0, 1, "LOC").added[0].id])
        with counted(project) as sent:
            change = operations.finish(project, document)
        numbers.append(len(sent))
        stored = queries.open_document(project, document).annotations
        assert sorted(change.added, key=lambda each: each.start) == list(stored)
        assert len({each.id for each in stored}) == count
    assert numbers[0] == numbers[1]


def test_an_undo_reads_one_operation_alone(project: Project, document: int) -> None:
    for place in (WANG, LI, BEIJING):
        operations.annotate(project, document, *place, "PER")
    with counted(project) as sent:
        operations.undo(project)
    assert len([each for each in sent if "operation.changes" in each and each.startswith("SELECT")]) == 1


def test_history_holds_whole_rows(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *WANG, "PER").added
    operations.move_edges(project, made.id, WANG[0], WANG[1] + 1)
    operations.remove(project, [made.id])
    names = list(AnnotationRow.__table__.columns.keys())
    with project.reading() as connection:
        stored = connection.scalars(select(OperationRow.changes).order_by(OperationRow.id)).all()
    new, moved, gone = (decode(changes)[-1] for changes in stored[-3:])
    assert list(new.after or ()) == names
    assert list(moved.after or ()) == list(moved.before or ()) == ["end", "quote"]
    assert list(gone.before or ()) == names
