"""Files that go out and come back: nothing lost, nothing doubled, nobody's work written over."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from core import operations, queries
from core.annotation import LayerState
from core.errors import BadFile, Cancelled, JinbiaoError, Refused, StoreError, TooNew
from core.formats.report import Outcome, Report
from core.project import Project, open_project
from core.queries.asides import asides
from core.queries.outlook import NextBy, outlooks
from core.queries.review import layers_of
from core.queries.trials import trials
from core.store.audit import audit
from core.store.layer_content import layer_contents
from core.store.models import LayerRow, PersonRow
from tests.core.conftest import Projects
from tests.core.samples import FLAT, TEXT, add, dump, place_of, propose, said, unchanged_by

WANG, SHANGHAI, BEIJING = place_of("王芳"), place_of("上海"), place_of("北京")


@pytest.fixture
def work(project: Project, tmp_path: Path) -> "Work":
    """A project with two documents, and files handed out of it."""
    return Work(project, tmp_path)


class Work:
    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.folder = project, folder
        self.ids = [add(project), add(project, "另一篇：" + TEXT)]

    def out(self, name: str = "小李", file: str = "") -> Path:
        target = self.folder / (file or f"{name}.db")
        operations.hand_out(self.project, name, target, self.ids)
        return target

    def collect(self, file: Path) -> Report:
        report = Report()
        operations.collect(self.project, file, report)
        return report


def work_in(file: Path, act: Callable[[Project], object], name: str = "") -> None:
    """Open a file as a person would, and do something."""
    project = open_project(file, name, create=False)
    try:
        act(project)
    finally:
        project.close()


def has(project: Project, name: str) -> dict[tuple[int, str], list[tuple[str, str]]]:
    """What stands in that person's layers: by document and kind."""
    found = {}
    with project.reading() as connection:
        owner = select(PersonRow.id).where(PersonRow.name == name).scalar_subquery()
        rows = connection.execute(
            select(LayerRow.id, LayerRow.document_id, LayerRow.kind).where(
                (LayerRow.person_id == owner) | (LayerRow.aside_of == owner)
            )
        ).all()
        contents = layer_contents(connection, [row.id for row in rows], project.label_ids.key)
    for row in rows:
        spans = contents[row.id].spans
        found[row.document_id, row.kind] = [(each.text, each.label) for each in spans]
    return found


def test_a_file_is_a_project_like_any_other(work: Work) -> None:
    propose(work.project, work.ids[0], ("王芳", "PER"), categories=["教育"])
    file = work.out()

    def look(project: Project) -> None:
        assert project.annotator.name == "小李"
        assert project.label_set.guideline == FLAT.guideline
        lines = queries.document_lines(project)
        assert [(line.title, line.waiting) for line in lines] == [
            ("😀𠮷家访谈", 1),
            ("另一篇：😀𠮷家访谈", 0),
        ]
        assert queries.open_document(project, lines[0].id).document.text == TEXT
        assert list(audit(project.store)) == []
        assert queries.undo_status(project).undo is None

    work_in(file, look)
    assert sorted(each.name for each in work.folder.glob("*小李*")) == ["小李.db"]


def test_half_a_file_that_a_killed_program_left_does_not_enter_the_next(work: Work) -> None:
    other = work.out("李雷")
    other.replace(work.folder / "小李.db.part")
    file = work.out()
    theirs = open_project(file, "", create=False)
    assert theirs.annotator.name == "小李"
    assert len(queries.document_lines(theirs)) == 2
    theirs.close()
    assert sorted(each.name for each in work.folder.glob("*小李*")) == ["小李.db"]


def test_only_what_is_assigned_goes_out(work: Work) -> None:
    file = work.folder / "x.db"
    unchanged_by(work.project, lambda: operations.hand_out(work.project, "小李", file), Refused)
    assert not file.exists()
    operations.assign(work.project, ["小李"], work.ids[1:])
    operations.hand_out(work.project, "小李", file)
    work_in(file, lambda project: assert_titles(project, ["另一篇：😀𠮷家访谈"]))
    unchanged_by(work.project, lambda: operations.hand_out(work.project, "小李", file), BadFile)


def assert_titles(project: Project, titles: list[str]) -> None:
    assert [line.title for line in queries.document_lines(project)] == titles


def test_work_comes_back_once(work: Work) -> None:
    file = work.out()

    def act(project: Project) -> None:
        first, _ = queries.document_lines(project)
        operations.annotate(project, first.id, *WANG, "PER")
        operations.set_category(project, first.id, "教育", True)
        operations.finish(project, first.id)

    work_in(file, act)
    before = dump(work.project)
    change_report = work.collect(file)
    assert change_report.taken["layer"] == 1
    assert has(work.project, "小李") == {(work.ids[0], "own"): [("王芳", "PER")]}
    assert layers_of(work.project, work.ids[0])[0].state is LayerState.FINISHED
    after = dump(work.project)
    again = work.collect(file)
    assert not again.taken
    assert dump(work.project) == after
    operations.undo(work.project)
    assert dump(work.project) == before
    operations.redo(work.project)
    assert dump(work.project) == after
    assert list(audit(work.project.store)) == []


def test_the_file_itself_is_not_touched(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    before = file.read_bytes()
    work.collect(file)
    assert file.read_bytes() == before
    assert not file.with_name(file.name + "-wal").exists()


def test_a_file_that_is_open_can_be_collected(work: Work) -> None:
    file = work.out()
    project = open_project(file, create=False)
    operations.annotate(project, queries.document_lines(project)[0].id, *WANG, "PER")
    work.collect(file)
    project.close()
    assert has(work.project, "小李") == {(work.ids[0], "own"): [("王芳", "PER")]}


def test_newer_states_are_taken_and_older_ones_passed_over(work: Work) -> None:
    file = work.out()
    states = []
    for number, place in enumerate((WANG, SHANGHAI, BEIJING)):
        work_in(file, lambda p, at=place: operations.annotate(p, queries.document_lines(p)[0].id, *at, "LOC"))
        states.append(Path(shutil.copy(file, work.folder / f"{number}.db")))
    for number in (1, 0, 2, 1, 0, 2):
        work.collect(states[number])
    assert [quote for quote, _ in has(work.project, "小李")[work.ids[0], "own"]] == ["王芳", "北京", "上海"]
    assert len(has(work.project, "小李")) == 1


def test_what_was_removed_in_the_file_goes(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    work.collect(file)
    work_in(file, operations.undo)
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *SHANGHAI, "LOC"))
    work.collect(file)
    assert has(work.project, "小李") == {(work.ids[0], "own"): [("上海", "LOC")]}


def test_all_undone_in_the_file_leaves_nothing(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    work.collect(file)
    work_in(file, operations.undo)
    work.collect(file)
    assert has(work.project, "小李") == {(work.ids[0], "own"): []}
    after = dump(work.project)
    work.collect(file)
    assert dump(work.project) == after


def test_both_changed_is_kept_side_by_side(projects: Projects, place: str, work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    here = projects.open(place, "小李")
    operations.annotate(here, work.ids[0], *SHANGHAI, "LOC")
    report = work.collect(file)
    assert report.count(Outcome.ALTERED, "layer") == 1
    both = {(work.ids[0], "own"): [("上海", "LOC")], (work.ids[0], "aside"): [("王芳", "PER")]}
    assert has(work.project, "小李") == both
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *BEIJING, "LOC"))
    work.collect(file)
    work.collect(file)
    assert has(work.project, "小李")[work.ids[0], "aside"] == [("王芳", "PER"), ("北京", "LOC")]
    assert len(has(work.project, "小李")) == 2

    before = dump(work.project)
    aside = next(line for line in layers_of(work.project, work.ids[0]) if line.kind == "aside")
    operations.settle_aside(work.project, aside.id, take=True)
    assert said(here, work.ids[0]) == [("王芳", "PER"), ("北京", "LOC")]
    assert has(work.project, "小李")[work.ids[0], "aside"] == [("上海", "LOC")]
    operations.undo(work.project)
    assert dump(work.project) == before
    operations.settle_aside(work.project, aside.id, take=False)
    assert [line.kind for line in layers_of(work.project, work.ids[0])] == ["own"]


def test_two_copies_that_went_different_ways(work: Work) -> None:
    first = work.out()
    second = Path(shutil.copy(first, work.folder / "第二台.db"))
    work_in(first, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    work_in(second, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *SHANGHAI, "LOC"))
    for file in (first, second, first, second):
        work.collect(file)
    found = has(work.project, "小李")
    assert found[work.ids[0], "own"] == [("王芳", "PER")]
    assert found[work.ids[0], "aside"] == [("上海", "LOC")]


def test_returned_work_goes_out_with_its_reason_and_comes_back(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.finish(p, queries.document_lines(p)[0].id))
    work.collect(file)
    operations.return_layer(work.project, work.ids[0], "小李", "漏了😀")
    again = work.out(file="again.db")

    def act(project: Project) -> None:
        [line] = layers_of(project, queries.document_lines(project)[0].id)
        assert (line.state, line.note, line.reviewer) == (LayerState.RETURNED, "漏了😀", "王芳")
        operations.annotate(project, line.document_id, *WANG, "PER")
        operations.finish(project, line.document_id)

    work_in(again, act)
    work.collect(again)
    assert layers_of(work.project, work.ids[0])[0].state is LayerState.FINISHED
    assert has(work.project, "小李") == {(work.ids[0], "own"): [("王芳", "PER")]}
    work.collect(file)
    assert has(work.project, "小李") == {(work.ids[0], "own"): [("王芳", "PER")]}


def test_approval_is_not_taken_back_by_an_old_file(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.finish(p, queries.document_lines(p)[0].id))
    work.collect(file)
    operations.approve(work.project, work.ids[0], "小李")
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[1].id, *WANG, "PER"))
    work.collect(file)
    assert layers_of(work.project, work.ids[0])[0].state is LayerState.APPROVED


def test_work_of_another_person_in_the_file_comes_too(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"), "小赵")
    work.collect(file)
    assert has(work.project, "小赵") == {(work.ids[0], "own"): [("王芳", "PER")]}


def test_changes_to_documents_are_told(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.retitle(p, queries.document_lines(p)[0].id, "别的"))
    report = work.collect(file)
    assert report.count(Outcome.SKIPPED, "change") == 1


def test_of_another_project(projects: Projects, work: Work, tmp_path: Path) -> None:
    stranger = projects.make()
    add(stranger)
    file = tmp_path / "stranger.db"
    operations.hand_out(stranger, "小李", file, [queries.document_lines(stranger)[0].id])
    with stranger.store.writing() as session:
        session.connection().execute(text("UPDATE project SET uid = 'x'"))
    other = tmp_path / "other.db"
    operations.hand_out(stranger, "小李", other, [queries.document_lines(stranger)[0].id])
    error = unchanged_by(work.project, lambda: work.collect(other), BadFile)
    assert "another project" in str(error)


def spoil(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "refusal", "why"),
    [
        ("UPDATE label_set SET version = 2", BadFile, "newer"),
        ("UPDATE label_set SET content = replace(content, 'PER', 'XXX')", BadFile, "label set"),
        ("UPDATE alembic_version SET version_num = '9999'", TooNew, "newer version"),
        ("UPDATE project SET uid = 'x'", BadFile, "another project"),
    ],
)
def test_what_does_not_belong_is_refused(
    work: Work, statement: str, refusal: type[JinbiaoError], why: str
) -> None:
    file = work.out()
    spoil(file, statement)
    assert why in str(unchanged_by(work.project, lambda: work.collect(file), refusal))


def test_a_changed_text_is_refused_and_the_rest_taken(work: Work) -> None:
    file = work.out()
    for at in (0, 1):
        work_in(file, lambda p, n=at: operations.finish(p, queries.document_lines(p)[n].id))
    spoil(file, "UPDATE text_part SET content = replace(content, '王芳', '王方') WHERE content LIKE '另%'")
    report = work.collect(file)
    assert report.taken["layer"] == 1
    assert report.count(Outcome.REFUSED, "layer") == 1
    assert "its text was changed" in str(report.notes[-1])


def test_a_text_that_is_gone_here_is_refused(work: Work) -> None:
    file = work.out()
    work_in(file, lambda p: operations.annotate(p, queries.document_lines(p)[0].id, *WANG, "PER"))
    operations.remove_document(work.project, work.ids[0])
    assert work.collect(file).count(Outcome.REFUSED, "layer") == 1
    operations.undo(work.project)
    operations.undo(work.project)
    work.collect(file)
    assert len(has(work.project, "小李")) == 1


def test_no_file_and_the_project_itself(work: Work) -> None:
    unchanged_by(work.project, lambda: work.collect(work.folder / "nichts.db"), StoreError)
    if work.project.store.file is not None:
        own = work.project.store.file
        unchanged_by(work.project, lambda: work.collect(own), BadFile)


def test_what_was_set_aside_stands_beside_what_is_here(work: "Work") -> None:
    file = work.out()
    work_in(file, lambda theirs: operations.annotate(theirs, 1, *SHANGHAI, "LOC"))
    work.collect(file)
    again = work.out(file="again.db")
    work_in(file, lambda theirs: operations.annotate(theirs, 1, *WANG, "PER"))
    work_in(again, lambda theirs: operations.annotate(theirs, 1, *BEIJING, "LOC"))
    work.collect(file)
    assert asides(work.project) == []
    work.collect(again)
    [found] = asides(work.project)
    assert (found.document_id, found.annotator) == (work.ids[0], "小李")
    assert (found.here_spans, found.file_spans) == (2, 2)
    assert [(case.start, case.end) for case in found.cases] == sorted([WANG, BEIJING])
    assert {name for reading in found.cases[0].readings for name in reading.people} == {"here", "file"}
    operations.settle_aside(work.project, found.layer_id, take=True)
    [turned] = asides(work.project)
    assert turned.layer_id != found.layer_id
    operations.settle_aside(work.project, turned.layer_id, take=False)
    assert asides(work.project) == []


def test_handing_out_that_is_stopped_leaves_nothing(work: "Work") -> None:
    told: list[tuple[int, int]] = []

    def hand_out() -> None:
        operations.hand_out(
            work.project,
            "小李",
            work.folder / "x.db",
            work.ids,
            progress=lambda *so_far: told.append(so_far),
            should_stop=lambda: True,
        )

    unchanged_by(work.project, hand_out, Cancelled)
    assert told == [(2, 2)]
    assert not list(work.folder.glob("x.db*"))


def test_a_file_goes_by_what_the_project_agreed_on_and_brings_its_tests_back(work: Work) -> None:
    first, second = work.ids
    for document in work.ids:
        propose(work.project, document, ("王芳", "PER"), ("上海", "LOC"), categories=["教育"])
    operations.set_thresholds(work.project, {"LOC": 0.9})
    operations.set_blind(work.project, 1.0)
    file = work.out()

    def in_the_file(there: Project) -> None:
        one, two = (each.id for each in queries.document_lines(there))
        assert queries.open_document(there, one).blind
        operations.annotate(there, one, *WANG, "PER")
        operations.set_blind(there, 0.0)
        assert [each.quote for each in queries.open_document(there, two).suggestions] == ["王芳"]
        assert outlooks(there, NextBy.UNCERTAINTY)[0].value == pytest.approx(0.5)
        operations.finish(there, one)
        operations.finish(there, two)

    work_in(file, in_the_file)
    work.collect(file)
    found = {each.document_id: each for each in trials(work.project)}
    assert {id_: each.blind for id_, each in found.items()} == {first: True, second: False}
    assert {each.person for each in found.values()} == {"小李"}
    assert [(each.quote, each.label, each.hidden) for each in found[first].seen] == [
        ("王芳", "PER", False),
        ("上海", "LOC", True),
    ]
    work.collect(file)
    assert len(trials(work.project)) == 2
    operations.undo(work.project)
    assert trials(work.project) == []
