"""What happened to an annotation, told for people."""

from core import operations, queries
from core.history import Kind
from core.project import Project
from tests.core.samples import add, place_of, propose, suggestion_ids


def test_an_annotations_life(project: Project, document: int) -> None:
    [made] = operations.annotate(project, document, *place_of("北京"), "LOC").added
    operations.move_edges(project, made.id, *place_of("北京大学"))
    operations.relabel(project, made.id, "ORG")
    operations.undo(project)
    operations.remove(project, [made.id])
    found = queries.history_of(project, document, made.id)
    assert [(each.kind, each.before, each.after) for each in found] == [
        (Kind.ANNOTATE, "", "LOC: 北京"),
        (Kind.MOVE_EDGES, "LOC: 北京", "LOC: 北京大学"),
        (Kind.RELABEL, "LOC: 北京大学", "ORG: 北京大学"),
        (Kind.UNDO, "ORG: 北京大学", "LOC: 北京大学"),
        (Kind.REMOVE, "LOC: 北京大学", ""),
    ]
    assert {each.who for each in found} == {"王芳"}
    assert all(each.at.startswith("20") for each in found)


def test_only_its_own(project: Project, document: int) -> None:
    propose(project, document, ("王芳", "PER"), ("上海", "LOC"))
    ids = suggestion_ids(project, document)
    one, two = operations.accept(project, document, ids).added
    operations.relabel(project, two.id, "ORG")
    second = add(project, "另一篇")
    operations.annotate(project, second, 0, 1, "PER")
    assert [each.kind for each in queries.history_of(project, document, one.id)] == [Kind.ACCEPT]
    assert queries.history_of(project, document, 999) == []
