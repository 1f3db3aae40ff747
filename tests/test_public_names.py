"""The names that others build on; a change here is a change of the interface."""

import importlib
import inspect

import pytest

PUBLIC = {
    "core.operations": """
        Dismissed Mend accept accept_readings add_note adjudicate adjudicate_category annotate approve
        assign bring_back change_labels collect correct dismiss dismissed_places edit_note fill finish
        hand_out import_records label_places let_annotators_see mend merge move_edges note_case redo
        refresh reject reject_places relabel relabel_places remove remove_document remove_note
        remove_places reopen reopen_case reply resolve_note retitle return_layer set_blind set_category
        set_role set_thresholds set_unsure set_zone settle_aside split split_document take_agreed
        take_over unassign undo
    """,
    "core.queries": """
        DocumentLine DocumentPart Note PartlyOpened Progress Reply annotators document_lines document_part
        history_of layer_names next_unfinished notes open_document open_partly progress records undo_status
        waiting_counts
    """,
}


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names(module: str) -> None:
    found = importlib.import_module(module)
    assert sorted(found.__all__) == PUBLIC[module].split()
    assert all(inspect.getdoc(getattr(found, name)) for name in found.__all__)
