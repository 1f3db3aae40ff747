"""What an action does: call an operation on what is open, and pass on its Change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core import operations
from core.annotation import ZoneKind
from core.history import Change
from core.project import Project
from gui.models.mark import Mark
from gui.models.mention_table import Act, Decision
from gui.models.open_document import OpenDocument
from gui.tasks import A_LITTLE, Job
from gui.workspace import Workspace

Then = Callable[[Change], None] | None
Spot = tuple[int, int, int, str]  # document id, start, end, the label that is meant ("": any)


def _document(workspace: Workspace) -> OpenDocument:
    assert workspace.document is not None
    return workspace.document


def pending_mark(start: int, end: int, label: str) -> Mark:
    """What is shown while the store is slow; keys wait meanwhile, so there is never more than one."""
    return Mark(start, end, label, "annotation", -1, pending=True)


def annotate(workspace: Workspace, start: int, end: int, label: str, then: Then = None) -> None:
    """Label a range by hand; in a flat label set what it overlaps makes room."""
    id_ = _document(workspace).id
    workspace.perform(
        lambda project: operations.annotate(project, id_, start, end, label, replacing=True),
        then,
        pending_mark(start, end, label),
    )


def accept(
    workspace: Workspace, suggestion_ids: Sequence[int], then: Then = None, *, unsure: bool = False
) -> None:
    """Confirm suggestions as they are, perhaps to be looked at again."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.accept(project, id_, suggestion_ids, unsure=unsure), then)


def reject(workspace: Workspace, suggestion_ids: Sequence[int], then: Then = None) -> None:
    """Say no to suggestions."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.reject(project, id_, suggestion_ids), then)


def relabel_annotation(workspace: Workspace, annotation_id: int, label: str, then: Then = None) -> None:
    """Give an annotation another label."""
    workspace.perform(lambda project: operations.relabel(project, annotation_id, label), then)


def correct_label(workspace: Workspace, suggestion_id: int, label: str, then: Then = None) -> None:
    """Confirm a suggestion under another label."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.correct(project, id_, suggestion_id, label=label), then)


def move_annotation(
    workspace: Workspace, annotation_id: int, start: int, end: int, then: Then = None
) -> None:
    """Let an annotation cover another range."""
    workspace.perform(lambda project: operations.move_edges(project, annotation_id, start, end), then)


def correct_edges(workspace: Workspace, suggestion_id: int, start: int, end: int, then: Then = None) -> None:
    """Confirm a suggestion with other edges."""
    id_ = _document(workspace).id
    workspace.perform(
        lambda project: operations.correct(project, id_, suggestion_id, start=start, end=end), then
    )


def remove(workspace: Workspace, annotation_ids: Sequence[int], then: Then = None) -> None:
    """Take annotations away."""
    workspace.perform(lambda project: operations.remove(project, annotation_ids), then)


def _piece(mark: Mark) -> dict[str, int]:
    return {f"{mark.kind}_id": mark.id}


def split_span(workspace: Workspace, mark: Mark, cuts: Sequence[int], then: Then = None) -> None:
    """Make several spans of an annotation or a suggestion."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.split(project, id_, cuts, **_piece(mark)), then)


def merge(workspace: Workspace, mark: Mark, others: Sequence[Mark], then: Then = None) -> None:
    """Let an annotation or a suggestion take in others and what lies between."""
    id_ = _document(workspace).id
    start, end = min(each.start for each in (mark, *others)), max(each.end for each in (mark, *others))
    annotations = [each.id for each in others if each.kind == "annotation"]
    suggestions = [each.id for each in others if each.kind == "suggestion"]
    workspace.perform(
        lambda project: operations.merge(
            project, id_, start, end, others=annotations, other_suggestions=suggestions, **_piece(mark)
        ),
        then,
    )


def stretch(workspace: Workspace, mark: Mark, start: int, end: int, then: Then = None) -> None:
    """Let an annotation or a suggestion cover another range; in a flat label set others make room."""
    id_ = _document(workspace).id

    def run(project: Project) -> Change:
        if mark.kind == "annotation":
            return operations.move_edges(project, mark.id, start, end, replacing=True)
        return operations.correct(project, id_, mark.id, start=start, end=end, replacing=True)

    workspace.perform(run, then)


def decide_places(
    workspace: Workspace,
    title: str,
    decision: Decision,
    spots: Sequence[Spot],
    then: Callable[[Change], None],
) -> None:
    """Do the same at many places, as one act; long, so it has a progress line and can be stopped."""

    def run(project: Project, job: Job[Change]) -> Change:
        act: Callable[..., Change] = {
            Act.LABEL: partial(
                operations.label_places, project, [spot[:3] for spot in spots], decision.label
            ),
            Act.RELABEL: partial(operations.relabel_places, project, spots, decision.label),
            Act.REJECT: partial(operations.reject_places, project, spots),
            Act.REMOVE: partial(operations.remove_places, project, spots),
        }[decision.act]
        return act(should_stop=job.should_stop, progress=job.progress)

    def done(change: Change) -> None:
        workspace.announce(change)
        then(change)

    workspace.jobs.in_background(title, run, done, at_once=True)


def set_category(workspace: Workspace, category: str, given: bool) -> None:
    """Give the document a category, or say that it has not got it."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.set_category(project, id_, category, given))


def finish(workspace: Workspace, then: Then = None) -> None:
    """Stand behind the whole document."""
    id_ = _document(workspace).id
    workspace.perform(partial(operations.finish, document_id=id_), then, patience=A_LITTLE)


def reopen(workspace: Workspace, then: Then = None) -> None:
    """Go on with a finished document."""
    id_ = _document(workspace).id
    workspace.perform(partial(operations.reopen, document_id=id_), then)


def undo(workspace: Workspace, then: Then = None) -> None:
    """Take back the newest operation."""
    workspace.perform(operations.undo, then)


def redo(workspace: Workspace, then: Then = None) -> None:
    """Do again what was undone last."""
    workspace.perform(operations.redo, then)


def set_zone(workspace: Workspace, start: int, end: int, kind: ZoneKind) -> None:
    """Say what the lines of a range are."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.set_zone(project, id_, start, end, kind))


def split_document(workspace: Workspace, starts: list[int], then: Then = None) -> None:
    """Make several documents of the one that is open."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.split_document(project, id_, starts), then)


def retitle(workspace: Workspace, title: str) -> None:
    """Give the document another title."""
    id_ = _document(workspace).id
    workspace.perform(lambda project: operations.retitle(project, id_, title))


def remove_document(workspace: Workspace, then: Then = None) -> None:
    """Take the document off the list."""
    id_ = _document(workspace).id
    workspace.perform(partial(operations.remove_document, document_id=id_), then)
