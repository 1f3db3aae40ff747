"""What was suggested before a document was begun is kept, once, and finished work is compared with it."""

from __future__ import annotations

from sqlalchemy import func, select

from core import operations, queries
from core.annotation import Origin
from core.label_acts import DeleteLabel, MergeLabels, Part, RenameLabel, SplitLabel
from core.project import Project
from core.queries.trials import count_finished, trials
from core.schema import Label
from core.store.models import TrialRow
from core.trial import Trial, measure
from tests.core.conftest import Projects
from tests.core.samples import NESTED, add, annotations, place_of, propose, said, suggestion_ids

SHOWN = (("王芳", "PER"), ("北京大学", "LOC"), ("上海", "LOC"))


def only(project: Project) -> Trial:
    [found] = trials(project)
    return found


def seen(trial: Trial) -> list[tuple[str, str]]:
    return [(each.quote, each.label) for each in trial.seen]


def kept(project: Project) -> int:
    with project.reading() as connection:
        return connection.scalar(select(func.count()).select_from(TrialRow)) or 0


def test_a_finished_document_is_a_test(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.correct(project, document, suggestion_ids(project, document)[1], label="ORG")
    operations.annotate(project, document, *place_of("李雷"), "PER")
    assert trials(project) == []
    operations.finish(project, document)
    trial = only(project)
    assert seen(trial) == list(SHOWN)
    assert [each.source for each in trial.seen] == ["lexicon"] * 3
    assert [(each.quote, each.accepted) for each in trial.wanted] == [
        ("王芳", True),
        ("北京大学", False),
        ("李雷", False),
        ("上海", True),
    ]
    assert (trial.person, trial.length, trial.blind) == (
        "王芳",
        len(queries.open_document(project, document).document.text),
        False,
    )
    test = measure(trial)
    assert (test.score().tp, test.score().fp, test.score().fn) == (2, 1, 2)
    assert (test.actions.relabelled, test.actions.added, test.actions.total) == (1, 1, 3)


def test_what_was_right_stays_right_when_labels_change(projects: Projects) -> None:
    project = projects.make(NESTED)
    document = add(project)
    propose(project, document, *SHOWN, ("北京大学", "ORG"), ("李雷", "PER"))
    university = [
        each for each in queries.open_document(project, document).suggestions if each.label == "LOC"
    ]
    operations.reject(project, document, [university[0].id])
    operations.finish(project, document)
    assert (measure(only(project)).score().tp, measure(only(project)).score().fp) == (4, 1)
    for act in (
        RenameLabel("PER", "人"),
        MergeLabels(("人",), "ORG"),
        SplitLabel("ORG", (Part(Label("PER"), regex="^[王李]"),)),
        RenameLabel("PER", "人"),
    ):
        operations.change_labels(project, act)
        test = measure(only(project)).score()
        assert (test.tp, test.fp, test.fn) == (4, 1, 0), act
    assert ("李雷", "人") in seen(only(project))
    operations.change_labels(project, DeleteLabel("LOC", to="ORG"))  # two suggestions of 北京大学 are one now
    test = measure(only(project)).score()
    assert (test.tp, test.fp, test.fn) == (4, 0, 0)
    operations.change_labels(project, DeleteLabel("人"))
    assert seen(only(project)) == [("北京大学", "ORG"), ("上海", "ORG")]
    for _ in range(6):
        operations.undo(project)
    assert (measure(only(project)).score().tp, measure(only(project)).score().fp) == (4, 1)


def test_what_is_suggested_later_does_not_count(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.annotate(project, document, *place_of("李雷"), "PER")
    propose(project, document, ("王芳", "PER"), ("李雷", "PER"))
    propose(project, document, ("王芳", "PER"))
    operations.finish(project, document)
    assert seen(only(project)) == list(SHOWN)


def test_nor_after_undo_or_reopening(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.finish(project, document)
    operations.undo(project)
    assert trials(project) == []
    propose(project, document, ("李雷", "PER"))
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.finish(project, document)
    first = only(project)
    operations.reopen(project, document)
    assert trials(project) == []
    propose(project, document, ("李雷", "PER"), ("上海", "LOC"))
    operations.remove(project, [annotations(project, document)[0].id])
    operations.finish(project, document)
    again = only(project)
    assert again.seen == first.seen
    assert len(again.wanted) == len(first.wanted)  # one less by hand, one more by the suggestion


def test_what_was_taken_back_whole_is_begun_anew(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.annotate(project, document, *place_of("李雷"), "PER")
    propose(project, document, ("王芳", "PER"))
    operations.undo(project)
    propose(project, document, ("上海", "LOC"))
    operations.finish(project, document)
    assert seen(only(project)) == [("上海", "LOC")]


def test_where_nothing_was_suggested_there_is_no_test(project: Project, document: int) -> None:
    operations.annotate(project, document, *place_of("李雷"), "PER")
    propose(project, document, *SHOWN)
    operations.finish(project, document)
    assert trials(project) == []
    assert count_finished(project) == 1


def test_each_annotator_has_their_own(project: Project, other: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.annotate(project, document, *place_of("李雷"), "PER")
    propose(other, document, ("王芳", "PER"))
    operations.finish(other, document)
    operations.finish(project, document)
    assert {each.person: len(each.seen) for each in trials(project)} == {"王芳": 3, "李雷": 1}
    assert [each.person for each in trials(project, ["李雷"])] == ["李雷"]


def test_a_document_that_is_gone_is_no_test(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.finish(project, document)
    operations.remove_document(project, document)
    assert trials(project) == []
    operations.undo(project)
    assert len(trials(project)) == 1


def test_finishing_confirms_only_what_is_shown(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.set_thresholds(project, {"LOC": 0.8})
    opened = queries.open_document(project, document)
    assert [each.quote for each in opened.suggestions] == ["王芳"]
    assert [each.quote for each in opened.hidden] == ["北京大学", "上海"]
    assert [each.waiting for each in queries.document_lines(project)] == [1]
    operations.annotate(project, document, *place_of("上海"), "LOC")
    assert annotations(project, document)[0].origin is Origin.BY_HAND
    assert [each.waiting for each in queries.document_lines(project)] == [1]
    operations.finish(project, document)
    assert said(project, document) == [("王芳", "PER"), ("上海", "LOC")]
    trial = only(project)
    assert [each.quote for each in trial.shown] == ["王芳"]
    assert len(trial.seen) == 3


def test_thresholds_can_be_undone(project: Project) -> None:
    operations.set_thresholds(project, {"LOC": 0.8, "PER": 0.5})
    operations.set_thresholds(project, {"LOC": 0.0})
    document = add(project)
    propose(project, document, *SHOWN)
    assert len(queries.open_document(project, document).suggestions) == 3
    for _ in range(2):
        operations.undo(project)  # the import, the second setting
    with project.reading() as connection:
        from core.store.settings import showing_of

        assert showing_of(connection).thresholds == {"LOC": 0.8, "PER": 0.5}


def test_blind_documents_show_and_confirm_nothing(project: Project, document: int) -> None:
    propose(project, document, *SHOWN, categories=["教育"])
    operations.set_blind(project, 1.0)
    opened = queries.open_document(project, document)
    assert opened.blind and opened.suggestions == () and opened.category_suggestions == ()
    assert [(each.blind, each.waiting) for each in queries.document_lines(project)] == [(True, 0)]
    operations.annotate(project, document, *place_of("王芳"), "PER")
    [made] = annotations(project, document)
    assert (made.origin, made.source) == (Origin.BY_HAND, "")
    operations.set_blind(project, 0.0)  # it was begun blind and stays so
    assert queries.open_document(project, document).blind
    operations.finish(project, document)
    assert said(project, document) == [("王芳", "PER")]
    assert queries.open_document(project, document).categories == ()
    trial = only(project)
    assert trial.blind and len(trial.seen) == 3


def test_begun_with_suggestions_it_is_not_made_blind(project: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.annotate(project, document, *place_of("王芳"), "PER")
    operations.set_blind(project, 1.0)
    assert not queries.open_document(project, document).blind


def test_on_a_nested_set(projects: Projects) -> None:
    from tests.core.samples import NESTED

    project = projects.make(NESTED)
    document = add(project)
    propose(project, document, ("北京大学", "ORG"), ("北京", "LOC"))
    operations.finish(project, document)
    assert len(only(project).wanted) == 2


def test_the_truth_is_gold_else_somebody_elses_work(project: Project, other: Project, document: int) -> None:
    propose(project, document, *SHOWN)
    operations.annotate(other, document, *place_of("李雷"), "PER")
    operations.finish(other, document)
    operations.finish(project, document)
    found = {each.person: each for each in trials(project)}
    assert found["王芳"].truth is not None and len(found["王芳"].truth) == 4
    assert found["李雷"].truth is not None and len(found["李雷"].truth) == 3
    operations.reopen(other, document)
    assert only(project).truth is None
