"""A sitting with real keys and a real mouse on a virtual display: `make sitting`.

Opens the window on articles (those of ../shared/reference where they lie, else the sample's), corrects
spans with each kind of act, finishes the document, closes, reopens, undoes. After each act it waits
until the store has it, and says so; at the end it counts. Exit code 1 if anything is not as it should be.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from core.cli import main as jinbiao
from core.project import open_project
from core.queries import open_document
from tests.display.screen import Hand, missing_tools, virtual_display

SHARED = ROOT.parent / "shared" / "reference" / "articles"
ARTICLES = SHARED if SHARED.is_dir() else ROOT / "corpus" / "articles"


class Sitting:
    """A window and the database behind it."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self.database = folder / "annotations.db"
        self.done: Counter[str] = Counter()
        self.hand = self._open()

    def _open(self) -> Hand:
        hand = Hand(self._environment, self._folder, ["--db", str(self.database), "--as", "anna"])
        time.sleep(2.5)  # the first document, and what is filled in the background
        return hand

    def operations(self) -> int:
        """How many operations the store holds."""
        with sqlite3.connect(self.database) as connection:
            return int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM operation").fetchone()[0])

    def act(self, name: str, *keys: str) -> None:
        """Press keys, the last of which changes something; wait until it is stored."""
        before = self.operations()
        self.hand.press(*keys)
        self._stored(name, before)

    def _stored(self, name: str, before: int) -> None:
        for _ in range(100):
            if self.operations() > before:
                self.done[name] += 1
                return
            time.sleep(0.02)
        self.hand.picture(Path(tempfile.gettempdir()) / "sitting-stuck.png")
        raise AssertionError(f"{name}: nothing was stored after {dict(self.done)}")

    def label_with_mouse(self, name: str, key: str, *, drag: bool) -> None:
        """Select with the mouse where no span is wanted yet, then press a label's key."""
        before = self.operations()
        if drag:
            self.hand.drag((520, 560), (640, 560))
        else:
            self.hand.double_click(700, 600)
        time.sleep(0.2)
        self.hand.press(key)
        self._stored(name, before)

    def reopen(self) -> None:
        """Close the window and open it again."""
        code = self.hand.close()
        assert code == 0, f"the window ended with {code}"
        self.hand = self._open()


def correct(sitting: Sitting) -> None:
    """Each kind of act, 20 spans and more."""
    for _ in range(8):
        sitting.act("accept", "a")
    for _ in range(3):
        sitting.act("reject", "x")
    for key in ("4", "3", "1"):
        sitting.act("relabel a suggestion", key)
    sitting.act("accept with Return", "Return")
    for key in ("period", "comma", "period", "less", "greater"):
        sitting.act("right edge of a suggestion, then of the annotation", key)
    for key in ("bracketright", "bracketleft"):
        sitting.act("left edge", key)
    sitting.act("relabel an annotation", "6")
    sitting.act("delete", "d")
    for label in ("7", "8"):
        sitting.act("by hand, selected with keys", "l", "l", "shift+l", "shift+l", label)
    sitting.label_with_mouse("by hand, dragged", "4", drag=True)
    sitting.label_with_mouse("by hand, double click", "2", drag=False)
    for _ in range(4):
        sitting.act("undo", "u")
    for _ in range(4):
        sitting.act("redo", "shift+u")
    sitting.hand.press("c")
    time.sleep(0.5)
    sitting.hand.type("party")
    time.sleep(0.3)
    sitting.act("category through the picker", "Return")
    time.sleep(0.3)
    for _ in range(3):
        sitting.act("accept", "n", "a")


def state(database: Path) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The first document's state and spans, quotes checked."""
    project = open_project(str(database), "anna", create=False)
    try:
        opened = open_document(project, 1)
    finally:
        project.close()
    for each in opened.annotations:
        assert opened.document.text[each.start : each.end] == each.quote
    spans = [(each.start, each.end, each.label, each.origin.value) for each in opened.annotations]
    return opened.layer.state.value, spans


def main() -> int:
    """Run it; pictures go to the folder named, if one is."""
    missing = missing_tools()
    if missing:
        sys.stderr.write(f"needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick)\n")
        return 2
    pictures = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as name, virtual_display() as environment:
        folder = Path(name)
        environment["XDG_CONFIG_HOME"] = str(folder / "config")
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        database = str(folder / "annotations.db")
        jinbiao(["import", str(ARTICLES), "--db", database, "--as", "anna"])
        jinbiao(["suggest", "--db", database, "--as", "anna"])
        sitting = Sitting(environment, folder)
        correct(sitting)
        if pictures is not None:
            sitting.hand.picture(pictures / "sitting-corrected.png")
        before, spans = state(sitting.database)
        assert before == "in progress", before
        sitting.act("finish", "e")
        time.sleep(0.5)
        sitting.reopen()
        finished, confirmed = state(sitting.database)
        assert finished == "finished", finished
        assert len(confirmed) > len(spans), "finishing confirmed nothing"
        sitting.act("undo after a restart", "u")
        again, back = state(sitting.database)
        assert (again, back) == (before, spans), "undo did not give back what was there"
        for _ in range(10):
            sitting.act("undo after a restart", "u")
        time.sleep(0.5)
        if pictures is not None:
            sitting.hand.picture(pictures / "sitting-reopened.png")
        for _ in range(11):
            sitting.act("redo after a restart", "shift+u")
        assert state(sitting.database) == (finished, confirmed), "redo did not give back the end"
        sitting.hand.close()
        code = jinbiao(["check", "--db", database, "--as", "anna"])
    for what, number in sitting.done.items():
        sys.stdout.write(f"{number:4}  {what}\n")
    changed = sum(sitting.done.values()) - sitting.done["finish"]
    sys.stdout.write(f"{changed} acts stored, the document finished, reopened, undone and redone\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
