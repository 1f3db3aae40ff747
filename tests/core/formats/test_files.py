"""Many files as one stream: finding, detecting, going on after a bad one."""

import zipfile
from pathlib import Path

import pytest

from core.errors import BadFile, UnknownFormat
from core.formats.detecting import detect
from core.formats.files import find_files, natural, read_all
from core.formats.report import Outcome, Report
from core.schema import Label, LabelSet
from tests.core.formats.records import refused

LABELS = LabelSet("t", labels=(Label("ORG"),), categories=(Label("教育"),))


def put(folder: Path, name: str, data: str | bytes = "我爱😀") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_folders_are_walked_in_natural_order_without_junk(tmp_path: Path) -> None:
    for name in (
        "第10章.txt",
        "第2章.txt",
        "b/1.txt",
        ".git/x",
        ".hidden.txt",
        "Thumbs.db",
        "~$a.xlsx",
        "__MACOSX/y",
    ):
        put(tmp_path, name)
    report = Report()
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path], report)]
    assert found == ["b/1.txt", "第2章.txt", "第10章.txt"]
    assert report.count(Outcome.SKIPPED, "file") == 5


def test_a_file_that_is_named_is_taken_even_if_hidden(tmp_path: Path) -> None:
    assert list(find_files([put(tmp_path, ".a.txt")], Report())) == [tmp_path / ".a.txt"]


def test_a_missing_path_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    report = Report()
    records = list(read_all([tmp_path / "none", put(tmp_path, "a.txt")], None, {}, report, None))
    assert [record.text for record in records] == ["我爱😀"]
    assert "there is no such file or folder" in refused(report)[0]


def test_sidecars_are_not_read_by_themselves(tmp_path: Path) -> None:
    put(tmp_path, "a.conll.sidecar.jsonl")
    report = Report()
    assert list(find_files([tmp_path], report)) == [] and not report.has_losses


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [path.name for path in find_files([tmp_path], Report())] == ["a.txt"]


def test_natural_keys_compare_whatever_is_digit() -> None:
    names = ["a10", "a2", "①", "２", "a", "1a", "A1"]
    assert sorted(names, key=natural)[:2] == ["1a", "２"]
    assert sorted(["a10", "a9"], key=natural) == ["a9", "a10"]


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path, "1.txt", b"")
    put(tmp_path, "2.txt", b"PK\x03\x04....")
    put(tmp_path, "3.jsonl", '{"text":"甲"}\n{bad')
    put(tmp_path, "4.png", b"\x89PNG\r\n\x1a\n")
    put(tmp_path, "5.odd", b"what")
    put(tmp_path, "6.txt", "乙")
    report = Report()
    assert [record.text for record in read_all([tmp_path], None, {}, report, None)] == ["甲", "乙"]
    assert [each.partition(": ")[2] for each in refused(report)] == [
        "file refused, it cannot be read: the file is empty",
        "file refused, it cannot be read: this is no text but a ZIP archive (or docx, xlsx, epub)",
        "line refused, it is no JSON object: JSON is malformed: object keys must be strings (byte 1)",
        "file refused, it cannot be read: this is no text but a PNG image",
    ]
    assert report.count(Outcome.SKIPPED, "file") == 1


def test_what_the_label_set_does_not_know_is_refused_with_its_place(tmp_path: Path) -> None:
    span = '{"start":0,"end":1,"label":"%s"}'
    row = f'{{"text":"我爱😀","spans":[{span % "ORG"},{span % "人"}],"categories":["教育","x"]}}'
    report = Report()
    (record,) = read_all([put(tmp_path, "a.jsonl", row)], "jinbiao", {}, report, LABELS)
    assert [each.label for each in record.spans] == ["ORG"] and record.categories == ("教育",)
    assert [each.partition("a.jsonl, ")[2] for each in refused(report)] == [
        "line 1: span refused, the label set has no such label: “人” for “我”",
        "line 1: category refused, the label set has no such category: “x”",
    ]


def test_a_format_that_is_named_must_exist() -> None:
    with pytest.raises(UnknownFormat):
        list(read_all([], "foo", {}, Report(), None))


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "我", "text"),
        ("a.MD", "我", "text"),
        ("a.csv", "text\n我", "csv"),
        ("a.tsv", "text\n我", "csv"),
        ("a.xlsx", b"PK", "xlsx"),
        ("a.bio", "我 O", "conll"),
        ("a.jsonl", '{"text":"我","spans":[]}', "jinbiao"),
        ("a.jsonl", '{"id":1,"text":"我"}', "jinbiao"),
        ("a.jsonl", '{"text":"我","state":"new"}', "jinbiao"),
        ("a.jsonl", '{"text":"我","label":[[0,1,"A"]]}', "doccano"),
        ("a.jsonl", '\n\n{"text":"我","label":["体育"]}', "doccano"),
        ("a.jsonl", '{"text":"我","entities":[]}', "doccano"),
        ("a.jsonl", '{"text":"我","date":"2024"}', "jsonl"),
        ("a.jsonl", '{"text":"我","label":"体育"}', "jsonl"),
        ("a.jsonl", '{"content":"我"}', "jsonl"),
        ("a.jsonl", "{bad", "jsonl"),
        ("a.json", '[{"text":"我","spans":[]}]', "jinbiao"),
        ("a.json", '[\n {"content":"我"}\n]', "jsonl"),
        ("a.ndjson", '{"text":"我"}', "jinbiao"),
        ("a.json", '[{"id":1,"data":{"text":"我"},"annotations":[]}]', "label-studio"),
        ("a.json", '[{"data":{"text":"我"},"completions":[]}]', "label-studio"),
        ("a.jsonl", '{"text":"我","spans":[],"_input_hash":1}', "prodigy"),
        ("a.jsonl", '{"text":"我","spans":[],"answer":"accept"}', "prodigy"),
        ("a.jsonl", '{"text":"我","question":"q","answer":"a"}', "jsonl"),
        ("a.json", '{"text":"我","label":{"name":{"我":[[0,0]]}}}', "cluener"),
        ("a.ann", "T1\tORG 0 1\t我\n", "brat"),
        ("a.ann", "#1\tAnnotatorNotes T1\tx\n", "brat"),
        ("a.ann", "[@我#ORG*]爱", "yedda"),
        ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv"),
        ("a.xmi", "<x/>", "uima-xmi"),
        ("a.spacy", b"x", "spacy"),
        ("a.parquet", b"PAR1", "huggingface"),
    ],
)
def test_the_format_is_detected(tmp_path: Path, name: str, data: str | bytes, expected: str) -> None:
    assert detect(put(tmp_path, name, data)).name == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("a.txt", "a.ann"), "brat"),
        (("a.ann",), "yedda"),
        (("x/a.xmi", "TypeSystem.xml"), "uima-xmi"),
        (("a.tsv",), "webanno-tsv"),
    ],
)
def test_the_format_of_an_archive(tmp_path: Path, members: tuple[str, ...], expected: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, "x")
    assert detect(path).name == expected
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.doc", "x")
    with pytest.raises(BadFile, match="none of the formats that come in one"):
        detect(path)


def test_what_cannot_be_detected_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"unknown format “\.odd”; known: text"):
        detect(put(tmp_path, "a.odd"))
    with pytest.raises(UnknownFormat, match="“README”"):
        detect(put(tmp_path, "README"))
    with pytest.raises(BadFile, match="a JPEG image"):
        detect(put(tmp_path, "a.jpg", b"\xff\xd8\xff\xe0"))
    with pytest.raises(BadFile, match="No such file"):
        detect(tmp_path / "none.odd")
