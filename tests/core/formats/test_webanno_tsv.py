"""WebAnno TSV 3.3, by its specification."""

from pathlib import Path

import pytest

from core.annotation import DocumentRecord, SpanRecord
from core.formats.detecting import detect
from core.formats.report import Outcome
from core.formats.webanno_tsv import FORMAT
from tests.core.formats.records import full, read, refused, write

HEAD = (
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NE|value|note\n"
    "#T_RL=webanno.custom.Rel|role|BT_webanno.custom.NE\n\n\n"
)


def put(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "a.tsv"
    path.write_text(head + "\n".join(row.replace("→", "\t") for row in rows) + "\n", encoding="utf-8")
    return path


def places(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in record.spans]


def test_tokens_stacks_and_numbers(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "#Text=我爱😀北京大学",
        "1-1→0-1→我→PER→*→_→_→",
        "1-2→1-2→爱→_→_→_→_→",
        "1-3→2-4→😀→_→_→_→_→",
        "1-4→4-6→北京→LOC[2]|ORG[1]→*[2]|好\\|的[1]→founder→1-1→",
        "1-5→6-8→大学→ORG[1]→好\\|的[1]→_→_→",
    )
    assert detect(path) is FORMAT
    (record,), report = read(FORMAT, path)
    assert record.text == "我爱😀北京大学" and record.id == "a"
    assert places(record) == [("我", "PER"), ("北京", "LOC"), ("北京大学", "ORG")]
    assert report.count(Outcome.SKIPPED, "relation") == 1 and not refused(report)


def test_sub_tokens_layers_without_features_and_chains(tmp_path: Path) -> None:
    head = (
        "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Mark|\n#T_CH=webanno.custom.Coref|referenceType|"
        "referenceRelation\n#T_SP=webanno.custom.Slot|ROLE_webanno.custom.Slot:roles_L|webanno.custom.NE\n\n\n"
    )
    path = put(
        tmp_path,
        "#Sentence.id=s1",
        "#Text=我爱北京",
        "1-1→0-2→我爱→_→_→_→_→_→",
        "1-1.1→0-1→我→*→_→_→_→_→",
        "1-2→2-4→北京→*[1]→x[1]→*->1-1→agent→1-1→",
        head=head,
    )
    (record,), report = read(FORMAT, path)
    assert places(record) == [("我", "Mark"), ("北京", "Mark")]
    assert report.count(Outcome.SKIPPED, "chain link") == 2
    assert report.count(Outcome.SKIPPED, "slot") == 1


def test_escapes_and_several_lines_of_text(tmp_path: Path) -> None:
    path = put(tmp_path, "#Text=a\\\\b\\t我", "#Text=", "#Text=爱", "1-1→0-3→a\\b→A\\_\\[1\\]→*→_→_→")
    (record,), _ = read(FORMAT, path)
    assert record.text == "a\\b\t我\n\n爱" and places(record) == [("a\\b", "A_[1]")]


def test_what_stands_between_sentences_is_filled_and_said(tmp_path: Path) -> None:
    path = put(tmp_path, "#Text=我爱", "1-1→0-2→我爱→_→_→_→_→", "", "#Text=北京", "2-1→4-6→北京→LOC→*→_→_→")
    (record,), report = read(FORMAT, path)
    assert record.text == "我爱\n\n北京" and places(record) == [("北京", "LOC")]
    assert report.count(Outcome.TAKEN, "character") == 2 and not report.has_losses


def test_what_is_written(tmp_path: Path) -> None:
    spans = (SpanRecord(3, 5, "ORG|x"), SpanRecord(3, 4, "L"))
    write(FORMAT, tmp_path / "out", [DocumentRecord("我\n爱😀北 \n", id="x", spans=spans)])
    assert (tmp_path / "out" / "x.tsv").read_text(encoding="utf-8").split("\n") == [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value",
        *("", "", "#Text=我", "#Text="),
        "1-1\t0-1\t我\t_\t_\t",
        *("", "#Text=爱😀北 ", "#Text="),
        "2-1\t2-3\t爱\t_\t_\t",
        "2-2\t3-5\t😀\t*[1]|*[2]\tORG\\|x[1]|L[2]\t",
        "2-3\t5-6\t北\t*[1]\tORG\\|x[1]\t",
        "",
    ]


def test_space_at_the_edges_of_spans_is_cut_and_counted(tmp_path: Path) -> None:
    spans = (SpanRecord(0, 3, "A"), SpanRecord(2, 3, "B"))
    record = DocumentRecord(" 我 爱", id="x", spans=spans)
    report = write(FORMAT, tmp_path / "a.zip", [record, DocumentRecord(" \n", id="y")])
    assert report.count(Outcome.ALTERED, "span") == report.count(Outcome.SKIPPED, "span") == 1
    assert report.count(Outcome.SKIPPED, "document") == 1
    (back,), _ = read(FORMAT, tmp_path / "a.zip")
    assert back.text == " 我 爱" and places(back) == [("我", "A")]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (("#Text=我", "1-1→0-x→我→_→_→_→_→", "1-2→0-1→我→_→_→_→_→"), "no row of a token"),
        (("#Text=我", "1-1→0-1→你→_→_→_→_→"), "does not hold its first token"),
        (("#Text=我",), "there is no sentence in it"),
        (("#Text=我爱", "1-1→0-9→我→A→*→_→_→"), "outside the text"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, rows: tuple[str, ...], why: str) -> None:
    assert why in refused(read(FORMAT, put(tmp_path, *rows))[1])[0]


def test_another_file_is_none(tmp_path: Path) -> None:
    assert "first line does not say so" in refused(read(FORMAT, put(tmp_path, "x", head="text\n"))[1])[0]


def test_titles_and_annotators_come_back_by_the_sidecar(tmp_path: Path) -> None:
    write(FORMAT, tmp_path / "out", [full()])
    (record,), _ = read(FORMAT, tmp_path / "out")
    assert (record.title, record.annotator, dict(record.meta)) == (
        "题😀",
        "王芳",
        {"date": "2024-05-01", "n": 3},
    )
