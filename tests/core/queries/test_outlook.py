"""Which document comes next, and why."""

from __future__ import annotations

import pytest

from core import operations
from core.annotation import Suggestion
from core.project import Project
from core.queries.outlook import NextBy, next_document, outlooks
from core.suggest import Suggester
from core.suggest.reading import Candidate
from core.suggest.suggester import Analysis, contested
from tests.core.samples import TEXT, Proposes, add, propose
from tests.core.test_teaching import KNOWING


class Compares(Proposes):
    """Proposes with a disagreement of its own."""

    disagreement = 0.0

    def suggest_compared(self, text: str, zones: object = ()) -> tuple[list[Suggestion], float]:
        return self.suggest(text, ()), self.disagreement


@pytest.fixture
def documents(project: Project) -> list[int]:
    """Four documents: sure, doubtful, disputed, one that nothing was suggested for."""
    ids = [add(project, f"{number}。{TEXT}") for number in range(4)]
    for id_, score, disagreement, wanted in (
        (ids[0], 0.95, 0.1, [("王芳", "PER"), ("上海", "LOC")]),
        (ids[1], 0.5, 0.0, [("王芳", "PER"), ("上海", "LOC")]),
        (ids[2], 0.9, 0.6, [("王芳", "PER"), ("北京大学", "ORG")]),
    ):
        suggester = Compares(wanted, score=score)
        suggester.disagreement = disagreement
        operations.fill(project, suggester, [id_], again=True)
    return ids


def order(project: Project, by: NextBy) -> list[int]:
    return [each.document_id for each in outlooks(project, by)]


def test_by_doubt_and_by_dispute(project: Project, documents: list[int]) -> None:
    one, two, three, four = documents
    assert order(project, NextBy.UNCERTAINTY) == [two, three, one, four]
    assert [round(each.value, 2) for each in outlooks(project, NextBy.UNCERTAINTY)] == [1.0, 0.2, 0.1, 0.0]
    assert order(project, NextBy.DISAGREEMENT) == [three, one, two, four]
    assert next_document(project, 0, NextBy.DISAGREEMENT) == three
    assert next_document(project, three, NextBy.DISAGREEMENT) == one
    assert next_document(project, one) == two


def test_what_is_rare_changes_with_the_work(project: Project, documents: list[int]) -> None:
    one, two, three, _ = documents
    assert order(project, NextBy.RARE)[:2] == [one, three]
    operations.finish(project, one)
    first = outlooks(project, NextBy.RARE)[0]
    assert (first.document_id, first.labels[0]) == (three, ("ORG", 0.9, 0))
    operations.finish(project, three)
    assert outlooks(project, NextBy.RARE)[0].labels == (("LOC", 0.5, 1), ("PER", 0.5, 2))
    assert next_document(project, two, NextBy.RARE) == documents[3]
    operations.finish(project, documents[3])
    operations.finish(project, two)
    assert next_document(project, two, NextBy.RARE) is None


def test_what_is_suggested_anew_has_another_outlook(project: Project, documents: list[int]) -> None:
    propose(project, documents[3], ("王芳", "PER"))
    assert outlooks(project, NextBy.UNCERTAINTY)[1].document_id == documents[3]


def test_sources_of_rules_disagree_where_another_label_was_proposed() -> None:
    def candidate(start: int, end: int, label: str, source: str) -> Candidate:
        return Candidate(start, end, label, 0.5, source, "")

    chosen = [candidate(0, 4, "ORG", "suffixes"), candidate(5, 7, "PER", "persons")]
    proposals = [*chosen, candidate(2, 4, "LOC", "words"), candidate(5, 6, "PER", "words")]
    suggester = Suggester(KNOWING)
    reading = suggester.analyse("😀").reading
    assert contested(Analysis(reading, proposals, chosen)) == 0.5
    assert contested(Analysis(reading, [], [])) == 0.0
    assert suggester.suggest_compared("去了上海")[1] == 0.0
