"""Which suggestions are shown: none below a label's threshold, none at all in documents annotated blind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from core.errors import InputError

SETTING = "suggestions"  # under which name a project keeps it


class Showing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a project agreed on. `thresholds` go by label key: suggestions that score less are not shown.

    `blind_share` (0 to 1) of all documents is annotated without suggestions. Which ones is drawn from
    the text's digest, the annotator's name and `blind_seed` alone: known before a document is opened,
    the same in every copy of the project, another draw for each annotator. A larger share adds documents
    to those of a smaller one.
    """

    thresholds: dict[str, float] = {}
    blind_share: float = 0.0
    blind_seed: int = 1

    def hides(self, label: str, score: float) -> bool:
        """Whether a suggestion of this label is below what is shown."""
        return score < self.thresholds.get(label, 0.0)

    def draws(self, digest: str, annotator: str) -> bool:
        """Whether this annotator does the document with this text blind, if it is not begun yet."""
        if self.blind_share <= 0.0:
            return False
        drawn = hashlib.sha256(f"{self.blind_seed}\n{annotator}\n{digest}".encode()).digest()
        return int.from_bytes(drawn[:8], "big") < self.blind_share * 2**64

    def checked(self) -> Showing:
        """The same without thresholds that hide nothing; InputError where a figure makes no sense."""
        bad = [key for key, value in self.thresholds.items() if not 0.0 <= value <= 1.0]
        if bad or not 0.0 <= self.blind_share <= 1.0:
            raise InputError("thresholds and the share of blind documents lie between 0 and 1")
        kept = {key: round(value, 3) for key, value in sorted(self.thresholds.items()) if value > 0.0}
        return Showing(kept, self.blind_share, self.blind_seed)

    def to_json(self) -> str:
        """As it is kept."""
        return msgspec.json.encode(self).decode()


def read_showing(value: str | None) -> Showing:
    """What `to_json` wrote; everything is shown where nothing was agreed on."""
    return msgspec.json.decode(value, type=Showing) if value else Showing()


def hidden_below(thresholds: Mapping[str, float], ids: Mapping[str, int]) -> dict[int, float]:
    """The thresholds by the ids of labels; those of labels that are gone are left out."""
    return {ids[key]: value for key, value in thresholds.items() if key in ids}
