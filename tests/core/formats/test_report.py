"""The account of an import or export."""

from core.formats.report import Note, Outcome, Report


def test_counts_by_reason_and_notes_line_by_line() -> None:
    report = Report()
    report.take("document", 2)
    report.note(Outcome.REFUSED, "span", "it is empty", "a.jsonl, line 3", detail="3–3 ORG")
    report.note(Outcome.REFUSED, "span", "it is empty", "a.jsonl, line 4", count=2)
    assert report.taken["document"] == 2
    assert report.summary() == [(Outcome.REFUSED, "span", "it is empty", 3)]
    assert [str(note) for note in report.notes] == [
        "a.jsonl, line 3: span refused, it is empty: 3–3 ORG",
        "a.jsonl, line 4: span refused, it is empty (×2)",
    ]


def test_a_note_on_what_was_taken_is_no_loss() -> None:
    report = Report()
    report.add(Note(Outcome.TAKEN, "file", "its offsets count UTF-16 units"))
    assert not report.has_losses and report.notes
    report.note(Outcome.ALTERED, "cell", "x")
    assert report.has_losses and report.count(Outcome.ALTERED) == 1


def test_memory_does_not_grow_with_a_million_notes() -> None:
    report = Report(kept_notes=10)
    for _ in range(1000):
        report.note(Outcome.SKIPPED, "span", "x")
    assert len(report.notes) == 10 and report.count(Outcome.SKIPPED, "span") == 1000
