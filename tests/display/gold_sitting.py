"""From suggestions to gold with real keys alone, on a virtual display: `make gold-sitting`.

Article 001 of ../shared/reference, no mouse: every span and category of its gold. The file that is
exported must be the gold exactly; counted are acts (as `jinbiao evaluate` counts them), key presses,
time, and how long each act took from the key to the database. What is pressed is planned by
`annotator.py`, who sees what the window shows. Modes:

    plain     the sitting
    undo      after every tenth act an undo and a redo; a restart in the middle; at the end all is
              undone (again with a restart in the middle), which must be the beginning, and redone
    fast      20 keys a second, whatever the program does meanwhile; none may be lost
    held      A and U kept down: each repeat acts, and none comes after the key is let go
    ibus      the same as plain with ibus and its pinyin switched on, which is proved first: in a plain
              field on the display “nihao ” must give 你好

Exit code 1 if anything is not as it should be; a sentence and 0 where ../shared is absent.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from core.annotation import AnnotatedDocument, SpanRecord
from core.cli import main as jinbiao
from core.evaluation import evaluate
from core.project import open_project
from core.queries import open_document
from core.suggest.words import boundaries, content_words
from gui.actions import CATEGORY_KEYS
from gui.models.open_document import OpenDocument
from tests.display.annotator import Annotator, Way, sight_of
from tests.display.input_method import pinyin
from tests.display.keys import Keyboard
from tests.display.screen import Hand, missing_tools, virtual_display

REFERENCE = Path(os.environ.get("JINBIAO_SHARED", ROOT.parent / "shared")) / "reference"
MOVING = 0.15
_DERIVED = ("operation", "trial", "suggestion", "category_suggestion", "outlook", "document")


class Sitting:
    """A window on the article, a keyboard, and the database behind it."""

    def __init__(self, environment: dict[str, str], folder: Path, *, wait: bool = True) -> None:
        self._environment = environment
        self._folder = folder
        self._waits = wait
        self.database = folder / "annotations.db"
        self.latencies: list[float] = []
        self.seconds = 0.0
        self.acts = 0
        self.keyboard = Keyboard(environment["DISPLAY"])
        self._open()

    def _open(self) -> None:
        self._hand = Hand(self._environment, self._folder, ["--db", str(self.database), "--as", "anna"])
        time.sleep(4)  # the dictionary is read in the background; before it, words are cut more coarsely

    def operations(self) -> int:
        """The number of the newest line of the history."""
        with reading(self.database) as connection:
            return int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM operation").fetchone()[0])

    def press(self, *keys: str) -> None:
        """Keys that change nothing."""
        for key in keys:
            self.keyboard.press(key)
            if not self._waits:
                time.sleep(0.05)

    def act(self, key: str, acts: int = 1) -> None:
        """A key that changes something; waits until it is stored, unless it is a fast sitting."""
        before = self.operations()
        began = time.perf_counter()
        self.keyboard.press(key)
        self.acts += acts
        if not self._waits:
            time.sleep(0.05)
            return
        while self.operations() == before:
            if time.perf_counter() - began > 5:
                self.picture("stuck")
                raise AssertionError(f"{key}: nothing was stored")
            time.sleep(0.0005)
        self.latencies.append(time.perf_counter() - began)

    def do(self, way: Way) -> None:
        """Press what was planned; the last so many keys change something."""
        began = time.perf_counter()
        changing = len(way.keys) - way.acts
        self.press(*way.keys[:changing])
        for key in way.keys[changing:]:
            self.act(key)
        self.seconds += time.perf_counter() - began

    def see(self) -> AnnotatedDocument:
        """What stands in the database now."""
        project = open_project(str(self.database), "anna", create=False)
        try:
            return open_document(project, 1)
        finally:
            project.close()

    def picture(self, name: str) -> None:
        """A picture of the display, in the folder for temporary files."""
        self._hand.picture(Path(tempfile.gettempdir()) / f"gold-sitting-{name}.png")

    def restart(self) -> None:
        """Close the window and open it again."""
        self.close()
        self._open()

    def close(self) -> None:
        """Close the window by its key."""
        self.keyboard.press("ctrl+q")
        self.keyboard.presses -= 1
        self.keyboard.modifiers -= 1
        code = self._hand.process.wait(30)
        assert code == 0, f"the window ended with {code}"


Gold = dict[str, object]


def read_gold() -> tuple[Gold, list[SpanRecord]]:
    """The gold of article 001."""
    for line in (REFERENCE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        found: Gold = json.loads(line)
        if found["id"] == "001":
            spans = found["spans"]
            assert isinstance(spans, list)
            return found, [SpanRecord(each["start"], each["end"], each["label"]) for each in spans]
    raise AssertionError("the reference has no article 001")


class Work:
    """The whole sitting: what is planned, what is pressed, what must come of it."""

    def __init__(self, sitting: Sitting, gold: Gold, spans: list[SpanRecord], *, undo: bool) -> None:
        self.sitting = sitting
        self.gold = gold
        self._undo = undo
        self._undone = 0
        seen = sitting.see()
        project = open_project(str(sitting.database), "anna", create=False)
        self.label_set = project.label_set
        project.close()
        keys = {label.key: label.shortcut for label in self.label_set.labels}
        sight = sight_of(seen.document.text, keys, content_words, boundaries)
        self.annotator = Annotator(sight, [(each.start, each.end, each.label) for each in spans])
        self.opened = seen

    def run(self) -> None:
        """Every span, every category, finished."""
        marks = list(OpenDocument(self.opened, flat=True).marks())
        self.annotator.look(marks)
        base = min(marks, key=lambda mark: mark.start).end  # it comes into focus by itself
        if self.annotator.begins() < base:
            self.sitting.press("ctrl+Home")
            base = 0
        self.sitting.press("g")
        while (way := self.annotator.next(base)) is not None:
            self.sitting.do(way)
            self.annotator.look(self.annotator.imagine(way))
            self._check(way)
            base = way.base
            if self._undo and self.sitting.acts // 10 > self._undone:
                self._undone += 1
                self._there_and_back()
                base = way.struck.start if way.struck is not None else base
                if self._undone == 2:
                    self.sitting.restart()
                    self.sitting.press("ctrl+Home", "g")
                    base = 0
        self._categories()
        self.sitting.act("ctrl+Return")

    def _check(self, way: Way) -> None:
        """What stands in the database is what she sees in her mind."""
        if not self.sitting._waits:
            return
        marks = OpenDocument(self.sitting.see(), flat=True).marks()
        there = sorted((each.start, each.end, each.label) for each in marks)
        wanted = sorted((each.start, each.end, each.label) for each in self.annotator.sight.marks)
        if there != wanted:
            self.sitting.picture("astray")
            raise AssertionError(f"{way}: {set(there) ^ set(wanted)}")

    def _there_and_back(self) -> None:
        before = dump(self.sitting.database)
        self.sitting.act("ctrl+z", 0)
        assert dump(self.sitting.database) != before
        self.sitting.act("ctrl+shift+z", 0)
        assert dump(self.sitting.database) == before, "redo did not give back what undo took"

    def _categories(self) -> None:
        suggested = {each.category for each in self.opened.category_suggestions}
        wanted = self.gold["categories"]
        assert isinstance(wanted, list)
        for number, category in enumerate(self.label_set.categories):
            if category.key in wanted and category.key not in suggested:
                self.sitting.act(f"alt+{CATEGORY_KEYS[number]}")
            elif category.key in suggested and category.key not in wanted:
                self.sitting.act(f"alt+{CATEGORY_KEYS[number]}")
                self.sitting.act(f"alt+{CATEGORY_KEYS[number]}")


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """One short look: a connection that stayed open would lose its locks when the file is opened anew."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        yield connection


def dump(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of what people decide, and not of what is derived from it.

    The history only grows; suggestions, with what is reckoned from them, are made anew when something
    was learned, which finishing this very article gives reason to.
    """
    with reading(database) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in names
            if name not in _DERIVED and not name.startswith("sqlite_")
        }


def exported(database: Path, folder: Path) -> dict[str, object]:
    """The document as the program exports it."""
    target = folder / "exported.jsonl"
    target.unlink(missing_ok=True)
    code = jinbiao(["export", str(target), "--format", "jinbiao", "--db", str(database), "--as", "anna"])
    assert code == 0
    [line] = target.read_text(encoding="utf-8").splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def compare(found: dict[str, object], gold: Gold) -> None:
    """Text, spans and categories of an exported document are the gold's, exactly."""

    def spans(of: dict[str, object]) -> list[tuple[object, ...]]:
        listed = of["spans"]
        assert isinstance(listed, list)
        return [(each["start"], each["end"], each["label"], each["text"]) for each in listed]

    def categories(of: dict[str, object]) -> list[object]:
        listed = of["categories"]
        assert isinstance(listed, list)
        return sorted(listed)

    assert found["text"] == gold["text"]
    assert spans(found) == spans(gold), set(spans(found)) ^ set(spans(gold))
    assert categories(found) == categories(gold)


def all_undone_and_redone(sitting: Sitting, start: dict[str, list[tuple[object, ...]]]) -> None:
    """Undo everything, with a restart in the middle; redo everything, with a restart in the middle."""
    end = dump(sitting.database)
    for key, aim in (("ctrl+z", start), ("ctrl+shift+z", end)):
        for number in range(sitting.acts):
            sitting.act(key, 0)
            if number == sitting.acts // 2:
                sitting.restart()
        found = dump(sitting.database)
        different = [name for name in aim if found[name] != aim[name]]
        assert not different, f"{key}, all of it, ended elsewhere: {different}"
        where = "the beginning" if aim is start else "the end"
        sys.stdout.write(f"== {sitting.acts} × {key}, a restart among them: {where}, row by row\n")


def sit(mode: str, gold: Gold, spans: list[SpanRecord]) -> None:
    """One sitting; says what it found."""
    with tempfile.TemporaryDirectory() as name, virtual_display() as display:
        folder = Path(name)
        for each in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            display[each] = os.environ[each] = str(folder / each)
        database = str(folder / "annotations.db")
        article = str(REFERENCE / "articles" / "001.txt")
        jinbiao(["import", article, "--db", database, "--as", "anna"])
        jinbiao(["suggest", "--db", database, "--as", "anna"])
        with pinyin(display, folder) if mode == "ibus" else nullcontext(display) as environment:
            sitting = Sitting(environment, folder, wait=mode != "fast")
            if mode == "held":
                hold(sitting)
                sitting.close()
                return
            start = dump(sitting.database)
            suggested = evaluate(sitting.see().suggestions, spans).actions
            work = Work(sitting, gold, spans, undo=mode == "undo")
            began = time.perf_counter()
            work.run()
            took = time.perf_counter() - began
            time.sleep(1)
            presses, modifiers = sitting.keyboard.presses, sitting.keyboard.modifiers
            if mode == "ibus":  # the picture shows it in the window's own field as well
                for key in ("ctrl+l", *"nihao", " "):
                    sitting.press(key)
                    time.sleep(0.3)
            sitting.picture(mode)
            compare(exported(sitting.database, folder), gold)
            if mode == "undo":
                all_undone_and_redone(sitting, start)
                compare(exported(sitting.database, folder), gold)
            sitting.close()
        code = jinbiao(["check", "--db", database, "--as", "anna"])
        assert code == 0
    say(mode, suggested.total, sitting, presses, modifiers, took)


def hold(sitting: Sitting) -> None:
    """Keys kept down: each repeat is an act or a step, and all ends when the key is let go."""
    for key, what in (("a", "accepted"), ("u", "undone")):
        before = sitting.operations()
        sitting.keyboard.down(key)
        time.sleep(2)
        sitting.keyboard.up(key)
        time.sleep(0.25)
        done = sitting.operations() - before
        time.sleep(1)
        late = sitting.operations() - before - done
        sys.stdout.write(f"== held: {key} for 2 s {what} {done}; a quarter second later came {late} more\n")
        assert done > 10, f"{key} did not repeat"
        assert late == 0, "keys were still coming in"


def say(mode: str, actions: int, sitting: Sitting, presses: int, modifiers: int, took: float) -> None:
    """The figures of a sitting."""
    limit = actions * (1 + MOVING)
    lines = [
        f"== {mode}: the exported file is the gold",
        f"  actions by design §4, spans alone {actions:5}   with {MOVING:.0%} for moving about {limit:.1f}",
        f"  key presses                       {presses:5}   {presses / actions:.3f} for each action",
        f"  of these with a modifier held     {modifiers:5}",
        f"  operations stored                 {sitting.acts:5}   (3 categories and finishing among them)",
        f"  time                              {took:5.1f} s (planning and checking among it)",
    ]
    if sitting.latencies:
        ordered = sorted(sitting.latencies)
        p95 = ordered[int(len(ordered) * 0.95)]
        lines.append(
            f"  key → stored                      p50 {statistics.median(ordered) * 1000:.1f} ms, "
            f"p95 {p95 * 1000:.1f} ms, most {ordered[-1] * 1000:.1f} ms"
        )
    sys.stdout.write("\n".join(lines) + "\n")
    if mode != "undo":
        assert presses <= limit, f"{presses} presses are more than {limit:.1f}"


def main() -> int:
    """The modes that are named, else all."""
    if not REFERENCE.is_dir():
        sys.stdout.write("The reference articles (../shared/reference) are not here; nothing to do.\n")
        return 0
    missing = missing_tools()
    if missing:
        sys.stderr.write(f"needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick)\n")
        return 2
    gold, spans = read_gold()
    for mode in sys.argv[1:] or ("plain", "undo", "fast", "held", "ibus"):
        try:
            sit(mode, gold, spans)
        except RuntimeError as error:
            sys.stdout.write(f"== {mode}: not run: {error}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
