"""Adjudicating with real keys on a virtual display: `make desk-sitting`.

Takes the two annotations of ../shared/reference as two annotators, opens the desk and settles every case
with keys so that the gold of the same folder comes out: a reading's number where a reading is gold, a new
reading (N) made in place where neither is, and now and then on purpose. Everything is then read from the
database and from an export: spans, categories, who had each span, who judged it, the reason. Exit code 1
if anything is not as it should be.
"""

from __future__ import annotations

import json
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
from core.project import Project, open_project
from core.queries.desk import DeskDocument, desk_document, desk_lines
from core.queries.review import CaseLine, CategoryLine
from core.review.layered import Place
from tests.display.screen import Hand, missing_tools, virtual_display

REFERENCE = ROOT.parent / "shared" / "reference"
JUDGE = "judge"
_EVERY = 40  # each so many cases a new reading is made although one of the annotators has it
_NAMES = {"-": "minus", "=": "equal", "[": "bracketleft", "]": "bracketright"}
Gold = dict[str, tuple[set[Place], set[str]]]


def gold_of(file: Path) -> Gold:
    """Spans and categories of each text in a file, by title."""
    found: Gold = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        spans = {(span["start"], span["end"], span["label"]) for span in each["spans"]}
        found[each["title"]] = spans, set(each["categories"])
    return found


class DeskSitting:
    """A window with the desk in it, and the database behind it."""

    def __init__(self, hand: Hand, database: Path, project: Project) -> None:
        self.hand, self._database = hand, database
        labels = project.label_set.labels
        self._label_keys = {each.key: _NAMES.get(each.shortcut, each.shortcut) for each in labels}
        self.done: Counter[str] = Counter()
        self.cases = 0

    def judged(self) -> tuple[int, tuple[int, int] | str]:
        """The number of the newest judgement, and what it is about."""
        with sqlite3.connect(self._database) as connection:
            row = connection.execute(
                "SELECT j.id, j.start, j.end, label.key FROM judgement j LEFT JOIN label "
                "ON label.id = j.label_id ORDER BY j.id DESC LIMIT 1"
            ).fetchone()
        return (0, "") if row is None else (row[0], row[3] or (row[1], row[2]))

    def settle(self, what: str, about: tuple[int, int] | str, *keys: str) -> None:
        """Press keys, and wait until the case is settled in the store."""
        before, _ = self.judged()
        self.hand.press(*keys)
        for _ in range(250):
            newest, place = self.judged()
            if newest > before:
                if place != about:
                    raise AssertionError(f"{place} was settled instead of {about}")
                self.done[what] += 1
                return
            time.sleep(0.02)
        self.hand.picture(Path(tempfile.gettempdir()) / "desk-sitting-stuck.png")
        raise AssertionError(f"{what}: {about} was not settled")

    def document(self, document: DeskDocument, spans: set[Place], categories: set[str]) -> None:
        """Settle every case of a document."""
        for line in document.review.category_cases:
            self._category(line, line.case.category in categories)
        for case in document.review.cases:
            wanted = {each for each in spans if each[0] < case.case.end and case.case.start < each[1]}
            self._spans(case, wanted - set(document.review.agreed))

    def _category(self, line: CategoryLine, given: bool) -> None:
        self.cases += 1
        number = next(at for at, each in enumerate(line.case.readings, 1) if each.given == given)
        self.settle("category", line.case.category, str(number))

    def _spans(self, line: CaseLine, wanted: set[Place]) -> None:
        self.cases += 1
        case = line.case
        about = case.start, case.end
        number = next((at for at, each in enumerate(case.readings, 1) if set(each.spans) == wanted), None)
        if not wanted and number is None:
            self.settle("none is right", about, "0")
        elif number is None or (wanted and self.cases % _EVERY == 0):
            self.settle("new reading", about, *self._draft(case.start, sorted(wanted)))
        else:
            if wanted and self.cases >= 10 and not self.done["note"]:
                self._note("by rule 3")
            self.settle("reading taken", about, str(number))

    def _draft(self, start: int, spans: list[Place]) -> list[str]:
        """The keys that make a new reading of these spans."""
        keys, caret = ["n", "Home"], start
        for low, high, label in spans:
            step = "Right" if low > caret else "Left"
            keys += [step] * abs(low - caret)
            keys += ["shift+Right"] * (high - low)
            keys.append(self._label_keys[label])
            caret = high
        return [*keys, "Return"]

    def _note(self, words: str) -> None:
        self.hand.press("w")
        time.sleep(0.3)
        self.hand.type(words)
        self.hand.press("Return")
        self.hand.presses += len(words)
        time.sleep(0.3)
        self.done["note"] += 1


def check(project: Project, wanted: Gold) -> list[str]:
    """What is wrong with the gold in the database; where each span comes from is looked at too."""
    wrong = []
    for line in desk_lines(project):
        document = desk_document(project, line.id)
        review, (spans, categories) = document.review, wanted[line.title]
        if {(each.start, each.end, each.label) for each in review.gold} != spans:
            wrong.append(f"{line.title}: other spans")
        if set(review.gold_categories) != categories:
            wrong.append(f"{line.title}: other categories")
        if review.gold_state.value != "finished":
            wrong.append(f"{line.title}: {review.gold_state.value}")
        for each in review.gold:
            place = each.start, each.end, each.label
            had = tuple(sorted(name for name, said in review.layers.items() if place in said))
            alike = len(had) == len(review.layers)
            if each.voters != had or (each.judgement is None) != alike:
                wrong.append(f"{line.title}: {place} does not know where it comes from")
            if each.judgement is not None and each.judgement.judge != JUDGE:
                wrong.append(f"{line.title}: {place} has another judge")
    return wrong


def main() -> int:
    """Run it; a picture goes to the folder named, if one is."""
    if not REFERENCE.is_dir():
        sys.stdout.write("skipped: the reference texts are not here (../shared/reference)\n")
        return 0
    missing = missing_tools()
    if missing:
        sys.stderr.write(f"needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick)\n")
        return 2
    pictures = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    wanted = gold_of(REFERENCE / "gold.jsonl")
    with tempfile.TemporaryDirectory() as name, virtual_display() as environment:
        folder = Path(name)
        environment["XDG_CONFIG_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        database = folder / "annotations.db"
        layers = [str(REFERENCE / each) for each in ("a.jsonl", "b.jsonl")]
        jinbiao(["import", *layers, "--db", str(database), "--as", JUDGE])
        project = open_project(str(database), JUDGE, create=False)
        documents = [desk_document(project, line.id) for line in desk_lines(project)]
        hand = Hand(environment, folder, ["--db", str(database), "--as", JUDGE])
        time.sleep(2.5)
        hand.press("ctrl+d")
        time.sleep(1.5)
        sitting = DeskSitting(hand, database, project)
        began, hand.presses = time.monotonic(), 0
        for number, document in enumerate(documents):
            if number:
                hand.press("space")
                time.sleep(1.0)
            sitting.document(document, *wanted[document.title])
            if pictures is not None:
                hand.picture(pictures / f"desk-{document.title}.png")
        took = time.monotonic() - began
        presses = hand.presses
        wrong = check(project, wanted)
        reasons = {
            each.judgement.reason
            for line in desk_lines(project)
            for each in desk_document(project, line.id).review.gold
            if each.judgement is not None
        }
        if "by rule 3" not in reasons:
            wrong.append("the reason that was noted is not with its span")
        code = hand.close()
        project.close()
        out = folder / "gold.jsonl"
        options = ["--format", "jinbiao", "--layer", "gold", "--db", str(database), "--as", JUDGE]
        jinbiao(["export", str(out), *options])
        if gold_of(out) != wanted:
            wrong.append("the exported gold is another")
        wrong += [f"the window ended with {code}"] if code else []
        wrong += ["jinbiao check found something"] if jinbiao(["check", "--db", str(database)]) else []
    for what, times in sitting.done.items():
        sys.stdout.write(f"{times:4}  {what}\n")
    sys.stdout.write(f"{sitting.cases} cases, {presses} keys, {took:.0f} s\n")
    sys.stdout.write("".join(f"wrong: {each}\n" for each in wrong[:20]) or "gold as it should be\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
