"""Notes and the answers to them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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
