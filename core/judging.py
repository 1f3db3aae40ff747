"""Judging what is suggested by a reference: what is stored for a text, else what is suggested for it now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from core.annotation import DocumentRecord
from core.evaluation import Evaluation, Labelled, evaluate
from core.formats.checking import place
from core.formats.report import Outcome, Report
from core.project import Project
from core.queries.records import SUGGESTIONS, records, texts_here
from core.schema import LabelSet
from core.suggest.thinking import Suggests, merge_zones
from core.text import text_digest
from core.zones import suggest_zones

_BATCH = 100


class By(StrEnum):
    """By which spans a document of a reference was judged."""

    STORED = "stored"
    NOW = "now"
    UNTAUGHT = "now, without what was learned"  # as it may have been learned from just this document


@dataclass(frozen=True, slots=True)
class Judged:
    """The name of a document of a reference, and how good what is suggested for it is."""

    name: str
    by: By
    evaluation: Evaluation


@dataclass(frozen=True)
class Judge:
    """What judges a reference. `suggester` is made when the first document needs it."""

    labels: LabelSet
    project: Project | None
    suggester: Callable[[], Suggests]
    layer: str = SUGGESTIONS

    def judge(self, references: Iterable[DocumentRecord], report: Report) -> Iterator[Judged]:
        """Each document of a reference by its id, in order; in `report` those left out.

        Suggestions that are stored count as they are. A document that is not in the project is suggested
        for now; one for which nothing was ever stored too, without what was learned. Of a layer of
        somebody's, only documents in the project are judged.
        """
        stream = iter(references)
        while batch := list(islice(stream, _BATCH)):
            digests = [text_digest(each.text) for each in batch]
            here = texts_here(self.project, digests) if self.project is not None else {}
            stored = self._stored(here)
            for reference, digest in zip(batch, digests, strict=True):
                if digest in stored:
                    by, found = By.STORED, stored[digest]
                elif self.layer != SUGGESTIONS:
                    report.note(Outcome.SKIPPED, "document", "it is not in the project", place("", reference))
                    continue
                else:
                    by = By.UNTAUGHT if digest in here else By.NOW
                    found = self._suggested(reference, by)
                yield Judged(reference.id, by, evaluate(found, reference.spans))

    def _stored(self, here: Mapping[str, tuple[int, bool]]) -> dict[str, Sequence[Labelled]]:
        of_layer = self.layer != SUGGESTIONS
        ids = [id_ for id_, is_filled in here.values() if is_filled or of_layer]
        if self.project is None or not ids:
            return {}
        return {text_digest(each.text): each.spans for each in records(self.project, self.layer, ids)}

    def _suggested(self, reference: DocumentRecord, by: By) -> Sequence[Labelled]:
        by_hand = [zone for zone in reference.zones if zone.by_hand]
        zones = merge_zones(by_hand, suggest_zones(reference.text, self.labels.rules))
        suggester = self.suggester()
        if by is By.UNTAUGHT:
            suggester = getattr(suggester, "rules", suggester)
        return suggester.suggest(reference.text, zones)
