"""The label set in its versions, and the lasting identity of each label."""

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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
