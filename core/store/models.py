"""The tables, one small class each; every constraint has a name, every offset counts code points."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PART_LENGTH = 32_768  # code points of a text in one row
FROM_FILE = "file"  # the source of suggestions that an import brought, alone or before a colon
LONG_SPAN = 1_000  # code points; longer spans have an index of their own, so that “what overlaps” is quick


class Base(DeclarativeBase):
    """The common metadata, with names for constraints so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


# Conditions of partial indexes are said for SQLite only. The migrations say them for PostgreSQL as well;
# here that would load its dialect at every start.


def _only_long() -> dict[str, Any]:
    return {"sqlite_where": literal_column(f'"end" - start > {LONG_SPAN}')}


def _only_unsure() -> dict[str, Any]:
    return {"sqlite_where": literal_column("unsure = 1")}


def _only_gold() -> dict[str, Any]:
    return {"sqlite_where": literal_column("kind = 'gold'")}


def now() -> str:
    """This moment in UTC as ISO 8601 to the millisecond: the same text in both databases, and it sorts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class ProjectRow(Base):
    """One row: what tells this project from every other."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[str] = mapped_column(String(32), default=now)


class PersonRow(Base):
    """Somebody who annotates, reviews or owns: `role` is the highest of the three."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(12), default="annotator", server_default="annotator")
    created_at: Mapped[str] = mapped_column(String(32), default=now)


class LabelSetRow(Base):
    """A version of the label set, whole; the highest version is in force.

    `act` is what led to it, as `core.label_acts.encode_act` writes it; "" for the first.
    """

    __tablename__ = "label_set"

    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[str] = mapped_column(String(32), default=now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))


class LabelRow(Base):
    """The lasting identity of a label or category: keys may change, annotations keep the id.

    A label that was merged or deleted keeps its row, for history speaks of it; in force are those whose
    key the label set has.
    """

    __tablename__ = "label"
    __table_args__ = (UniqueConstraint("kind", "key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # "span" or "category"
    key: Mapped[str] = mapped_column(String(40))


class TextRow(Base):
    """That the text of this digest is stored, in parts."""

    __tablename__ = "text"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class TextPartRow(Base):
    """PART_LENGTH code points of an immutable text (the last part: what is left).

    In parts, so that the quote of a span far inside a long text is read in the same time as any.
    """

    __tablename__ = "text_part"

    digest: Mapped[str] = mapped_column(ForeignKey("text.digest"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)


class DocumentRow(Base):
    """An article. `hidden` is "" or why it is not listed: "split", "removed"."""

    __tablename__ = "document"
    __table_args__ = (
        Index(None, "digest"),
        Index(None, "hidden", "id"),
        Index(None, "origin_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")  # what the file it came from calls it
    title: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str] = mapped_column(ForeignKey("text.digest"))
    length: Mapped[int]
    meta: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    origin_start: Mapped[int] = mapped_column(default=0)
    hidden: Mapped[str] = mapped_column(String(10), default="")
    created_at: Mapped[str] = mapped_column(String(32), default=now)
    # What the suggestions were made with; "" while there are none. Not part of any operation.
    suggested_with: Mapped[str] = mapped_column(String(64), default="")
    suggestions: Mapped[int] = mapped_column(default=0)


class ZoneRow(Base):
    """What a stretch of whole lines is; no row means body."""

    __tablename__ = "zone"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="range"),
        Index(None, "document_id", "start"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    by_hand: Mapped[bool] = mapped_column(default=False)


class LayerRow(Base):
    """One person's work on one document; no row means that it was never touched.

    `kind` is "own"; "gold" for what was adjudicated, once a document and without a person; "aside" for
    a state of somebody's layer (`aside_of`) that came back in a file and did not fit what is here;
    "dropped" for such a state that was looked at and is not wanted. An own layer without a person
    belongs to nobody: its import was undone. Nothing here or below goes by a cascade: a document or
    layer with somebody's work in it cannot be deleted.
    """

    __tablename__ = "layer"
    __table_args__ = (
        UniqueConstraint("document_id", "person_id"),
        Index(None, "person_id", "state"),
        Index("ix_layer_gold", "document_id", unique=True, **_only_gold()),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[str] = mapped_column(String(32), default=now)
    finished_at: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(8), default="own", server_default="own")
    aside_of: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    handout_id: Mapped[int | None] = mapped_column(ForeignKey("handout.id"))  # of an aside: whence it came
    # What a reviewer said last: why it was returned; who it was and when.
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[str | None] = mapped_column(String(32))
    # Whether it was begun without suggestions being shown; fixed from then on.
    blind: Mapped[bool] = mapped_column(default=False, server_default=false())


class AnnotationRow(Base):
    """A span that a person stands behind; the quote guards the offsets."""

    __tablename__ = "annotation"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="range"),
        Index(None, "layer_id", "start"),
        Index("ix_annotation_long", "layer_id", "end", **_only_long()),
        Index("ix_annotation_unsure", "layer_id", **_only_unsure()),
        Index(None, "label_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(12))
    # The suggestion that it came from, kept for ever.
    source: Mapped[str] = mapped_column(Text, default="")
    score: Mapped[float | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    suggested_start: Mapped[int | None]
    suggested_end: Mapped[int | None]
    suggested_label_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"))
    created_at: Mapped[str] = mapped_column(String(32), default=now)
    unsure: Mapped[bool] = mapped_column(default=False, server_default=false())


class RejectionRow(Base):
    """What a person said no to; remembered so that refilled suggestions don't bring it back."""

    __tablename__ = "rejection"
    __table_args__ = (
        UniqueConstraint("layer_id", "start", "end", "label_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    start: Mapped[int]
    end: Mapped[int]


class CategoryMarkRow(Base):
    """A category given to a document (or, `given` false, refused) by a person."""

    __tablename__ = "category_mark"
    __table_args__ = (UniqueConstraint("layer_id", "label_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    given: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(12))


class SuggestionRow(Base):
    """A proposed span: derived from texts and knowledge, made anew at will, never edited."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="range"),
        Index(None, "document_id", "start"),
        Index("ix_suggestion_long", "document_id", "end", **_only_long()),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    start: Mapped[int]
    end: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    reason: Mapped[str] = mapped_column(Text, default="")


class CategorySuggestionRow(Base):
    """A proposed category of a document."""

    __tablename__ = "category_suggestion"
    __table_args__ = (Index(None, "document_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id"))
    source: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    reason: Mapped[str] = mapped_column(Text, default="")


class TrialRow(Base):
    """What was suggested in a document before its annotator touched it: what finished work is compared with.

    Kept once for a document and person, past the history, as it is no act but what an act met with:
    undoing or reopening leaves it, for suggestions that are made later may have been learned from that
    very work. `content` is JSON (`core.operations.trials`); `knowledge` is what the suggestions were
    made with, "" where there were none yet, which is no trial.
    """

    __tablename__ = "trial"
    __table_args__ = (
        UniqueConstraint("document_id", "person_id"),
        Index(None, "person_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(32), default=now)
    knowledge: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)


class OutlookRow(Base):
    """How much there is to learn from a document, by its suggestions: made with them, anew each time."""

    __tablename__ = "outlook"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    uncertainty: Mapped[float]  # mean doubt of its suggestions, 0 to 1
    disagreement: Mapped[float]  # the share of places where sources say different things
    expected: Mapped[str] = mapped_column(Text)  # JSON: label id → spans expected


class SettingRow(Base):
    """What is agreed on for the whole project, by name; values are JSON."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)


class OperationRow(Base):
    """The history: who did what when, and every row it changed, before and after.

    `state` is "done", "undone" (redo brings it back) or "dropped" (undone, and something new was
    done since). `changes` is a JSON list of [table, id, before, after].
    """

    __tablename__ = "operation"
    __table_args__ = (
        Index(None, "person_id", "state", "id"),
        Index(None, "document_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32), default=now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[int | None]  # no foreign key: history outlives what it tells of
    changes: Mapped[bytes] = mapped_column(LargeBinary)
    undoable: Mapped[bool]
    state: Mapped[str] = mapped_column(String(8))
    about_id: Mapped[int | None]  # of an undo or redo: the operation that it took back or repeated


class JudgementRow(Base):
    """How a case of differing layers was settled in the gold layer, by whom and why.

    `how` is "reading" (one of the annotators'), "none" (nothing is right), "new" (a reading of the
    judge's own), "majority" or "trust" (in bulk), or "open": only noted, not settled. `mark` tells the
    readings that were judged from others in the same place. A `gap` is a case that the guideline does
    not decide. With `label_id` it is about that category of the document, and the range is all of it.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="range"),
        Index(None, "layer_id", "start"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    start: Mapped[int]
    end: Mapped[int]
    mark: Mapped[str] = mapped_column(String(32))
    how: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    gap: Mapped[bool] = mapped_column(default=False)
    at: Mapped[str] = mapped_column(String(32), default=now)
    label_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"))  # the category, if it is about one


class GoldSpanRow(Base):
    """Where a span of the gold layer comes from: who had it just so, and the judgement, if there was one."""

    __tablename__ = "gold_span"
    __table_args__ = (
        UniqueConstraint("annotation_id"),
        Index(None, "judgement_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotation.id"))
    judgement_id: Mapped[int | None] = mapped_column(ForeignKey("judgement.id"))  # none: all agreed
    voters: Mapped[list[int]] = mapped_column(JSON)  # ids of persons


class NoteRow(Base):
    """What somebody says about a document or a place in it, or answers to that (`parent_id`).

    `about_id` is whose work it is about; without, it is for everybody. A note on an annotation has its
    id, without a foreign key: the annotation may go, and undo brings it back under the same id; 0 says
    that it is gone for good. `start`, `end` and `quote` follow the annotation while there is one and are
    no operation's. `uid` is the same in every database that the note has come to; `changed_at` says when
    its words were last changed, `settled_at` when it was last resolved or opened again: of two states
    the later counts. What its author takes away leaves an empty row, so that no older file brings it back.
    """

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint('"end" IS NULL OR (0 <= start AND start < "end")', name="range"),
        UniqueConstraint("document_id", "uid"),
        Index(None, "annotation_id"),
        Index(None, "parent_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("note.id"))
    annotation_id: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[str] = mapped_column(String(32), default=now)
    changed_at: Mapped[str] = mapped_column(String(32), default=now)
    removed: Mapped[bool] = mapped_column(default=False)
    resolved: Mapped[bool] = mapped_column(default=False)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[str] = mapped_column(String(32), default="")
    handout_id: Mapped[int | None] = mapped_column(ForeignKey("handout.id"))  # whose file brought it


class DismissalRow(Base):
    """A place of a finding of the consistency sweep that somebody has looked at and found right.

    `mark` tells the finding; without a layer it is the finding as a whole. A place where something else
    stands by now is another.
    """

    __tablename__ = "dismissal"
    __table_args__ = (Index(None, "mark"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32))
    layer_id: Mapped[int | None] = mapped_column(ForeignKey("layer.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(40), default="")  # its key, "" where nothing stood
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(32), default=now)


class AssignmentRow(Base):
    """That a document is somebody's to annotate."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("document_id", "person_id"),
        Index(None, "person_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[str] = mapped_column(String(32), default=now)


class HandoutRow(Base):
    """A file made for somebody to work in. The same row lies here and in the file.

    Here `taken` holds a mark for each operation of the file that was collected, so that an older state
    of it, a newer one, and one that went another way are told apart; there is then a row for each way.
    In the file, `is_here` says that this database is that file.
    """

    __tablename__ = "handout"
    __table_args__ = (Index(None, "uid"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[str] = mapped_column(String(32), default=now)
    taken: Mapped[str] = mapped_column(Text, default="")
    is_here: Mapped[bool] = mapped_column(default=False)


class CorrectionRow(Base):
    """What a reviewer changed in somebody's layer: a span or (without places) a category, before and after.

    Nothing before: the reviewer added it; nothing after: it was taken away. `seen` once the annotator has
    finished the layer again. `annotation_id` is no foreign key: the annotation may be gone.
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "layer_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(32), default=now)
    annotation_id: Mapped[int | None]
    start_before: Mapped[int | None]
    end_before: Mapped[int | None]
    label_before: Mapped[int | None] = mapped_column(ForeignKey("label.id"))
    quote_before: Mapped[str] = mapped_column(Text, default="")
    start_after: Mapped[int | None]
    end_after: Mapped[int | None]
    label_after: Mapped[int | None] = mapped_column(ForeignKey("label.id"))
    quote_after: Mapped[str] = mapped_column(Text, default="")
    seen: Mapped[bool] = mapped_column(default=False)


class HandoutLayerRow(Base):
    """What somebody's layer was when it was handed out or last collected in that file: a digest."""

    __tablename__ = "handout_layer"
    __table_args__ = (
        UniqueConstraint("handout_id", "document_id", "person_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(String(64))
