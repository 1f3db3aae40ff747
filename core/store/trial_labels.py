"""What was suggested under labels that have been merged, split or deleted since, under those of today."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from core.label_acts import LaterKeys, decode_act
from core.store.models import LabelSetRow


class LaterLabels:
    """Finds the key that a label of a span (or a category) has come to, as its annotations did.

    `keys` are the keys by id, as they are now. An act that was undone has no version, and counts for nothing.
    """

    def __init__(self, connection: Connection, keys: Mapping[int, str], *, category: bool = False) -> None:
        versions = connection.execute(
            select(LabelSetRow.created_at, LabelSetRow.act).order_by(LabelSetRow.version)
        )
        acts = [(row.created_at, decode_act(row.act)) for row in versions]
        self._acts = [(at, act) for at, act in acts if act is not None]
        self._keys, self._category = keys, category
        self._later: dict[tuple[int, ...], LaterKeys] = {}

    def after(self, at: str) -> LaterKeys:
        """What the acts after that time (UTC, ISO 8601) made of keys."""
        which = tuple(number for number, (done, _) in enumerate(self._acts) if done > at)
        if which not in self._later:
            acts = [self._acts[number][1] for number in which]
            self._later[which] = LaterKeys(acts, category=self._category)
        return self._later[which]

    def key(self, label_id: int, quote: str, later: LaterKeys) -> str | None:
        """The key of a span under that label after these acts, None if it went away with its label."""
        key = self._keys.get(label_id)
        return later.key(later.before(key), quote) if key is not None else None
