"""Every table whose rows carry a label is known to the acts on labels."""

from core.store.label_plan import ALSO_NAMED, OF_CATEGORIES, OF_SPANS
from core.store.models import Base


def test_no_table_with_labels_is_forgotten() -> None:
    carrying = {
        (table.name, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "label"
    }
    handled = {(table, "label_id") for table in (*OF_SPANS, *OF_CATEGORIES)}
    as_it_was = {("correction", "label_before"), ("correction", "label_after")}  # says what a reviewer saw
    assert carrying == handled | set(ALSO_NAMED) | as_it_was
