"""The first form of the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_label_kind_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_table(
        "text",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_text")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("origin_start", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("suggested_with", sa.String(length=64), nullable=False),
        sa.Column("suggestions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["text.digest"], name=op.f("fk_document_digest_text")),
        sa.ForeignKeyConstraint(["origin_id"], ["document.id"], name=op.f("fk_document_origin_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_digest"), "document", ["digest"], unique=False)
    op.create_index(op.f("ix_document_hidden_id"), "document", ["hidden", "id"], unique=False)
    op.create_index(op.f("ix_document_origin_id"), "document", ["origin_id"], unique=False)
    op.create_table(
        "label_set",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_label_set_person_id_person")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_label_set")),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_operation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operation_document_id_id"), "operation", ["document_id", "id"], unique=False)
    op.create_index(
        op.f("ix_operation_person_id_state_id"), "operation", ["person_id", "state", "id"], unique=False
    )
    op.create_table(
        "text_part",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["text.digest"], name=op.f("fk_text_part_digest_text")),
        sa.PrimaryKeyConstraint("digest", "part", name=op.f("pk_text_part")),
    )
    op.create_table(
        "category_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_category_suggestion_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_category_suggestion_label_id_label")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_suggestion")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_category_suggestion_document_id"), "category_suggestion", ["document_id"], unique=False
    )
    op.create_table(
        "layer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_layer_document_id_document")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_layer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer")),
        sa.UniqueConstraint("document_id", "person_id", name=op.f("uq_layer_document_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_layer_person_id_state"), "layer", ["person_id", "state"], unique=False)
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_suggestion_range")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_suggestion_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["label_id"], ["label.id"], name=op.f("fk_suggestion_label_id_label")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_suggestion_document_id_start"), "suggestion", ["document_id", "start"], unique=False
    )
    op.create_index(
        "ix_suggestion_long",
        "suggestion",
        ["document_id", "end"],
        unique=False,
        sqlite_where=sa.text('"end" - start > 1000'),
        postgresql_where=sa.text('"end" - start > 1000'),
    )
    op.create_table(
        "zone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_zone_range")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_zone_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_zone_document_id_start"), "zone", ["document_id", "start"], unique=False)
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("suggested_start", sa.Integer(), nullable=True),
        sa.Column("suggested_end", sa.Integer(), nullable=True),
        sa.Column("suggested_label_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_annotation_range")),
        sa.ForeignKeyConstraint(["label_id"], ["label.id"], name=op.f("fk_annotation_label_id_label")),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_annotation_layer_id_layer")),
        sa.ForeignKeyConstraint(
            ["suggested_label_id"], ["label.id"], name=op.f("fk_annotation_suggested_label_id_label")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_annotation_label_id"), "annotation", ["label_id"], unique=False)
    op.create_index(op.f("ix_annotation_layer_id_start"), "annotation", ["layer_id", "start"], unique=False)
    op.create_index(
        "ix_annotation_long",
        "annotation",
        ["layer_id", "end"],
        unique=False,
        sqlite_where=sa.text('"end" - start > 1000'),
        postgresql_where=sa.text('"end" - start > 1000'),
    )
    op.create_table(
        "category_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["label_id"], ["label.id"], name=op.f("fk_category_mark_label_id_label")),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_category_mark_layer_id_layer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_mark")),
        sa.UniqueConstraint("layer_id", "label_id", name=op.f("uq_category_mark_layer_id_label_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rejection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["label_id"], ["label.id"], name=op.f("fk_rejection_label_id_label")),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name=op.f("fk_rejection_layer_id_layer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejection")),
        sa.UniqueConstraint(
            "layer_id", "start", "end", "label_id", name=op.f("uq_rejection_layer_id_start_end_label_id")
        ),
        sqlite_autoincrement=True,
    )
