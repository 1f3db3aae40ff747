"""Acts on the label set and their previews, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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
)
from core.queries.labels import Preview, Whose


def act_sentence(act: LabelAct | None) -> str:
    """What was done, for the history and the notice."""
    match act:
        case None:
            return QCoreApplication.translate("LabelActs", "The beginning")
        case AddLabel():
            return QCoreApplication.translate("LabelActs", "{0} added").format(act.label.key)
        case EditLabel():
            return QCoreApplication.translate("LabelActs", "{0} changed").format(act.label.key)
        case RenameLabel():
            return QCoreApplication.translate("LabelActs", "{0} renamed to {1}").format(act.key, act.to)
        case OrderLabels():
            return QCoreApplication.translate("LabelActs", "Order changed")
        case MergeLabels():
            gone = ", ".join(key for key in act.keys if key != act.into)
            return QCoreApplication.translate("LabelActs", "{0} merged into {1}").format(gone, act.into)
        case SplitLabel():
            parts = ", ".join(part.label.key for part in act.parts)
            return QCoreApplication.translate("LabelActs", "{0} split: a part is {1} now").format(
                act.key, parts
            )
        case DeleteLabel() if act.to:
            words = QCoreApplication.translate("LabelActs", "{0} deleted, its spans given to {1}")
            return words.format(act.key, act.to)
        case DeleteLabel():
            return QCoreApplication.translate("LabelActs", "{0} deleted").format(act.key)
        case ReplaceSet():
            return QCoreApplication.translate("LabelActs", "Imported from {0}").format(act.where)
        case AddTerms():
            words = QCoreApplication.translate("LabelActs", "Terms of {0} added: {1}")
            return words.format(act.label, " ".join(act.words))
        case _:
            raise TypeError(act)


def preview_lines(shown: Preview, *, category: bool) -> list[tuple[str, bool]]:
    """What an act would do, a line each; True: a line that warns."""
    found: list[tuple[str, bool]] = []
    if isinstance(shown.act, ReplaceSet):
        return _of_file(shown)
    if not shown.spans:
        words = QCoreApplication.translate("LabelActs", "Nothing stands under it; no document is touched.")
        if isinstance(shown.act, SplitLabel):
            words = QCoreApplication.translate("LabelActs", "No span fits; nothing would move.")
        found.append((words, False))
    else:
        words = (
            QCoreApplication.translate("LabelActs", "Marks on documents concerned: {0} · documents: {1}")
            if category
            else QCoreApplication.translate("LabelActs", "Spans concerned: {0} · documents: {1}")
        )
        found.append((words.format(f"{shown.spans:,}", f"{shown.documents:,}"), False))
    found += [(f"    {_whose(each)}", False) for each in shown.whose[:_MOST]]
    if len(shown.whose) > _MOST:
        rest = QCoreApplication.translate("LabelActs", "    and {0} more")
        found.append((rest.format(len(shown.whose) - _MOST), False))
    for number, words, warns in (
        (shown.deleted, QCoreApplication.translate("LabelActs", "Removed: {0}"), True),
        (
            shown.doubles,
            QCoreApplication.translate("LabelActs", "Go up in another that says the same: {0}"),
            False,
        ),
        (
            shown.overlaps,
            QCoreApplication.translate("LabelActs", "Pairs that overlap under one label then: {0}"),
            True,
        ),
        (shown.stays, QCoreApplication.translate("LabelActs", "Stay as they are: {0}"), False),
        (shown.suggestions, QCoreApplication.translate("LabelActs", "Suggestions concerned: {0}"), False),
        (shown.rejections, QCoreApplication.translate("LabelActs", "Refusals concerned: {0}"), False),
        (
            shown.removed,
            QCoreApplication.translate("LabelActs", "In documents that are off the list: {0}"),
            False,
        ),
    ):
        if number:
            found.append((words.format(f"{number:,}"), warns))
    return found


_MOST = 6


def _whose(share: Whose) -> str:
    who = share.who or QCoreApplication.translate("LabelActs", "nobody's")
    if share.kind == "gold":
        who = QCoreApplication.translate("LabelActs", "gold")
    elif share.kind == "aside":
        who = QCoreApplication.translate("LabelActs", "{0}, set aside").format(who)
    said = QCoreApplication.translate("LabelActs", "{0}: {1} · documents: {2}").format(
        who, f"{share.spans:,}", f"{share.documents:,}"
    )
    if share.finished:
        finished = QCoreApplication.translate("LabelActs", "finished: {0}")
        said += f" · {finished.format(f'{share.finished:,}')}"
    return said


def _of_file(shown: Preview) -> list[tuple[str, bool]]:
    found = [
        (words.format(", ".join(keys)), warns)
        for keys, words, warns in (
            (shown.added, QCoreApplication.translate("LabelActs", "New: {0}"), False),
            (shown.altered, QCoreApplication.translate("LabelActs", "Altered: {0}"), False),
            (shown.dropped, QCoreApplication.translate("LabelActs", "Gone (used nowhere): {0}"), True),
        )
        if keys
    ]
    words = QCoreApplication.translate(
        "LabelActs", "The labels stay the same; rules and guideline may differ."
    )
    return found or [(words, False)]
