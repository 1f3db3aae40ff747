"""Several annotators: roles, gold, judgements, assignments, files handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    role = sa.Column("role", sa.String(length=12), nullable=False, server_default="annotator")
    op.add_column("person", role)
    op.create_table(
        "handout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("is_here", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handout_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handout_uid"), "handout", ["uid"], unique=False)
    _extend_layers()
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("gap", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_judgement_range")),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_judgement_layer_id_layer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_judgement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judgement_layer_id_start"), "judgement", ["layer_id", "start"], unique=False)
    op.create_table(
        "gold_span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("annotation_id", sa.Integer(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=True),
        sa.Column("voters", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name=op.f("fk_gold_span_annotation_id_annotation")
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgement.id"], name=op.f("fk_gold_span_judgement_id_judgement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gold_span")),
        sa.UniqueConstraint("annotation_id", name=op.f("uq_gold_span_annotation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gold_span_judgement_id"), "gold_span", ["judgement_id"], unique=False)
    _add_assignments()


def _extend_layers() -> None:
    """Columns are added, the table is not rewritten: so no id that is gone can be given again."""
    op.add_column("layer", sa.Column("kind", sa.String(length=8), nullable=False, server_default="own"))
    op.add_column("layer", sa.Column("note", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("layer", sa.Column("reviewed_at", sa.String(length=32), nullable=True))
    for column, table in (("aside_of", "person"), ("handout_id", "handout"), ("reviewer_id", "person")):
        reference = f"CONSTRAINT fk_layer_{column}_{table} REFERENCES {table} (id)"
        op.execute(f"ALTER TABLE layer ADD COLUMN {column} INTEGER {reference}")
    op.create_index(
        "ix_layer_gold",
        "layer",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'gold'"),
        postgresql_where=sa.text("kind = 'gold'"),
    )


def _add_assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_assignment_document_id_document")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("document_id", "person_id", name=op.f("uq_assignment_document_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_table(
        "handout_layer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handout_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["handout_id"], ["handout.id"], name=op.f("fk_handout_layer_handout_id_handout")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_handout_layer_document_id_document")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_handout_layer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout_layer")),
        sa.UniqueConstraint(
            "handout_id",
            "document_id",
            "person_id",
            name=op.f("uq_handout_layer_handout_id_document_id_person_id"),
        ),
        sqlite_autoincrement=True,
    )
