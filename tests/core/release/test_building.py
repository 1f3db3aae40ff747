"""A release as it lies in its folder: the same bytes from the same documents, figures that are true."""

import hashlib
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given as each_of
from hypothesis import settings
from hypothesis import strategies as st

from core.errors import Cancelled, InputError, Refused
from core.formats import jinbiao
from core.formats.report import Report
from core.release.blind import BlindSample, Sway
from core.release.building import Beside, Plan, build
from core.release.card import Agreement
from core.release.digest import of_documents, of_files
from core.release.lines import Given
from core.release.manifest import read_manifest
from core.release.near_duplicates import THRESHOLD, grams, similarity
from core.schema import read_label_set
from tests.core.release.samples import LABELS, contents, corpus, given, lines, made, splits_of, story

SPLITS = ("train", "dev", "test")
ROOT = Path(__file__).parents[3]
BUILD = """
import sys, pathlib
from tests.core.release.samples import corpus, made
made(pathlib.Path(sys.argv[1]), corpus(40), "release-1")
"""


def test_what_lies_in_a_release(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus())
    assert set(contents(folder)) == {
        "README.md", "manifest.json", "leakage.json", "schema.toml", "guideline.md", "terms/places.txt",
        "train.jsonl", "dev.jsonl", "test.jsonl", "details.jsonl",
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["发布-1"]
    assert read_label_set(folder).with_version(3) == LABELS


def test_the_order_in_which_documents_come_leaves_no_trace(tmp_path: Path) -> None:
    documents = corpus(30)
    first = contents(made(tmp_path / "a", documents))
    random.Random(1).shuffle(documents)
    assert contents(made(tmp_path / "b", documents)) == first


@pytest.mark.parametrize("hashes", ["0", "12345"])
def test_the_machine_leaves_no_trace(tmp_path: Path, hashes: str) -> None:
    """Another folder, time zone, locale (one without Chinese) and order of hashes: every byte is the same."""
    ours = contents(made(tmp_path / "here", corpus(40), "release-1"))
    elsewhere = tmp_path / "elsewhere" / "deeper"
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": hashes, "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **other}
    subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", BUILD, str(elsewhere)],
        env=environment,
        check=True,
        cwd=tmp_path,
    )
    assert contents(elsewhere / "release-1") == ours


def test_our_own_reader_takes_it_whole(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus())
    report = Report()
    read = [each for split in SPLITS for each in jinbiao.read(folder / f"{split}.jsonl", report, {})]
    assert not report.has_losses
    assert sorted(each.id for each in read) == sorted(each.record.id for each in corpus())
    for each in read:
        assert all(span.text == each.text[span.start : span.end] for span in each.spans)
        assert each.annotator == ""


def test_details_hold_what_has_no_fixed_type(tmp_path: Path) -> None:
    folder = made(tmp_path, [given(1, page="f" * 64, page_start=7)])
    assert lines(folder, "details") == [
        {
            "id": "文1",
            "meta": {"date": "2024-05-01", "nested": {"😀": [1, "二", None]}},
            "page": {"start": 7, "text_sha256": "f" * 64},
            "suggested": [{"start": 2, "end": 4, "label": "PER", "suggested": [2, 3, "ORG"]}],
        }
    ]


def test_the_fingerprints_are_those_of_the_bytes(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus())
    manifest = read_manifest(folder)
    files = contents(folder)
    del files["manifest.json"]
    assert {path: each.sha256 for path, each in manifest.files.items()} == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }
    assert manifest.files_sha256 == of_files({path: each.sha256 for path, each in manifest.files.items()})
    by_line = {
        hashlib.sha256(line + b"\n").hexdigest(): split
        for split in SPLITS
        for line in files[f"{split}.jsonl"].split(b"\n")[:-1]
    }
    assert {each.sha256: each.split for each in manifest.documents} == by_line
    assert manifest.content_sha256 == of_documents(by_line)


def test_content_does_not_depend_on_the_split(tmp_path: Path) -> None:
    one, other = (read_manifest(made(tmp_path, corpus(), f"r{seed}", seed=seed)) for seed in (1, 2))
    assert one.content_sha256 == other.content_sha256
    assert one.files_sha256 != other.files_sha256


@settings(max_examples=25)
@each_of(st.integers(0, 10**9))
def test_a_planted_near_duplicate_pair_stays_on_one_side(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    planted = story(3).replace("，", "、")[:-20] + "另一个结尾😀。"
    assert similarity(grams(planted), grams(story(3))) >= THRESHOLD
    documents = [*corpus(9), given(99, planted)]
    folder = made(tmp_path_factory.mktemp("seed"), documents, seed=seed)
    where = splits_of(read_manifest(folder))
    assert where["文3"] == where["文99"]


def test_pages_and_addresses_stay_together(tmp_path: Path) -> None:
    documents = [
        *(given(number, page="a" * 64, page_start=number) for number in range(4)),
        *(given(number, source=f"https://example.com/a?b#part{number}") for number in range(4, 8)),
        *(given(number, source="南通日报") for number in range(8, 30)),
    ]
    folder = made(tmp_path, documents)
    where = splits_of(read_manifest(folder))
    assert len({where[f"文{number}"] for number in range(4)}) == 1
    assert len({where[f"文{number}"] for number in range(4, 8)}) == 1
    assert len({where[f"文{number}"] for number in range(8, 30)}) == 3
    [leaks] = lines(folder, "leakage") or [yaml.safe_load((folder / "leakage.json").read_text("utf-8"))]
    assert leaks["straddling"] == {"addresses": 0, "near_duplicate_pairs": 0, "pages": 0}
    assert sorted(group["because"][0] for group in leaks["groups"]) == ["address", "page"]
    assert leaks["documents_in_groups"] == 8


def test_a_release_is_never_altered(tmp_path: Path) -> None:
    before = contents(made(tmp_path, corpus(3)))
    with pytest.raises(Refused):
        made(tmp_path, corpus(4))
    assert contents(tmp_path / "发布-1") == before


def test_nothing_to_release_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        made(tmp_path / "new", [])
    assert list((tmp_path / "new").iterdir()) == []


def test_a_stopped_release_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        build(corpus(), tmp_path, LABELS, Plan("x"), progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", "../x", "a/b", "a\\b", ".x", "-x", "list", "x.", "a\nb", "x" * 101, "a:b"]
)
def test_bad_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        made(tmp_path, corpus(1), name)


def test_a_stream_is_read_once(tmp_path: Path) -> None:
    def stream() -> Iterator[Given]:
        yield from corpus(5)

    assert (made(tmp_path, stream()) / "manifest.json").exists()


def head(folder: Path) -> dict[str, object]:
    _, front, _ = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    found = yaml.safe_load(front)
    assert isinstance(found, dict)
    return found


def rows(folder: Path, title: str) -> dict[str, list[str]]:
    """A table of the card by its first column, from the heading that begins so."""
    card = (folder / "README.md").read_text("utf-8")
    table = card[card.index(f"| {title}") :].split("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]
    return {line[0]: line[1:] for line in [cells[0], *cells[2:]]}


def test_the_figures_of_the_card_are_those_of_the_files(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(40))
    documents = {split: lines(folder, split) for split in SPLITS}
    documents["all"] = [each for some in documents.values() for each in some]
    spans = {split: [span for each in some for span in each["spans"]] for split, some in documents.items()}
    columns = [*SPLITS, "all"]
    whole = rows(folder, " | train")
    assert whole["篇 · documents"] == [str(len(documents[split])) for split in columns]
    assert whole["字 · characters"] == [
        str(sum(len(each["text"]) for each in documents[split])) for split in columns
    ]
    assert whole["片段 · spans"] == [str(len(spans[split])) for split in columns]
    labels, categories = rows(folder, "标签 · label"), rows(folder, "类别 · category")
    for key in ("PER", "ORG", "LOC"):
        assert labels[key][1:] == [
            str(sum(span["label"] == key for span in spans[split])) for split in columns
        ]
    for key in ("教育", "防疫"):
        assert categories[key][1:] == [
            str(sum(key in each["categories"] for each in documents[split])) for split in columns
        ]
    origins = rows(folder, "来历 · origin")
    counted = Counter(span["origin"] for span in spans["all"])
    for origin, number in counted.items():
        [row] = [row for name, row in origins.items() if name.endswith(f"· {origin}")]
        assert row == [str(number), f"{number / len(spans['all']):.1%}"]
    assert len(origins) == len(counted) + 1
    assert read_manifest(folder).counts["all"]["spans"] == len(spans["all"])


def test_the_head_is_what_the_hub_reads(tmp_path: Path) -> None:
    folder = made(tmp_path, corpus(), licence="cc-by-4.0")
    found = head(folder)
    assert found["license"] == "cc-by-4.0"
    assert found["language"] == ["zh"]
    assert found["task_categories"] == ["token-classification", "text-classification"]
    [config] = found["configs"]  # type: ignore[misc]  # YAML has any shape
    assert config["data_files"] == [{"split": split, "path": f"{split}.jsonl"} for split in SPLITS]
    names = [each["name"] for each in found["dataset_info"]["features"]]  # type: ignore[index]
    assert sorted(names) == sorted(lines(folder, "train")[0])


def test_the_card_shows_data_as_text(tmp_path: Path) -> None:
    card = (
        (made(tmp_path, corpus(), licence="`x` | <b>") / "README.md").read_text("utf-8").split("---\n", 2)[2]
    )
    assert "<b>" not in card
    assert re.search(r"试验 &lt;b&gt;\\\|😀", card)


def test_the_card_says_what_is_not_known(tmp_path: Path) -> None:
    card = (made(tmp_path, corpus(2)) / "README.md").read_text("utf-8")
    for gap in (
        "Agreement was not measured",
        "No licence",
        "No blind sample",
        "dev is empty",
        "by one person only",
    ):
        assert gap in card


def test_the_card_tells_of_blind_work(tmp_path: Path) -> None:
    sways = (Sway("kept", 0.8, 0.875, 0.075, 0.01, 0.12), Sway("own", 0.2, 0.15, -0.05))
    beside = Beside(blind=BlindSample(6, 20, False, sways))
    build([given(1), given(2)], tmp_path, LABELS, Plan("r"), beside=lambda: beside)
    table = rows(tmp_path / "r", "比例 · share")
    assert table["建议中原样保留的 · suggestions that stand unchanged"] == [
        "80.0%",
        "87.5%",
        "+7.5",
        "+1.0 – +12.0",
    ]
    card = (tmp_path / "r" / "README.md").read_text("utf-8")
    assert "No blind sample" not in card
    assert "Documents annotated without suggestions: 6, with them: 20." in card
    assert "only how far work follows the suggestions" in card


def test_the_card_tells_of_people_and_agreement_without_names(tmp_path: Path) -> None:
    documents = [given(1, people=frozenset({"王芳", "李雷"})), given(2)]
    beside = Beside({"left out": 4}, (Agreement("span F1", 0.91234, 0.8, 0.95, 1),))
    build(documents, tmp_path, LABELS, Plan("r"), beside=lambda: beside)
    assert rows(tmp_path / "r", "指标 · measure")["span F1"] == ["0.912", "0.800–0.950", "1"]
    assert rows(tmp_path / "r", "每篇人数")["2"] == ["1"]
    card = (tmp_path / "r" / "README.md").read_text("utf-8")
    assert "not finished and are left out: 4." in card
    assert "Agreement was not measured" not in card
    assert "李雷" not in "".join(each.decode() for each in contents(tmp_path / "r").values())
