"""The hits of a search in the project as Qt wants them: they come in pieces, and follow what is changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from core.queries.mentions import Mention
from gui.models.mention_table import Decision, MentionTable

Key = tuple[int, int, int]


class HitTable(MentionTable):
    """Rows in the order of documents and texts. Nothing is ticked until somebody ticks it."""

    def clear(self) -> None:
        """Forget all."""
        self.show([], self._decision)

    def append(self, hits: Sequence[Mention]) -> None:
        """Some more, behind those that are there."""
        if hits:
            first = len(self._mentions)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._mentions.extend(hits)
            self.endInsertRows()
            self.ticked_changed.emit()

    def replace_document(self, document_id: int, hits: Sequence[Mention]) -> None:
        """A document's hits as they are now; ticks stay with what is still there."""
        first = bisect_left(self._mentions, document_id, key=lambda each: each.document_id)
        last = bisect_right(self._mentions, document_id, key=lambda each: each.document_id)
        if self._mentions[first:last] == list(hits):
            return
        ticked = {_key(self._mentions[row]) for row in self._ticked}
        if last > first:
            self.beginRemoveRows(QModelIndex(), first, last - 1)
            del self._mentions[first:last]
            self.endRemoveRows()
        if hits:
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._mentions[first:first] = hits
            self.endInsertRows()
        able = self._decision.can
        self._ticked = {row for row, each in enumerate(self._mentions) if _key(each) in ticked and able(each)}
        self.ticked_changed.emit()

    def _decide(self, decision: Decision) -> None:
        self._decision = decision
        self._ticked = {row for row in self._ticked if decision.can(self._mentions[row])}

    def show(self, mentions: list[Mention], decision: Decision) -> None:
        """Show these and no others, none ticked."""
        self._ticked = set()
        super().show(list(mentions), decision)

    def tick_all(self) -> None:
        """Tick every row that the decision would settle without a second look; again: none."""
        plain = {row for row, each in enumerate(self._mentions) if self._decision.is_plain(each)}
        self._ticked = set() if plain <= self._ticked else plain
        self._changed(range(len(self._mentions)))

    def row_behind(self, key: Key) -> int:
        """The first row behind a place."""
        return bisect_right(self._mentions, key, key=place_of)

    def row_before(self, key: Key) -> int:
        """The last row before a place; -1 if there is none."""
        return bisect_left(self._mentions, key, key=place_of) - 1

    def documents(self) -> int:
        """In how many documents there are hits."""
        return len({each.document_id for each in self._mentions})


def place_of(mention: Mention) -> Key:
    """Where a hit is, in the order of the list."""
    return mention.document_id, mention.start, mention.end


def _key(mention: Mention) -> tuple[int, int, int, str, str]:
    return (*place_of(mention), mention.meant, mention.who)
