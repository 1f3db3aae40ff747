"""From suggestions to gold with real keys alone, on a virtual display: `make gold-sitting`.

Article 001 of ../shared/reference, no mouse: every span and category of its gold. The file that is
exported must be the gold exactly; counted are acts (as `jinbiao evaluate` counts them), key presses,
time, and how long each act took from the key to the database. What is pressed is planned by
`annotator.py`, who sees what the window shows. Modes:

    plain     the sitting
    undo      after every tenth act an undo and a redo; a restart in the middle; at the end all is
              undone (again with a restart in the middle), which must be the beginning of all that
              people decide, row by row, and redone. Suggestions may differ: they are made anew
    fast      20 keys a second, whatever the program does meanwhile; none may be lost
    held      A and U kept down: each repeat acts, and none comes after the key is let go
    ibus      the same as plain with ibus and its pinyin switched on, which is proved first: in a plain
              field on the display “nihao ” must give 你好
    lac       the same as plain with the optional source LAC, where it is installed; not run by itself

All but `lac` run the program as a plain install has it, without optional packages, so that they give the
same everywhere. She looks when the window is at rest, and plans from what waits there by then.

Exit code 1 if anything is not as it should be; a sentence and 0 where ../shared is absent.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from core.annotation import AnnotatedDocument, SpanRecord
from core.cli import main as jinbiao
from core.evaluation import evaluate
from core.project import open_project
from core.queries import open_document
from core.suggest import lac
from core.suggest.words import boundaries, content_words
from gui.actions import CATEGORY_KEYS
from gui.canvas.marks import Mark
from gui.models.open_document import OpenDocument
from tests.display.annotator import Annotator, Way, sight_of
from tests.display.decided import Rows, acts, decided, derived, reading, refills
from tests.display.gold import REFERENCE, Gold, compare, exported, read_gold
from tests.display.input_method import pinyin
from tests.display.keys import Keyboard
from tests.display.screen import Hand, missing_tools, virtual_display
from tests.display.waiting import until, until_at_rest, within

MOVING = 0.15
_A_MODE = 420  # seconds that a mode may take at the very most
_UNDER_WAY = 3  # repeats that the server sends within 100 ms, by which they may come late
_STORED = 15  # seconds after which a key is said to have changed nothing


class Sitting:
    """A window on the article, a keyboard, and the database behind it."""

    def __init__(
        self, environment: dict[str, str], folder: Path, *, wait: bool = True, plain: bool = True
    ) -> None:
        self._environment = environment
        self._folder = folder
        self._module = "tests.display.plain_install" if plain else "gui"
        self.waits = wait
        self.database = folder / "annotations.db"
        self.latencies: list[float] = []
        self.acts = 0
        self.keyboard = Keyboard(environment["DISPLAY"])
        self._open()

    def _open(self) -> None:
        arguments = ["--db", str(self.database), "--as", "anna"]
        self._hand = Hand(self._environment, self._folder, arguments, self._module)
        self.rest()  # the dictionary is read in the background, and what is missing is suggested
        with reading(self.database) as connection:
            [(made_with,)] = connection.execute("SELECT suggested_with FROM document").fetchall()
        assert made_with, "the window rests, but has suggested nothing"

    def rest(self) -> None:
        """Wait until the window has nothing left to do."""
        until_at_rest(self._hand.process.pid, self.database)

    def press(self, *keys: str) -> None:
        """Keys that change nothing."""
        for key in keys:
            self.keyboard.press(key)
            if not self.waits:
                time.sleep(0.05)

    def act(self, key: str, count: int = 1) -> None:
        """A key that changes something; waits until it is stored, unless it is a fast sitting."""
        before = acts(self.database) if self.waits else 0
        began = self.keyboard.press(key)
        self.acts += count
        if not self.waits:
            time.sleep(0.05)
            return
        try:
            until(f"what {key} does to be stored", lambda: acts(self.database) > before, _STORED, 0.0005)
        except AssertionError:
            self.picture("stuck")
            raise
        self.latencies.append(time.perf_counter() - began)

    def do(self, way: Way) -> None:
        """Press what was planned; the last so many keys change something."""
        changing = len(way.keys) - way.acts
        self.press(*way.keys[:changing])
        for key in way.keys[changing:]:
            self.act(key)

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
        """Close the window by its key, which does not count."""
        counts = self.keyboard.presses, self.keyboard.chords, self.keyboard.modifiers
        self.keyboard.press("ctrl+q")
        self.keyboard.presses, self.keyboard.chords, self.keyboard.modifiers = counts
        until("the window to close", lambda: self._hand.process.poll() is not None)
        code = self._hand.process.returncode
        assert code == 0, f"the window ended with {code}"

    def end(self) -> None:
        """See that no window is left, whatever went wrong."""
        if self._hand.process.poll() is None:
            self._hand.process.kill()
            self._hand.process.wait(10)


class Work:
    """The whole sitting: what is planned, what is pressed, what must come of it."""

    def __init__(self, sitting: Sitting, gold: Gold, spans: list[SpanRecord], *, undo: bool) -> None:
        self.sitting = sitting
        self.gold = gold
        self._undo = undo
        self._undone = 0
        self.renewed = 0  # how often suggestions further down had changed when she looked again
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
        marks = self._stand()
        self.annotator.look(marks)
        base = min(marks, key=lambda mark: mark.start).end  # it comes into focus by itself
        if self.annotator.begins() < base:
            self.sitting.press("ctrl+Home")
            base = 0
        self.sitting.press("g")
        while (way := self.annotator.next(base)) is not None:
            refilled = refills(self.sitting.database)
            self.sitting.do(way)
            base = way.base
            if self._undo and self.sitting.acts // 10 > self._undone:
                self._undone += 1
                self._there_and_back()
                base = way.struck.start if way.struck is not None else base
                if self._undone == 2:
                    self.sitting.restart()
                    self.sitting.press("ctrl+Home", "g")
                    base = 0
            self._look_again(way, base, refilled)
        self._categories()
        self.sitting.act("ctrl+Return")

    def _stand(self) -> list[Mark]:
        """The marks that the database has now."""
        return list(OpenDocument(self.sitting.see(), flat=True).marks())

    def _look_again(self, way: Way, base: int, refilled: int) -> None:
        """See what stands now. It must be what she has in mind, but that suggestions further down may
        have been made anew meanwhile."""
        imagined = self.annotator.imagine(way)
        if self.sitting.waits:
            self.sitting.rest()
        is_refilled = refills(self.sitting.database) > refilled
        if not self.sitting.waits and not is_refilled:
            self.annotator.look(imagined)  # at this speed the database is behind
            return
        stand = self._stand()
        if self.sitting.waits:
            behind = {place for place in _places(stand) ^ _places(imagined) if place[0] < base}
            if behind or (_places(stand) != _places(imagined) and not is_refilled):
                self.sitting.picture("astray")
                raise AssertionError(f"{way}: {_places(stand) ^ _places(imagined)}")
        ahead = [each for each in stand if each.start >= base]
        seen = [*(each for each in imagined if each.start < base), *ahead]
        self.renewed += _places(seen) != _places(imagined)
        self.annotator.look(seen)

    def _there_and_back(self) -> None:
        before = decided(self.sitting.database)
        self.sitting.act("ctrl+z", 0)
        assert decided(self.sitting.database) != before
        self.sitting.act("ctrl+shift+z", 0)
        assert decided(self.sitting.database) == before, "redo did not give back what undo took"

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


def _places(marks: list[Mark]) -> set[tuple[int, int, str]]:
    return {(each.start, each.end, each.label) for each in marks}


def all_undone_and_redone(sitting: Sitting, start: Rows) -> None:
    """Undo everything, with a restart in the middle; redo everything, with a restart in the middle."""
    sitting.rest()
    end = decided(sitting.database)
    made = derived(sitting.database)
    for key, aim, where in (("ctrl+z", start, "the beginning"), ("ctrl+shift+z", end, "the end")):
        for number in range(sitting.acts):
            sitting.act(key, 0)
            if number == sitting.acts // 2:
                sitting.restart()
        sitting.rest()
        found = decided(sitting.database)
        different = {name: set(found[name]) ^ set(aim[name]) for name in aim if found[name] != aim[name]}
        assert not different, f"{key}, all of it, ended elsewhere: {different}"
        now = derived(sitting.database)
        changed = sum(len(set(now[name]) ^ set(made[name])) for name in made)
        sys.stdout.write(
            f"== {sitting.acts} × {key}, a restart among them: {where} of what people decide, "
            f"{sum(map(len, aim.values()))} rows of {sum(map(bool, aim.values()))} tables, each the same; "
            f"suggestions, made anew at will: {changed} others than when it was finished\n"
        )


@contextmanager
def window(mode: str, folder: Path) -> Iterator[Sitting]:
    """The window on the article, everything of it in the folder."""
    with virtual_display() as display:
        for each in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            display[each] = os.environ[each] = str(folder / each)
        database = str(folder / "annotations.db")
        article = str(REFERENCE / "articles" / "001.txt")
        jinbiao(["import", article, "--db", database, "--as", "anna"])
        jinbiao(["suggest", "--lac" if mode == "lac" else "--no-lac", "--db", database, "--as", "anna"])
        with pinyin(display, folder) if mode == "ibus" else nullcontext(display) as environment:
            sitting = Sitting(environment, folder, wait=mode != "fast", plain=mode != "lac")
            try:
                yield sitting
                sitting.close()
            finally:
                sitting.end()


def sit(mode: str, gold: Gold, spans: list[SpanRecord]) -> None:
    """One sitting; says what it found."""
    if mode == "lac" and not lac.is_there():
        raise RuntimeError("LAC is not installed (pip install jinbiao[lac])")
    with tempfile.TemporaryDirectory() as name, within(_A_MODE, f"the mode {mode}"):
        folder = Path(name)
        with window(mode, folder) as sitting:
            if mode == "held":
                hold(sitting)
                return
            start = decided(sitting.database)
            suggested = evaluate(sitting.see().suggestions, spans).actions
            work = Work(sitting, gold, spans, undo=mode == "undo")
            began = time.perf_counter()
            work.run()
            took = time.perf_counter() - began
            sitting.rest()
            keyboard = sitting.keyboard
            counts = keyboard.presses, keyboard.chords, keyboard.modifiers
            if mode == "ibus":  # the picture shows it in the window's own field as well
                for key in ("ctrl+l", *"nihao", " "):
                    sitting.press(key)
                    sitting.rest()
            sitting.picture(mode)
            compare(exported(sitting.database, folder), gold)
            if mode == "undo":
                all_undone_and_redone(sitting, start)
                compare(exported(sitting.database, folder), gold)
        code = jinbiao(["check", "--db", str(folder / "annotations.db"), "--as", "anna"])
        assert code == 0
    say(mode, suggested.total, work, counts, took)


def hold(sitting: Sitting) -> None:
    """Keys kept down: each repeat is an act or a step, and all ends when the key is let go.

    What was under way then is still stored; repeats that wait longer than 100 ms are dropped.
    """
    for key, what in (("a", "accepted"), ("u", "undone")):
        before = acts(sitting.database)
        sitting.keyboard.down(key)
        time.sleep(2)  # it is kept down for so long
        sitting.keyboard.up(key)
        done = acts(sitting.database) - before
        sitting.rest()
        late = acts(sitting.database) - before - done
        sys.stdout.write(f"== held: {key} for 2 s {what} {done}; stored after it was let go: {late}\n")
        assert done > 10, f"{key} did not repeat"
        assert late <= _UNDER_WAY, "keys were still coming in"


def say(mode: str, actions: int, work: Work, counts: tuple[int, int, int], took: float) -> None:
    """The figures of a sitting."""
    presses, chords, held = counts
    sitting = work.sitting
    limit = actions * (1 + MOVING)
    lines = [
        f"== {mode}: the exported file is the gold",
        f"  actions by design §4, spans alone {actions:5}   with {MOVING:.0%} for moving about {limit:.1f}",
        f"  key presses, a chord being one    {presses:5}   {presses / actions:.3f} for each action",
        f"  of these with a modifier held     {chords:5}   with the modifiers counted {presses + held} keys",
        f"  operations stored                 {sitting.acts:5}   (categories and finishing among them)",
        f"  suggestions changed further down  {work.renewed:5}   times while she worked",
        f"  time                              {took:5.1f} s (planning, checking and waiting among it)",
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
    """The modes that are named, else all but `lac`."""
    if not REFERENCE.is_dir():
        sys.stdout.write("The reference articles (../shared/reference) are not here; nothing to do.\n")
        return 0
    missing = missing_tools()
    if missing:
        sys.stderr.write(f"needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick)\n")
        return 2
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # what was found is seen at once
    gold, spans = read_gold()
    code = 0
    for mode in sys.argv[1:] or ("plain", "undo", "fast", "held", "ibus"):
        try:
            sit(mode, gold, spans)
        except RuntimeError as error:
            sys.stdout.write(f"== {mode}: not run: {error}\n")
        except AssertionError as error:
            sys.stdout.write(f"== {mode}: FAILED: {error}\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
