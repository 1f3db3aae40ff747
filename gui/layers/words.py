"""What is said of other layers: in the legend, in a tooltip, beside the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.annotation import Annotation
from core.queries.others import SeenLayer
from gui.board.words import state_words
from gui.canvas.marks import OtherMark
from gui.find.words import origin_words
from gui.models.other_layers import IN_HAND, OtherLayers
from gui.workspace import Workspace


class TellingLayers:
    """Sentences in the user's language, with the names that labels have in it."""

    def __init__(self, workspace: Workspace, language: str) -> None:
        self._workspace = workspace
        self._language = language

    def of_layer(self, model: OtherLayers | None, who: int, layer: SeenLayer) -> tuple[str, str]:
        """In how many places a layer differs, and more about it."""
        if model is None or not model.known.is_whole:
            return "…", QCoreApplication.translate("Layers", "being read")
        if who == model.base:
            return QCoreApplication.translate("Layers", "basis of the comparison"), state_words(layer.state)
        number = model.number(who)
        words = QCoreApplication.translate("Layers", "{0} differ").format(f"{number:,}")
        if not number:
            words = QCoreApplication.translate("Layers", "no difference")
        more = QCoreApplication.translate("Layers", "A click goes to the next difference")
        return words, f"{state_words(layer.state)} · {more}" if number else state_words(layer.state)

    def here(self, model: OtherLayers, mark: OtherMark, name_of: Callable[[SeenLayer], str]) -> list[str]:
        """What each layer says where a mark lies, the one in hand first."""
        stretch = model.stretch_of(mark)
        in_hand = QCoreApplication.translate("Layers", "In hand")
        lines = [self._line(in_hand, model.document.annotations_at(*stretch))]
        for who, layer in enumerate(model.layers):
            spans = model.spans_of(who, *stretch)
            lines.append(self._line(name_of(layer), spans))
        return lines if model.base == IN_HAND else lines[1:]

    def _line(self, name: str, spans: list[Annotation]) -> str:
        said = " · ".join(self._span(each) for each in spans)
        nothing = QCoreApplication.translate("Layers", "not marked")
        return f"{name}: {said or nothing}"

    def _span(self, span: Annotation) -> str:
        labels = self._workspace.label_set
        label = labels.label(span.label).name(self._language) if labels.has_label(span.label) else span.label
        quote = span.quote if len(span.quote) <= 30 else f"{span.quote[:29]}…"
        return f"{label} “{quote}” ({origin_words()[span.origin]})"
