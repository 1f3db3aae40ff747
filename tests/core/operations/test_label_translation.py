"""Files that were handed out under an older label set come back in the keys of the one in force."""

from pathlib import Path

from core import operations, queries
from core.errors import GivenOut, Refused
from core.formats.report import Outcome, Report
from core.label_acts import AddLabel, DeleteLabel, MergeLabels, Part, RenameLabel, SplitLabel
from core.project import Project, open_project
from core.queries.asides import asides
from core.queries.trials import trials
from core.schema import Label
from core.trial import measure
from tests.core.samples import add, dump, place_of, propose, said, suggestion_ids, unchanged_by


def handed_out(project: Project, document: int, folder: Path) -> Path:
    target = folder / "小李.db"
    operations.hand_out(project, "小李", target, [document])
    return target


def collected(project: Project, file: Path) -> Report:
    report = Report()
    operations.collect(project, file, report)
    return report


def work_in(file: Path, *spans: tuple[str, str], finish: bool = True) -> None:
    there = open_project(file, "", create=False)
    for quote, label in spans:
        operations.annotate(there, 1, *place_of(quote), label)
    operations.set_category(there, 1, "防疫", True)
    if finish:
        operations.finish(there, 1)
    there.close()


def of_li(project: Project, document: int) -> list[tuple[str, str]]:
    theirs = open_project(project.place, "小李", create=False)
    try:
        return said(theirs, document)
    finally:
        theirs.close()


def test_work_comes_back_under_the_new_keys(sqlite_project: Project, tmp_path: Path) -> None:
    project, document = sqlite_project, add(sqlite_project)
    file = handed_out(project, document, tmp_path)
    work_in(file, ("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"), ("😀𠮷家", "LOC"))
    operations.change_labels(project, RenameLabel("PER", "人"))
    operations.change_labels(project, SplitLabel("LOC", (Part(Label("城市"), regex="海$"),)))
    operations.change_labels(project, DeleteLabel("ORG"))
    operations.change_labels(project, MergeLabels(("防疫",), "教育", category=True))
    report = collected(project, file)
    assert of_li(project, document) == [("😀𠮷家", "LOC"), ("王芳", "人"), ("上海", "城市")]
    assert [(note.outcome, note.count) for note in report.notes] == [(Outcome.REFUSED, 1)]
    assert asides(project) == []


def test_a_change_of_labels_alone_sets_nothing_aside(sqlite_project: Project, tmp_path: Path) -> None:
    project, document = sqlite_project, add(sqlite_project)
    file = handed_out(project, document, tmp_path)
    work_in(file, ("王芳", "PER"), finish=False)
    collected(project, file)
    operations.change_labels(project, MergeLabels(("PER",), "ORG"))
    work_in(file, ("上海", "LOC"))
    collected(project, file)
    assert asides(project) == []
    assert of_li(project, document) == [("王芳", "ORG"), ("上海", "LOC")]
    before = dump(project)
    collected(project, file)
    assert dump(project) == before


def test_a_version_that_is_out_is_not_undone(sqlite_project: Project, tmp_path: Path) -> None:
    project, document = sqlite_project, add(sqlite_project)
    operations.change_labels(project, RenameLabel("PER", "人"))
    file = handed_out(project, document, tmp_path)
    unchanged_by(project, lambda: operations.undo(project), GivenOut)
    there = open_project(file, "", create=False)
    unchanged_by(there, lambda: operations.change_labels(there, AddLabel(Label("新"))), Refused)
    there.close()


def test_what_had_been_suggested_comes_back_under_the_new_keys(
    sqlite_project: Project, tmp_path: Path
) -> None:
    project, document = sqlite_project, add(sqlite_project)
    propose(project, document, ("王芳", "PER"), ("北京大学", "ORG"), ("上海", "LOC"), ("😀𠮷家", "LOC"))
    file = handed_out(project, document, tmp_path)
    operations.change_labels(project, RenameLabel("PER", "人"))
    operations.change_labels(project, SplitLabel("LOC", (Part(Label("城市"), regex="海$"),)))
    work_in(file)  # begun when these acts were done, and by a label set that knows nothing of them
    operations.change_labels(project, MergeLabels(("ORG",), "城市"))
    operations.change_labels(project, RenameLabel("城市", "ORG"))
    collected(project, file)
    expected = [("😀𠮷家", "LOC"), ("王芳", "人"), ("北京大学", "ORG"), ("上海", "ORG")]
    assert of_li(project, document) == expected
    [trial] = trials(project, ["小李"])
    assert sorted((each.quote, each.label) for each in trial.seen) == sorted(expected)
    assert (measure(trial).score().tp, measure(trial).score().fp) == (4, 0)
    operations.change_labels(project, MergeLabels(("LOC",), "人"))
    [trial] = trials(project, ["小李"])
    assert {each.label for each in trial.seen} == {"人", "ORG"}
    again = tmp_path / "又.db"
    operations.hand_out(project, "小李", again, [document])
    there = open_project(again, "", create=False)
    [trial] = trials(there)
    assert sorted((each.quote, each.label) for each in trial.seen) == sorted(of_li(project, document))
    there.close()


def test_what_was_refused_goes_with_the_parts_of_a_split(sqlite_project: Project, tmp_path: Path) -> None:
    project, document = sqlite_project, add(sqlite_project)
    propose(project, document, ("上海", "LOC"), ("😀𠮷家", "LOC"))
    file = handed_out(project, document, tmp_path)
    there = open_project(file, "", create=False)
    operations.reject(there, 1, suggestion_ids(there, 1))
    there.close()
    operations.change_labels(project, SplitLabel("LOC", (Part(Label("城市"), regex="海$"),)))
    collected(project, file)
    theirs = open_project(project.place, "小李", create=False)
    refused = queries.open_document(theirs, document).rejections
    assert {each.label for each in refused} == {"LOC", "城市"}
    theirs.close()


def test_files_that_bear_the_older_set_do_not_keep_a_newer_one_from_being_undone(
    sqlite_project: Project, tmp_path: Path
) -> None:
    project, document = sqlite_project, add(sqlite_project)
    before = project.label_set
    operations.change_labels(project, AddLabel(Label("地点😀")))
    operations.undo(project)
    handed_out(project, document, tmp_path)
    operations.redo(project)
    operations.undo(project)
    assert project.label_set == before
