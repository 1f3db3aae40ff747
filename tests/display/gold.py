"""The gold of reference article 001, and whether an exported document is just that."""

from __future__ import annotations

import json
import os
from pathlib import Path

from core.annotation import SpanRecord
from core.cli import main as jinbiao

REFERENCE = Path(os.environ.get("JINBIAO_SHARED", Path(__file__).parents[3] / "shared")) / "reference"

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
