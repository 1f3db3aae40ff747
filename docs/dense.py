"""A project for pictures: 7,000 characters of the sample's articles, spans nested six deep, long names."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from core import operations
from core.annotation import DocumentRecord, SpanRecord
from core.formats.report import Report
from core.project import SAMPLE, open_project
from core.schema import Label, LabelSet
from core.text import sentences

LENGTH = 7_000
DEPTH = 6
LABELS = LabelSet(
    "长名称与深层嵌套",
    "nested",
    tuple(
        Label(key, zh, en, colour, str(number))
        for number, (key, zh, en, colour) in enumerate(
            (
                (
                    "EVENT",
                    "疫情处置中的一个完整事件",
                    "A whole event of the outbreak",
                    ("#c304e3", "#fec0f7"),
                ),
                ("ACTION", "基层组织采取的具体行动", "What a grassroots body did", ("#3b0885", "#d567f5")),
                ("MECH", "联防联控机制与责任制度", "Joint prevention and duties", ("#3552eb", "#3e89f7")),
                ("PEOPLE", "参与者及其所在的组织", "Participants and their bodies", ("#00630c", "#92c082")),
                ("PLACE", "地点、区域与管控范围", "Places, areas and zones", ("#29667a", "#26dafe")),
                ("NAME", "名称", "Name", ("#8c5908", "#e1a536")),
            ),
            1,
        )
    ),
)


def make_dense(place: Path) -> None:
    """Make it at a path: every second sentence holds a stack, the others neighbours side by side."""
    files = sorted((SAMPLE / "articles").glob("*.txt"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)[:LENGTH]
    spans: list[SpanRecord] = []
    for number, each in enumerate(sentences(text)):
        if len(each) < 24:
            continue
        if number % 2:
            spans += _stack(text, each.start, each.end - 1)
        else:
            spans += _row(text, each.start, each.end - 1)
    project = open_project(place, "林一", label_set=LABELS)
    title = "一篇七千字的长文"
    record = DocumentRecord(text, title=title, annotator="林一", spans=tuple(spans), spans_given=True)
    operations.import_records(project, [record], Report())
    document = 1
    operations.reopen(project, document)
    project.close()


def _stack(text: str, start: int, end: int) -> list[SpanRecord]:
    """One in the other, each narrower by a little."""
    found = []
    for label in LABELS.labels[:DEPTH]:
        found.append(SpanRecord(start, end, label.key, text[start:end]))
        start, end = start + 1 + len(found) % 2, end - max(1, (end - start) // 5)
        if end - start < 2:
            break
    return found


def _row(text: str, start: int, end: int) -> list[SpanRecord]:
    """Side by side, touching now and then."""
    found, labels = [], cycle(LABELS.labels)
    while start + 4 < end:
        to = start + 2 + len(found) % 3
        found.append(SpanRecord(start, to, next(labels).key, text[start:to]))
        start = to + len(found) % 2 * 3
    return found
