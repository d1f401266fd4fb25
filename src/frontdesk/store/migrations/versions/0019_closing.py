"""What becomes of a lead that was taken, and the menus of cards."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("leads", sa.Column("lost_because", sa.String(20)))
    op.add_column("leads", sa.Column("recycle_at", sa.BigInteger()))
    waiting = sa.text("recycle_at IS NOT NULL")
    op.create_index("leads_recycle", "leads", ["recycle_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.add_column("cards", sa.Column("menu", sa.String(10)))
    op.add_column("cards", sa.Column("menu_by", sa.Text()))
    op.add_column("cards", sa.Column("menu_until", sa.BigInteger()))
