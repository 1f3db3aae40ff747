"""Something that an audit found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, and what."""

    where: str
    what: str
