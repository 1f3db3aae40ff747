"""Acts on a label set as values: what each makes of the set, and where each label's spans go.

Pure: nothing here knows of a database. `core.operations.labels` does to the rows what is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from core.errors import BadLabelSet
from core.label_rules import relabelled_rules, with_splits
from core.schema import Label, LabelSet, validate
from core.teaching import taught


class AddLabel(msgspec.Struct, frozen=True, tag="add"):
    """A new label, or a category; `at` is its place in the list, the end if negative."""

    label: Label
    category: bool = False
    at: int = -1


class EditLabel(msgspec.Struct, frozen=True, tag="edit"):
    """Other names, colours, shortcut, hints or parent for the label that has this key."""

    label: Label
    category: bool = False


class RenameLabel(msgspec.Struct, frozen=True, tag="rename"):
    """Another key. What people wrote with the old one keeps its label under the new."""

    key: str
    to: str
    category: bool = False


class OrderLabels(msgspec.Struct, frozen=True, tag="order"):
    """All keys in their new order."""

    keys: tuple[str, ...]
    category: bool = False


class MergeLabels(msgspec.Struct, frozen=True, tag="merge"):
    """Several labels become one of them, or another that is there."""

    keys: tuple[str, ...]
    into: str
    category: bool = False


class Part(msgspec.Struct, frozen=True):
    """Where a part of a label's spans goes: those whose quote matches, or is one of the quotes.

    `label` is a label that is there, or a new one. The expression is searched for in the quote.
    """

    label: Label
    regex: str = ""
    quotes: tuple[str, ...] = ()


class SplitLabel(msgspec.Struct, frozen=True, tag="split"):
    """The spans of a label are shared out: each goes to the first part that fits, the rest stays."""

    key: str
    parts: tuple[Part, ...]


class DeleteLabel(msgspec.Struct, frozen=True, tag="delete"):
    """A label goes; its spans go with it, or to another label (`to`)."""

    key: str
    to: str = ""
    category: bool = False


class ReplaceSet(msgspec.Struct, frozen=True, tag="replace"):
    """The whole label set as a file has it (`where`); what is in use must be in it."""

    where: str
    label_set: bytes = b""  # as `LabelSet.to_json`; left out of what is remembered


class AddTerms(msgspec.Struct, frozen=True, tag="terms"):
    """Strings into the project's own terms of a label for spans, or of nothing ("-")."""

    label: str
    words: tuple[str, ...]


LabelAct = (
    AddLabel
    | EditLabel
    | RenameLabel
    | OrderLabels
    | MergeLabels
    | SplitLabel
    | DeleteLabel
    | ReplaceSet
    | AddTerms
)


def encode_act(act: LabelAct) -> str:
    """An act as it is remembered with the version that it made."""
    if isinstance(act, ReplaceSet):
        act = ReplaceSet(act.where)
    return msgspec.json.encode(act).decode()


def decode_act(said: str) -> LabelAct | None:
    """What `encode_act` wrote; None for a first version, which no act made."""
    return msgspec.json.decode(said, type=LabelAct) if said else None


def after(labels: LabelSet, act: LabelAct) -> LabelSet:
    """The label set that an act leads to.

    Raises UnknownLabel for a key that is not there, BadLabelSet for what would not hold together.
    """
    made = _AFTER[type(act)](labels, act)
    validate(made)
    return made


def moves(act: LabelAct) -> dict[str, str | None]:
    """Key → the key that all of its spans (or documents) go to, None if they go away."""
    match act:
        case RenameLabel():
            return {act.key: act.to}
        case MergeLabels():
            return {key: act.into for key in act.keys if key != act.into}
        case DeleteLabel():
            return {act.key: act.to or None}
        case _:
            return {}


def of_categories(act: LabelAct) -> bool:
    """Whether it is about categories, not about labels for spans."""
    return bool(getattr(act, "category", False))


def chooser(parts: Sequence[Part]) -> Callable[[str], str]:
    """Says of a quote to which part's label it goes, "" where none fits. BadLabelSet for a bad expression."""
    compiled = [
        (part.label.key, _compiled(part.regex) if part.regex else None, frozenset(part.quotes))
        for part in parts
    ]

    def choose(quote: str) -> str:
        for key, regex, quotes in compiled:
            if quote in quotes or (regex is not None and regex.search(quote)):
                return key
        return ""

    return choose


class LaterKeys:
    """What acts on labels (or on categories) make of keys, one act after the other."""

    def __init__(self, acts: Iterable[LabelAct], *, category: bool = False) -> None:
        concerned = (act for act in acts if of_categories(act) is category)
        self._acts = [
            (act, chooser(act.parts) if isinstance(act, SplitLabel) else None)
            for act in concerned
            if moves(act) or isinstance(act, SplitLabel)
        ]

    def __bool__(self) -> bool:
        return bool(self._acts)

    def key(self, key: str, quote: str = "") -> str | None:
        """The key of a span with this quote after the acts, None if it went away with its label."""
        found: str | None = key
        for act, choose in self._acts:
            if found is None:
                return None
            if choose is None:
                found = moves(act).get(found, found)
            elif isinstance(act, SplitLabel) and act.key == found:
                found = choose(quote) or found
        return found

    def before(self, key: str) -> str:
        """What a label with this key was called before the acts: one that is renamed stays the same."""
        for act, _ in reversed(self._acts):
            if isinstance(act, RenameLabel) and act.to == key:
                key = act.key
        return key


def _compiled(regex: str) -> re.Pattern[str]:
    try:
        return re.compile(regex)
    except re.error as error:
        raise BadLabelSet("split", f"“{regex}” is not a regular expression: {error}") from error


def _members(labels: LabelSet, *, category: bool) -> tuple[Label, ...]:
    return labels.categories if category else labels.labels


def _with(labels: LabelSet, members: Iterable[Label], *, category: bool) -> LabelSet:
    if category:
        return replace(labels, categories=tuple(members))
    return replace(labels, labels=tuple(members))


def _find(labels: LabelSet, key: str, *, category: bool) -> Label:
    return labels.category(key) if category else labels.label(key)


def _add(labels: LabelSet, act: AddLabel) -> LabelSet:
    members = list(_members(labels, category=act.category))
    members.insert(act.at if act.at >= 0 else len(members), act.label)
    return _with(labels, members, category=act.category)


def _edit(labels: LabelSet, act: EditLabel) -> LabelSet:
    _find(labels, act.label.key, category=act.category)
    members = _members(labels, category=act.category)
    changed = (act.label if each.key == act.label.key else each for each in members)
    return _with(labels, changed, category=act.category)


def _rename(labels: LabelSet, act: RenameLabel) -> LabelSet:
    _find(labels, act.key, category=act.category)
    members = tuple(
        msgspec.structs.replace(
            each,
            key=act.to if each.key == act.key else each.key,
            parent=act.to if each.parent == act.key else each.parent,
        )
        for each in _members(labels, category=act.category)
    )
    renamed = _with(labels, members, category=act.category)
    heading = re.compile(rf"^(#{{2,3}} ){re.escape(act.key)}(?!\w)", re.MULTILINE)
    guideline = heading.sub(lambda found: found[1] + act.to, labels.guideline)
    rules = relabelled_rules(labels.rules, moves(act), category=act.category)
    return replace(renamed, guideline=guideline, rules=rules)


def _order(labels: LabelSet, act: OrderLabels) -> LabelSet:
    known = {each.key: each for each in _members(labels, category=act.category)}
    for key in act.keys:
        _find(labels, key, category=act.category)
    if len(act.keys) != len(known) or set(act.keys) != set(known):
        raise BadLabelSet("order", "each label is named once")
    return _with(labels, (known[key] for key in act.keys), category=act.category)


def _merge(labels: LabelSet, act: MergeLabels) -> LabelSet:
    if not set(act.keys) - {act.into}:
        raise BadLabelSet("merge", "there is nothing to merge it with")
    return _without(labels, moves(act), act.into, category=act.category)


def _delete(labels: LabelSet, act: DeleteLabel) -> LabelSet:
    if act.to == act.key:
        raise BadLabelSet("delete", "its spans cannot go to what is deleted")
    return _without(labels, moves(act), act.to, category=act.category)


def _without(labels: LabelSet, gone: Mapping[str, str | None], into: str, *, category: bool) -> LabelSet:
    """Without some labels; what lies below one of them goes to what takes its place, or one up."""
    for key in (*gone, *((into,) if into else ())):
        _find(labels, key, category=category)
    members = _members(labels, category=category)
    above = {each.key: each.parent for each in members}

    def parent(of: Label) -> str:
        found, seen = of.parent, set[str]()
        while found in gone and found not in seen:
            seen.add(found)
            found = gone[found] or above.get(found, "")
        return "" if found == of.key or _is_below(found, of.key, above) else found

    kept = (msgspec.structs.replace(each, parent=parent(each)) for each in members if each.key not in gone)
    rules = relabelled_rules(labels.rules, gone, category=category)
    return replace(_with(labels, kept, category=category), rules=rules)


def _is_below(key: str, other: str, above: Mapping[str, str]) -> bool:
    seen = set[str]()
    while key and key not in seen:
        seen.add(key)
        key = above.get(key, "")
        if key == other:
            return True
    return False


def _split(labels: LabelSet, act: SplitLabel) -> LabelSet:
    labels.label(act.key)
    if not act.parts:
        raise BadLabelSet("split", "it has no parts")
    chooser(act.parts)
    members = list(labels.labels)
    at = [each.key for each in members].index(act.key) + 1
    for part in act.parts:
        if not part.regex and not part.quotes:
            raise BadLabelSet(f"split {part.label.key}", "it has neither an expression nor quotes")
        if part.label.key == act.key:
            raise BadLabelSet(f"split {act.key}", "what no part takes stays there anyway")
        if part.label.key not in {each.key for each in members}:
            members.insert(at, part.label)
            at += 1
    splits = [(act.key, part.label.key, part.regex, part.quotes) for part in act.parts]
    return replace(labels, labels=tuple(members), rules=with_splits(labels.rules, splits))


def _replace(labels: LabelSet, act: ReplaceSet) -> LabelSet:
    return LabelSet.from_json(act.label_set, labels.version)


_AFTER: dict[type, Callable[..., LabelSet]] = {
    AddLabel: _add,
    EditLabel: _edit,
    RenameLabel: _rename,
    OrderLabels: _order,
    MergeLabels: _merge,
    SplitLabel: _split,
    DeleteLabel: _delete,
    AddTerms: lambda labels, act: taught(labels, act.label, act.words),
    ReplaceSet: _replace,
}
