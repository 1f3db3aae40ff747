"""`jinbiao sweep`: what it prints, and how it ends."""

import msgspec
import pytest

from core import operations, queries
from core.cli.app import main
from core.project import Project
from tests.core.samples import TEXT, add, place_of


def test_a_sweep_names_what_is_odd(sqlite_project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [add(sqlite_project, f"第{number}篇：" + TEXT) for number in range(6)]
    for id_ in ids:
        text = queries.open_document(sqlite_project, id_).document.text
        label = "LOC" if id_ != ids[-1] else "ORG"
        operations.annotate(sqlite_project, id_, *place_of("上海", 1, text), label)
        operations.finish(sqlite_project, id_)
    options = ["sweep", "--db", sqlite_project.place, "--as", "王芳"]
    assert main([*options, "--kind", "different labels"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == ["different labels: 1", "  上海: LOC 5, ORG 1"]
    assert "[上海]" in said.out and "6 documents, 6 spans: 1 finding" in said.err
    assert main([*options, "--kind", "different labels", "--json"]) == 1
    [found] = msgspec.json.decode(capsys.readouterr().out)["findings"]
    assert [(hit["document_id"], hit["quote"]) for hit in found["hits"]] == [(ids[-1], "上海")]
    assert main([*options, "--kind", "rare label"]) == 0
    assert main([*options, "--layer", "没有这个人"]) == 2
