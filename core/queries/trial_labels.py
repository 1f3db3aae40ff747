"""What was suggested under labels that have been merged, split or deleted since, under those of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from core.label_acts import LabelAct, RenameLabel, SplitLabel, chooser, decode_act, moves, of_categories
from core.store.models import LabelSetRow


class LaterLabels:
    """Finds the key that a label of a span has come to, as its annotations did.

    `keys` are the keys by id, as they are now. An act that was undone has no version, and counts for nothing.
    """

    def __init__(self, connection: Connection, keys: Mapping[int, str]) -> None:
        versions = connection.execute(
            select(LabelSetRow.created_at, LabelSetRow.act).order_by(LabelSetRow.version)
        )
        acts = [(row.created_at, decode_act(row.act)) for row in versions]
        self._acts = [
            (at, act)
            for at, act in acts
            if act is not None and not of_categories(act) and (moves(act) or isinstance(act, SplitLabel))
        ]
        self._choosers = {id(act): chooser(act.parts) for _, act in self._acts if isinstance(act, SplitLabel)}
        self._keys = keys

    def after(self, at: str) -> list[LabelAct]:
        """The acts that moved spans after that time (UTC, ISO 8601), in their order."""
        return [act for done, act in self._acts if done > at]

    def key(self, label_id: int, quote: str, acts: Sequence[LabelAct]) -> str | None:
        """The key of a span under that label after these acts, None if it went away with its label."""
        key = self._keys.get(label_id)
        for act in reversed(acts):  # a label that was renamed kept its id: what it was called before
            if isinstance(act, RenameLabel) and act.to == key:
                key = act.key
        for act in acts:
            if isinstance(act, SplitLabel):
                if act.key == key:
                    key = self._choosers[id(act)](quote) or key
            elif key is not None:
                key = moves(act).get(key, key)
        return key
