"""Documents, a plan and a folder's bytes that tests of releases share."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from core.annotation import DocumentRecord, SpanRecord, Zone, ZoneKind
from core.release.building import Plan, build
from core.release.lines import Given
from core.release.manifest import Manifest
from core.schema import Label, LabelSet

LABELS = LabelSet(
    "试验 <b>|😀",
    "nested",
    (Label("PER", "人物", "Person"), Label("ORG", "机构"), Label("LOC", "地点")),
    (Label("教育"), Label("防疫", "防疫", "Epidemic")),
    {"zones": {"lines": ["^来源", "“引号”\t\\"], "on": True}, "words": [{"label": "PER", "score": 0.5}]},
    {"places": ("上海", "𠮷林")},
    "## PER 人物\n有名字的人 😀。\n",
    3,
)
ORIGINS = ("by hand", "accepted", "corrected", "propagated", "adjudicated", "imported")


def story(number: int) -> str:
    """A text like no other: sentences of characters that go by the number."""
    rows = (
        "".join(chr(0x4E00 + (number * 997 + at * at * 31) % 8000) for at in range(row, row + 40))
        for row in range(0, 240, 40)
    )
    return "😀𠮷王芳在北京大学。\n" + "，\n".join(rows) + "。\n"


def given(number: int, text: str = "", **fields: Any) -> Given:
    """A finished document with some spans in it."""
    text = text or story(number)
    spans = [
        SpanRecord(
            2, 4, "PER", text[2:4], ORIGINS[number % len(ORIGINS)], "lexicon", 0.75, "r|x", (2, 3, "ORG")
        ),
        SpanRecord(5, 9, "ORG", text[5:9], "by hand"),
        SpanRecord(5, 7, "LOC", text[5:7], "by hand"),
    ]
    record = DocumentRecord(
        text,
        id=fields.pop("id", f"文{number}"),
        title=f"题 {number} <i>",
        source=fields.pop("source", ""),
        meta={"date": "2024-05-01", "nested": {"😀": [1, "二", None]}},
        spans=tuple(spans[: 1 + number % 3]),
        categories=("防疫", "教育")[: number % 3],
        zones=(Zone(0, 3, ZoneKind.TITLE),),
        annotator="王芳",
        state="finished",
        spans_given=True,
    )
    return Given(record, people=fields.pop("people", frozenset({"王芳"})), **fields)


def corpus(number: int = 20) -> list[Given]:
    """So many documents."""
    return [given(each) for each in range(number)]


def made(folder: Path, documents: Iterable[Given], name: str = "发布-1", **plan: Any) -> Path:
    """The folder of a release of these documents."""
    build(documents, folder, LABELS, Plan(name, **plan))
    return folder / name


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte by byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines(folder: Path, split: str) -> list[dict[str, Any]]:
    """What a split holds, read without our own code."""
    path = folder / f"{split}.jsonl"
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def splits_of(manifest: Manifest) -> dict[str, str]:
    """The split of each document by its id."""
    return {each.id: each.split for each in manifest.documents}
