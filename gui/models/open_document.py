"""The document in the window: what stands in it now, kept true by the changes that operations report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from core.annotation import AnnotatedDocument, Annotation, LayerState, Rejection, Suggestion
from core.decided import Place, is_open, open_suggestions
from core.history import Change, Touched
from core.span_index import SpanIndex
from gui.models.mark import Mark


class OpenDocument:
    """One document as its annotator sees it. Work after a change is proportional to what it touched."""

    def __init__(self, opened: AnnotatedDocument, *, flat: bool) -> None:
        self.document = opened.document
        self.layer = opened.layer
        self.zones = opened.zones
        self.categories = opened.categories
        self.category_suggestions = opened.category_suggestions
        self.annotations = {each.id: each for each in opened.annotations}
        self.suggestions = {each.id: each for each in opened.suggestions}
        self.rejections = set(opened.rejections)
        self._flat = flat
        self._annotation_index = SpanIndex(opened.annotations)
        self._suggestion_index = SpanIndex(opened.suggestions)
        self._settled: Counter[Place] = Counter(
            each.suggested for each in opened.annotations if each.suggested is not None
        )
        waiting = open_suggestions(opened.suggestions, opened.annotations, self.rejections, flat=flat)
        self.waiting = {each.id: each for each in waiting}

    @property
    def id(self) -> int:
        """The document's number in the store."""
        return self.document.id

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def is_finished(self) -> bool:
        """Whether the layer must be reopened before it can be changed."""
        return self.layer.state in (LayerState.FINISHED, LayerState.APPROVED)

    def marks(self) -> Iterator[Mark]:
        """Everything that is drawn on the text."""
        yield from (annotation_mark(each) for each in self.annotations.values())
        yield from (suggestion_mark(each) for each in self.waiting.values())

    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How many annotations and how many waiting suggestions each label has."""
        return (
            Counter(each.label for each in self.annotations.values()),
            Counter(each.label for each in self.waiting.values()),
        )

    def annotation_of(self, mark: Mark | None) -> Annotation | None:
        """The annotation that a mark stands for."""
        return self.annotations.get(mark.id) if mark is not None and mark.kind == "annotation" else None

    def suggestion_of(self, mark: Mark | None) -> Suggestion | None:
        """The suggestion that a mark stands for."""
        return self.suggestions.get(mark.id) if mark is not None and mark.kind == "suggestion" else None

    def annotations_at(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share a character with `[start, end)`."""
        return self._annotation_index.overlapping(start, end)

    def apply(self, change: Change) -> tuple[list[Mark], list[Mark]]:
        """Take over what an operation did; returns the marks that went and those that came."""
        self.layer = change.layer or type(self.layer)(0, self.id, self.layer.annotator)
        if Touched.CATEGORIES in change.touched or change.layer is None:
            self.categories = change.categories
        places = list(_places(change))
        gone = [annotation_mark(each) for each in change.removed]
        came = [annotation_mark(each) for each in change.added]
        for annotation in change.removed:
            self._take_out(annotation)
        for annotation in change.added:
            self._put_in(annotation)
        self.rejections.difference_update(change.unrejected)
        self.rejections.update(change.rejected)
        went, appeared = self._settle_again(places)
        return gone + went, came + appeared

    def _take_out(self, annotation: Annotation) -> None:
        known = self.annotations.pop(annotation.id, None)
        if known is None:
            return
        self._annotation_index.remove(known)
        if known.suggested is not None:
            self._settled[known.suggested] -= 1

    def _put_in(self, annotation: Annotation) -> None:
        self._take_out(annotation)
        self.annotations[annotation.id] = annotation
        self._annotation_index.insert(annotation)
        if annotation.suggested is not None:
            self._settled[annotation.suggested] += 1

    def _settle_again(self, places: Iterable[tuple[int, int]]) -> tuple[list[Mark], list[Mark]]:
        near: dict[int, Suggestion] = {}
        for start, end in places:
            near.update((each.id, each) for each in self._suggestion_index.overlapping(start, end))
        went: list[Mark] = []
        appeared: list[Mark] = []
        for id_, suggestion in near.items():
            waits = self._waits(suggestion)
            if waits and id_ not in self.waiting:
                self.waiting[id_] = suggestion
                appeared.append(suggestion_mark(suggestion))
            elif not waits and id_ in self.waiting:
                del self.waiting[id_]
                went.append(suggestion_mark(suggestion))
        return went, appeared

    def _waits(self, suggestion: Suggestion) -> bool:
        return is_open(
            suggestion,
            self.rejections,
            self._annotation_index.overlapping(suggestion.start, suggestion.end),
            flat=self._flat,
            settled=lambda place: self._settled[place] > 0,
        )


def annotation_mark(annotation: Annotation) -> Mark:
    """How an annotation is drawn."""
    return Mark(annotation.start, annotation.end, annotation.label, "annotation", annotation.id)


def suggestion_mark(suggestion: Suggestion) -> Mark:
    """How a suggestion is drawn."""
    return Mark(suggestion.start, suggestion.end, suggestion.label, "suggestion", suggestion.id)


def _places(change: Change) -> Iterator[tuple[int, int]]:
    for annotation in (*change.removed, *change.added):
        yield annotation.start, annotation.end
        if annotation.suggested is not None:
            yield annotation.suggested[:2]
    rejections: tuple[Rejection, ...] = (*change.rejected, *change.unrejected)
    for rejection in rejections:
        yield rejection.start, rejection.end
