"""What sharing documents out would do, before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.project import Project
from core.review.assigning import Task, shared_out
from core.store.assigned import assigned_so_far


@dataclass(frozen=True, slots=True)
class Gets:
    """What somebody would get: documents and their characters; `load` are characters to do already."""

    name: str
    documents: int
    characters: int
    load: int


@dataclass(frozen=True, slots=True)
class ProposedAssignment:
    """What `operations.assign` would do now: who gets how much, by how many people documents would be
    annotated, and how many have enough already."""

    gets: tuple[Gets, ...]
    documents: int
    enough: int
    people_per_document: tuple[tuple[int, int], ...]  # (people, documents), fewest people first


def proposed_assignment(
    project: Project,
    people: Sequence[str],
    document_ids: Sequence[int] | None = None,
    *,
    each: int = 1,
    how: str = "turn",
) -> ProposedAssignment:
    """The same as `operations.assign`, only told. NotFound for a document that is not listed."""
    with project.reading() as connection:
        rows, load = assigned_so_far(connection, document_ids)
    tasks = [Task(*row) for row in rows]
    names = list(dict.fromkeys(people))
    plan = shared_out(tasks, names, each, how, load) if names and each > 0 else []
    length = {task.id: task.length for task in tasks}
    documents, characters, more = Counter[str](), Counter[str](), Counter[int]()
    for document_id, name in plan:
        documents[name] += 1
        characters[name] += length[document_id]
        more[document_id] += 1
    covered = Counter(len(task.people) + more[task.id] for task in tasks)
    return ProposedAssignment(
        tuple(Gets(name, documents[name], characters[name], load.get(name, 0)) for name in names),
        len(tasks),
        len(tasks) - len(more),
        tuple(sorted(covered.items())),
    )
