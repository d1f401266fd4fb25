"""Cards are looked up by lead at each press and each further enquiry."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the index."""
    op.create_index("cards_lead", "cards", ["lead"])
