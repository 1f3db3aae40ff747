"""What reviewers changed in others' layers, kept for those to see."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("annotation_id", sa.Integer(), nullable=True),
        sa.Column("start_before", sa.Integer(), nullable=True),
        sa.Column("end_before", sa.Integer(), nullable=True),
        sa.Column("label_before", sa.Integer(), nullable=True),
        sa.Column("quote_before", sa.Text(), nullable=False),
        sa.Column("start_after", sa.Integer(), nullable=True),
        sa.Column("end_after", sa.Integer(), nullable=True),
        sa.Column("label_after", sa.Integer(), nullable=True),
        sa.Column("quote_after", sa.Text(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_correction_layer_id_layer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_correction_person_id_person")),
        sa.ForeignKeyConstraint(
            ["label_before"], ["label.id"], name=op.f("fk_correction_label_before_label")
        ),
        sa.ForeignKeyConstraint(["label_after"], ["label.id"], name=op.f("fk_correction_label_after_label")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_correction_layer_id"), "correction", ["layer_id"], unique=False)
