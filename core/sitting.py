"""What one person has done since they sat down: spans, actions as `evaluate` counts them, time at work."""

from __future__ import annotations

from dataclasses import dataclass

from core.history import Change, Kind

PAUSE = 120.0  # seconds: of a longer pause only so much counts as work
ACTIONS = {  # a place is selected and labelled: two; confirming by finishing costs nothing
    Kind.ANNOTATE: 2,
    Kind.RELABEL: 1,
    Kind.MOVE_EDGES: 1,
    Kind.SPLIT: 1,
    Kind.MERGE: 1,
    Kind.REMOVE: 1,
    Kind.ACCEPT: 1,
    Kind.REJECT: 1,
    Kind.PROPAGATE: 2,
    Kind.RELABEL_ALL: 1,
    Kind.REJECT_ALL: 1,
    Kind.REMOVE_ALL: 1,
    Kind.FINISH: 0,
    Kind.REOPEN: 0,
}


@dataclass
class Sitting:
    """Made of the changes of one sitting. An undo or a redo is an action too.

    `spans` is how many more annotations stand than at its beginning, those confirmed by finishing among
    them; it may be below 0. Work begins with the first act; of a pause `PAUSE` at most is counted.
    """

    spans: int = 0
    actions: int = 0
    documents: int = 0  # finished in this sitting, and not reopened
    seconds: float = 0.0
    _last: float | None = None

    def take(self, change: Change, now: float) -> None:
        """Count a change that was made at `now` (seconds of any clock that only goes forward)."""
        again = change.kind in (Kind.UNDO, Kind.REDO)
        meant = change.about if again else change.kind
        if meant not in ACTIONS or not change.operation_id:
            return
        self.actions += 1 if again else ACTIONS[meant]
        self.spans += len(change.added) - len(change.removed)
        if meant in (Kind.FINISH, Kind.REOPEN):
            forward = (meant is Kind.FINISH) != (change.kind is Kind.UNDO)
            self.documents += 1 if forward else -1
        if self._last is not None:
            self.seconds += min(max(0.0, now - self._last), PAUSE)
        self._last = now

    @property
    def spans_a_minute(self) -> float | None:
        """None before there is enough to tell: ten seconds of work."""
        return self.spans / (self.seconds / 60) if self.seconds >= 10 else None

    @property
    def actions_a_span(self) -> float | None:
        """None while no span stands."""
        return self.actions / self.spans if self.spans > 0 else None
