"""A look at files before anything is taken in."""

import json
from collections import Counter
from pathlib import Path

from core.formats.preview import LOOKED_AT, kinds, preview
from core.formats.report import Outcome
from core.schema import Label, LabelSet

LABELS = LabelSet(labels=(Label("ORG"), Label("LOC")))
TEXT = "我爱😀北京大学，也爱𠮷野家。"


def doccano(folder: Path, rows: int = 1, start: int = 4, end: int = 8) -> Path:
    file = folder / "doccano.jsonl"
    row = {"id": 1, "text": TEXT, "label": [[start, end, "ORG"], [start, end, "XYZ"]], "Comments": []}
    line = json.dumps(row, ensure_ascii=False) + "\n"
    file.write_text("".join(line.replace("我爱", f"我{n}爱"[:2]) for n in range(rows)), encoding="utf-8")
    return file


def test_the_kinds_of_files_are_counted(tmp_path: Path) -> None:
    doccano(tmp_path)
    (tmp_path / "a.txt").write_text("😀", encoding="utf-8")
    (tmp_path / "b.txt").write_text("𠮷", encoding="utf-8")
    (tmp_path / "c.qqq").write_text("?", encoding="utf-8")
    assert kinds([tmp_path]) == Counter({"text": 2, "doccano": 1, "": 1})


def test_it_says_what_would_come_and_what_would_not(tmp_path: Path) -> None:
    seen = preview([doccano(tmp_path)], None, {}, LABELS)
    assert seen.taken == Counter({"document": 1, "span": 1})
    (sample,) = seen.samples
    assert (sample.characters, sample.spans, sample.quotes) == (len(TEXT), 1, (("北京大学", "ORG"),))
    assert seen.report.count(Outcome.REFUSED, "span") == 1
    assert any(note.why == "its offsets count UTF-16 units" for note in seen.report.notes)
    assert seen.is_whole


def test_a_choice_changes_what_would_come(tmp_path: Path) -> None:
    seen = preview([doccano(tmp_path)], "doccano", {"unit": "code-points"}, LABELS)
    assert seen.samples[0].quotes == (("京大学，", "ORG"),)


def test_only_the_beginning_of_much_is_looked_at(tmp_path: Path) -> None:
    seen = preview([doccano(tmp_path, LOOKED_AT + 1)], None, {}, LABELS)
    assert seen.taken["document"] == LOOKED_AT
    assert not seen.is_whole


def test_it_can_be_stopped(tmp_path: Path) -> None:
    answers = iter([False, False, True])
    seen = preview([doccano(tmp_path, 9)], None, {}, LABELS, lambda: next(answers))
    assert seen.taken["document"] == 2
