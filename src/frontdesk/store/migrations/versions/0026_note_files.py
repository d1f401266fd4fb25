"""Files that people of the team sent with their notes."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("notes", sa.Column("file_kind", sa.String(10)))
    op.add_column("notes", sa.Column("file_id", sa.Text()))
    op.add_column("notes", sa.Column("file_name", sa.Text()))
