"""A project worked through, for the pictures of the page “Learning”: real acts, a simulated person.

The sample's articles are annotated one after the other through the project's own operations. The person
is a program whose truth is what the sample's full knowledge says of an article; the project itself
begins with half of that knowledge: every second term and phrase, and no rule about endings. What it comes
to suggest beyond that, it has learned on the way. About a third of the articles is annotated blind, and there
the person overlooks one span in twelve; where suggestions are shown, one wrong one in eight is let pass.
Figures of this run show what the page looks like, not how good suggestions are. `make screenshots` does it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize

from core import learning, operations, queries
from core.project import SAMPLE, Project, open_project
from core.sample import import_sample
from core.schema import LabelSet, read_label_set
from core.suggest import Suggester
from core.trial import Fate, Seen, Wanted, outcomes
from gui.app import make_application, make_window
from gui.offscreen import wait
from gui.settings import Preferences, Settings

PERSON = "林一"
IMAGES = Path(__file__).parent / "images"
PARTS = ("time", "scores", "corrections", "blind", "model")
PICTURES = [
    ("time", "light", "zh"),
    ("time", "dark", "en"),
    ("scores", "light", "en"),
    ("corrections", "light", "zh"),
    ("blind", "light", "zh"),
    ("model", "dark", "zh"),
]
_BLIND, _SEED = 0.35, 4


def half(labels: LabelSet) -> LabelSet:
    """The label set with half of its knowledge."""
    named = {each["list"] for each in labels.rules["lists"] if each.get("label")}
    terms = {name: words[::2] if name in named else words for name, words in labels.terms.items()}
    rules = {**labels.rules, "suffixes": [], "phrases": labels.rules["phrases"][::2]}
    return replace(labels, rules=rules, terms=terms)


def work_through(place: str, unfinished: int = 4) -> None:
    """Make the project, and annotate all but the last articles in it."""
    whole = read_label_set(SAMPLE)
    project = open_project(place, PERSON, label_set=half(whole))
    try:
        import_sample(project)
        operations.set_blind(project, _BLIND, _SEED)
        person, rules = Suggester(whole), Suggester(project.label_set)
        lines = queries.document_lines(project)
        operations.fill(project, rules)
        for number, line in enumerate(lines[: len(lines) - unfinished], 1):
            annotate(project, line.id, person)
            suggester, _ = learning.retrain(project, rules)
            operations.fill(project, suggester, renew=True)
            sys.stdout.write(f"{number} {line.title or line.name}\n")
    finally:
        project.close()


def annotate(project: Project, document_id: int, person: Suggester) -> None:
    """Correct what is suggested in one document, add what is missing, finish it."""
    opened = queries.open_document(project, document_id)
    text = opened.document.text
    truth = [
        Wanted(each.start, each.end, each.label, each.quote)
        for each in person.suggest(text, opened.zones)
        if not (opened.blind and _falls(text, each.start, 12))
    ]
    shown = [
        Seen(each.start, each.end, each.label, each.source, each.score, each.quote)
        for each in opened.suggestions
    ]
    ids = {each[:3]: suggestion.id for each, suggestion in zip(shown, opened.suggestions, strict=True)}
    fates, missing = outcomes(shown, truth)
    for seen, fate, wanted in fates:
        if fate is Fate.REJECTED and not _falls(text, seen.start, 8):
            operations.reject(project, document_id, [ids[seen[:3]]])
        elif fate is Fate.REPLACED and wanted is not None:
            operations.reject(project, document_id, [ids[seen[:3]]])
            missing.append(wanted)
        elif fate is Fate.RELABELLED and wanted is not None:
            operations.correct(project, document_id, ids[seen[:3]], label=wanted.label)
    mended = [wanted for _, fate, wanted in fates if fate is Fate.MENDED and wanted is not None]
    for each in sorted([*missing, *mended]):
        operations.annotate(project, document_id, each.start, each.end, each.label, replacing=True)
    operations.finish(project, document_id)


def _falls(text: str, at: int, one_in: int) -> bool:
    """A lot that always falls the same way."""
    drawn = sha256(f"{at}\n{text[:200]}".encode()).digest()[0]
    return drawn % one_in == 0


def draw(place: str, part: str, theme: str, language: str) -> None:
    """One part of the page, as it is after the run."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.set_preferences(Preferences(language=language, theme=theme))
        app, spoken = make_application(settings)
        controller = make_window(settings, spoken)
        controller.window.resize(QSize(1360, 860))
        controller.start(place, PERSON)
        workspace, insights = controller.workspace, controller.insights
        wait(app, lambda: workspace.document is not None and not workspace.jobs.is_working)
        controller.trigger("learning")
        wait(app, lambda: insights.page is not None and insights.page.over_time.table.rowCount() > 0)
        page = insights.page
        assert page is not None
        page.tabs.setCurrentIndex(PARTS.index(part))
        if part == "scores":
            page.scores.rows["ORG"].slider.setValue(45)
        elif part == "corrections":
            first = page.corrected.tree.topLevelItem(0)
            assert first is not None
            page.corrected.tree.setCurrentItem(first.child(0))
        elif part == "model":
            page.models.draw.click()
            wait(app, lambda: not workspace.jobs.is_working)
        wait(app, lambda: not workspace.jobs.is_working)
        page.tabs.currentWidget().setFocus()
        controller.window.notice.hide()
        app.processEvents()
        target = IMAGES / f"learning-{part}-{theme}-{language}.png"
        controller.window.grab().save(str(target))
        controller.window.close()
        sys.stdout.write(f"{target.name}\n")


def main() -> None:
    """The run, then one process a picture."""
    if len(sys.argv) > 2:
        draw(*sys.argv[1:5])
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder  # where the model lies
        place = f"{folder}/annotations.db"
        work_through(place)
        for part, theme, language in PICTURES:
            subprocess.run([sys.executable, __file__, place, part, theme, language], check=True)


if __name__ == "__main__":
    main()
