"""When a card that stands would read otherwise by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the column."""
    op.add_column("cards", sa.Column("look_at", sa.BigInteger()))
    set_ = sa.text("look_at IS NOT NULL")
    op.create_index("cards_look", "cards", ["look_at"], sqlite_where=set_, postgresql_where=set_)
