"""Changing the label set, with all that was written under its labels: in everybody's layers, as one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select, update

from core.annotation import LayerState
from core.history import Change, Kind
from core.label_acts import (
    AddLabel,
    AddTerms,
    DeleteLabel,
    EditLabel,
    LabelAct,
    MergeLabels,
    OrderLabels,
    RenameLabel,
    ReplaceSet,
    SplitLabel,
    after,
    encode_act,
    moves,
    of_categories,
)
from core.operations.label_marks import marks_before, renew_marks
from core.operations.label_rows import apply_plan, set_label
from core.operations.label_translation import refuse_if_handed_out, remember_again, untouched_handouts
from core.operations.permission import refuse_unless_reviewer
from core.operations.reviewing import noted
from core.operations.suggestion_rows import count_again
from core.operations.transaction import Step, transact
from core.project import LabelIds, Project
from core.schema import LabelSet
from core.showing import SETTING, read_showing
from core.store.label_plan import ALSO_NAMED, Plans, having, plans, refuse_if_in_use
from core.store.models import Base, LabelRow, LabelSetRow, SettingRow, now
from core.store.tracking import RowChange

KINDS: dict[type, Kind] = {
    AddLabel: Kind.ADD_LABEL,
    EditLabel: Kind.EDIT_LABEL,
    RenameLabel: Kind.RENAME_LABEL,
    OrderLabels: Kind.ORDER_LABELS,
    MergeLabels: Kind.MERGE_LABELS,
    SplitLabel: Kind.SPLIT_LABEL,
    DeleteLabel: Kind.DELETE_LABEL,
    ReplaceSet: Kind.REPLACE_LABELS,
    AddTerms: Kind.ADD_TERMS,
}
_MOVING = (RenameLabel, MergeLabels, SplitLabel, DeleteLabel)
_DONE = (LayerState.FINISHED, LayerState.APPROVED)
_LAYER = Base.metadata.tables["layer"]


def change_labels(
    project: Project,
    act: LabelAct,
    *,
    look_again: str = "",
) -> Change:
    """Do an act on the label set and on all that was written under its labels, in everybody's layers.

    With `look_again`, finished layers in which something moved or went are returned to their annotators,
    this being the reason they read. Raises LabelsChanged if the label set has moved on since `project`
    read it, BadLabelSet or UnknownLabel for what would not hold together, Refused for a file without a
    label that is in use, NotAllowed for somebody who is no reviewer where there are some.
    """
    made = after(project.label_set, act)
    _check_rules(made, act)
    with transact(project, KINDS[type(act)]) as step:
        refuse_unless_reviewer(step)
        refuse_if_handed_out(step)
        if made == project.label_set:
            return Change(step.kind, 0)
        if isinstance(act, ReplaceSet):
            refuse_if_in_use(step.session.connection(), project.label_ids, made)
        marks = marks_before(step) if isinstance(act, _MOVING) else {}
        handed_out = untouched_handouts(step) if isinstance(act, _MOVING) else {}
        _make_labels(step, made)
        _rename_row(step, act)
        _do(step, plans(step.session.connection(), project.label_set, _ids(step), act), look_again)
        renew_marks(step, marks, _ids(step).key)
        remember_again(step, handed_out, _ids(step).key)
        if not of_categories(act):
            _move_thresholds(step, moves(act))
        step.session.add(
            LabelSetRow(
                version=project.label_set.version + 1,
                content=made.to_json(),
                person_id=project.annotator.id,
                act=encode_act(act),
            )
        )
    return step.change


def _check_rules(made: LabelSet, act: LabelAct) -> None:
    """A file's rules, and new ones, must hold; what was amiss before is not this act's fault."""
    if isinstance(act, ReplaceSet | SplitLabel | AddTerms):
        from core.suggest.rules import read_rules  # not at every start of the program

        read_rules(made)


def _make_labels(step: Step, made: LabelSet) -> None:
    """A row for each key that never had one; one that was retired gets its old one back."""
    if step.kind is Kind.RENAME_LABEL:
        return  # its row gets the new key
    known = {(row.kind, row.key) for row in step.session.execute(select(LabelRow.kind, LabelRow.key))}
    for kind, members in (("span", made.labels), ("category", made.categories)):
        for each in members:
            if (kind, each.key) not in known:
                step.session.add(LabelRow(kind=kind, key=each.key))
    step.session.flush()


def _rename_row(step: Step, act: LabelAct) -> None:
    if not isinstance(act, RenameLabel):
        return
    kind = "category" if act.category else "span"
    rows = step.session.scalars(select(LabelRow).where(LabelRow.kind == kind)).all()
    by_key = {row.key: row for row in rows}
    if act.to not in by_key:
        by_key[act.key].key = act.to
        step.session.flush()


def _move_thresholds(step: Step, gone: Mapping[str, str | None]) -> None:
    """From which score a label's suggestions are shown goes with its key; a label that has one keeps it."""
    row = step.session.scalars(select(SettingRow).where(SettingRow.name == SETTING)).first()
    showing = read_showing(row.value if row is not None else None)
    if row is None or not set(gone) & set(showing.thresholds):
        return
    made = {key: value for key, value in showing.thresholds.items() if key not in gone}
    for key, to in gone.items():
        if to is not None and key in showing.thresholds:
            made.setdefault(to, showing.thresholds[key])
    row.value = msgspec.structs.replace(showing, thresholds=made).checked().to_json()
    step.session.flush()


def _ids(step: Step) -> LabelIds:
    """All labels that have a row, as this transaction sees them."""
    ids = LabelIds()
    for row in step.session.connection().execute(select(LabelRow.id, LabelRow.kind, LabelRow.key)):
        ids.key[row.id] = row.key
        (ids.span if row.kind == "span" else ids.category)[row.key] = row.id
    return ids


def _do(step: Step, made: Plans, look_again: str) -> None:
    connection = step.session.connection()
    if look_again:
        touched = {
            row[2]
            for table in ("annotation", "category_mark")
            for id_, row in made.of(table).rows.items()
            if id_ in made.of(table).moves
        }
        _return_layers(step, touched, noted(look_again))
    for each in made.tables:
        apply_plan(step, each)
    for source, to in made.whole:
        for table, column in ALSO_NAMED:
            set_label(step, table, column, having(connection, table, column, source), source, to)
    suggestions = made.of("suggestion")
    counted = [*suggestions.doubles, *suggestions.gone]
    count_again(connection, sorted({suggestions.rows[id_][2] for id_ in counted}))


def _return_layers(step: Step, layer_ids: Iterable[int], note: str) -> None:
    connection = step.session.connection()
    after_ = {
        "state": LayerState.RETURNED.value,
        "finished_at": None,
        "note": note,
        "reviewer_id": step.project.annotator.id,
        "reviewed_at": now(),
    }
    for row in _finished(connection, sorted(layer_ids)):
        step.revealed.append(RowChange("layer", row["id"], {name: row[name] for name in after_}, after_))
    changed = [each.id for each in step.revealed if each.table == "layer"]
    statement = update(_LAYER).where(_LAYER.c.id == bindparam("_id")).values(after_)
    if changed:
        connection.execute(statement, [{"_id": id_} for id_ in changed])


def _finished(connection: Connection, layer_ids: list[int]) -> Iterator[RowMapping]:
    for at in range(0, len(layer_ids), 500):
        wanted = _LAYER.c.id.in_(layer_ids[at : at + 500])
        own = (_LAYER.c.kind == "own") & _LAYER.c.person_id.is_not(None) & _LAYER.c.state.in_(_DONE)
        yield from connection.execute(select(_LAYER).where(wanted, own)).mappings().all()
