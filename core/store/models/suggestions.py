"""What was suggested, now and before somebody annotated, and what there is to learn from it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import IS_LONG, Base, now, only_where

FROM_FILE = "file"  # the source of suggestions that an import brought, alone or before a colon


class SuggestionRow(Base):
    """A proposed span: derived from texts and knowledge, made anew at will, never edited."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="range"),
        Index(None, "document_id", "start"),
        Index("ix_suggestion_long", "document_id", "end", **only_where(IS_LONG)),
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
