"""What an operation is called, and what it says it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.annotation import Annotation, CategoryMark, Layer, Rejection


class Kind(StrEnum):
    """The kinds of operation, as history and undo name them."""

    ANNOTATE = "annotate"
    RELABEL = "relabel"
    MOVE_EDGES = "move edges"
    SPLIT = "split"
    MERGE = "merge"
    REMOVE = "remove"
    ACCEPT = "accept"
    REJECT = "reject"
    CATEGORISE = "categorise"
    TAKE_OVER = "take over"
    FINISH = "finish"
    REOPEN = "reopen"
    ZONE = "zone"
    RETITLE = "retitle"
    SPLIT_DOCUMENT = "split document"
    REMOVE_DOCUMENT = "remove document"
    PROPAGATE = "propagate"
    RELABEL_ALL = "relabel all"
    REJECT_ALL = "reject all"
    REMOVE_ALL = "remove all"
    IMPORT = "import"
    SUGGEST = "suggest"
    ADJUDICATE = "adjudicate"
    ACCEPT_READINGS = "accept readings"
    APPROVE = "approve"
    RETURN = "return"
    ASSIGN = "assign"
    HAND_OUT = "hand out"
    COLLECT = "collect"
    SETTLE_ASIDE = "settle aside"
    SET_ROLE = "set role"
    AGREE = "agree"
    OPEN_LAYERS = "open layers"
    UNSURE = "unsure"
    SURE = "sure"
    NOTE = "note"
    REPLY = "reply"
    EDIT_NOTE = "edit note"
    REMOVE_NOTE = "remove note"
    RESOLVE_NOTE = "resolve note"
    REOPEN_NOTE = "reopen note"
    MEND = "mend"
    MEND_OTHERS = "mend others"
    DISMISS = "dismiss"
    BRING_BACK = "bring back"
    ADD_LABEL = "add label"
    EDIT_LABEL = "edit label"
    RENAME_LABEL = "rename label"
    ORDER_LABELS = "order labels"
    MERGE_LABELS = "merge labels"
    SPLIT_LABEL = "split label"
    DELETE_LABEL = "delete label"
    REPLACE_LABELS = "replace labels"
    ADD_TERMS = "add terms"
    UNDO = "undo"
    REDO = "redo"


class Touched(StrEnum):
    """The parts of a project that a panel may have to look at again."""

    ANNOTATIONS = "annotations"
    REJECTIONS = "rejections"
    CATEGORIES = "categories"
    LAYER = "layer"
    ZONES = "zones"
    DOCUMENTS = "documents"
    LABELS = "labels"
    SUGGESTIONS = "suggestions"
    SETTINGS = "settings"  # what the project agreed on: thresholds, blind documents
    NOTES = "notes"
    REVIEW = "review"  # gold, judgements, other people's layers, assignments


@dataclass(frozen=True, slots=True)
class UndoStatus:
    """What undo and redo would do now, None where there is nothing; with the documents concerned."""

    undo: Kind | None = None
    undo_document: int | None = None
    redo: Kind | None = None
    redo_document: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The answer of every operation: what it touched, so that a panel looks at just that.

    `document_id` is None where several or none are concerned; `documents` names several where that is
    known, else it is empty. `removed` and `added` hold the
    annotations as they were and as they are; one that was altered stands in both. `layer` is the
    layer as it is now, None if there is none (any more). `about` is the kind of the operation that
    an undo or redo was about. `notes` are the ids of the notes concerned, of an answer's too.
    `passed_over` counts what was to be changed and had moved on. `next_turns` is what undo and redo would
    do after it, None where it does not say.
    """

    kind: Kind
    operation_id: int
    document_id: int | None = None
    touched: frozenset[Touched] = frozenset()
    removed: tuple[Annotation, ...] = ()
    added: tuple[Annotation, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    unrejected: tuple[Rejection, ...] = ()
    categories: tuple[CategoryMark, ...] = ()  # all of the layer, if they were touched
    layer: Layer | None = None
    about: Kind | None = None
    notes: tuple[int, ...] = ()
    passed_over: int = 0
    next_turns: UndoStatus | None = None
    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a thing's history, for people."""

    at: str
    who: str
    kind: Kind
    before: str
    after: str
