"""Texts in parts, the documents that have them, and the zones in these."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now

PART_LENGTH = 32_768  # code points of a text in one row


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
