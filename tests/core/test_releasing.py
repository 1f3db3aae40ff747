"""Releases of a project, on both databases: which documents, under which names, with what beside."""

from pathlib import Path

import pytest

from core import operations, queries
from core.annotation import DocumentRecord, SpanRecord
from core.errors import InputError, NotFound, Refused
from core.formats import jinbiao
from core.formats.report import Report
from core.project import Project
from core.release.building import Plan
from core.release.digest import of_bytes
from core.release.manifest import read_manifest
from core.releasing import layer_to_release, release
from core.text import text_digest
from tests.core.conftest import Projects
from tests.core.release.samples import contents, lines, splits_of, story
from tests.core.samples import FLAT, TEXT, add, annotations, place_of, propose, spans


def documents(folder: Path) -> dict[str, dict[str, object]]:
    return {each["id"]: each for split in ("train", "dev", "test") for each in lines(folder, split)}


def finished(project: Project, text: str = TEXT, **fields: object) -> int:
    id_ = add(project, text, **fields)
    operations.finish(project, id_)
    return id_


def test_only_finished_documents_are_released(project: Project, tmp_path: Path) -> None:
    first = add(project, id="甲")
    operations.annotate(project, first, *place_of("王芳"), "PER")
    operations.finish(project, first)
    begun = add(project, story(1), id="乙")
    operations.annotate(project, begun, 2, 4, "PER")
    add(project, story(2), id="丙")
    release(project, tmp_path, Plan("r"))
    assert list(documents(tmp_path / "r")) == ["甲"]
    assert "not finished and are left out: 2." in (tmp_path / "r" / "README.md").read_text("utf-8")


def test_what_people_left_open_is_told(project: Project, other: Project, tmp_path: Path) -> None:
    ids = [add(project), add(project, story(1))]
    for person, quote in ((project, "王芳"), (other, "李雷")):
        operations.annotate(person, ids[0], *place_of(quote), "PER")
        operations.annotate(person, ids[1], 2, 4, "PER")
        operations.set_unsure(person, [each.id for each in annotations(person, ids[0])])
        for id_ in ids:
            operations.finish(person, id_)
    note = operations.add_note(project, ids[0], "算不算？😀", about="").notes[0]
    operations.reply(other, note, "算")
    operations.add_note(project, ids[0], "已定", about="")
    operations.resolve_note(project, queries.notes(project)[1].id)
    operations.adjudicate(project, ids[0], *place_of("王芳"), 1, gap=True)
    operations.adjudicate(project, ids[0], *place_of("李雷"), 1)
    operations.return_layer(project, ids[1], "李雷", "再看")
    assert release(project, tmp_path, Plan("李"), "李雷").doubts == {
        "left out": 1, "returned layers": 1, "unsure spans": 1, "open notes": 1,
    }  # fmt: skip
    made = release(project, tmp_path, Plan("金"), "gold")
    assert read_manifest(tmp_path / "金").doubts == made.doubts
    assert made.doubts == {
        "left out": 1, "returned layers": 1, "unsure spans": 2, "open notes": 1, "undecided cases": 1,
    }  # fmt: skip
    card = (tmp_path / "金" / "README.md").read_text("utf-8")
    for said in (
        "2 个片段被标注者标为不确定",
        "not resolved: 1.",
        "not finished again, in layers: 1.",
        "细则未作规定",
    ):
        assert said in card
    with project.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE note SET quote = 'x', start = 0, \"end\" = 1")
    assert release(project, tmp_path, Plan("坏"), "gold").doubts["damaged"] == 3


def test_nothing_finished(project: Project, tmp_path: Path) -> None:
    add(project)
    with pytest.raises(Refused):
        release(project, tmp_path, Plan("r"))


def test_which_layer(project: Project, other: Project, tmp_path: Path) -> None:
    finished(project)
    assert layer_to_release(project) == "王芳"
    assert layer_to_release(project, "李雷") == "李雷"
    record = DocumentRecord(TEXT, spans=spans(("王芳", "PER")), annotator="gold", spans_given=True)
    operations.import_records(project, [record], Report())
    assert layer_to_release(project) == "gold"
    with pytest.raises(InputError):
        layer_to_release(project, "suggestions")
    with pytest.raises(NotFound):
        release(project, tmp_path, Plan("r"), "nobody")
    assert release(project, tmp_path, Plan("r")).layer == "gold"
    assert release(project, tmp_path, Plan("r2"), "王芳").layer == "annotator"


def test_how_many_people_and_how_far_they_agree(project: Project, other: Project, tmp_path: Path) -> None:
    id_ = add(project)
    for person, quotes in ((project, ("王芳", "李雷")), (other, ("王芳",))):
        for quote in quotes:
            operations.annotate(person, id_, *place_of(quote), "PER")
        operations.finish(person, id_)
    release(project, tmp_path, Plan("r"))
    card = (tmp_path / "r" / "README.md").read_text("utf-8")
    assert "| 2 | 1 |" in card
    assert "| span F1 | 0.667 |" in card
    assert "王芳" not in card


def test_names_that_are_numbers_of_a_database_are_not_released(project: Project, tmp_path: Path) -> None:
    finished(project)
    finished(project, story(1), id="同名")
    finished(project, story(2), id="同名")
    finished(project, story(3), id="不同")
    release(project, tmp_path, Plan("r"))
    assert set(documents(tmp_path / "r")) == {
        f"text-{text_digest(TEXT)[:12]}",
        f"同名~{text_digest(story(1))[:8]}",
        f"同名~{text_digest(story(2))[:8]}",
        "不同",
    }


@pytest.mark.parametrize("seed", range(5))
def test_parts_of_a_page_stay_together(project: Project, tmp_path: Path, seed: int) -> None:
    page = add(project)
    starts = [TEXT.index("王芳"), TEXT.index("第二段")]
    operations.split_document(project, page, starts)
    parts = [line.id for line in queries.document_lines(project)]
    operations.split_document(project, add(project, story(1) + story(2), id="页"), [len(story(1))])
    for line in queries.document_lines(project):
        operations.finish(project, line.id)
    for number in range(3, 9):
        finished(project, story(number), id=f"文{number}")
    folder = tmp_path / "r"
    where = splits_of(release(project, tmp_path, Plan("r", seed=seed)))
    digests = {each["text"]: id_ for id_, each in documents(folder).items()}
    assert len(parts) == 3
    assert len({where[digests[part]] for part in TEXT_PARTS}) == 1
    assert where["页-1"] == where["页-2"]
    starts_told = {each["page"]["start"] for each in lines(folder, "details") if "page" in each}
    assert starts_told == {0, *starts, len(story(1))}
    assert not any(id_.startswith(f"{page}-") for id_ in where)


TEXT_PARTS = TEXT.splitlines(keepends=True)


def test_the_database_leaves_no_trace(projects: Projects, tmp_path: Path) -> None:
    """The same work in another order, in another database, after other documents: the same bytes."""
    records = [
        DocumentRecord(
            story(number),
            id=f"文{number}",
            meta={"日期": "2024-05-01", "b": [1.5, None], "a": {"z": 1, "y": "😀"}},
            spans=(
                SpanRecord(2, 4, "PER", "王芳", "accepted", "jieba", 0.1 + number / 7, "r|x", (2, 3, "ORG")),
            ),
            categories=("防疫", "教育"),
            annotator="gold-x",
            spans_given=True,
        )
        for number in range(12)
    ]
    first, second = projects.make(FLAT), projects.make(FLAT)
    operations.import_records(first, records, Report())
    operations.remove_document(second, add(second, "先来后去。"))
    operations.import_records(second, records[::-1], Report())
    release(first, tmp_path / "a", Plan("r"), "gold-x")
    release(second, tmp_path / "b", Plan("r"), "gold-x")
    files = contents(tmp_path / "a" / "r")
    assert contents(tmp_path / "b" / "r") == files
    # … and the same on SQLite and PostgreSQL, here and elsewhere:
    assert read_manifest(tmp_path / "a" / "r").content_sha256[:16] == "bf6e502019496a5f"
    assert of_bytes(files["details.jsonl"])[:16] == "b2cdf9e85cef7d0e"


def test_a_release_comes_back_in(project: Project, projects: Projects, tmp_path: Path) -> None:
    record = DocumentRecord(
        story(1), id="文", spans=spans(("王芳", "PER"), text=story(1)), annotator="王芳", spans_given=True
    )
    operations.import_records(project, [record], Report())
    release(project, tmp_path, Plan("r"))
    report = Report()
    fresh = projects.make(FLAT)
    operations.import_records(fresh, jinbiao.read(tmp_path / "r" / "train.jsonl", report, {}), report)
    assert not report.has_losses
    release(fresh, tmp_path / "again", Plan("r"))
    assert (
        read_manifest(tmp_path / "again" / "r").content_sha256 == read_manifest(tmp_path / "r").content_sha256
    )


def test_blind_work_is_told_in_the_card(project: Project, tmp_path: Path) -> None:
    for number in range(2):
        document = add(project, story(number))
        propose(project, document, (story(number)[:2], "PER"))
        operations.annotate(project, document, 0, 2, "PER")
        operations.finish(project, document)
        operations.set_blind(project, 1.0)
    release(project, tmp_path, Plan("r"))
    card = (tmp_path / "r" / "README.md").read_text("utf-8")
    assert "Documents annotated without suggestions: 1, with them: 1." in card
    assert "| 建议中原样保留的 · suggestions that stand unchanged | 100.0% | 100.0% | +0.0 |" in card
    assert "No blind sample" not in card
