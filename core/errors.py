"""Every error that core raises on purpose.

    JinbiaoError
    ├── InputError              something given from outside is wrong
    │   ├── BadFile             a file cannot be read as what it should be (path, line, why)
    │   ├── BadSpan             a span does not fit its text
    │   ├── BadLabelSet         a label set's file does not hold together
    │   ├── BadPattern          an expression to look for that does not hold together
    │   ├── TooSlow             an expression that needs longer than anybody waits
    │   ├── UnknownLabel        a label or category that the label set does not have
    │   └── UnknownFormat       no format of that name, or one that cannot do what is asked
    ├── StoreError              the database, or the place where it lies, refuses
    │   ├── NotADatabase        the file is something else
    │   ├── Damaged             the database does not pass its own integrity check
    │   ├── TooNew              made by a newer version of the program
    │   ├── ReadOnly            the file or its folder cannot be written
    │   ├── Busy                another program keeps it locked
    │   ├── DiskFull            no room left
    │   └── Unreachable         no such place, no such server, no permission
    ├── Refused                 an operation that would not be right now
    │   ├── NotFound            the thing to change is not there (any more)
    │   ├── Conflict            somebody changed it since
    │   │   ├── GivenOut        files with it were handed out
    │   │   ├── JudgedSince     the case was settled, or opened again, since it was shown
    │   │   └── LabelsChanged   somebody changed the label set since
    │   ├── LayerFinished       the layer is finished; reopen it first
    │   ├── Overlap             the place is taken
    │   ├── NotAllowed          this is for reviewers of the project
    │   ├── NotYours            only who wrote it may change it
    │   └── NothingToUndo       the end of the history is reached
    ├── Cancelled               a long job was stopped by the person who started it
    └── UntrackedChange         a bug of ours: a row was changed outside an operation

An error carries data. `str(error)` is the English sentence of the command line; the window makes
its own sentence, in its user's language, from the same data.
"""

from __future__ import annotations

from dataclasses import dataclass


class JinbiaoError(Exception):
    """The root: everything that core raises on purpose."""


class InputError(JinbiaoError):
    """Something given from outside is wrong."""


@dataclass
class BadFile(InputError):
    """A file cannot be read as what it should be."""

    path: str
    why: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{where}: {self.why}"


@dataclass
class BadSpan(InputError):
    """A span does not fit its text: outside it, empty, or with another quote than it claims."""

    start: int
    end: int
    why: str

    def __str__(self) -> str:
        return f"span {self.start}–{self.end}: {self.why}"


@dataclass
class BadLabelSet(InputError):
    """A label set's file does not hold together."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"label set, {self.where}: {self.why}"


@dataclass
class BadPattern(InputError):
    """An expression to look for that does not hold together; `position` counts from 0, if it is known."""

    pattern: str
    why: str
    position: int | None = None

    def __str__(self) -> str:
        where = "" if self.position is None else f" at character {self.position + 1}"
        return f"the expression “{self.pattern}” cannot be read{where}: {self.why}"


@dataclass
class TooSlow(InputError):
    """An expression that needs longer for a text than anybody waits."""

    pattern: str
    seconds: float

    def __str__(self) -> str:
        return f"the expression “{self.pattern}” takes more than {self.seconds:g} s on one text; simplify it"


@dataclass
class UnknownLabel(InputError):
    """A label or category that the label set does not have."""

    key: str

    def __str__(self) -> str:
        return f"the label set has no “{self.key}”"


@dataclass
class UnknownFormat(InputError):
    """No format of that name, or one that cannot do what is asked."""

    name: str
    known: tuple[str, ...] = ()
    cannot_be: str = ""  # "read" or "written", of one that there is

    def __str__(self) -> str:
        why = f"unknown format “{self.name}”"
        if self.cannot_be:
            why = f"the format “{self.name}” cannot be {self.cannot_be}"
        return f"{why}; known: {', '.join(self.known)}" if self.known else why


@dataclass
class StoreError(JinbiaoError):
    """The database, or the place where it lies, refuses."""

    place: str
    detail: str = ""

    advice = "the database cannot be used"

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.place}: {self.advice}{detail}"


class NotADatabase(StoreError):
    """The file is something else than a Jinbiao database."""

    advice = "this file is not a Jinbiao database; nothing was changed. Choose another file"


class Damaged(StoreError):
    """The database does not pass its own integrity check."""

    advice = (
        "the database is damaged; nothing was changed. Restore a backup from the folder “backups” beside it"
    )


class TooNew(StoreError):
    """Made by a newer version of the program."""

    advice = "this database was made by a newer version of Jinbiao; nothing was changed. Update the program"


class ReadOnly(StoreError):
    """The file or its folder cannot be written."""

    advice = "the database, or the folder it lies in, is read-only. Copy it to a place that you may write to"


class Busy(StoreError):
    """Another program keeps it locked."""

    advice = "another program keeps the database locked. Close it there, then try again; nothing was lost"


class DiskFull(StoreError):
    """No room left."""

    advice = "the disk is full; the last change was not stored. Make room, then try again"


class Unreachable(StoreError):
    """No such place, no such server, no permission."""

    advice = "the database cannot be opened there"


class Refused(JinbiaoError):
    """An operation that would not be right now."""


@dataclass
class NotFound(Refused):
    """The thing to change is not there (any more)."""

    what: str
    id: int | str

    def __str__(self) -> str:
        return f"there is no {self.what} {self.id}"


@dataclass
class Conflict(Refused):
    """Somebody changed it since: names who, what and when."""

    what: str
    who: str = ""
    when: str = ""

    def __str__(self) -> str:
        by = f" by {self.who}" if self.who else ""
        at = f" at {self.when}" if self.when else ""
        said = f"{self.what} was changed{by}{at} since; nothing was done"
        return f"{said}. It can be done once {self.who} has taken that back" if self.who else said


class GivenOut(Conflict):
    """Files with it were handed out since (by whom, when): it cannot be taken back any more."""

    def __str__(self) -> str:
        return (
            f"{self.who} handed out files with {self.what} at {self.when}; nothing was undone. "
            "A new change can say what you want instead"
        )


class JudgedSince(Conflict):
    """The case was settled, or opened again, by another judge since it was shown."""

    def __str__(self) -> str:
        by = f" by {self.who}" if self.who else ""
        return f"the {self.what} was decided{by} since it was shown; nothing was changed"


class LabelsChanged(Conflict):
    """Somebody changed the label set since it was read; it has been read again."""

    def __str__(self) -> str:
        by = f" by {self.who}" if self.who else ""
        at = f" at {self.when}" if self.when else ""
        return f"the label set was changed{by}{at} since; nothing was done. It has been read anew: try again"


@dataclass
class LayerFinished(Refused):
    """The layer is finished; reopen it first."""

    document: str

    def __str__(self) -> str:
        return f"“{self.document}” is finished; reopen it to change it"


@dataclass
class Overlap(Refused):
    """The place is taken: in a flat label set by any span, in a nested one by the same with this label."""

    start: int
    end: int
    label: str

    def __str__(self) -> str:
        return f"{self.start}–{self.end} is taken by {self.label}; remove that, or choose another place"


@dataclass
class NotAllowed(Refused):
    """This is for reviewers of the project; there are some, and this person is not one of them."""

    who: str

    def __str__(self) -> str:
        return f"{self.who} is no reviewer of this project"


@dataclass
class NotYours(Refused):
    """Only who wrote it may change it."""

    who: str

    def __str__(self) -> str:
        return f"it was written by {self.who}, who alone can change it"


@dataclass
class NothingToUndo(Refused):
    """The end of the history is reached."""

    direction: str = "undo"

    def __str__(self) -> str:
        return f"there is nothing to {self.direction}"


class Cancelled(JinbiaoError):
    """A long job was stopped by the person who started it; nothing half-done was kept."""

    def __str__(self) -> str:
        return "stopped; nothing half-done was kept"


class UntrackedChange(JinbiaoError):
    """A bug of ours: a row was changed outside an operation."""
