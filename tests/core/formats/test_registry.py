"""The registry, and that what formats claim to carry is true."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from core.annotation import DocumentRecord
from core.errors import InputError, UnknownFormat
from core.formats import registry
from core.formats.format import Feature, Format, chosen, reader, writer
from core.formats.jinbiao import FORMAT
from core.formats.registry import FORMATS, format_named, formats
from tests.core.formats.records import full, needs, read, write

BOTH = [kind for kind in FORMATS.values() if kind.reads and kind.writes]
ATTRIBUTES = {
    Feature.ID: "id",
    Feature.TITLE: "title",
    Feature.SOURCE: "source",
    Feature.SPACES: "text",
    Feature.CATEGORIES: "categories",
    Feature.ZONES: "zones",
    Feature.ANNOTATOR: "annotator",
    Feature.STATE: "state",
    Feature.NOTES: "notes",
}


@pytest.fixture
def fresh() -> Iterator[None]:
    formats.cache_clear()
    yield
    formats.cache_clear()


def test_the_public_names() -> None:
    assert list(FORMATS) == [
        *("text", "jinbiao", "jsonl", "csv", "xlsx", "doccano", "label-studio", "prodigy", "brat", "conll"),
        *("cluener", "webanno-tsv", "uima-xmi", "spacy", "huggingface", "yedda"),
    ]
    assert all(name == kind.name and kind.title_en and kind.title_zh for name, kind in FORMATS.items())
    assert all(option.help_en and option.help_zh for kind in FORMATS.values() for option in kind.options)


def places(record: DocumentRecord) -> set[tuple[int, int, str]]:
    return {(span.start, span.end, span.label) for span in record.spans}


def held(before: DocumentRecord, after: DocumentRecord) -> set[Feature]:
    """What of a full document came back."""
    found = {feature for feature, name in ATTRIBUTES.items() if getattr(before, name) == getattr(after, name)}
    organisation, nested, overlapping = ((span.start, span.end, span.label) for span in before.spans)
    both = places(after)
    found |= {Feature.SPANS} if both else set()
    found |= {Feature.NESTED} if {organisation, nested} <= both else set()
    found |= {Feature.OVERLAPPING} if {organisation, overlapping} <= both else set()
    sure = [[replace(span, unsure=False) for span in each.spans] for each in (before, after)]
    found |= {Feature.PROVENANCE} if sure[0] == sure[1] else set()
    found |= {Feature.UNSURE} if any(span.unsure for span in after.spans) else set()
    found |= {Feature.META} if before.meta.items() <= after.meta.items() else set()
    return found


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_a_format_carries_what_it_says_and_nothing_else(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    path = tmp_path / f"a{kind.suffixes[0]}"
    write(kind, path, [full()])
    assert held(full(), replace(read(kind, path)[0][0], line=0)) == kind.carries


@pytest.mark.parametrize("kind", BOTH, ids=lambda kind: kind.name)
def test_the_preview_is_what_the_report_says(tmp_path: Path, kind: Format) -> None:
    needs(kind)
    expected = list(kind.losses(full(), None, {}))
    assert write(kind, tmp_path / "a", [full()]).notes == expected
    assert bool(expected) is (kind.carries != FORMAT.carries)


def test_unknown_names_and_directions() -> None:
    with pytest.raises(UnknownFormat, match="“foo”; known: text, jinbiao"):
        format_named("foo")
    with pytest.raises(UnknownFormat, match="“foo”; known: jinbiao, csv"):
        format_named("foo", "written")
    with pytest.raises(UnknownFormat, match="the format “text” cannot be written; known: jinbiao, csv"):
        format_named("text", "written")
    assert format_named("text", "read") is FORMATS["text"]
    with pytest.raises(UnknownFormat, match="cannot be written"):
        writer(FORMATS["text"])
    with pytest.raises(UnknownFormat, match="cannot be read"):
        reader(replace(FORMATS["text"], read=None))
    assert FORMATS["text"].reads and not FORMATS["text"].writes


def test_options_are_checked() -> None:
    options = FORMATS["conll"].options
    assert chosen("conll", options, {"scheme": "BIOES"})["separator"] == "tab"
    with pytest.raises(InputError, match="“XML” is no choice for scheme; choose BIO, BIOES"):
        chosen("conll", options, {"scheme": "XML"})
    with pytest.raises(InputError, match="no option “x”; it has: scheme"):
        chosen("conll", options, {"x": "1"})


@pytest.mark.usefixtures("fresh")
def test_a_plug_in_is_added_and_one_that_fails_is_reported_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    points = [
        EntryPoint("good", "core.formats.jinbiao:FORMAT", "jinbiao.formats"),
        EntryPoint("bad", "no.such.module:FORMAT", "jinbiao.formats"),
        EntryPoint("wrong", "core.formats.jinbiao:read", "jinbiao.formats"),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    monkeypatch.setattr(registry, "FORMATS", {})
    assert list(formats()) == ["jinbiao"] and list(formats()) == ["jinbiao"]
    assert [record.getMessage() for record in caplog.records] == [
        "the format plug-in bad cannot be used",
        "the format plug-in wrong cannot be used",
    ]
