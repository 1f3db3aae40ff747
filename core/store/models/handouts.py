"""Whose a document is to annotate, and the files that it was handed out in."""

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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
