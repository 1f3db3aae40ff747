"""The YAML head of a dataset card, which the Hugging Face hub and `datasets.load_dataset` read.

The values are few and their shapes known, so it is written as text; strings are quoted as in JSON,
which YAML reads, less what YAML does not print.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from core.release.lines import CATEGORY, DOCUMENTS
from core.release.statistics import named

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

FEATURES = """\
  features:
  - name: id
    dtype: string
  - name: title
    dtype: string
  - name: text
    dtype: string
  - name: source
    dtype: string
  - name: state
    dtype: string
  - name: categories
    list: string
  - name: spans
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: label
      dtype: string
    - name: text
      dtype: string
    - name: origin
      dtype: string
    - name: source
      dtype: string
    - name: score
      dtype: float64
    - name: reason
      dtype: string
  - name: zones
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: kind
      dtype: string
    - name: by_hand
      dtype: bool
"""


def head(name: str, licence: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """The head, with its lines of dashes; `counts` as `statistics.by_split` gives them."""
    held = {
        split: each[DOCUMENTS] for split, each in counts.items() if split != "all" and each.get(DOCUMENTS)
    }
    tasks = ["token-classification"]
    if named(counts["all"], CATEGORY):
        tasks.append("text-classification")
    return "".join(
        (
            "---\n",
            f"pretty_name: {quoted(name)}\n",
            "language:\n- zh\n",
            f"license: {quoted(licence or 'unknown')}\n",
            "task_categories:\n",
            *(f"- {task}\n" for task in tasks),
            "size_categories:\n",
            f"- {_size(sum(held.values()))}\n",
            "tags:\n- jinbiao\n",
            _configs(list(held)),
            "dataset_info:\n",
            FEATURES,
            "---\n",
        )
    )


def quoted(text: str) -> str:
    """A string as YAML reads it, in double quotes on one line."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return json.dumps(printable, ensure_ascii=False)


def _configs(splits: Sequence[str]) -> str:
    files = "".join(f"  - split: {split}\n    path: {split}.jsonl\n" for split in splits)
    return f"configs:\n- config_name: default\n  data_files:\n{files}"


def _size(documents: int) -> str:
    return next((words for limit, words in _SIZES if documents < limit), "n>1M")
