"""What we write is loaded by the libraries that it is for: counts, offsets and quotes are the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.format import writer
from core.formats.losses import flattened
from core.formats.registry import FORMATS
from core.formats.report import Outcome, Report
from core.schema import Label, LabelSet
from tests.core.formats.records import full, read, refused
from tests.core.formats.test_identity import TRAPS, spans_of

LABELS = LabelSet(
    "t",
    labels=(Label("ORG"), Label("LOC"), Label("PER"), Label("人名"), Label("a-b_c")),
    categories=(Label("教育"), Label("体育"), Label("财经")),
)


def texts() -> list[DocumentRecord]:
    """A document for each trap, and one with everything."""
    settled = [text.replace("\r\n", "\n").replace("\r", "\n") for text in TRAPS.values() if len(text) < 1000]
    made = [
        DocumentRecord(text, id=f"d{number}", spans=tuple(spans_of(text)), spans_given=True)
        for number, text in enumerate(settled)
    ]
    return [full(), *made]


def write(name: str, path: Path, records: list[DocumentRecord], **options: str) -> None:
    writer(FORMATS[name])(records, path, LABELS, Report(), options, None)


def places(record: DocumentRecord) -> list[tuple[int, int, str, str]]:
    return sorted((span.start, span.end, span.label, span.text) for span in record.spans)


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy")


def docs(spacy: Any, path: Path) -> Iterator[Any]:
    return spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab)  # type: ignore[no-any-return]


def test_spacy_loads_a_docbin(tmp_path: Path, spacy: Any) -> None:
    write("spacy", tmp_path / "a.spacy", texts())
    for doc, record in zip(docs(spacy, tmp_path / "a.spacy"), texts(), strict=True):
        assert doc.text == record.text
        found = [(each.start_char, each.end_char, each.label_, each.text) for each in doc.spans.get("sc", [])]
        assert sorted(found) == places(record)
        kept = [(span.start, span.end, span.label) for span in flattened(record.spans)[0]]
        assert [(each.start_char, each.end_char, each.label_) for each in doc.ents] == kept
        assert doc.cats == {key: float(key in record.categories) for key in ("教育", "体育", "财经")}


def test_spacy_trains_on_it(tmp_path: Path, spacy: Any) -> None:
    write("spacy", tmp_path / "a.spacy", [DocumentRecord("我爱北京大学", spans=(SpanRecord(2, 6, "ORG"),))])
    nlp = spacy.blank("zh")
    (gold,) = docs(spacy, tmp_path / "a.spacy")
    example = spacy.training.Example(nlp.make_doc(gold.text), gold)
    assert example.get_aligned_ner() == ["O", "O", "B-ORG", "I-ORG", "I-ORG", "L-ORG"]


def test_what_was_made_or_changed_in_spacy_is_read(tmp_path: Path, spacy: Any) -> None:
    nlp = spacy.blank("zh")
    made = nlp.make_doc("我爱 北京大学，𠮷")
    made.ents = [made.char_span(3, 7, label="ORG")]
    made.cats = {"教育": 0.9, "体育": 0.1}
    write("spacy", tmp_path / "a.spacy", [full()])
    (ours,) = docs(spacy, tmp_path / "a.spacy")
    ours.set_ents([spacy.tokens.Span(ours, 0, 1, label="PER")])
    ours.spans["sc"] = [ours.spans["sc"][0]]
    ours.spans["other"] = [ours[0:2]]
    spacy.tokens.DocBin(store_user_data=True, docs=[made, ours]).to_disk(tmp_path / "b.spacy")
    (first, second), report = read(FORMATS["spacy"], tmp_path / "b.spacy")
    assert first.text == "我爱 北京大学，𠮷" and places(first) == [(3, 7, "ORG", "北京大学")]
    assert first.categories == ("教育",) and first.spans_given
    assert places(second) == [(0, 1, "PER", "我"), (3, 7, "ORG", full().text[3:7])]
    assert second.spans[0] == full().spans[0]  # with its provenance
    assert second.title == full().title and report.count(Outcome.SKIPPED, "span") == 1


def test_datasets_loads_parquet_with_its_features(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    path = tmp_path / "train.parquet"
    write("huggingface", path, texts())
    loaded = datasets.load_dataset(
        "parquet", data_files={"train": str(path)}, cache_dir=str(tmp_path / "cache"), split="train"
    )
    tags = loaded.features["ner_tags"].feature.names
    assert tags[:5] == ["O", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
    for row, record in zip(loaded, texts(), strict=True):
        assert (row["text"], row["id"]) == (record.text, record.id)
        found = [(each["start"], each["end"], each["label"], each["text"]) for each in row["spans"]]
        assert sorted(found) == places(record)
        assert "".join(row["tokens"]) == record.text and len(row["ner_tags"]) == len(record.text)
        begun = [at for at, tag in enumerate(row["ner_tags"]) if tags[tag].startswith("B-")]
        assert begun == [span.start for span in flattened(record.spans)[0]]


def test_parquet_of_others_is_read_by_its_tags(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    kinds = datasets.ClassLabel(names=["O", "B-PER", "I-PER"])
    features = datasets.Features(
        {
            "tokens": datasets.List(datasets.Value("string")),
            "ner_tags": datasets.List(kinds),
            "n": datasets.Value("int32"),
        }
    )
    rows = {"tokens": [["我", "爱", "😀", "王", "芳"]], "ner_tags": [[0, 0, 0, 1, 2]], "n": [7]}
    datasets.Dataset.from_dict(rows, features=features).to_parquet(tmp_path / "a.parquet")
    (record,), report = read(FORMATS["huggingface"], tmp_path / "a.parquet")
    assert record.text == "我爱😀王芳" and places(record) == [(3, 5, "PER", "王芳")]
    assert dict(record.meta) == {"n": 7} and not report.has_losses


def test_parquet_that_is_wrong_in_a_row(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    spans = [[{"start": 0, "end": 9, "label": "X"}], [{"start": 0}], []]
    table = arrow.Table.from_pydict({"text": ["我爱", "北京", ""], "spans": spans})
    parquet.write_table(table, tmp_path / "a.parquet")
    found, report = read(FORMATS["huggingface"], tmp_path / "a.parquet")
    assert [record.text for record in found] == ["我爱"]
    assert [each.partition("a.parquet, ")[2][:22] for each in refused(report)] == [
        "line 1: span refused, ",
        "row 2: document refuse",
        "row 3: document refuse",
    ]
    parquet.write_table(arrow.Table.from_pydict({"x": ["我"]}), tmp_path / "b.parquet")
    with pytest.raises(Exception, match="no column “text” or “tokens”; there are: x"):
        read(FORMATS["huggingface"], tmp_path / "b.parquet")


def test_cassis_loads_xmi_with_its_types(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    write("uima-xmi", tmp_path / "out", texts())
    types = cassis.load_typesystem(tmp_path / "out" / "TypeSystem.xml")
    core = "de.tudarmstadt.ukp.dkpro.core.api"
    for record in texts():
        cas = cassis.load_cas_from_xmi(tmp_path / "out" / f"{record.id}.xmi", typesystem=types)
        assert cas.sofa_string == record.text
        entities = cas.select(f"{core}.ner.type.NamedEntity")
        found = [(each.begin, each.end, each.value, each.get_covered_text()) for each in entities]
        assert sorted(found) == places(record)
        tokens = "".join(each.get_covered_text() for each in cas.select(f"{core}.segmentation.type.Token"))
        assert tokens == "".join(record.text.split())
        (meta,) = cas.select(f"{core}.metadata.type.DocumentMetaData")
        assert meta.documentId == record.id


def test_offsets_in_xmi_are_utf16(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    write(
        "uima-xmi",
        tmp_path / "a.zip",
        [DocumentRecord("我爱😀北京", id="x", spans=(SpanRecord(3, 5, "LOC"),))],
    )
    with ZipFile(tmp_path / "a.zip") as archive:
        assert b'begin="4" end="6" value="LOC"' in archive.read("x.xmi")


def test_xmi_of_a_project_with_layers_of_its_own(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    types = cassis.TypeSystem()
    mark = types.create_type("webanno.custom.Mark", "uima.tcas.Annotation")
    types.create_feature(mark, "kind", "uima.cas.String")
    link = types.create_type("webanno.custom.Link", "uima.tcas.Annotation")
    types.create_feature(link, "Governor", "webanno.custom.Mark")
    lemma = types.create_type("de.tudarmstadt.ukp.dkpro.core.api.lemma.Lemma", "uima.tcas.Annotation")
    cas = cassis.Cas(types)
    cas.sofa_string = "我爱😀北京"
    cas.add_all(
        [mark(begin=3, end=5, kind="地"), mark(begin=0, end=1), link(begin=0, end=1), lemma(begin=0, end=1)]
    )
    cas.to_xmi(tmp_path / "a.xmi")
    types.to_xml(tmp_path / "TypeSystem.xml")
    (record,), report = read(FORMATS["uima-xmi"], tmp_path / "a.xmi")
    assert places(record) == [(0, 1, "Mark", "我"), (3, 5, "地", "北京")] and record.id == "a"
    assert report.count(Outcome.SKIPPED, "Link") == report.count(Outcome.SKIPPED, "Lemma") == 1


def test_an_offset_in_xmi_that_cuts_a_character_is_not_believed(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    write(
        "uima-xmi", tmp_path / "out", [DocumentRecord("我爱😀北京", id="x", spans=(SpanRecord(3, 5, "LOC"),))]
    )
    path = tmp_path / "out" / "x.xmi"
    path.write_text(path.read_text().replace('begin="4" end="6" value', 'begin="3" end="6" value'))
    (record,), report = read(FORMATS["uima-xmi"], path)
    assert not record.spans and "cut a character in two" in refused(report)[0]


@pytest.mark.parametrize("name", ["spacy", "huggingface", "uima-xmi"])
@pytest.mark.parametrize("verb", ["read", "write"])
def test_without_the_library_the_extra_is_named(
    tmp_path: Path, name: str, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(module: str) -> Any:
        raise ImportError(module)

    monkeypatch.setattr("core.formats.extras.import_module", missing)
    path = tmp_path / f"a{FORMATS[name].suffixes[-1]}"
    path.write_text("x")
    with pytest.raises(Exception, match=r"needs the package \w+: pip install 'jinbiao\[(spacy|hf|uima)\]'"):
        read(FORMATS[name], path) if verb == "read" else write(name, path, texts())
