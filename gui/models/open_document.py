"""The document in the window: what stands in it now, kept true by the changes that operations report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from core.annotation import AnnotatedDocument, Annotation, Annotator, LayerState, Rejection, Suggestion
from core.decided import Place, is_open, open_suggestions
from core.history import Change, Touched
from core.queries import DocumentPart, PartlyOpened
from core.span_index import SpanIndex
from gui.models.known import Known
from gui.models.mark import Mark

Marks = tuple[list[Mark], list[Mark]]  # those that went, those that came


class OpenDocument:
    """One document as its annotator sees it. Work after a change is proportional to what it touched.

    Of a long one the spans come in parts (`take`); what is missing is `known` to be. A part holds what
    stood in it when it was read, so parts and changes must be taken over in the order in which the
    store answered. `reviewed` is whose finished work it is, where a reviewer reads it.
    """

    def __init__(
        self, opened: AnnotatedDocument | PartlyOpened, *, flat: bool, reviewed: Annotator | None = None
    ) -> None:
        self.reviewed = reviewed
        head = opened if isinstance(opened, AnnotatedDocument) else opened.head
        self.annotations: dict[int, Annotation] = {}
        self.suggestions: dict[int, Suggestion] = {}
        self.waiting: dict[int, Suggestion] = {}
        self.rejections: set[Rejection] = set()
        self.known = Known(len(head.document.text))
        self.is_counted = False  # whether all was known once; counts before that are of a part
        self.is_flat = flat
        self._annotation_index = SpanIndex[Annotation]()
        self._suggestion_index = SpanIndex[Suggestion]()
        self._rejection_index = SpanIndex[Rejection]()
        self._settled: Counter[Place] = Counter()
        self._standing: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._show_head(head)
        self.hidden = opened.hidden if isinstance(opened, PartlyOpened) else len(opened.hidden)
        if isinstance(opened, PartlyOpened):
            self.suggested = opened.suggested
            self.take(opened.part)
        else:
            self.suggested = len(head.suggestions)
            whole = 0, len(head.document.text), head.annotations, head.suggestions, head.rejections
            self.take(DocumentPart(*whole))

    def _show_head(self, head: AnnotatedDocument) -> None:
        self.document = head.document
        self.layer = head.layer
        self.blind = head.blind
        self.zones = head.zones
        self.categories = head.categories
        self.category_suggestions = head.category_suggestions

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
        """Whether the layer must be reopened before it can be changed; of one that is reviewed, whether
        its owner has it in hand."""
        done = self.layer.state in (LayerState.FINISHED, LayerState.APPROVED)
        return done if self.reviewed is None else not done

    def marks(self) -> Iterator[Mark]:
        """Everything that is drawn on the text, as far as it is known."""
        yield from (annotation_mark(each) for each in self.annotations.values())
        yield from (suggestion_mark(each) for each in self.waiting.values())

    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How many annotations and how many waiting suggestions each label has, as far as is known."""
        return +self._standing, +self._waiting

    def annotation_of(self, mark: Mark | None) -> Annotation | None:
        """The annotation that a mark stands for."""
        return self.annotations.get(mark.id) if mark is not None and mark.kind == "annotation" else None

    def suggestion_of(self, mark: Mark | None) -> Suggestion | None:
        """The suggestion that a mark stands for."""
        return self.suggestions.get(mark.id) if mark is not None and mark.kind == "suggestion" else None

    def annotations_at(self, start: int, end: int) -> list[Annotation]:
        """The annotations that share a character with `[start, end)`."""
        return self._annotation_index.overlapping(start, end)

    # what comes in parts

    def renew(self, opened: PartlyOpened) -> Marks:
        """Take over the document read again: what stands outside the part it comes with is in doubt."""
        self._show_head(opened.head)
        self.suggested, self.hidden = opened.suggested, opened.hidden
        self.known.forget()
        return self.take(opened.part)

    def take(self, part: DocumentPart) -> Marks:
        """Let just this stand where the part lies; returns the marks that went and those that came."""
        gone: list[Mark] = []
        came: list[Mark] = []
        places = self._take_annotations(part, gone, came)
        self._take_rejections(part)
        self._take_suggestions(part, gone, came)
        went, appeared = self._settle_again(places)
        self.known.learn(part.start, part.end)
        self.is_counted = self.is_counted or self.known.is_whole
        return gone + went, came + appeared

    def _take_annotations(
        self, part: DocumentPart, gone: list[Mark], came: list[Mark]
    ) -> list[tuple[int, int]]:
        """Returns the places outside the part whose suggestions may be settled otherwise now."""
        start, end = part.start, part.end
        old = {each.id: each for each in self._annotation_index.starting(start, end)}
        inside, places = [], []
        for each in part.annotations:
            if not start <= each.start < end:
                if self.annotations.get(each.id) != each:
                    places += self._put_in(each, gone, came)
                continue
            inside.append(each)
            known = old.pop(each.id, None)
            if known == each:
                continue
            if known is not None or each.id in self.annotations:
                places += self._count_out(self.annotations[each.id], gone, indexed=known is None)
            self._count_in(each, came)
            if each.suggested is not None and not start <= each.suggested[0] < end:
                places.append(each.suggested[:2])
        for each in old.values():
            places += self._count_out(each, gone, indexed=False)
        self._annotation_index.replace(start, end, inside)
        return places

    def _take_rejections(self, part: DocumentPart) -> None:
        start, end = part.start, part.end
        self.rejections.difference_update(self._rejection_index.starting(start, end))
        inside = [each for each in part.rejections if start <= each.start < end]
        self._rejection_index.replace(start, end, inside)
        self.rejections.update(inside)
        self._reject(part.rejections)

    def _reject(self, rejections: Iterable[Rejection]) -> None:
        for each in rejections:
            if each not in self.rejections:
                self.rejections.add(each)
                self._rejection_index.insert(each)

    def _take_suggestions(self, part: DocumentPart, gone: list[Mark], came: list[Mark]) -> None:
        start, end = part.start, part.end
        old = {each.id: each for each in self._suggestion_index.starting(start, end)}
        inside = []
        for each in part.suggestions:
            if start <= each.start < end:
                inside.append(each)
            elif each.id not in self.suggestions:
                self._suggestion_index.insert(each)
            self.suggestions[each.id] = each
            old.pop(each.id, None)
        for id_ in old:
            del self.suggestions[id_]
            self._hide(id_, gone)
        self._suggestion_index.replace(start, end, inside)
        waits = open_suggestions(part.suggestions, part.annotations, self.rejections, flat=self.is_flat)
        waiting = {each.id: each for each in waits if not self._settled[each.start, each.end, each.label] > 0}
        for each in part.suggestions:
            if each.id in waiting:
                self._show(each, came)
            else:
                self._hide(each.id, gone)

    # what changes

    def apply(self, change: Change) -> Marks:
        """Take over what an operation did; returns the marks that went and those that came."""
        self.note(change)
        gone: list[Mark] = []
        came: list[Mark] = []
        places = list(_places(change))
        for annotation in change.removed:
            known = self.annotations.get(annotation.id)
            if known is not None:
                places += self._count_out(known, gone)
        for annotation in change.added:
            places += self._put_in(annotation, gone, came)
        for rejection in change.unrejected:
            if rejection in self.rejections:
                self.rejections.remove(rejection)
                self._rejection_index.remove(rejection)
        self._reject(change.rejected)
        went, appeared = self._settle_again(places)
        return gone + went, came + appeared

    def note(self, change: Change) -> None:
        """Take over what an operation did to the document as a whole; its spans are read again."""
        self.layer = change.layer or type(self.layer)(0, self.id, self.layer.annotator)
        if Touched.CATEGORIES in change.touched or change.layer is None:
            self.categories = change.categories

    def _put_in(self, annotation: Annotation, gone: list[Mark], came: list[Mark]) -> list[tuple[int, int]]:
        known = self.annotations.get(annotation.id)
        places = self._count_out(known, gone) if known is not None else []
        self._count_in(annotation, came)
        self._annotation_index.insert(annotation)
        return [*places, *_places_of(annotation)]

    def _count_in(self, annotation: Annotation, came: list[Mark]) -> None:
        self.annotations[annotation.id] = annotation
        self._standing[annotation.label] += 1
        if annotation.suggested is not None:
            self._settled[annotation.suggested] += 1
        came.append(annotation_mark(annotation))

    def _count_out(
        self, known: Annotation, gone: list[Mark], *, indexed: bool = True
    ) -> list[tuple[int, int]]:
        """Where it stood. Without `indexed` the index is brought up to date by the caller."""
        del self.annotations[known.id]
        self._standing[known.label] -= 1
        if known.suggested is not None:
            self._settled[known.suggested] -= 1
        if indexed:
            self._annotation_index.remove(known)
        gone.append(annotation_mark(known))
        return list(_places_of(known))

    def _settle_again(self, places: Iterable[tuple[int, int]]) -> Marks:
        near: dict[int, Suggestion] = {}
        for start, end in places:
            near.update((each.id, each) for each in self._suggestion_index.overlapping(start, end))
        gone: list[Mark] = []
        came: list[Mark] = []
        for suggestion in near.values():
            if self._waits(suggestion):
                self._show(suggestion, came)
            else:
                self._hide(suggestion.id, gone)
        return gone, came

    def _show(self, suggestion: Suggestion, came: list[Mark]) -> None:
        if suggestion.id not in self.waiting:
            self.waiting[suggestion.id] = suggestion
            self._waiting[suggestion.label] += 1
            came.append(suggestion_mark(suggestion))

    def _hide(self, id_: int, gone: list[Mark]) -> None:
        suggestion = self.waiting.pop(id_, None)
        if suggestion is not None:
            self._waiting[suggestion.label] -= 1
            gone.append(suggestion_mark(suggestion))

    def _waits(self, suggestion: Suggestion) -> bool:
        return is_open(
            suggestion,
            self.rejections,
            self._annotation_index.overlapping(suggestion.start, suggestion.end),
            flat=self.is_flat,
            settled=lambda place: self._settled[place] > 0,
        )


def annotation_mark(annotation: Annotation) -> Mark:
    """How an annotation is drawn."""
    place = (annotation.start, annotation.end, annotation.label)
    return Mark(*place, "annotation", annotation.id, unsure=annotation.unsure)


def suggestion_mark(suggestion: Suggestion) -> Mark:
    """How a suggestion is drawn."""
    return Mark(suggestion.start, suggestion.end, suggestion.label, "suggestion", suggestion.id)


def _places(change: Change) -> Iterator[tuple[int, int]]:
    for annotation in (*change.removed, *change.added):
        yield from _places_of(annotation)
    rejections: tuple[Rejection, ...] = (*change.rejected, *change.unrejected)
    for rejection in rejections:
        yield rejection.start, rejection.end


def _places_of(annotation: Annotation) -> Iterator[tuple[int, int]]:
    yield annotation.start, annotation.end
    if annotation.suggested is not None:
        yield annotation.suggested[:2]
