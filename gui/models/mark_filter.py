"""What of a document's spans and suggestions is shown: by label, source, and whether it waits."""

from __future__ import annotations

from dataclasses import dataclass

from gui.models.mark import Mark
from gui.models.open_document import OpenDocument

BY_HAND = ""  # the source of a span that no suggestion came before


@dataclass(frozen=True, slots=True)
class MarkFilter:
    """`labels` and `sources` are those that are put away; of a file's source the part before the colon.

    It never touches what is stored: it only says what is drawn and gone to.
    """

    labels: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    only_undecided: bool = False
    only_unsure: bool = False

    @property
    def hides_nothing(self) -> bool:
        """Whether everything is shown."""
        return self == MarkFilter()

    def hides(self, mark: Mark, document: OpenDocument) -> bool:
        """Whether a mark of the document is put away; what is on its way to the disk never is."""
        if mark.pending:
            return False
        if mark.label in self.labels or (self.only_undecided and mark.kind == "annotation"):
            return True
        if self.only_unsure and not mark.unsure:
            return True
        return bool(self.sources) and source_of(mark, document) in self.sources


def source_of(mark: Mark, document: OpenDocument) -> str:
    """Who proposed what the mark stands for, BY_HAND if nobody did."""
    found = document.annotation_of(mark) or document.suggestion_of(mark)
    return found.source.partition(":")[0] if found is not None else BY_HAND
