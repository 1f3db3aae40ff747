"""Layers of a file that was handed out under an older label set, in the keys of the one in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import select

from core.annotation import SpanRecord
from core.errors import GivenOut, Refused
from core.history import Kind
from core.label_acts import LabelAct, LaterKeys, SplitLabel, decode_act
from core.operations.transaction import Step
from core.schema import LabelSet
from core.store.layer_content import LayerContent, layer_contents, parts
from core.store.models import (
    HandoutLayerRow,
    HandoutRow,
    LabelSetRow,
    LayerRow,
    OperationRow,
    PersonRow,
)
from core.store.trial_records import TrialRecord, best_of


def acts_since(step: Step, version: int) -> list[LabelAct]:
    """What was done to the label set after that version, in its order."""
    said = step.session.scalars(
        select(LabelSetRow.act).where(LabelSetRow.version > version).order_by(LabelSetRow.version)
    )
    return [act for act in map(decode_act, said) if act is not None]


def translated(
    content: LayerContent, acts: Sequence[LabelAct], labels: LabelSet, text: Callable[[int, int], str]
) -> tuple[LayerContent, int]:
    """(what the layer would be had those acts been done to it, how many spans and marks that leaves out).

    `text` gives what stands at a place.
    """
    later, of_categories = LaterKeys(acts), LaterKeys(acts, category=True)
    whole = LaterKeys(act for act in acts if not isinstance(act, SplitLabel))
    spans = [_moved(each, later, whole) for each in content.spans]
    rejections = [
        (start, end, later.key(key, text(start, end)) or "") for start, end, key in content.rejections
    ]
    marks = [(of_categories.key(key) or "", given, origin) for key, given, origin in content.categories]
    kept = list({(each.start, each.end, each.label): each for each in reversed(spans)}.values())
    kept = [each for each in kept if labels.has_label(each.label)]
    by_key: dict[str, tuple[str, bool, str]] = {}
    for mark in sorted(marks, key=lambda each: each[1]):  # a yes outweighs a no
        if labels.has_category(mark[0]):
            by_key[mark[0]] = mark
    lost = sum(not labels.has_label(each.label) for each in spans)
    lost += sum(not labels.has_category(key) for key, *_ in marks)
    made = LayerContent(
        tuple(sorted(kept, key=lambda each: (each.start, each.end, each.label))),
        tuple(sorted({each for each in rejections if labels.has_label(each[2])})),
        tuple(sorted(by_key.values())),
        content.state,
    )
    return made, lost


def _moved(span: SpanRecord, later: LaterKeys, whole: LaterKeys) -> SpanRecord:
    """A span with its label after all acts; what was suggested moves only where a whole label does."""
    suggested = span.suggested
    if suggested is not None:
        suggested = (*suggested[:2], whole.key(suggested[2]) or suggested[2])
    return replace(span, label=later.key(span.label, span.text) or "", suggested=suggested)


def translated_trial(trial: TrialRecord, acts: Sequence[LabelAct]) -> TrialRecord:
    """What had been suggested under the older label set, as if it had been suggested under this one."""
    later, of_categories = LaterKeys(acts), LaterKeys(acts, category=True)
    seen = [(each, later.key(each.label, each.quote)) for each in trial.seen]
    given = [(of_categories.key(key), source, score) for key, source, score in trial.categories]
    return replace(
        trial,
        seen=best_of(each._replace(label=key) for each, key in seen if key is not None),
        categories=tuple((key, source, score) for key, source, score in given if key is not None),
    )


def untouched_handouts(step: Step) -> dict[int, int]:
    """Of each layer that is as it was when it was handed out or collected last: its row there → the layer."""
    remembered = step.session.execute(
        select(HandoutLayerRow.id, HandoutLayerRow.digest, LayerRow.id.label("layer_id"))
        .join(HandoutRow, HandoutRow.id == HandoutLayerRow.handout_id)
        .join(
            LayerRow,
            (LayerRow.document_id == HandoutLayerRow.document_id)
            & (LayerRow.person_id == HandoutLayerRow.person_id),
        )
        .where(~HandoutRow.is_here)
    ).all()
    if not remembered:
        return {}
    ids = sorted({row.layer_id for row in remembered})
    now = layer_contents(step.session.connection(), ids, step.project.label_ids.key)
    return {row.id: row.layer_id for row in remembered if parts(row.digest)[0] == now[row.layer_id].work}


def remember_again(step: Step, untouched: dict[int, int], keys: dict[int, str]) -> None:
    """They are still as they were, but for the act: that is no change of their own."""
    if not untouched:
        return
    ids = sorted(set(untouched.values()))
    now = layer_contents(step.session.connection(), ids, keys)
    for row in step.session.scalars(select(HandoutLayerRow).where(HandoutLayerRow.id.in_(list(untouched)))):
        digest = f"{now[untouched[row.id]].work}|{parts(row.digest)[1]}"
        if row.digest != digest:
            row.digest = digest
    step.session.flush()


def refuse_if_handed_out(step: Step) -> None:
    """In a file that was handed out the label set is not changed: the project could not take it back."""
    if step.session.scalar(select(HandoutRow.id).where(HandoutRow.is_here)) is not None:
        raise Refused("this file was handed out; its label set is changed in the project that it comes from")


def refuse_if_given_out(step: Step, since: int) -> None:
    """A version that a file bears which is out cannot be taken back: the file could not be collected."""
    out = (
        select(OperationRow.at, PersonRow.name)
        .join(PersonRow, PersonRow.id == OperationRow.person_id)
        .where(OperationRow.id > since, OperationRow.kind == Kind.HAND_OUT)
        .order_by(OperationRow.id.desc())
    )
    found = step.session.execute(out).first()
    if found is not None:
        raise GivenOut("this label set", found.name, found.at)
