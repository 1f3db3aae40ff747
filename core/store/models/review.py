"""What reviewers said: of differing layers, of one layer, and of findings of the sweep."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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


class DismissalRow(Base):
    """A place of a finding of the consistency sweep that somebody has looked at and found right.

    `kind`, `about` and the labels that it is of tell the finding (`Finding.subject`); of what was dismissed
    before that was kept, `mark` alone does. Without a layer it is the finding as a whole. A place where
    something else stands by now is another.
    """

    __tablename__ = "dismissal"
    __table_args__ = (Index(None, "mark"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), default="")
    layer_id: Mapped[int | None] = mapped_column(ForeignKey("layer.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str] = mapped_column(String(32), default=now)
    kind: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"))
    about: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    of_label_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"))
    with_label_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"))  # the inner one of a pair
    label_id: Mapped[int | None] = mapped_column(
        ForeignKey("label.id")
    )  # what stands there, if anything does
