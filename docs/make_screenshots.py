"""Draw the pictures of the documentation anew: `make screenshots`.

The sample project in both themes and both languages, and the window at 200 %, drawn offscreen.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dense import make_dense
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core import operations, queries
from core.annotation import DocumentRecord, Role, SpanRecord
from core.decided import open_suggestions
from core.formats.report import Report
from core.history import Touched
from core.project import Project, open_project
from gui.app import make_application, make_window
from gui.controller import Controller
from gui.offscreen import wait
from gui.settings import Preferences, Settings

IMAGES = Path(__file__).parent / "images"
SHOTS = [
    ("window", "light", "en", 1),
    ("window", "light", "zh", 1),
    ("window", "dark", "en", 1),
    ("window", "dark", "zh", 1),
    ("window", "light", "zh", 2),
    ("pointing", "light", "zh", 1),
    ("pointing", "dark", "en", 1),
    ("dense", "light", "zh", 1),
    ("dense", "dark", "en", 1),
    ("dense", "light", "zh", 2),
    ("notes", "light", "zh", 1),
    ("notes", "dark", "en", 1),
    ("desk", "light", "zh", 1),
    ("desk", "dark", "en", 1),
    ("desk", "light", "en", 2),
    ("desk-bulk", "light", "zh", 1),
    ("find-bar", "light", "en", 1),
    ("find-bar", "dark", "zh", 1),
    ("find", "light", "en", 1),
    ("find", "dark", "zh", 1),
    ("filter", "light", "zh", 1),
    ("layers", "light", "zh", 1),
    ("layers", "dark", "en", 1),
    ("sweep", "light", "zh", 1),
    ("sweep", "dark", "en", 1),
    ("board", "light", "zh", 1),
    ("board", "dark", "en", 1),
    ("board", "light", "en", 2),
    ("report", "light", "zh", 1),
    ("report", "dark", "en", 1),
    ("confusion", "dark", "en", 1),
    ("review", "light", "zh", 1),
    ("label-set", "light", "en", 1),
    ("label-set", "dark", "zh", 1),
]


def main() -> None:
    """One process a picture: the scale and the language of an application are settled at its start."""
    if len(sys.argv) > 1:
        draw(*sys.argv[1:5])
        return
    IMAGES.mkdir(exist_ok=True)
    for scene, theme, language, scale in SHOTS:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        name = f"{scene}-{theme}-{language}" + ("-200" if scale == 2 else "")
        subprocess.run([sys.executable, __file__, scene, theme, language, name], env=environment, check=True)
    subprocess.run([sys.executable, Path(__file__).with_name("learning_run.py")], check=True)


def draw(scene: str, theme: str, language: str, name: str) -> None:
    """The window after a few decisions, one suggestion in focus; then what the scene needs."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.set_preferences(Preferences(language=language, theme=theme))
        app, spoken = make_application(settings)
        controller = make_window(settings, spoken)
        controller.window.resize(QSize(1360, 860))
        os.chdir(folder)
        controller.start("annotations.db", "林一")
        workspace = controller.workspace
        wait(app, lambda: workspace.document is not None and bool(workspace.document.waiting))
        wait(app, lambda: not workspace.jobs.is_working)
        decide(controller)
        if scene in SCENES:
            SCENES[scene](controller)
            wait(app, lambda: not workspace.jobs.is_working)
        controller.window.notice.hide()
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        target = IMAGES / f"{name}.png"
        shown = {"label-set": label_set, "desk-bulk": desk_bulk}.get(scene)
        (shown(controller, app) if shown is not None else controller.window).grab().save(str(target))
        controller.window.close()
        sys.stdout.write(f"{target.name}\n")


def label_set(controller: Controller, app: QApplication) -> QWidget:
    """The editor of the label set."""
    controller.trigger("label-set")
    dialog = controller.labelling.dialog
    assert dialog is not None
    wait(app, lambda: dialog.versions.rowCount() > 0)
    dialog.labels.members.setCurrentRow(2)
    app.processEvents()
    return dialog


def desk_bulk(controller: Controller, app: QApplication) -> QWidget:
    """Accepting readings in bulk, with what it would do."""
    controller.trigger("accept-readings")
    dialog = controller.window.findChildren(QDialog)[-1]
    wait(app, lambda: not controller.workspace.jobs.is_working)
    return dialog


def decide(controller: Controller) -> None:
    """Accept most of the beginning, reject one, set a category: what a minute's work looks like."""
    for number in range(14):
        controller.trigger("reject" if number == 6 else "accept")
    document = controller.workspace.document
    if document is not None and document.category_suggestions:
        first = document.category_suggestions[0].category
        controller.window.categories.decided.emit(first, True)


def say_something(controller: Controller) -> None:
    """Notes by two people, one of them resolved, and two doubts."""
    workspace = controller.workspace
    document, project = workspace.document, workspace.project
    assert document is not None
    spans = sorted(document.annotations.values(), key=lambda each: each.start)
    reviewer = open_project(project.place, "周审")
    operations.set_unsure(project, [spans[3].id, spans[9].id])
    operations.add_note(
        project, document.id, "指机构还是地点？上文同名的标成了机构。", annotation_id=spans[2].id
    )
    asked = queries.notes(project)[0].id
    operations.reply(reviewer, asked, "按机构。同名的地点另有一条。")
    operations.add_note(reviewer, document.id, "要不要带“组”字？", annotation_id=spans[0].id, about="林一")
    operations.add_note(project, document.id, "整篇像是两篇并成的。")
    done = operations.add_note(project, document.id, "已核对", annotation_id=spans[6].id)
    operations.resolve_note(project, done.notes[0])
    reviewer.close()
    workspace.announce(replace(done, touched=frozenset(Touched)))  # written past the window
    controller.window.documents.reload()
    controller.trigger("next-note")


def three_layers(controller: Controller) -> None:
    """Three annotators have finished the first articles; they differ here and there."""
    project = controller.workspace.project
    for document_id in [line.id for line in queries.document_lines(project)[:4]]:
        opened = queries.open_document(project, document_id)
        found = sorted(opened.suggestions, key=lambda each: each.start)
        for who, leaves, relabels, shortens in (("陈晨", 9, 14, 0), ("吴桐", 0, 0, 11), ("周舟", 13, 0, 7)):
            spans = []
            for at, each in enumerate(found, 1):
                start, end, label = each.start, each.end, each.label
                if leaves and at % leaves == 0:
                    continue
                if relabels and at % relabels == 0:
                    label = "ORG" if label != "ORG" else "LOC"
                if shortens and at % shortens == 0 and end - start > 3:
                    start += 2
                spans.append(SpanRecord(start, end, label, opened.document.text[start:end]))
            keys = [each.category for each in opened.category_suggestions]
            record = DocumentRecord(
                opened.document.text,
                id=opened.document.name,
                title=opened.document.title,
                annotator=who,
                spans=tuple(spans),
                categories=tuple(keys if who != "周舟" else keys[1:]),
                spans_given=True,
            )
            operations.import_records(project, [record], Report())


def read_thrice(controller: Controller) -> None:
    """The desk, well begun."""
    three_layers(controller)
    for id_ in ("desk", "take-1", "take-2", "take-2", "take-1", "gap"):
        _at_once(controller, lambda id_=id_: controller.trigger(id_))
    _at_once(controller, lambda: controller.desk.page.noted.emit("店名里的地名要不要单独标？"))
    _at_once(controller, controller.desk.page.leave_note)


def _at_once(controller: Controller, act: Callable[[], None]) -> None:
    """Do it, and let everything come of it that does."""
    act()
    for _ in range(3):
        controller.workspace.tasks.drain()
        QApplication.processEvents()


def shared_out(controller: Controller) -> None:
    """The board: documents given to three people, some of them done, one approved, one returned."""
    three_layers(controller)
    project = controller.workspace.project
    operations.assign(project, ["陈晨", "吴桐", "周舟"], each=2, how="source")
    operations.approve(project, 1, "陈晨")
    operations.return_layer(project, 2, "周舟", "机构的边界请再看一遍")
    controller.trigger("board")
    page = controller.boarding.page
    assert page is not None
    wait_until(lambda: page.documents.number > 0 and not controller.workspace.jobs.is_working)


def measured(controller: Controller) -> None:
    """How far the three agree, and the differences behind a label."""
    three_layers(controller)
    controller.trigger("agreement")
    wait_until(lambda: controller.reporting.found is not None and not controller.workspace.jobs.is_working)
    page = controller.reporting.page
    assert page is not None
    page.open_row("labels", 3)
    wait_until(lambda: not controller.workspace.jobs.is_working)


def confused(controller: Controller) -> None:
    """The matrix of what one said and what the other did."""
    three_layers(controller)
    controller.trigger("agreement")
    wait_until(lambda: controller.reporting.found is not None and not controller.workspace.jobs.is_working)
    page = controller.reporting.page
    assert page is not None
    page.tabs.setCurrentWidget(page.heat)


def reviewed(controller: Controller) -> None:
    """Somebody's work in the reviewer's hands, with a change made."""
    three_layers(controller)
    controller.reviewing.review([(1, "陈晨"), (1, "吴桐"), (2, "陈晨")])
    wait_until(controller.reviewing.line.isVisible)
    controller.annotating.next_mark()
    controller.annotating.next_mark()
    controller.trigger("delete")
    wait_until(lambda: controller.reviewing.line.list.count() > 0)
    controller.reviewing.line.changes.setChecked(True)


def beside(controller: Controller) -> None:
    """Two annotators' layers beside one's own, a difference in hand."""
    three_layers(controller)
    layers, workspace = controller.layers, controller.workspace
    operations.set_role(workspace.project, "林一", Role.OWNER)
    controller.trigger("layers")
    wait_until(lambda: controller.filtering.bar.layers.menu().isVisible())
    controller.filtering.bar.layers.menu().close()
    layers.choose({"own:陈晨", "own:周舟"})
    wait_until(lambda: layers.model is not None and layers.model.known.is_whole)
    layers.compare_with("")
    wait_until(lambda: layers.model is not None and layers.model.known.is_whole)
    controller.window.canvas.set_selection(0, 0)
    for _ in range(4):
        controller.trigger("next-difference")


def find_here(controller: Controller) -> None:
    """A hit in the document, some steps on."""
    wait_until(lambda: not controller.workspace.is_saving)
    here = controller.finding_here
    here.open()
    here.bar.field.setText("的")
    here.bar.search()
    wait_until(lambda: any(character.isdigit() for character in here.bar.count.text()))
    for _ in range(6):
        here.step(1)


def find_everywhere(controller: Controller) -> None:
    """Hits in the project, some of them ticked, the filters open."""
    wait_until(lambda: not controller.workspace.is_saving)
    finding = controller.finding
    finding.open()
    panel = finding.panel
    panel.fields.more.setChecked(True)
    panel.fields.field.setText("社区")
    finding.search()
    wait_until(lambda: not panel.stop.isVisible() and panel.table.rowCount() > 0)
    finding.step(1)
    finding.step(1)
    panel.table.tick_all()


def filter_marks(controller: Controller) -> None:
    """Only what is undecided, without two labels."""
    wait_until(lambda: not controller.workspace.is_saving)
    controller.filtering.open()
    bar = controller.filtering.bar
    bar.undecided.click()
    for action in bar.labels.menu().actions()[3:5]:
        action.trigger()


def wait_until(ready: Callable[[], bool]) -> None:
    """Let the window work until then."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wait(app, ready)


def point(controller: Controller) -> None:
    """Places ahead show keys; one word was just pointed at."""
    _at_once(controller, lambda: controller.trigger("point"))
    words = [each for each in controller.pointing.codes().values() if each.mark is None]
    target = max(words, key=lambda each: each.end - each.start)
    controller.window.canvas.set_focus(None)
    controller.window.canvas.set_selection(target.start, target.end)


def show_dense(controller: Controller) -> None:
    """A long article with stacks six deep, the second innermost of one in focus."""
    make_dense(Path("dense.db"))
    controller.databases.open("dense.db")
    wait_until(lambda: controller.workspace.document is not None)
    canvas = controller.window.canvas
    stack = max(canvas.marks_over(260, 400), key=lambda mark: len(canvas.marks_at(mark.start + 8)))
    canvas.set_focus(canvas.marks_at(stack.start + 8)[-1])
    _at_once(controller, lambda: controller.trigger("outer"))


def sow(project: Project, document_id: int, dice: random.Random) -> None:
    """Finish a document with what is suggested, but for a few errors of each kind."""
    found = queries.open_document(project, document_id)
    text = found.document.text
    spans = sorted(
        open_suggestions(found.suggestions, (), frozenset(), flat=True), key=lambda each: each.start
    )
    until = 0
    for each in spans:
        if each.start < until:
            continue
        start, end, label, error = each.start, each.end, each.label, dice.random()
        if error < 0.008:
            label = dice.choice([one.key for one in project.label_set.labels])
        elif error < 0.02:
            continue
        elif error < 0.028 and end - start > 2:
            end -= 1
        elif error < 0.034 and text[end : end + 1] in ("，", "。", ","):
            end += 1
        operations.annotate(project, document_id, start, end, label)
        until = end
    operations.finish(project, document_id)


def sweep(controller: Controller) -> None:
    """All articles finished with a few errors in them, and what the sweep says of that."""
    workspace, dice = controller.workspace, random.Random(3)
    project = open_project(workspace.project.place, "林一")
    for line in queries.document_lines(project)[1:]:
        sow(project, line.id, dice)
    project.close()
    controller.trigger("consistency")
    page = controller.sweeping.page
    assert page is not None
    wait_until(lambda: bool(page.table.rowCount()))


SCENES = {
    "pointing": point,
    "dense": show_dense,
    "notes": say_something,
    "sweep": sweep,
    "desk": read_thrice,
    "desk-bulk": read_thrice,
    "board": shared_out,
    "report": measured,
    "confusion": confused,
    "review": reviewed,
    "find-bar": find_here,
    "find": find_everywhere,
    "filter": filter_marks,
    "layers": beside,
}

if __name__ == "__main__":
    main()
