"""The whole window on a database: opening a document, and keys until what they did is stored and painted."""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter, thread_time

ACTS = ("label", "relabel", "edge", "undo", "redo", "accept", "reject")
ONCE = ("open", "finish")  # what is done once: opening the document; finishing it, with opening the next
PARTS = ("ui", "store", "statements")  # of each: CPU of both threads in ms, number of SQL statements
_SHORT = "短短的一篇。\n" * 20


def paint() -> None:
    """Let what was asked to be painted be painted, and nothing else happen."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def idle(seconds: float = 0.3) -> None:
    """Let everything happen that wants to, for so long."""
    from PySide6.QtCore import QCoreApplication

    until = perf_counter() + seconds
    while perf_counter() < until:
        QCoreApplication.processEvents()


def memory() -> float:
    """What this process has in memory, in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def make_database(place: Path, text: str) -> None:
    """Short documents around one with that text, a span in every 59 characters, 40 % of them suggestions."""
    from core import operations
    from core.annotation import CategorySuggestion, DocumentRecord, SpanRecord, Suggestion
    from core.formats.report import Report
    from core.project import open_project
    from core.schema import Label, LabelSet

    class Given:
        """Suggests what it was given."""

        def suggest(self, found: str, _zones: object) -> list[Suggestion]:
            return suggested if found == text else []

        def categories(self, _text: str, _zones: object) -> list[CategorySuggestion]:
            return []

    source = random.Random(1)
    labels = tuple(
        Label(f"L{i}", "人物机构地名时间"[i % 4 * 2 :][:2], shortcut=key)
        for i, key in enumerate("1234567890-=")
    )
    spans: list[SpanRecord] = []
    suggested: list[Suggestion] = []
    for number in range(len(text) // 59):
        start = source.randrange(max(1, len(text) - 30))
        end, label = start + source.randint(2, 8), f"L{number % 12}"
        if source.random() < 0.4:
            suggested.append(Suggestion(start, end, label, text[start:end], "lexicon", 0.5, "list|x|y"))
        else:
            spans.append(SpanRecord(start, end, label, text[start:end]))
    suggested.sort(key=lambda each: (each.start, each.end))
    spans.sort(key=lambda each: (each.start, each.end))
    project = open_project(place, "王芳", label_set=LabelSet("速度", "nested", labels, ()))
    records = [
        DocumentRecord(_SHORT, title="短"),
        DocumentRecord(text, title="长", spans=tuple(spans), spans_given=True, state="in progress"),
        DocumentRecord(_SHORT + "又一篇。", title="又"),
    ]
    operations.import_records(project, records, Report())
    operations.fill(project, Given())
    project.close()


def run_store(place: str, window: tuple[int, int]) -> dict[str, list[float]]:
    """Opening from the store in the whole window, and keys until they are stored and painted.

    Times in ms by what was done; of acts, also `PARTS` of each as “act part”.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from sqlalchemy import event

    from gui.app import collect_garbage_again, make_application, make_window
    from gui.offscreen import wait
    from gui.opening import prepare_start
    from gui.settings import Settings

    prepare_start()
    settings = Settings()
    app, language = make_application(settings)
    controller = make_window(settings, language)
    controller.suggesting.fill = lambda: None  # type: ignore[method-assign] # nothing else shall run
    workspace, canvas = controller.workspace, controller.window.canvas
    controller.window.resize(*window)
    controller.start(place, "王芳")
    wait(app, lambda: workspace.document is not None)
    workspace.open_document(1)
    idle(0.8)
    collect_garbage_again()
    base = memory()
    times: dict[str, list[float]] = {}
    statements: list[str] = []
    painted: list[float] = []
    whole: list[float] = []
    engine = workspace.project.store.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, said, *_rest: statements.append(said))

    class Watch(QObject):
        """Notes when the canvas has painted the long document."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            shown = workspace.document is not None and workspace.document.id == 2
            if event.type() == QEvent.Type.Paint and shown and not painted:
                QTimer.singleShot(0, lambda: painted.append(perf_counter()))
            return False

    class Costs:
        """What an act costs: time until it is painted, CPU of both threads, statements."""

        def __init__(self, name: str) -> None:
            self._name = name
            statements.clear()
            self._store = self._of_store()
            self._ui, self.begun = thread_time(), perf_counter()

        def _of_store(self) -> float:
            return workspace.tasks._store.submit(thread_time).result()

        def note(self, until: float | None = None) -> None:
            ended, ui = until or perf_counter(), thread_time() - self._ui
            store = self._of_store() - self._store
            found = (ui * 1000, store * 1000, float(len(statements)))
            times.setdefault(self._name, []).append((ended - self.begun) * 1000)
            for part, value in zip(PARTS, found, strict=True):
                times.setdefault(f"{self._name} {part}", []).append(value)

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    workspace.document_loaded.connect(lambda: whole.append(perf_counter()))
    whole.clear()
    opening = Costs("open")
    workspace.open_document(2)
    while not painted:
        app.processEvents()
    opening.note(painted[0])
    times["first paint"] = times.pop("open")
    document = workspace.document
    assert document is not None
    while not document.known.is_whole:
        app.processEvents()
    times["all read"] = [(whole[-1] - opening.begun) * 1000]
    times["memory"] = [memory() - base]
    idle(0.5)
    middle = len(document.text) // 2
    canvas.set_focus(None)
    canvas.set_selection(middle, middle)
    paint()

    plain, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

    def press(name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = plain) -> None:
        costs = Costs(name)
        QTest.keyClick(canvas, key, modifiers)
        while workspace.is_saving:
            app.processEvents()
        paint()
        costs.note()
        idle(0.01)

    for number in range(60):
        canvas.set_focus(None)
        canvas.set_selection(middle + number * 7, middle + number * 7 + 2)
        paint()
        press("label", Qt.Key.Key_1)
        if number % 3 == 0:
            press("relabel", Qt.Key.Key_2)
            press("edge", Qt.Key.Key_Greater)
            press("undo", Qt.Key.Key_Z, control)
            press("redo", Qt.Key.Key_Y, control)
            press("undo", Qt.Key.Key_Z, control)
    canvas.set_selection(middle, middle)
    QTest.keyClick(canvas, Qt.Key.Key_N)
    for number in range(80):
        if canvas.focus() is not None and document.waiting:
            name, key = ("reject", Qt.Key.Key_X) if number % 4 == 0 else ("accept", Qt.Key.Key_A)
            press(name, key)
    idle(0.3)
    finishing = Costs("finish")
    QTest.keyClick(canvas, Qt.Key.Key_E)
    while workspace.is_saving or workspace.document is document:
        app.processEvents()
    QCoreApplication.sendPostedEvents()
    paint()
    finishing.note()
    controller.window.close()
    return times
