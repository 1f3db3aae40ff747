"""The history of all that was done."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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
