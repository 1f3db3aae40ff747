"""What is suggested anew ahead of an annotator, and what stays where it is."""

from __future__ import annotations

from core import operations, queries
from core.project import Project
from core.queries.trials import trials
from tests.core.samples import Proposes, add, place_of, propose

TEXT = "😀王芳来了。\n𠮷田去了上海。\n李雷在北京。\n王芳到南京，李雷到北京。\n"


def standing(project: Project, document: int) -> dict[tuple[int, str, str], tuple[int, float]]:
    opened = queries.open_document(project, document)
    return {(each.start, each.quote, each.label): (each.id, each.score) for each in opened.suggestions}


def test_only_what_lies_ahead_changes(project: Project) -> None:
    document = add(project, TEXT)
    propose(project, document, ("王芳", "PER"), ("上海", "ORG"), ("李雷", "PER"), ("北京", "LOC"))
    operations.annotate(project, document, *place_of("𠮷田", text=TEXT), "PER")
    before = standing(project, document)
    better = Proposes([("王芳", "ORG"), ("上海", "LOC"), ("李雷", "PER"), ("南京", "LOC")], score=0.9)
    beyond, line = TEXT.index("上海"), place_of("李雷在北京", text=TEXT)
    operations.refresh(project, better, document, lambda: (beyond, (line[0], line[0] + 2)))
    after = standing(project, document)
    assert set(after) == {
        (TEXT.index("王芳"), "王芳", "PER"),  # passed already
        (TEXT.index("上海"), "上海", "LOC"),
        (TEXT.index("李雷"), "李雷", "PER"),  # in focus
        (TEXT.index("南京"), "南京", "LOC"),
    }
    same = (TEXT.index("李雷"), "李雷", "PER")
    assert after[same] == before[same]


def test_what_is_made_again_keeps_its_id(project: Project) -> None:
    document = add(project, TEXT)
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"))
    before = standing(project, document)
    change = operations.refresh(
        project, Proposes([("王芳", "PER"), ("上海", "LOC")], score=0.9), document, lambda: (0, (0, 0))
    )
    after = standing(project, document)
    assert {key: id_ for key, (id_, _) in after.items()} == {key: id_ for key, (id_, _) in before.items()}
    assert {score for _, score in after.values()} == {0.9}
    assert change.document_id == document
    assert queries.document_lines(project)[-1].waiting == 2


def test_what_the_annotator_began_with_is_kept(project: Project) -> None:
    document = add(project, TEXT)
    propose(project, document, ("王芳", "PER"), ("上海", "ORG"))
    operations.annotate(project, document, *place_of("𠮷田", text=TEXT), "PER")
    operations.refresh(project, Proposes([("上海", "LOC")]), document, lambda: (0, (0, 0)))
    operations.finish(project, document)
    [trial] = trials(project)
    assert [(each.quote, each.label) for each in trial.seen] == [("王芳", "PER"), ("上海", "ORG")]
    assert ("上海", "LOC") in [(each.quote, each.label) for each in trial.wanted]


def test_refused_stays_refused_and_a_document_that_is_gone_is_left_alone(project: Project) -> None:
    document = add(project, TEXT)
    propose(project, document, ("上海", "LOC"))
    operations.reject(project, document, [next(iter(standing(project, document).values()))[0]])
    operations.refresh(project, Proposes([("上海", "LOC"), ("北京", "LOC")]), document, lambda: (0, (0, 0)))
    assert [each.waiting for each in queries.document_lines(project)] == [1]
    operations.remove_document(project, document)
    change = operations.refresh(project, Proposes([("王芳", "PER")]), document, lambda: (0, (0, 0)))
    assert change.operation_id == 0 or not queries.document_lines(project)
