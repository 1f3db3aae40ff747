"""What differs between two releases, as values, text and HTML."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as each_of
from hypothesis import settings
from hypothesis import strategies as st

from core.annotation import SpanRecord
from core.errors import BadFile, Refused
from core.release.building import Plan, build
from core.release.diff import Difference, compare, kind_of
from core.release.diff_html import page
from core.release.diff_text import counted, told
from core.release.folder import withdraw
from core.release.lines import Given
from core.schema import Label
from tests.core.release.samples import LABELS, corpus, given, made, story


def altered(document: Given, **fields: Any) -> Given:
    return replace(document, record=replace(document.record, **fields))


def spanned(*spans: tuple[int, int, str]) -> Given:
    text = story(1)
    records = tuple(SpanRecord(start, end, label, text[start:end], "by hand") for start, end, label in spans)
    return altered(given(1), spans=records)


def difference(folder: Path, before: list[Given], after: list[Given], **plan: Any) -> Difference:
    return compare(made(folder, before, "甲"), made(folder, after, "乙", **plan))


def test_the_same_documents(tmp_path: Path) -> None:
    found = difference(tmp_path, corpus(9), corpus(9))
    assert (found.unchanged, found.added, found.removed, found.changed, found.moved) == (9, [], [], [], [])
    assert (found.labels, found.label_set) == ([], [])


def test_documents_added_and_removed(tmp_path: Path) -> None:
    found = difference(tmp_path, corpus(9)[1:], corpus(9)[:-1])
    assert (found.added, found.removed, found.unchanged) == (["文0"], ["文8"], 7)


def test_what_became_of_spans(tmp_path: Path) -> None:
    before = spanned((0, 2, "PER"), (2, 4, "PER"), (5, 9, "ORG"), (10, 12, "LOC"))
    after = spanned((0, 2, "PER"), (2, 4, "ORG"), (5, 7, "ORG"), (14, 16, "LOC"))
    [changed] = difference(tmp_path, [before], [after]).changed
    assert [kind_of(span) for span in changed.spans] == ["relabelled", "moved", "removed", "added"]
    assert not changed.text_changed
    assert changed.other == ()


def test_categories_title_and_provenance(tmp_path: Path) -> None:
    one = given(2)
    spans = tuple(replace(span, origin="adjudicated") for span in one.record.spans)
    other = altered(one, categories=("防疫",), title="新题", spans=spans)
    [changed] = difference(tmp_path, [one], [other]).changed
    assert changed.categories_removed == ("教育",)
    assert changed.categories_added == ()
    assert changed.other == ("title", "provenance")
    assert changed.spans == ()


def test_another_name_for_the_same_text(tmp_path: Path) -> None:
    found = difference(tmp_path, [given(1)], [given(1, id="新名")])
    assert [(each.id, each.other) for each in found.changed] == [("新名", ("id",))]
    assert found.added == found.removed == []


def test_another_text_under_the_same_name(tmp_path: Path) -> None:
    [changed] = difference(tmp_path, [given(1)], [given(1, story(1) + "更正。")]).changed
    assert changed.text_changed
    assert (changed.spans_before, changed.spans_after, changed.spans) == (2, 2, ())


def test_another_split(tmp_path: Path) -> None:
    found = difference(tmp_path, corpus(30), corpus(30), seed=5)
    assert found.unchanged == 30
    assert found.moved
    assert all(before != after for _, before, after in found.moved)


def test_the_label_set(tmp_path: Path) -> None:
    changed = (replace_label(LABELS.labels[0], zh="人"), LABELS.labels[1], Label("TIME", "时间"))
    labels = replace(LABELS, labels=changed, nesting="flat", guideline="另一份", version=4)
    build([given(0)], tmp_path, labels, Plan("b"))
    found = compare(made(tmp_path, [given(0)], "a"), tmp_path / "b")
    assert [(each.key, each.change, each.fields) for each in found.labels] == [
        ("PER", "changed", ("zh",)),
        ("LOC", "removed", ()),
        ("TIME", "added", ()),
    ]
    assert found.label_set == ["nesting", "guideline"]


def replace_label(label: Label, **fields: Any) -> Label:
    from msgspec import structs

    return structs.replace(label, **fields)


PLACES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["PER", "ORG"])),
    max_size=12,
    unique=True,
)


@settings(max_examples=40)
@each_of(PLACES, PLACES)
def test_nothing_is_lost_between_two_layers(
    tmp_path_factory: pytest.TempPathFactory, before: list[Any], after: list[Any]
) -> None:
    """Taking the changes away from the first and putting them to it gives the second."""
    first = {(start, start + size, label) for start, size, label in before}
    second = {(start, start + size, label) for start, size, label in after}
    found = difference(tmp_path_factory.mktemp("d"), [spanned(*first)], [spanned(*second)])
    changes = [span for document in found.changed for span in document.spans]
    gone = {(each.before.start, each.before.end, each.before.label) for each in changes if each.before}
    new = {(each.after.start, each.after.end, each.after.label) for each in changes if each.after}
    assert gone == first - second
    assert new == second - first


def test_told_in_text(tmp_path: Path) -> None:
    lines = list(told(difference(tmp_path, [spanned((0, 2, "PER"))], [spanned((2, 4, "ORG")), given(2)])))
    assert lines[1] == "documents: 1 added, 0 removed, 1 changed, 0 the same; 0 in another split"
    assert lines[2] == "spans: 1 added, 1 removed, 0 relabelled, 0 moved"
    assert "  - 0–2 PER “😀𠮷”" in lines
    assert "  + 2–4 ORG “王芳”" in lines


def test_counted(tmp_path: Path) -> None:
    found = counted(difference(tmp_path, [spanned((0, 2, "PER"))], [spanned((2, 4, "ORG"))]))
    assert found["spans"] == {"added": 1, "removed": 1}
    assert found["documents"]["changed"] == ["文1"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href", "onload", "onclick")]


def test_a_page_shows_data_as_text_and_needs_nothing_else(tmp_path: Path) -> None:
    nasty = altered(given(1), title='</title><script>alert(1)</script><img src="x">')
    worse = given(5, id="<script src=//evil></script>")
    written = page(difference(tmp_path, [given(1)], [nasty, worse]))
    tags = Tags()
    tags.feed(written)
    assert not {"script", "img", "link", "iframe"} & set(tags.tags)
    assert tags.links == []
    assert "&lt;script src=//evil&gt;" in written
    assert "url(" not in written


def test_a_withdrawn_release_is_not_compared(tmp_path: Path) -> None:
    first, second = made(tmp_path, corpus(3), "a"), made(tmp_path, corpus(4), "b")
    withdraw(second, "因为")
    with pytest.raises(Refused, match="因为"):
        compare(first, second)


def test_a_release_whose_data_were_changed_is_not_compared(tmp_path: Path) -> None:
    first, second = made(tmp_path, [given(1)], "a"), made(tmp_path, [spanned((0, 1, "PER"))], "b")
    (second / "train.jsonl").write_bytes(b"[" * 100_000)
    with pytest.raises(BadFile):
        compare(first, second)
