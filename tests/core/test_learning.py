"""A project learns from what is finished: once, again from new work, and from the data alone."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import pytest

from core import learning, operations, queries
from core.annotation import DocumentRecord, Suggestion, Zone
from core.formats.report import Report
from core.project import Project
from core.queries.settled import settled
from core.suggest import Suggester, sharing
from core.suggest.learned import LearnedSuggester, read_model
from tests.core.conftest import Projects
from tests.core.samples import TEXT, add, propose
from tests.core.suggest.field import KITCHEN
from tests.core.suggest.learned.kitchen import RECIPES, RULES, recipe


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for models that goes with the test."""
    monkeypatch.setattr(learning.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def kitchen(request: pytest.FixtureRequest) -> Project:
    """A project with eight finished recipes and one that nobody has opened."""
    from core.project import open_project

    project = open_project(
        Projects("sqlite", request).request.getfixturevalue("tmp_path") / "k.db", "王芳", label_set=KITCHEN
    )
    request.addfinalizer(project.close)
    for example in RECIPES:
        teach(project, example.text, example.spans)
    operations.import_records(project, [DocumentRecord(recipe("海鲜酱", 3).text)], Report())
    return project


def teach(project: Project, text: str, spans: tuple[tuple[int, int, str], ...]) -> int:
    """Import a document and annotate and finish it by hand."""
    operations.import_records(project, [DocumentRecord(text)], Report())
    document = queries.document_lines(project)[-1].id
    for start, end, label in spans:
        operations.annotate(project, document, start, end, label)
    operations.finish(project, document)
    return document


def test_finished_work_is_learned_and_kept(kitchen: Project) -> None:
    suggester, is_new = learning.retrain(kitchen, RULES)
    assert is_new
    assert "海鲜酱" in {each.quote for each in suggester.suggest(recipe("海鲜酱", 3).text)}
    assert read_model(learning.stored_model(kitchen) or b"") == suggester.model


def test_nothing_new_is_not_learned_again(kitchen: Project) -> None:
    learning.retrain(kitchen, RULES)
    assert not learning.retrain(kitchen, RULES)[1]
    teach(kitchen, *_of(recipe("蛋黄酱", 9)))
    assert learning.retrain(kitchen, RULES)[1]


def _of(example: object) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    return example.text, example.spans  # type: ignore[attr-defined]


def test_a_lost_or_damaged_model_is_made_again_from_the_data(kitchen: Project) -> None:
    learning.retrain(kitchen, RULES)
    file = learning.model_file(kitchen)
    whole = file.read_bytes()
    file.write_bytes(whole[:-3])
    assert "cannot be read" in LearnedSuggester(RULES, learning.stored_model(kitchen)).note
    assert learning.retrain(kitchen, RULES)[1]
    assert file.read_bytes() == whole


def test_what_was_learned_fills_and_marks_what_it_has_filled(kitchen: Project) -> None:
    suggester, _ = learning.retrain(kitchen, RULES)
    last = queries.document_lines(kitchen)[-1].id
    assert operations.fill(kitchen, suggester, renew=True).document_id == last
    assert operations.fill(kitchen, suggester, renew=True).operation_id == 0
    quotes = {each.quote for each in queries.open_document(kitchen, last).suggestions}
    assert "海鲜酱" in quotes


def test_an_untouched_project_learns_nothing(project: Project, document: int) -> None:
    assert learning.lesson(project).is_empty
    assert document


def test_a_document_counts_as_far_as_it_was_worked_through(project: Project) -> None:
    document = add(project, TEXT + "王芳走了。\n")
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"))
    second = TEXT.index("王芳又")
    operations.annotate(project, document, second, second + 2, "PER")
    [example] = settled(project)
    assert example.until == TEXT.index("第二段")
    assert {example.text[start:end] for start, end, _ in example.spans} == {"王芳", "北京大学"}
    assert example.categories is None


def test_refusals_are_learned(project: Project) -> None:
    document = add(project)
    propose(project, document, ("上海", "LOC"))
    [suggestion] = queries.open_document(project, document).suggestions
    operations.reject(project, document, [suggestion.id])
    operations.finish(project, document)
    [example] = settled(project)
    assert example.rejected == ((suggestion.start, suggestion.end, "LOC"),)
    assert example.spans == ()


def test_many_documents_are_filled_by_several_processes(
    kitchen: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations.suggesting, "_MANY", 2)
    monkeypatch.setattr(operations.suggesting, "_MOST", 2)
    operations.import_records(kitchen, [DocumentRecord(each.text + "😀") for each in RECIPES], Report())
    operations.fill(kitchen, RULES)
    alone = _everything(kitchen)
    operations.fill(kitchen, RULES, again=True, workers=2)
    assert _everything(kitchen) == alone != []


def _everything(project: Project) -> list[tuple[str, str, str]]:
    return [
        (each.text, each.label, each.reason)
        for record in queries.records(project, "suggestions")
        for each in record.spans
    ]


def test_should_no_process_start_all_is_done_here(kitchen: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations.suggesting, "_MANY", 2)
    operations.fill(kitchen, RULES)
    alone = _everything(kitchen)
    monkeypatch.setattr("core.suggest.sharing._submit", lambda *_: None)
    operations.fill(kitchen, RULES, again=True, workers=2)
    assert _everything(kitchen) == alone


class Deadly(Suggester):
    """Ends every process that it is taken to."""

    def suggest(self, text: str, zones: Iterable[Zone] = ()) -> tuple[Suggestion, ...]:
        if parent_process() is not None:
            os._exit(1)
        return super().suggest(text, zones)

    suggest_compared = None  # type: ignore[assignment]  # so that `suggest` is asked

    def __reduce__(self) -> tuple[Any, ...]:
        return (Deadly, (self.label_set,))


def test_should_a_process_die_what_it_had_is_done_here(
    kitchen: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations.suggesting, "_MANY", 2)
    monkeypatch.setattr(operations.suggesting, "_MOST", 1)
    operations.fill(kitchen, RULES)
    alone = _everything(kitchen)
    seen: list[int] = []
    operations.fill(
        kitchen, Deadly(KITCHEN), again=True, workers=2, progress=lambda done, _: seen.append(done)
    )
    assert _everything(kitchen) == alone
    assert seen == sorted(set(seen))


def test_a_fill_that_was_killed_goes_on_where_it_was(
    kitchen: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is stored with its mark in one transaction: nothing is made twice, nothing is left out."""
    operations.import_records(kitchen, [DocumentRecord(each.text + "😀") for each in RECIPES], Report())
    monkeypatch.setattr(operations.suggesting, "_MOST", 2)

    def die(done: int, _total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operations.fill(kitchen, RULES, progress=die)
    asked: list[int] = []
    read = operations.suggesting.read_asked
    monkeypatch.setattr(
        operations.suggesting, "read_asked", lambda project, ids: asked.extend(ids) or read(project, ids)
    )
    operations.fill(kitchen, RULES)
    assert len(asked) == len(set(asked)) == 1 + len(RECIPES) - 4
    alone = _everything(kitchen)
    operations.fill(kitchen, RULES, again=True)
    assert _everything(kitchen) == alone != []


_WORKS = """
import time
from core.suggest.sharing import think_apart
from core.schema import LabelSet

class Tells:
    def suggest(self, text, zones):
        from multiprocessing import parent_process
        import os
        if parent_process() is not None:
            print(os.getpid(), flush=True)
        time.sleep(0.01)
        return ()
    def categories(self, text, zones):
        return ()

if __name__ == "__main__":
    batches = ([(1, "文", [])] for _ in range(10**9))
    for _ in think_apart(Tells(), LabelSet("空"), batches, 2):
        pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are told by /proc")
def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    script = tmp_path / "works.py"
    script.write_text(_WORKS, encoding="utf-8")
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=paths) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        while True:  # until it lets go of what it writes to
            if not parent.stdout.readline():
                break
    deadline = time.monotonic() + 60
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


def test_batches_of_several_processes_grow_smaller_at_the_end() -> None:
    wanted = [(id_, 1_000) for id_ in range(1, 501)]
    shared = list(operations.suggesting._batches(wanted, 2))
    alone = list(operations.suggesting._batches(wanted, 1))
    assert [id_ for batch in shared for id_ in batch] == [id_ for batch in alone for id_ in batch]
    assert {len(batch) for batch in alone[:-1]} == {24}
    sizes = [len(batch) for batch in shared[:-1]]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (24, 4)


def test_while_another_process_begins_this_one_works(monkeypatch: pytest.MonkeyPatch) -> None:
    may_begin = threading.Event()
    submit = sharing._submit

    def late(*given: Any) -> Any:
        assert may_begin.wait(60)
        return submit(*given)

    monkeypatch.setattr(sharing, "_submit", late)
    batches = ([(number, "文😀", [])] for number in range(3))
    made = [batch for batch in sharing.think_apart(RULES, KITCHEN, batches, 2) if not may_begin.is_set()]
    may_begin.set()
    assert [id_ for [(id_, *_)] in made] == [0, 1, 2]
