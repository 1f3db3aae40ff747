"""The audit finds what is wrong, wherever it was put."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from core import operations
from core.project import Project
from core.store.audit import audit, audit_within, quick_check
from core.store.models import Base
from tests.core.everything import empty_tables, everything
from tests.core.samples import add, place_of

_SPOIL = "UPDATE operation SET changes = :x WHERE id = (SELECT min(id) FROM operation)"
# What is put where, and what is said of it; numbers are not compared.
HARM: dict[str, str] = {
    "UPDATE annotation SET quote = '李芳'": "document 1, annotation 1: says “李芳”",
    'UPDATE annotation SET start = start + 1 WHERE "end" - start > 1': "document 1, annotation 1: says",
    'UPDATE annotation SET "end" = 10000': "document 1, annotation 1: stands at 1–1, the text ends at 1",
    "UPDATE annotation SET suggested_end = 10000 WHERE suggested_end > 0": "document 1, annotation 1: stands",
    "UPDATE annotation SET label_id = (SELECT id FROM label WHERE kind = 'category' LIMIT 1)": (
        "annotation 1: its label “教育” is a label of a category"
    ),
    "UPDATE label SET key = '没有' WHERE key = 'PER'": "label set: “PER” (span) has no row of its own",
    "UPDATE label SET key = '无' WHERE key = 'LOC'": "suggestion 1: its label “无” is not in the label set",
    "UPDATE annotation SET origin = 'x'": "annotation 1: its origin is “x”, which means nothing",
    'UPDATE suggestion SET "end" = 10000': "document 1, suggestion 1: stands at",
    'UPDATE zone SET "end" = 10000': "document 1, zone 1: stands at",
    "UPDATE zone SET kind = 'x'": "zone 1: its kind is “x”",
    'UPDATE rejection SET "end" = 10000': "document 1, rejection 1: stands at",
    'UPDATE judgement SET "end" = 10000': "document 1, judgement 1: stands at",
    "UPDATE judgement SET layer_id = (SELECT min(id) FROM layer)": "judgement 1: is about a layer",
    'UPDATE dismissal SET "end" = 10000': "document 1, dismissal 1: stands at",
    "UPDATE correction SET end_before = 10000": "document 1, correction 1: stands at",
    "UPDATE correction SET end_after = NULL": "document 1, correction 1: stands at",
    "UPDATE correction SET quote_after = '李芳'": "document 1, correction 1: says “李芳”",
    "UPDATE note SET quote = '李芳' WHERE start > 0": "document 1, note 1: says “李芳”",
    "UPDATE text_part SET content = 'x'": "text ",
    "DELETE FROM text_part": "text ",
    "UPDATE document SET length = 3": "document 1: has 1 characters, not 1",
    "UPDATE document SET suggestions = 99": "document 1: has 1 suggestions, not 1",
    "UPDATE layer SET state = 'x'": "layer 1: its state is “x”",
    "UPDATE operation SET kind = 'x'": "operation 1: its kind is “x”",
    "UPDATE operation SET about_id = 99999": "operation 1: points to operation 1, which is missing",
    "UPDATE document SET meta = '[1]'": "document 1: cannot be read",
    "UPDATE gold_span SET voters = '{}'": "gold_span 1: cannot be read",
    "UPDATE gold_span SET voters = '[99999]'": "gold_span 1: names person 1, who is missing",
    "UPDATE outlook SET expected = '{'": "outlook 1: cannot be read",
    "UPDATE outlook SET expected = '{\"99999\": 1}'": "outlook 1: names label 1, which is missing",
    "UPDATE trial SET content = '{}'": "trial 1: cannot be read",
    "UPDATE trial SET content = replace(content, '王芳', '李芳')": "document 1, trial 1: says “李芳”",
    'UPDATE trial SET content = \'{"spans":[[0,9999,1,"x",0.5,"y"]]}\'': "trial 1: has a span at 1–1",
    'UPDATE trial SET content = \'{"spans":[[0,1,99999,"x",0.5,"y"]]}\'': "trial 1: names label 1, which is",
    'UPDATE trial SET content = \'{"spans":[],"categories":[[99999,"x",1]]}\'': "trial 1: names category 1",
    'UPDATE trial SET content = \'{"spans":[],"hidden":[3]}\'': "trial 1: hides a span that it does not have",
    "UPDATE setting SET value = '{'": "setting 1: cannot be read",
    'UPDATE setting SET value = \'{"thresholds":{"LOC":7}}\'': "setting 1: cannot be read",
    "UPDATE label_set SET act = '{'": "label_set 1: cannot be read",
    "UPDATE handout SET taken = 'x'": "handout 1: cannot be read",
    "UPDATE handout_layer SET digest = 'x'": "handout_layer 1: cannot be read",
}


def told(connection: Connection) -> set[str]:
    return {re.sub(r"\d+", "1", f"{each.where}: {each.what}") for each in audit_within(connection)}


@contextmanager
def unguarded(project: Project) -> Iterator[Connection]:
    """A connection on which anything can be written; nothing of it is kept."""
    with project.store.engine.execution_options(jinbiao_no_begin=True).connect() as connection:
        if project.store.file is not None:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
        connection.rollback()
        connection.invalidate()  # its guards are off


def harmed(connection: Connection, *statements: str) -> set[str]:
    """What is told after these statements, which are taken back."""
    connection.exec_driver_sql("SAVEPOINT before")
    for statement in statements:
        connection.exec_driver_sql(statement)
    found = told(connection)
    connection.exec_driver_sql("ROLLBACK TO SAVEPOINT before")
    return found


@pytest.fixture
def full(project: Project, other: Project, tmp_path: Path) -> Project:
    everything(project, other, tmp_path)
    return project


def test_all_is_well(full: Project) -> None:
    assert empty_tables(full) == set()
    assert list(audit(full.store)) == []
    assert quick_check(full.store) == []


def batches() -> Iterator[list[str]]:
    """The harms, of each table one at a time."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for harm in HARM:
        by_table[harm.replace("DELETE FROM", "UPDATE").split()[1]].append(harm)
    for some in zip_longest(*by_table.values()):
        yield [each for each in some if each]


def test_what_is_wrong_is_found(full: Project) -> None:
    missed = {}
    with unguarded(full) as connection:
        for some in batches():
            found = harmed(connection, *some)
            missed |= {harm: found for harm in some if not any(each.startswith(HARM[harm]) for each in found)}
    assert missed == {}


def test_every_row_that_points_to_nothing_is_found(full: Project) -> None:
    """Each reference of each table."""
    wanted = {}
    for table in Base.metadata.sorted_tables:
        [row, *_] = table.primary_key.columns
        for key in table.foreign_keys:
            nowhere = "'nowhere'" if key.parent.type.python_type is str else "99999"
            column = key.parent.name
            harm = f"UPDATE {table.name} SET {column} = {nowhere}"
            harm += f" WHERE {row.name} = (SELECT max({row.name}) FROM {table.name})"
            told_as = (
                rf"{table.name} [\w.]+: points to {key.column.table.name} \w+ by {column}, which is missing"
            )
            wanted[harm] = re.compile(told_as)
    with unguarded(full) as connection:
        found = harmed(connection, *wanted)
    assert [harm for harm, form in wanted.items() if not any(map(form.fullmatch, found))] == []


def test_what_hangs_on_a_document_that_is_gone(full: Project) -> None:
    with unguarded(full) as connection:
        found = harmed(connection, "DELETE FROM document", "DELETE FROM label_set")
    tables = {each.split()[0] for each in found}
    assert {"layer", "trial", "outlook", "note", "assignment", "suggestion", "zone", "label"} <= tables


@pytest.mark.parametrize("said", [b"{", b"[[1]]", b'[["nonsense",1,null,null]]'])
def test_a_history_that_cannot_be_read(sqlite_project: Project, said: bytes) -> None:
    document = add(sqlite_project)
    operations.annotate(sqlite_project, document, *place_of("王芳"), "PER")
    with sqlite_project.store.writing() as session:
        session.connection().execute(text(_SPOIL), {"x": said})
    assert [each.where for each in audit(sqlite_project.store)] == ["operation 1"]
