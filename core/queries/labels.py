"""The label set with what stands under it: how often each label is used, what an act would do, versions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import Connection, func, select

from core.annotation import LayerState
from core.errors import Conflict
from core.label_acts import (
    DeleteLabel,
    LabelAct,
    MergeLabels,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
    after,
    decode_act,
    of_categories,
)
from core.project import LabelIds, Project
from core.schema import LabelSet
from core.store.label_plan import Placed, Plan, Plans, plans, refuse_if_in_use
from core.store.models import (
    AnnotationRow,
    CategoryMarkRow,
    CategorySuggestionRow,
    DocumentRow,
    LabelSetRow,
    LayerRow,
    PersonRow,
    SuggestionRow,
)

_DONE = (LayerState.FINISHED, LayerState.APPROVED)


@dataclass(frozen=True, slots=True)
class Use:
    """How often a label or category is used: spans (or marks) of people, in documents; suggestions."""

    spans: int = 0
    documents: int = 0
    suggestions: int = 0


@dataclass(frozen=True, slots=True)
class Whose:
    """Somebody's share of what an act changes. `kind` is "own", "gold", or "aside" for states set aside.

    `finished` are documents among them that this person has finished.
    """

    who: str
    kind: str
    spans: int
    documents: int
    finished: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act on the label set would do.

    `goes` says (key, or "" for away, number of spans) in the order of size; with categories, `spans`
    are marks on documents. `doubles` say the same as another in the same place and go up in it;
    `overlaps` are pairs that share characters under one label afterwards and did not before. `removed`
    counts spans in documents that are off the list. `stays` are spans of a split label that no part takes.
    """

    act: LabelAct
    spans: int = 0
    documents: int = 0
    whose: tuple[Whose, ...] = ()
    goes: tuple[tuple[str, int], ...] = ()
    stays: int = 0
    deleted: int = 0
    doubles: int = 0
    overlaps: int = 0
    suggestions: int = 0
    rejections: int = 0
    finished: int = 0
    removed: int = 0
    added: tuple[str, ...] = ()  # keys that a file brings, alters, or lacks
    altered: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the label set: when, by whom, and what led to it (None: it was the first)."""

    number: int
    at: str
    who: str
    act: LabelAct | None
    labels: int
    categories: int


def preview(project: Project, act: LabelAct) -> Preview:
    """What an act would do; raises what `operations.change_labels` would raise for it."""
    labels = project.label_set
    made = after(labels, act)
    with project.reading() as connection:
        if isinstance(act, ReplaceSet):
            refuse_if_in_use(connection, project.label_ids, made)
            return _of_file(act, labels, made)
        ids = _numbered(project.label_ids, act)
        if isinstance(act, RenameLabel):
            return _of_rename(connection, act, ids)
        found = plans(connection, labels, ids, act)
        return _of_plans(connection, act, ids, found)


def label_uses(project: Project) -> dict[tuple[str, str], Use]:
    """How often each is used, by ("span" or "category", key), in listed documents and all layers."""
    a, c = AnnotationRow, CategoryMarkRow
    listed = DocumentRow.hidden == ""
    with project.reading() as connection:
        spans = connection.execute(
            select(a.label_id, func.count(), func.count(LayerRow.document_id.distinct()))
            .join(LayerRow, LayerRow.id == a.layer_id)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .where(listed, LayerRow.kind.in_(("own", "gold")))
            .group_by(a.label_id)
        ).all()
        marks = connection.execute(
            select(c.label_id, func.count(), func.count(LayerRow.document_id.distinct()))
            .join(LayerRow, LayerRow.id == c.layer_id)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .where(listed, LayerRow.kind.in_(("own", "gold")), c.given)
            .group_by(c.label_id)
        ).all()
        suggested = [
            row
            for each in (SuggestionRow, CategorySuggestionRow)
            for row in connection.execute(
                select(each.label_id, func.count())
                .join(DocumentRow, DocumentRow.id == each.document_id)
                .where(listed)
                .group_by(each.label_id)
            )
        ]
    proposed: dict[int, int] = {row[0]: row[1] for row in suggested}
    counted = {row[0]: (row[1], row[2]) for row in (*spans, *marks)}
    ids = project.label_ids
    return {
        (kind, key): Use(*counted.get(id_, (0, 0)), proposed.get(id_, 0))
        for kind, known in (("span", ids.span), ("category", ids.category))
        for key, id_ in known.items()
    }


def label_set_versions(project: Project) -> list[Version]:
    """All versions, the newest first."""
    query = (
        select(LabelSetRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == LabelSetRow.person_id, isouter=True)
        .order_by(LabelSetRow.version.desc())
    )
    versions = []
    with project.reading() as connection:
        for row in connection.execute(
            query.with_only_columns(
                LabelSetRow.version,
                LabelSetRow.created_at,
                LabelSetRow.act,
                LabelSetRow.content,
                PersonRow.name,
            )
        ):
            labels = LabelSet.from_json(row.content)
            versions.append(
                Version(
                    row.version,
                    row.created_at,
                    row.name or "",
                    decode_act(row.act),
                    len(labels.labels),
                    len(labels.categories),
                )
            )
    return versions


def label_set_at(project: Project, version: int) -> LabelSet:
    """The label set as that version has it. Conflict if an undo has taken it back."""
    with project.reading() as connection:
        content = connection.scalar(select(LabelSetRow.content).where(LabelSetRow.version == version))
    if content is None:
        raise Conflict(f"version {version} of the label set")
    return LabelSet.from_json(content, version)


def quotes_of(project: Project, key: str) -> list[tuple[str, int]]:
    """The quotes that stand under a label, each with how often, the most frequent first: to split it by."""
    a = AnnotationRow
    number = func.count()
    query = select(a.quote, number).where(a.label_id == project.label_ids.of_span(key))
    with project.reading() as connection:
        found = connection.execute(query.group_by(a.quote).order_by(number.desc(), a.quote)).all()
    return [(row[0], row[1]) for row in found]


def _numbered(ids: LabelIds, act: LabelAct) -> LabelIds:
    """With numbers also for the labels that a split would make."""
    if not isinstance(act, SplitLabel):
        return ids
    fresh = [part.label.key for part in act.parts if part.label.key not in ids.span]
    span = {**ids.span, **{key: -number for number, key in enumerate(dict.fromkeys(fresh), 1)}}
    keys = {**ids.key, **{id_: key for key, id_ in span.items()}}
    return replace(ids, span=span, key=type(ids.key)(keys))


def _of_file(act: ReplaceSet, before: LabelSet, made: LabelSet) -> Preview:
    old = {each.key: each for each in (*before.labels, *before.categories)}
    new = {each.key: each for each in (*made.labels, *made.categories)}
    return Preview(
        ReplaceSet(act.where),
        added=tuple(key for key in new if key not in old),
        altered=tuple(key for key in new if key in old and new[key] != old[key]),
        dropped=tuple(key for key in old if key not in new),
    )


def _of_rename(connection: Connection, act: RenameLabel, ids: LabelIds) -> Preview:
    """No row moves; these are the spans that are called otherwise from then on."""
    name = "category_mark" if act.category else "annotation"
    table = CategoryMarkRow if act.category else AnnotationRow
    label_id = (ids.of_category if act.category else ids.of_span)(act.key)
    found = connection.execute(select(table.id, table.layer_id).where(table.label_id == label_id))
    rows: dict[int, Placed] = {row.id: (row.id, label_id, row.layer_id) for row in found}
    concerned = Plan(name, dict.fromkeys(rows, label_id), {}, rows)
    counted = _of_plans(connection, act, ids, Plans((concerned,)))
    return replace(counted, goes=((act.to, counted.spans),), overlaps=0)


def _of_plans(connection: Connection, act: LabelAct, ids: LabelIds, found: Plans) -> Preview:
    main = found.of("category_mark" if of_categories(act) else "annotation")
    layers = Counter(main.rows[id_][2] for id_ in main.moves)
    whose, documents, finished, removed = _whose(connection, layers)
    goes = Counter("" if to is None else ids.key[to] for to in main.moves.values())
    return Preview(
        act,
        len(main.moves),
        documents,
        whose,
        tuple(sorted(goes.items(), key=itemgetter(1), reverse=True)),
        sum(row[1] == ids.span.get(act.key) for row in main.rows.values()) - len(main.moves)
        if isinstance(act, SplitLabel)
        else 0,
        len(main.gone),
        len(main.doubles),
        _new_overlaps(main) if isinstance(act, MergeLabels | DeleteLabel) and not of_categories(act) else 0,
        len(found.of("category_suggestion" if of_categories(act) else "suggestion").moves),
        len(found.of("rejection").moves),
        finished,
        removed,
    )


def _new_overlaps(made: Plan) -> int:
    """Pairs of neighbours under one label that share characters and carried different labels before."""
    standing = defaultdict(list)
    doubles = set(made.doubles)
    for id_, row in made.rows.items():
        to = made.moves.get(id_, row[1])
        if to is not None and id_ not in doubles:
            standing[row[2], to].append((row[3], row[4], row[1]))
    number = 0
    for spans in standing.values():
        spans.sort()
        reach: list[tuple[int, int]] = []  # (end, label before) of what is still open
        for start, end, label in spans:
            reach = [each for each in reach if each[0] > start]
            number += sum(each[1] != label for each in reach)
            reach.append((end, label))
    return number


def _whose(connection: Connection, layers: Counter[int]) -> tuple[tuple[Whose, ...], int, int, int]:
    """(shares, documents, finished documents, spans in documents off the list)."""
    spans: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], set[int]] = defaultdict(set)
    finished: dict[tuple[str, str], set[int]] = defaultdict(set)
    removed = 0
    for id_, document, state, kind, hidden, name in _layers(connection, layers):
        if hidden:
            removed += layers[id_]
        share = (name or "", kind if kind in ("own", "gold") else "aside")
        spans[share] += layers[id_]
        documents[share].add(document)
        if kind == "own" and state in _DONE:
            finished[share].add(document)
    shares = [
        Whose(*share, number, len(documents[share]), len(finished[share])) for share, number in spans.items()
    ]
    shares.sort(key=lambda each: (each.kind != "own", -each.spans, each.who))
    every = set().union(*documents.values()) if documents else set()
    return tuple(shares), len(every), len(set().union(*finished.values()) if finished else ()), removed


def _layers(
    connection: Connection, wanted: Iterable[int]
) -> Iterable[tuple[int, int, str, str, str, str | None]]:
    ids = sorted(wanted)
    owner = func.coalesce(LayerRow.person_id, LayerRow.aside_of)
    for at in range(0, len(ids), 500):
        query = (
            select(LayerRow.id, LayerRow.document_id, LayerRow.state, LayerRow.kind, DocumentRow.hidden)
            .add_columns(PersonRow.name)
            .join(DocumentRow, DocumentRow.id == LayerRow.document_id)
            .join(PersonRow, PersonRow.id == owner, isouter=True)
            .where(LayerRow.id.in_(ids[at : at + 500]))
        )
        yield from map(tuple, connection.execute(query))
