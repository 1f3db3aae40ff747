"""Findings mended and dismissed: in one's own layers, others', gold; each with one undo."""

import pytest

from core import operations, queries
from core.annotation import GOLD, LayerState, Origin, Role
from core.errors import BadSpan, Cancelled, NotAllowed, NotFound, UnknownLabel
from core.history import Kind, Touched
from core.label_acts import MergeLabels, RenameLabel
from core.operations import Dismissed, Mend
from core.project import Project
from core.queries.review import review_document
from core.queries.sweep import EVERYBODY, dismissed, hit_lines, swept_ids, swept_layers
from core.review.sweep.values import Finding, FindingKind, Hit
from core.store.audit import audit
from core.sweeping import sweep_project, without_dismissed
from tests.core.samples import (
    TEXT,
    add,
    annotations,
    dump,
    place_of,
    propose,
    said,
    suggestion_ids,
    unchanged_by,
)


def annotated(project: Project, document: int, *wanted: tuple[str, str], finish: bool = True) -> None:
    """Label these quotes, and finish."""
    for quote, label in wanted:
        operations.annotate(project, document, *place_of(quote), label)
    if finish:
        operations.finish(project, document)


def mend_of(project: Project, document: int, quote: str, after: tuple[int, int, str]) -> Mend:
    """How what stands at a quote is mended."""
    each = next(each for each in annotations(project, document) if each.quote == quote)
    return Mend(each.layer_id, each.id, each.start, each.end, each.label, after)


def many(project: Project, *, odd: str = "ORG") -> list[int]:
    """Six documents in which 上海 is a place, and in the last one it is `odd`."""
    ids = [add(project, f"第{number}篇：" + TEXT) for number in range(6)]
    for id_ in ids:
        label = "LOC" if id_ != ids[-1] else odd
        text = queries.open_document(project, id_).document.text
        for number in (1, 2):
            operations.annotate(
                project, id_, *place_of("上海", number, text), label if number == 1 else "LOC"
            )
        operations.finish(project, id_)
    return ids


def test_a_finished_layer_is_mended_and_stays_finished(project: Project, document: int) -> None:
    annotated(project, document, ("王芳", "PER"), ("上海", "LOC"), ("北京", "LOC"))
    start, end = place_of("北京大学")
    before = dump(project)
    wanted = [
        mend_of(project, document, "王芳", (*place_of("王芳"), "")),
        mend_of(project, document, "上海", (*place_of("上海"), "ORG")),
        mend_of(project, document, "北京", (start, end, "LOC")),
    ]
    wanted.append(Mend(wanted[0].layer_id, 0, *place_of("李雷"), "", (*place_of("李雷"), "PER")))
    change = operations.mend(project, wanted)
    assert (change.kind, change.document_id, change.passed_over) == (Kind.MEND, document, 0)
    assert said(project, document) == [("北京大学", "LOC"), ("李雷", "PER"), ("上海", "ORG")]
    assert annotations(project, document)[1].origin is Origin.PROPAGATED
    assert queries.document_lines(project)[0].state is LayerState.FINISHED
    assert list(audit(project.store)) == []
    operations.undo(project)
    assert dump(project) == before
    operations.redo(project)
    assert said(project, document) == [("北京大学", "LOC"), ("李雷", "PER"), ("上海", "ORG")]


def test_what_has_moved_on_or_is_taken_is_passed_over(project: Project, document: int) -> None:
    annotated(project, document, ("北京", "LOC"), ("大学", "ORG"), finish=False)
    one = mend_of(project, document, "北京", (*place_of("北京大学"), "LOC"))
    other = mend_of(project, document, "大学", (*place_of("大学"), "LOC"))
    operations.relabel(project, other.id, "PER")
    change = operations.mend(project, [one, other, Mend(99, 5, 0, 1, "PER", (0, 1, ""))])
    assert (change.passed_over, change.operation_id) == (3, 0)
    unchanged_by(
        project, lambda: operations.mend(project, [Mend(one.layer_id, 0, 0, 1, "", (0, 999, "PER"))]), BadSpan
    )


def test_what_came_from_a_suggestion_counts_as_corrected(project: Project, document: int) -> None:
    propose(project, document, ("上海", "LOC"))
    operations.accept(project, document, suggestion_ids(project, document))
    operations.finish(project, document)
    operations.mend(project, [mend_of(project, document, "上海", (*place_of("上海"), "ORG"))])
    [made] = annotations(project, document)
    assert (made.origin, made.suggested) == (Origin.CORRECTED, (*place_of("上海"), "LOC"))


def test_others_work_is_for_reviewers(project: Project, other: Project, document: int) -> None:
    annotated(other, document, ("上海", "ORG"))
    wanted = [mend_of(other, document, "上海", (*place_of("上海"), "LOC"))]
    operations.set_role(project, "王芳", Role.REVIEWER)
    third = mend_of(other, document, "上海", (*place_of("上海"), "PER"))
    annotated(project, document, ("上海", "LOC"))
    mine = [mend_of(project, document, "上海", (*place_of("上海"), "PER"))]
    unchanged_by(other, lambda: operations.mend(other, mine), NotAllowed)
    change = operations.mend(project, wanted)
    assert change.kind is Kind.MEND_OTHERS and not change.added
    assert {Touched.REVIEW, Touched.DOCUMENTS} <= change.touched
    assert said(other, document) == [("上海", "LOC")]
    assert operations.mend(project, [third]).passed_over == 1
    operations.undo(project)
    assert said(other, document) == [("上海", "ORG")]


def test_gold_is_mended_with_a_judgement_that_lasts(project: Project, other: Project, document: int) -> None:
    """What all had agreed on, and was mended in gold, is not brought back by judging something else."""
    for each in (project, other):
        annotated(each, document, ("上海", "ORG"), finish=False)
    annotated(project, document, ("王芳", "PER"))
    annotated(other, document, ("王芳", "ORG"))
    operations.accept_readings(project)
    [layer] = swept_layers(project, swept_ids(project, GOLD))
    assert layer.owner == GOLD
    [span] = [each for each in layer.spans if each.label == "ORG"]
    before = dump(project)
    place = place_of("上海")
    operations.mend(project, [Mend(layer.layer_id, span.id, *place, "ORG", (*place, "LOC"))])
    [found] = [each for each in review_document(project, document).gold if each.quote == "上海"]
    assert (found.label, found.voters) == ("LOC", ())
    assert found.judgement is not None and (found.judgement.judge, found.judgement.how) == ("王芳", "new")
    operations.adjudicate(project, document, *place_of("王芳"), 1)
    gold = {(each.quote, each.label) for each in review_document(project, document).gold}
    assert ("上海", "LOC") in gold and ("上海", "ORG") not in gold
    operations.undo(project)
    operations.undo(project)
    assert dump(project) == before
    operations.mend(project, [Mend(layer.layer_id, span.id, *place, "ORG", (*place, ""))])
    operations.mend(project, [Mend(layer.layer_id, 0, *place_of("北京"), "", (*place_of("北京"), "LOC"))])
    gold = {(each.quote, each.label) for each in review_document(project, document).gold}
    assert gold == {("北京", "LOC")}
    operations.undo(project)
    operations.undo(project)
    assert dump(project) == before


def test_many_are_mended_as_one_and_can_be_stopped(project: Project) -> None:
    ids = many(project)
    [finding] = [each for each in sweep_project(project).findings if each.kind is FindingKind.LABELS]
    assert (finding.about, finding.number, finding.hits[0].document_id) == ("上海", 1, ids[-1])
    mends = [Mend(hit.layer_id, hit.id, hit.start, hit.end, hit.label, hit.after[0]) for hit in finding.hits]
    before = dump(project)
    with pytest.raises(Cancelled):
        operations.mend(project, mends, should_stop=lambda: True)
    assert dump(project) == before
    told: list[tuple[int, int]] = []
    operations.mend(project, mends, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert not [each for each in sweep_project(project).findings if each.kind is FindingKind.LABELS]


def places(finding: Finding) -> list[Dismissed]:
    return operations.dismissed_places(finding, finding.hits)


def found_labels(project: Project, whose: str | None = None) -> list[Finding]:
    swept = without_dismissed(project, sweep_project(project, whose))
    return [each for each in swept.findings if each.kind is FindingKind.LABELS]


def test_dismissals_are_remembered_while_the_same_stands_there(project: Project) -> None:
    ids = many(project)
    [finding] = found_labels(project)
    change = operations.dismiss(project, places(finding))
    assert (change.kind, change.touched) == (Kind.DISMISS, {Touched.REVIEW})
    assert found_labels(project) == []
    assert operations.dismiss(project, places(finding)).operation_id == 0
    operations.undo(project)
    assert len(found_labels(project)) == 1
    operations.redo(project)
    hit = finding.hits[0]
    operations.mend(
        project, [Mend(hit.layer_id, hit.id, hit.start, hit.end, hit.label, (hit.start, hit.end, "PER"))]
    )
    [again] = found_labels(project)  # something else stands there now
    assert again.hits[0].label == "PER"
    operations.undo(project)
    assert found_labels(project) == []
    operations.bring_back(project, places(finding))
    assert len(found_labels(project)) == 1
    assert len(dismissed(project)) == 0
    assert [line.id for line in queries.document_lines(project)] == ids


# A finding of each kind, and what it is called when LOC is called 地 and PER has gone up in ORG.
FOUND = (
    (FindingKind.LABELS, "上海😀", "", ""),
    (FindingKind.UNLABELLED, "上海", "LOC", "地"),
    (FindingKind.BOUNDARY, "北京|北京大学", "PER", "ORG"),
    (FindingKind.PUNCTUATION, "“上海", "LOC", "地"),
    (FindingKind.NESTING, "crossing", "LOC|PER", "地|ORG"),
    (FindingKind.WORDS, "大", "LOC", "地"),
    (FindingKind.RARE, "LOC", "LOC", "地"),
    (FindingKind.OUTLIER, "王芳|share", "LOC", "地"),
)


def test_what_was_dismissed_follows_its_labels(project: Project, document: int) -> None:
    annotated(project, document, ("上海", "LOC"))
    place = (annotations(project, document)[0].layer_id, *place_of("上海"))
    figures = (("王芳", 3.25), ("", 1.0))

    def of(kind: FindingKind, about: str, label: str, there: str) -> Finding:
        about = label if kind is FindingKind.RARE else about
        hits = () if kind is FindingKind.OUTLIER else (Hit(place[0], document, "王芳", *place[1:], there, 1),)
        return Finding(kind, about, label, figures, hits)

    for kind, about, label, _ in FOUND:
        operations.dismiss(project, places(of(kind, about, label, "LOC")))
    before = dismissed(project)
    assert before.keys() == {of(*each[:3], "LOC").mark for each in FOUND}
    operations.change_labels(project, RenameLabel("LOC", "地"))
    operations.change_labels(project, MergeLabels(("PER",), "ORG"))
    after = dismissed(project)
    assert after.keys() == {of(kind, about, to, "地").mark for kind, about, _, to in FOUND}
    assert {where for some in after.values() for where in some} == {(*place, "地"), (None, None, None, "")}
    for kind, about, _, to in FOUND[:4]:
        operations.bring_back(project, places(of(kind, about, to, "地")))
    assert len(dismissed(project)) == len(FOUND) - 4
    for _ in range(6):
        operations.undo(project)
    assert dismissed(project) == before


def test_what_was_renamed_since_it_was_found_is_not_dismissed(project: Project, document: int) -> None:
    old = Dismissed(FindingKind.UNLABELLED, "上海", "LOC")
    operations.change_labels(project, RenameLabel("LOC", "地"))
    unchanged_by(project, lambda: operations.dismiss(project, [old]), UnknownLabel)


def test_a_new_place_of_a_dismissed_finding_comes_alone(project: Project) -> None:
    many(project)
    [finding] = found_labels(project)
    operations.dismiss(project, places(finding))
    new = add(project, "新的一篇" + TEXT)
    operations.annotate(project, new, *place_of("上海", 1, "新的一篇" + TEXT), "ORG")
    [again] = found_labels(project)
    assert [hit.document_id for hit in again.hits] == [new]


def test_whose_layers(project: Project, other: Project, document: int) -> None:
    annotated(project, document, ("上海", "LOC"))
    annotated(other, document, ("上海", "ORG"))
    assert len(swept_ids(project)) == len(swept_ids(project, "李雷")) == 1
    assert len(swept_ids(project, EVERYBODY)) == 2
    assert swept_ids(project, GOLD) == []
    with pytest.raises(NotFound):
        swept_ids(project, "没有这个人")
    operations.set_role(project, "王芳", Role.REVIEWER)
    with pytest.raises(NotAllowed):
        swept_ids(other, "王芳")
    [layer] = swept_layers(project, swept_ids(project, "李雷"))
    assert (layer.owner, [span[:3] for span in layer.spans]) == ("李雷", [(*place_of("上海"), "ORG")])


def test_hits_in_their_context(project: Project, document: int) -> None:
    start, end = place_of("王芳")
    [line] = hit_lines(project, [Hit(1, document, "王芳", start, end, "PER", 1)])
    assert (line.before, line.quote) == ("", "王芳")
    assert line.after == "在北京大学说：李雷去了上海。"
    assert hit_lines(project, [Hit(1, 99, "王芳", start, end, "PER", 1)]) == []


def test_what_somebody_said_no_to_is_not_missing(project: Project) -> None:
    ids = many(project, odd="LOC")
    left = add(project, "剩下的" + TEXT)
    text = "剩下的" + TEXT
    operations.annotate(project, left, *place_of("上海", 2, text), "LOC")
    operations.finish(project, left)

    def missing() -> list[Finding]:
        swept = sweep_project(project)
        return [
            each for each in swept.findings if each.kind is FindingKind.UNLABELLED and each.about == "上海"
        ]

    [finding] = missing()
    assert [(hit.document_id, hit.after[0].label) for hit in finding.hits] == [(left, "LOC")]
    operations.reopen(project, left)
    assert missing() == []  # it is not finished
    propose(project, left, ("上海", "LOC"))
    operations.reject(project, left, [suggestion_ids(project, left)[0]])
    operations.finish(project, left)
    assert missing() == []
    assert len(ids) == 6
