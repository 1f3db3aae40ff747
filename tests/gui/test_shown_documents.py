"""The list as it is shown: the same as choosing and sorting everything anew, whatever changes one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from core.annotation import LayerState
from core.queries import DocumentLine
from gui.models.document_list import DocumentList, Filter, Order
from gui.models.shown_documents import ShownDocuments

WORDS = ("", "县", "😀", "𠮷", "abc")
SIMPLE = (Order.ARRIVAL, Order.TITLE, Order.WAITING, Order.LENGTH)


def line(id_: int, title: str, state: LayerState, waiting: int, length: int) -> DocumentLine:
    return DocumentLine(id_, f"a{id_}", title, "", length, state, 0, waiting, None, "2026-01-01")


@st.composite
def lines(draw: st.DrawFn, id_: int) -> DocumentLine:
    title = "".join(draw(st.lists(st.sampled_from("县😀𠮷aBc"), max_size=4)))
    state = draw(st.sampled_from(list(LayerState)))
    return line(id_, title, state, draw(st.integers(0, 3)), draw(st.integers(0, 3)))


def expected(all_: list[DocumentLine], which: Filter, words: str, order: Order) -> list[int]:
    done = (LayerState.FINISHED, LayerState.APPROVED)
    passes = {
        Filter.ALL: lambda each: True,
        Filter.OPEN: lambda each: each.state not in done,
        Filter.FINISHED: lambda each: each.state in done,
        Filter.RETURNED: lambda each: each.state is LayerState.RETURNED,
    }[which]
    keys = {
        Order.ARRIVAL: lambda each: 0,
        Order.TITLE: lambda each: each.title,
        Order.WAITING: lambda each: -each.waiting,
        Order.LENGTH: lambda each: -each.length,
    }
    found = [each for each in all_ if passes(each) and words in f"{each.title}\n{each.name}".casefold()]
    return [each.id for each in sorted(found, key=keys[order])]


@settings(max_examples=80)
@given(data=st.data())
def test_rows_that_change_one_by_one_end_where_a_new_choice_would_put_them(
    qapp: QApplication, data: st.DataObject
) -> None:
    all_ = [data.draw(lines(id_)) for id_ in range(1, data.draw(st.integers(1, 8)) + 1)]
    model = DocumentList()
    shown = ShownDocuments(model)
    tester = QAbstractItemModelTester(shown, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_lines(list(all_))
    which = data.draw(st.sampled_from([Filter.ALL, Filter.OPEN, Filter.FINISHED, Filter.RETURNED]))
    words, order = data.draw(st.sampled_from(WORDS)), data.draw(st.sampled_from(SIMPLE))
    shown.show_only(which)
    shown.search(words)
    shown.order_by(order)
    assert shown.document_ids() == expected(all_, which, words, order)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(all_) - 1))
        all_[at] = data.draw(lines(all_[at].id))
        model.update_lines([all_[at]])
        assert shown.document_ids() == expected(all_, which, words, order)
        assert [shown.index_of(each).row() for each in shown.document_ids()] == list(range(shown.rowCount()))
    del tester


@pytest.mark.parametrize("order", SIMPLE)
def test_the_row_somebody_is_in_stays_theirs_while_it_moves(qapp: QApplication, order: Order) -> None:
    model = DocumentList()
    shown = ShownDocuments(model)
    model.set_lines([line(id_, f"{id_}", LayerState.NEW, id_, id_) for id_ in range(1, 6)])
    shown.order_by(order)
    mine = QPersistentModelIndex(shown.index_of(3))
    model.update_lines([line(3, "9", LayerState.IN_PROGRESS, 9, 9)])
    assert shown.document_at(mine.row()) == 3
    model.update_lines([line(3, "0", LayerState.IN_PROGRESS, 0, 0)])
    assert shown.document_at(mine.row()) == 3
    assert not shown.index_of(99).isValid()
    assert shown.document_at(99) is None
