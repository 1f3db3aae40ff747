"""What a person says about a document: a layer and all that is in it."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import IS_LONG, Base, now, only_where


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
        Index("ix_layer_gold", "document_id", unique=True, **only_where("kind = 'gold'")),
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
        Index("ix_annotation_long", "layer_id", "end", **only_where(IS_LONG)),
        Index("ix_annotation_unsure", "layer_id", **only_where("unsure = 1")),
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
