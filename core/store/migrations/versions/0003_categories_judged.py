"""Categories that annotators differ about are judged too."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column is added, the table is not rewritten: so no id that is gone can be given again."""
    reference = "CONSTRAINT fk_judgement_label_id_label REFERENCES label (id)"
    op.execute(f"ALTER TABLE judgement ADD COLUMN label_id INTEGER {reference}")
