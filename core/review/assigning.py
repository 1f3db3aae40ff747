"""Who gets which documents: in turn, to whom has least to do, or everybody all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import InputError


class How(StrEnum):
    """Ways of sharing documents out."""

    TURN = "turn"  # in turn
    LOAD = "load"  # to whoever has fewest characters to do
    SOURCE = "source"  # in turn within each source
    ALL = "all"  # to each of these people, whoever else has them


@dataclass(frozen=True, slots=True)
class Task:
    """A document that may be assigned: its length, where it is from, and who has it already."""

    id: int
    length: int
    source: str = ""
    people: frozenset[str] = frozenset()


def shared_out(
    tasks: Sequence[Task], people: Sequence[str], each: int, how: str, load: Mapping[str, int]
) -> list[tuple[int, str]]:
    """(document, person) so that every document has `each` people; InputError for an unknown way."""
    try:
        way = How(how)
    except ValueError:
        raise InputError(f"documents are shared out by {', '.join(How)}; not by {how}") from None
    if way is How.ALL:
        return [(task.id, person) for task in tasks for person in people if person not in task.people]
    if way is How.LOAD:
        return by_load(tasks, people, each, load)
    return in_turn(tasks, people, each, stratified=way is How.SOURCE)


def in_turn(
    tasks: Sequence[Task], people: Sequence[str], each: int, *, stratified: bool = False
) -> list[tuple[int, str]]:
    """(document, person) so that every document has `each` people, who take turns.

    `stratified`: in the order of the sources, so that everybody gets of each source alike.
    """
    ordered = sorted(tasks, key=lambda task: (task.source, task.id)) if stratified else tasks
    made: list[tuple[int, str]] = []
    turn = 0
    for task in ordered:
        has = set(task.people)
        tried = 0
        while len(has) < each and tried < len(people):
            person = people[turn % len(people)]
            turn += 1
            tried += 1
            if person not in has:
                has.add(person)
                made.append((task.id, person))
    return made


def by_load(
    tasks: Sequence[Task], people: Sequence[str], each: int, load: Mapping[str, int]
) -> list[tuple[int, str]]:
    """The same, but each to whoever has fewest characters to do; long documents are given out first.

    `load` is how many characters people have to do already.
    """
    busy = {person: load.get(person, 0) for person in people}
    made: list[tuple[int, str]] = []
    for task in sorted(tasks, key=lambda task: (-task.length, task.id)):
        free = [person for person in people if person not in task.people]
        for person in sorted(free, key=lambda name: (busy[name], people.index(name)))[
            : max(0, each - len(task.people))
        ]:
            busy[person] += task.length
            made.append((task.id, person))
    return made
