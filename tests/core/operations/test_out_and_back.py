"""A file goes out with everything in it, work goes on here and there, and all of it comes back."""

from pathlib import Path

from core import operations, queries
from core.annotation import LayerState
from core.formats.report import Report
from core.label_acts import RenameLabel
from core.project import Project, open_project
from core.queries.asides import asides
from core.queries.trials import trials
from core.release.building import Plan
from core.releasing import release
from core.store.audit import audit
from tests.core.everything import everything
from tests.core.release.samples import story
from tests.core.samples import add, dump, place_of, propose, said


def test_with_notes_thresholds_blind_documents_and_a_label_renamed(
    sqlite_project: Project, tmp_path: Path
) -> None:
    project, other = sqlite_project, open_project(sqlite_project.place, "李雷", create=False)
    first = everything(project, other, tmp_path)
    second = add(project, story(1) + "上海😀。")
    propose(project, second, ("上海", "LOC"))
    operations.set_blind(project, 1.0)
    file = tmp_path / "又.db"
    operations.hand_out(project, "李雷", file, [first, second])
    operations.change_labels(project, RenameLabel("LOC", "地"))
    operations.set_thresholds(project, {"地": 0.9})
    note = operations.add_note(project, first, "再看😀", about="").notes[0]

    there = open_project(file, "", create=False)
    one, two = (line.id for line in queries.document_lines(there))
    assert queries.open_document(there, two).blind
    operations.reopen(there, one)
    span = operations.annotate(there, one, *place_of("大学"), "LOC", replacing=True).added[0]
    operations.set_unsure(there, [span.id])
    operations.add_note(there, one, "北京？", annotation_id=span.id)
    operations.finish(there, one)
    operations.annotate(there, two, 2, 4, "PER")
    operations.finish(there, two)
    assert list(audit(there.store)) == []
    there.close()

    report = Report()
    operations.collect(project, file, report)
    assert not report.has_losses, report.notes
    other.catch_up()
    assert ("大学", "地") in said(other, first)
    seen = queries.open_document(other, second)
    assert (seen.blind, seen.layer.state, len(seen.annotations)) == (True, LayerState.FINISHED, 1)
    bodies = {each.body for each in queries.notes(project, everybody=True)}
    assert {"是谁？😀", "北京？", "再看😀"} <= bodies
    [blind] = [each for each in trials(project, ["李雷"]) if each.document_id == second]
    assert (blind.blind, [(each.quote, each.label) for each in blind.seen]) == (True, [("上海", "地")])
    assert asides(project) == []
    assert list(audit(project.store)) == []
    again = dump(project)
    operations.collect(project, file, Report())
    assert dump(project) == again
    assert release(project, tmp_path, Plan("一"), "李雷").doubts["unsure spans"] == 1
    operations.resolve_note(project, note)
    operations.undo(project)  # the resolving
    operations.undo(project)  # the collecting
    assert list(audit(project.store)) == []
    assert ("大学", "地") not in said(other, first)
    other.close()
