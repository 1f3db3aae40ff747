"""Label Studio's labelling config: the XML that says which labels and choices its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from core.annotation import DocumentRecord
from core.schema import Label, LabelSet

SUFFIX = ".config.xml"  # behind the file's own name


@dataclass
class Seen:
    """The labels and categories that were written, in the order in which they came."""

    labels: dict[str, None] = field(default_factory=dict)
    categories: dict[str, None] = field(default_factory=dict)

    def add(self, record: DocumentRecord) -> None:
        """Those of one document more."""
        self.labels.update(dict.fromkeys(span.label for span in record.spans))
        self.categories.update(dict.fromkeys(record.categories))


def labelling_config(label_set: LabelSet | None, seen: Seen) -> str:
    """The config for what the label set has, and what was written besides."""
    labels = _all(label_set.labels if label_set else (), seen.labels)
    categories = _all(label_set.categories if label_set else (), seen.categories)
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [
        f"    <Label value={quoteattr(each.key)} background={quoteattr(each.colour[0])}{_hint(each)}/>"
        for each in labels
    ]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>']
    if categories:
        lines.append('  <Choices name="topic" toName="text" choice="multiple">')
        lines += [f"    <Choice value={quoteattr(each.key)}{_hint(each)}/>" for each in categories]
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def _all(known: tuple[Label, ...], seen: dict[str, None]) -> list[Label]:
    keys = {each.key for each in known}
    return [*known, *(Label(key) for key in seen if key not in keys)]


def _hint(label: Label) -> str:
    hint = label.hint("zh") or label.zh or label.en
    return f" hint={quoteattr(hint)}" if hint else ""
