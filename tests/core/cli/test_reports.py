"""jinbiao report: HTML and CSV from the command line, and what is refused."""

from pathlib import Path

import pytest

from core.annotation import DocumentRecord
from core.cli import main, reports
from core.formats.report import Report
from core.operations import import_records
from core.project import open_project
from tests.core.samples import FLAT, TEXT, spans


@pytest.fixture
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = open_project("annotations.db", "王芳", label_set=FLAT)
    said = {"甲": (("王芳", "PER"), ("上海", "LOC")), "乙": (("王芳", "PER"),)}
    import_records(
        project,
        [
            DocumentRecord(
                TEXT, title="题😀", spans=spans(*wanted), annotator=name, state="finished", spans_given=True
            )
            for name, wanted in said.items()
        ],
        Report(),
    )
    project.close()


@pytest.mark.usefixtures("_project")
def test_a_page_and_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "报告.html", "--as", "王芳", "--language", "zh"]) == 0
    assert "1 document, 1 compared" in capsys.readouterr().out
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert "0.667" in page
    assert "人物" in page
    assert main(["report", "out.csv", "--as", "王芳", "--between", "甲", "--between", "乙"]) == 0
    table = (tmp_path / "out.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfsection,")
    assert b"all,,span F1,0.666667" in table


@pytest.mark.usefixtures("_project")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "out.docx"], "a report ends in"),
        (["report", "out.html", "--language", "fr"], "zh or en"),
        (["report", "out.pdf"], "drawn with Qt"),
    ],
)
def test_what_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "pdf_writers", [])
    assert main([*arguments, "--as", "王芳"]) == 2
    assert said in capsys.readouterr().err
    assert not list(Path().glob("out.*"))
