"""The project and who works in it."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.store.models.base import Base, now


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


class SettingRow(Base):
    """What is agreed on for the whole project, by name; values are JSON."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("name"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)
