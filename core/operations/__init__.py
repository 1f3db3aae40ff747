"""Everything that changes a project: each function is one act, one transaction, one line of history."""

from core.operations.adjudicating import (
    accept_readings,
    adjudicate,
    adjudicate_category,
    note_case,
    reopen_case,
    take_agreed,
)
from core.operations.agreeing import set_blind, set_thresholds
from core.operations.annotations import accept, annotate, correct, move_edges, reject, relabel, remove
from core.operations.assigning import assign, unassign
from core.operations.categories import set_category
from core.operations.collecting import collect, settle_aside
from core.operations.documents import remove_document, retitle, set_zone, split_document
from core.operations.handing_out import hand_out
from core.operations.importing import import_records
from core.operations.labels import change_labels
from core.operations.layers import finish, reopen
from core.operations.mending import Dismissed, Mend, bring_back, dismiss, dismissed_places, mend
from core.operations.mentions import label_places, reject_places, relabel_places, remove_places
from core.operations.notes import (
    add_note,
    edit_note,
    remove_note,
    reply,
    resolve_note,
    set_unsure,
)
from core.operations.refreshing import refresh
from core.operations.reviewing import approve, return_layer, set_role
from core.operations.shaping import merge, split
from core.operations.suggesting import fill
from core.operations.taking import let_annotators_see, take_over
from core.operations.undo import redo, undo

__all__ = [
    "Dismissed",
    "Mend",
    "accept",
    "accept_readings",
    "add_note",
    "adjudicate",
    "adjudicate_category",
    "annotate",
    "approve",
    "assign",
    "bring_back",
    "change_labels",
    "collect",
    "correct",
    "dismiss",
    "dismissed_places",
    "edit_note",
    "fill",
    "finish",
    "hand_out",
    "import_records",
    "label_places",
    "let_annotators_see",
    "mend",
    "merge",
    "move_edges",
    "note_case",
    "redo",
    "refresh",
    "reject",
    "reject_places",
    "relabel",
    "relabel_places",
    "remove",
    "remove_document",
    "remove_note",
    "remove_places",
    "reopen",
    "reopen_case",
    "reply",
    "resolve_note",
    "retitle",
    "return_layer",
    "set_blind",
    "set_category",
    "set_role",
    "set_thresholds",
    "set_unsure",
    "set_zone",
    "settle_aside",
    "split",
    "split_document",
    "take_agreed",
    "take_over",
    "unassign",
    "undo",
]
