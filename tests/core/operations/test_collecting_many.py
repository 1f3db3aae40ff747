"""Five annotators, random work, files collected in any order and twice, some broken: the union, once."""

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select, text

from core import operations, queries
from core.annotation import LayerState
from core.errors import BadFile, BadSpan, JinbiaoError, Overlap, Refused, StoreError
from core.formats.report import Report
from core.history import Kind
from core.project import Project, open_project
from core.store.audit import audit
from core.store.layer_content import NO_LAYER, layer_contents
from core.store.models import LayerRow
from tests.core.operations.test_collecting import spoil
from tests.core.samples import TEXT, add


def break_file(dice: random.Random, file: Path) -> None:
    data = file.read_bytes()
    what = dice.randrange(4)
    if what == 0:
        file.write_bytes(data[: len(data) // 2])
    elif what == 1:
        file.write_bytes(b"not a database" * 100)
    elif what == 2:
        file.write_bytes(b"")
    else:
        spoil(file, "UPDATE project SET uid = 'x'")


def edit(dice: random.Random, project: Project) -> None:
    """A random act on a random document."""
    line = dice.choice(queries.document_lines(project))
    start = dice.randrange(line.length - 3)
    mine = queries.open_document(project, line.id).annotations
    try:
        match dice.randrange(6):
            case 0 if mine:
                operations.remove(project, [dice.choice(mine).id])
            case 1 if mine:
                operations.relabel(project, dice.choice(mine).id, dice.choice(["PER", "ORG", "LOC"]))
            case 2:
                operations.finish(project, line.id)
            case 3 if queries.undo_status(project).undo:
                operations.undo(project)
            case _:
                end = start + dice.randint(1, 3)
                operations.annotate(project, line.id, start, end, dice.choice(["PER", "LOC"]))
    except (Refused, BadSpan, Overlap):
        pass


def states(project: Project) -> dict[tuple[str, str], str]:
    """Own layers that hold anything or are finished: (text, person) → digest."""
    found = {}
    with project.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT layer.id, document.digest, person.name FROM layer "
                "JOIN document ON document.id = layer.document_id JOIN person ON person.id = layer.person_id"
            )
        ).all()
        contents = layer_contents(connection, [row[0] for row in rows], project.label_ids.key)
        for id_, digest, name in rows:
            if contents[id_].work != NO_LAYER.work or contents[id_].state == LayerState.FINISHED:
                found[digest, name] = contents[id_].digest
    return found


@pytest.mark.parametrize(
    ("projects", "seed"),
    [*(("sqlite", seed) for seed in range(4)), pytest.param("postgres", 0, marks=pytest.mark.postgres)],
    indirect=["projects"],
)
def test_five_annotators_in_any_order_twice_and_some_broken(
    project: Project, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    ids = [add(project, f"第{number}篇：" + TEXT) for number in range(6)]
    people = [f"标注员{number}" for number in range(5)]
    operations.assign(project, people, ids, each=3)
    newest: dict[str, dict[tuple[str, str], str]] = {}
    files: list[tuple[str, Path]] = []
    for name in people:
        file = tmp_path / f"{name}.db"
        operations.hand_out(project, name, file)
        newest[name] = {}
        for step in range(3):
            opened = open_project(file, create=False)
            for _ in range(dice.randint(1, 8)):
                edit(dice, opened)
            found = states(opened)
            opened.close()
            copy = Path(shutil.copy(file, tmp_path / f"{name}-{step}.db"))
            if step < 2 and dice.random() < 0.4:
                break_file(dice, copy)
            else:
                newest[name] = found
            files.append((name, copy))
    order = files * 2
    dice.shuffle(order)
    for _, file in order:
        try:
            operations.collect(project, file, Report())
        except JinbiaoError as error:
            assert isinstance(error, (StoreError, BadFile))
    expected = {key: digest for found in newest.values() for key, digest in found.items()}
    assert states(project) == expected
    with project.reading() as connection:
        kinds = set(connection.scalars(select(LayerRow.kind)))
    assert kinds <= {"own"}
    assert list(audit(project.store)) == []
    while queries.undo_status(project).undo is Kind.COLLECT:
        operations.undo(project)
    assert states(project) == {}
