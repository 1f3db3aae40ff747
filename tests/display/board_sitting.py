"""A reviewer's half hour with real keys on a virtual display: `make board-sitting`.

The sample articles, some of them finished by three people who differ. On the board: assign, filter, sort,
open. On the report: figures, what is behind them, the way to the desk, whom to compare, a written report.
No mouse is used. What the keys did is read from the database and from the files; pictures go to the
folder that is named. Exit code 1 if anything is not as it should be.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from core import operations, queries
from core.cli import main as jinbiao
from core.project import open_project
from tests.display.decided import reading
from tests.display.screen import Hand, missing_tools, virtual_display
from tests.display.waiting import until, until_at_rest

JUDGE = "审阅😀"
PEOPLE = ("甲", "乙", "丙𠮷")
DONE = (1, 2, 3)
WORDS = "12345"  # stands in the title of one article


def prepare(database: Path) -> None:
    """The sample articles; three people have finished the first of them, each with other places refused."""
    jinbiao(["import", str(ROOT / "corpus" / "articles"), "--db", str(database), "--as", JUDGE])
    jinbiao(["suggest", "--db", str(database), "--as", JUDGE])
    for number, name in enumerate(PEOPLE, 4):
        project = open_project(str(database), name, create=False)
        for id_ in DONE:
            found = sorted(queries.open_document(project, id_).suggestions, key=lambda each: each.start)
            operations.reject(project, id_, [each.id for each in found[::number]])
            operations.finish(project, id_)
        project.close()


class BoardSitting:
    """A window, the database behind it, and what was seen to be so."""

    def __init__(self, hand: Hand, database: Path, pictures: Path | None) -> None:
        self.hand, self._database, self._pictures = hand, database, pictures
        self.wrong: list[str] = []

    def rest(self) -> None:
        """Wait until the window has nothing left to do."""
        until_at_rest(self.hand.process.pid, self._database)

    def press(self, *keys: str) -> None:
        """Press keys one by one, each when the one before is through."""
        for key in keys:
            self.hand.press(key)
            self.rest()

    def picture(self, name: str) -> None:
        """A picture, where a folder for them is named."""
        if self._pictures is not None:
            self.hand.picture(self._pictures / f"board-sitting-{name}.png")

    def check(self, what: str, holds: Callable[[], bool]) -> None:
        """Note it as wrong, with a picture, where it does not come to hold."""
        try:
            until(what, holds, 15)
        except AssertionError as error:
            self.wrong.append(str(error))
            self.picture(f"wrong-{len(self.wrong)}")

    def one(self, sql: str, *values: object) -> int:
        """A number from the database."""
        with reading(self._database) as connection:
            return int(connection.execute(sql, values).fetchone()[0])

    # the board

    def assign(self) -> None:
        """The documents that nobody has, in turn to the first two people of the list."""
        self.press("F6")
        self.picture("1-board")
        self.palette("Assign documents")
        self.press("space", "Down", "space")
        self.picture("2-assign")
        self.press("Return")
        whom = "SELECT COUNT(*) FROM assignment a JOIN person p ON p.id = a.person_id WHERE p.name = ?"
        for name in sorted(PEOPLE)[:2]:
            self.check(f"eight documents for {name}", lambda name=name: self.one(whom, name) == 8)

    def filter_and_open(self) -> None:
        """What the first of them has not begun, the longest first; a key on it says which was opened."""
        self.press("F6", *["Right"] * 4, "Return")  # the number of those that are new
        self.picture("3-behind-a-number")
        for _ in range(2):
            self.press("Menu", *["Up"] * 6, "Return")  # by length; again: the longest first
        self.picture("4-sorted")
        first = self.longest(sorted(PEOPLE)[0])
        self.press("Home", "ctrl+Home", "Return", "a")
        self.picture("5-opened")
        self.check("the longest of them to be begun", lambda: self.begun() == {first})
        self.press("F6", *["shift+Tab"] * 5)
        self.hand.type(WORDS)
        self.rest()
        self.picture("6-searched")
        self.press(*["Tab"] * 6)
        self.press("Return", "a")
        found = self.one("SELECT id FROM document WHERE title LIKE ?", f"%{WORDS}%")
        self.check("the one that was looked for to be begun", lambda: self.begun() == {first, found})

    def longest(self, name: str) -> int:
        """The longest document that somebody has not begun."""
        return self.one(
            "SELECT d.id FROM assignment a JOIN document d ON d.id = a.document_id "
            "JOIN person p ON p.id = a.person_id WHERE p.name = ? ORDER BY d.length DESC LIMIT 1",
            name,
        )

    def begun(self) -> set[int]:
        """The documents in which the judge has said something."""
        with reading(self._database) as connection:
            rows = connection.execute(
                "SELECT n.document_id FROM operation n JOIN person p ON p.id = n.person_id "
                "WHERE p.name = ? AND n.kind = 'accept'",
                (JUDGE,),
            ).fetchall()
        return {id_ for (id_,) in rows}

    # the report

    def report(self) -> None:
        """The figures, the differences behind them, one of them settled on the desk."""
        self.press("F7")
        self.picture("7-report")
        self.press("Return")
        self.picture("8-differences")
        self.press("shift+Tab", "shift+Tab", "space")
        self.picture("9-desk")
        self.press("1")
        judged = "SELECT COUNT(*) FROM judgement j JOIN person p ON p.id = j.person_id WHERE p.name = ?"
        self.check("one case to be settled", lambda: self.one(judged, JUDGE) == 1)

    def choose_and_export(self, folder: Path) -> None:
        """Everybody's figures as a table, then those of two people, by the keys of the menu."""
        self.press("F7", "F5")
        self.export(folder / "all.csv")
        self.press("shift+Tab")
        self.press("space", "Down", "Return")
        self.picture("10-chosen")
        self.export(folder / "two.csv")
        self.check("every pair to be in the first table", lambda: len(pairs(folder / "all.csv")) == 3)
        self.check("one pair to be in the second", lambda: len(pairs(folder / "two.csv")) == 1)

    def export(self, target: Path) -> None:
        """Write the report there."""
        self.palette("Export the report")
        self.press("ctrl+a")
        self.hand.type(str(target))
        self.press("Return")
        self.check(f"{target.name} to be written", target.exists)

    def palette(self, words: str) -> None:
        """An action by its name."""
        self.press("ctrl+p")
        self.hand.type(words)
        self.rest()
        self.press("Return")


def pairs(table: Path) -> set[str]:
    """Between whom a written report has figures."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return {row[1] for row in rows if row and row[0] == "pair"}


def main() -> int:
    """Run it; pictures go to the folder named, if one is."""
    missing = missing_tools()
    if missing:
        sys.stderr.write(f"needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick)\n")
        return 2
    pictures = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as name, virtual_display() as environment:
        folder = Path(name)
        environment["XDG_CONFIG_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        environment["LANG"] = "C.UTF-8"
        database = folder / "annotations.db"
        prepare(database)
        hand = Hand(environment, folder, ["--db", str(database), "--as", JUDGE])
        sitting = BoardSitting(hand, database, pictures)
        sitting.rest()
        sitting.assign()
        sitting.filter_and_open()
        sitting.report()
        sitting.choose_and_export(folder)
        code = hand.close()
    sys.stdout.write("".join(f"wrong: {each}\n" for each in sitting.wrong) or "all as it should be\n")
    return 1 if sitting.wrong or code else 0


if __name__ == "__main__":
    sys.exit(main())
