"""What led to each version of the label set."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("label_set", sa.Column("act", sa.Text(), nullable=False, server_default=sa.text("''")))
