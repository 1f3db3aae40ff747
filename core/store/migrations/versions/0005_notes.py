"""Notes with answers, and annotations that their annotator is unsure of."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PEOPLE = ("person_id", "about_id", "settled_by")


def upgrade() -> None:
    unsure: sa.Column[bool] = sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("annotation", unsure)
    op.create_index(
        "ix_annotation_unsure",
        "annotation",
        ["layer_id"],
        unique=False,
        sqlite_where=sa.text("unsure = 1"),
        postgresql_where=sa.text("unsure"),
    )
    references = [("document_id", "document"), ("parent_id", "note"), ("handout_id", "handout")]
    references += [(column, "person") for column in _PEOPLE]
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("annotation_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.String(length=32), nullable=False),
        sa.Column("handout_id", sa.Integer(), nullable=True),
        sa.CheckConstraint('"end" IS NULL OR (0 <= start AND start < "end")', name=op.f("ck_note_range")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_note_{column}_{table}"))
            for column, table in references
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("document_id", "uid", name=op.f("uq_note_document_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_annotation_id"), "note", ["annotation_id"], unique=False)
    op.create_index(op.f("ix_note_parent_id"), "note", ["parent_id"], unique=False)
