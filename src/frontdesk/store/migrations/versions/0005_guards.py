"""What the guards remember: the texts that came lately; and who let a lead out of quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table of texts, and the releases."""
    op.create_table(
        "texts",
        sa.Column("submission", _ID, sa.ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("sender", sa.LargeBinary(8), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("texts_digest", "texts", ["digest", "submission"])
    op.create_index("ix_texts_at", "texts", ["at"])
    op.add_column("leads", sa.Column("released_by", sa.Text(), nullable=True))
