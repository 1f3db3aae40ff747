"""Hits on their way to findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from core.review.sweep.values import MOST_HITS, After, Finding, FindingKind, Fix, Hit, SweptLayer

Key = tuple[str, str]  # what it is about, the label


@dataclass
class _Draft:
    hits: list[Hit] = field(default_factory=list)
    number: int = 0


class Gathering:
    """Collects the hits of one kind; of very many for one thing, the first MOST_HITS."""

    def __init__(self, kind: FindingKind) -> None:
        self.kind = kind
        self._drafts: dict[Key, _Draft] = defaultdict(_Draft)

    def add(
        self,
        key: Key,
        layer: SweptLayer,
        place: tuple[int, int, str, int],
        after: Sequence[After] = (),
    ) -> None:
        """A place (start, end, label, the span's id) and what each fix would make of it."""
        draft = self._drafts[key]
        draft.number += 1
        if len(draft.hits) < MOST_HITS:
            start, end, label, id_ = place
            draft.hits.append(
                Hit(layer.layer_id, layer.document_id, layer.owner, start, end, label, id_, tuple(after))
            )

    def number(self, key: Key) -> int:
        """How many hits a key has by now."""
        return self._drafts[key].number if key in self._drafts else 0

    def hits(self, key: Key) -> list[Hit]:
        """The hits of a key."""
        return self._drafts[key].hits if key in self._drafts else []

    def drop(self, key: Key, places: Collection[tuple[int, int, int, str]]) -> None:
        """Leave out the hits at these places."""
        draft = self._drafts[key]
        kept = [hit for hit in draft.hits if hit.place not in places]
        draft.number -= len(draft.hits) - len(kept)
        draft.hits = kept

    def found(self) -> Iterator[Key]:
        """What there are hits for."""
        return iter(list(self._drafts))

    def finding(self, key: Key, standing: Sequence[tuple[str, float]], fixes: Sequence[Fix]) -> Finding:
        """The finding that the hits of a key make."""
        draft, (about, label) = self._drafts[key], key
        return Finding(
            self.kind, about, label, tuple(standing), tuple(draft.hits), draft.number, tuple(fixes)
        )
