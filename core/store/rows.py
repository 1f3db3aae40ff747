"""Rows ↔ values: the only place that knows how a dataclass of core lies in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, select

from core.annotation import (
    Annotation,
    CategoryMark,
    CategorySuggestion,
    Layer,
    LayerState,
    Origin,
    Rejection,
    SpanRecord,
    Suggestion,
    Zone,
    ZoneKind,
)
from core.store.models import AnnotationRow, SuggestionRow

Keys = Mapping[int, str]  # label id → key
_ORIGINS = {origin.value: origin for origin in Origin}

# What `annotations_of` and `suggestions_of` read, in their order; whoever asks says which.
ANNOTATIONS = select(
    AnnotationRow.id,
    AnnotationRow.layer_id,
    AnnotationRow.start,
    AnnotationRow.end,
    AnnotationRow.label_id,
    AnnotationRow.quote,
    AnnotationRow.origin,
    AnnotationRow.source,
    AnnotationRow.score,
    AnnotationRow.reason,
    AnnotationRow.suggested_start,
    AnnotationRow.suggested_end,
    AnnotationRow.suggested_label_id,
    AnnotationRow.unsure,
).order_by(AnnotationRow.layer_id, AnnotationRow.start, AnnotationRow.id)
SUGGESTIONS = select(
    SuggestionRow.id,
    SuggestionRow.start,
    SuggestionRow.end,
    SuggestionRow.label_id,
    SuggestionRow.source,
    SuggestionRow.score,
    SuggestionRow.reason,
).order_by(SuggestionRow.start, SuggestionRow.id)
_OF_LAYER = ANNOTATIONS.where(AnnotationRow.layer_id == bindparam("layer_"))
_OF_DOCUMENT = SUGGESTIONS.where(SuggestionRow.document_id == bindparam("document_"))


class Columns(Protocol):
    """A row's columns by name: a dict, or what the database gives."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of a column."""


def annotation(row: Columns, keys: Keys) -> Annotation:
    """An annotation from the columns of its row."""
    suggested = None
    if row["suggested_label_id"] is not None:
        suggested = (row["suggested_start"], row["suggested_end"], keys[row["suggested_label_id"]])
    return Annotation(
        row["id"],
        row["layer_id"],
        row["start"],
        row["end"],
        keys[row["label_id"]],
        row["quote"],
        Origin(row["origin"]),
        row["source"],
        row["score"],
        row["reason"],
        suggested,
        row["unsure"],
    )


def annotations_of(found: Iterable[Sequence[Any]], keys: Keys) -> tuple[Annotation, ...]:
    """Annotations from rows of `ANNOTATIONS`. By position, not by name: there may be many thousands."""
    return tuple(
        Annotation(
            id_,
            layer,
            start,
            end,
            keys[label],
            quote,
            _ORIGINS[origin],
            source,
            score,
            reason,
            (was_start, was_end, keys[was]) if was is not None else None,
            unsure,
        )
        for (
            id_,
            layer,
            start,
            end,
            label,
            quote,
            origin,
            source,
            score,
            reason,
            was_start,
            was_end,
            was,
            unsure,
        ) in found
    )


def all_annotations(connection: Connection, layer_id: int, keys: Keys) -> tuple[Annotation, ...]:
    """All of a layer, in text order."""
    return annotations_of(connection.execute(_OF_LAYER, {"layer_": layer_id}).all(), keys)


def span_records(connection: Connection, layer_ids: Sequence[int], keys: Keys) -> dict[int, list[SpanRecord]]:
    """All spans of several layers, each layer's in text order, as a file holds them."""
    found: dict[int, list[SpanRecord]] = {layer_id: [] for layer_id in layer_ids}
    of_layers = ANNOTATIONS.where(AnnotationRow.layer_id.in_(layer_ids))
    for (
        _,
        layer_id,
        start,
        end,
        label,
        quote,
        origin,
        source,
        score,
        reason,
        was_start,
        was_end,
        was,
        unsure,
    ) in connection.execute(of_layers).all():
        found[layer_id].append(
            SpanRecord(
                start,
                end,
                keys[label],
                quote,
                origin,
                source,
                score,
                reason,
                (was_start, was_end, keys[was]) if was is not None else None,
                unsure,
            )
        )
    return found


def suggestions_of(found: Iterable[Sequence[Any]], text: str, keys: Keys) -> tuple[Suggestion, ...]:
    """Suggestions from rows of `SUGGESTIONS`; their quotes are read from the document's text."""
    return tuple(
        Suggestion(start, end, keys[label_id], text[start:end], source, score, reason, id_)
        for id_, start, end, label_id, source, score, reason in found
    )


def all_suggestions(
    connection: Connection, document_id: int, text: str, keys: Keys
) -> tuple[Suggestion, ...]:
    """All of a document, in text order."""
    found = connection.execute(_OF_DOCUMENT, {"document_": document_id})
    return suggestions_of(found.all(), text, keys)


def rejection(row: Columns, keys: Keys) -> Rejection:
    """A rejection from the columns of its row."""
    return Rejection(row["start"], row["end"], keys[row["label_id"]])


def category_mark(row: Columns, keys: Keys) -> CategoryMark:
    """A category mark from the columns of its row."""
    return CategoryMark(keys[row["label_id"]], row["given"], Origin(row["origin"]))


def suggestion(row: Columns, keys: Keys, text: str) -> Suggestion:
    """A suggestion from the columns of its row; its quote is read from the text."""
    return Suggestion(
        row["start"],
        row["end"],
        keys[row["label_id"]],
        text[row["start"] : row["end"]],
        row["source"],
        row["score"],
        row["reason"],
        row["id"],
    )


def category_suggestion(row: Columns, keys: Keys) -> CategorySuggestion:
    """A suggested category from the columns of its row."""
    return CategorySuggestion(keys[row["label_id"]], row["source"], row["score"], row["reason"])


def zone(row: Columns) -> Zone:
    """A zone from the columns of its row."""
    return Zone(row["start"], row["end"], ZoneKind(row["kind"]), row["by_hand"])


def layer(row: Columns, annotator: str) -> Layer:
    """A layer from the columns of its row."""
    return Layer(row["id"], row["document_id"], annotator, LayerState(row["state"]))
