"""When a submission is looked up outside: its answers, or its captcha."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, and an index for each kind of lookup."""
    op.add_column("submissions", sa.Column("due_at", sa.BigInteger(), nullable=False, server_default="0"))
    for state, columns in (("thin", ["hook", "due_at", "id"]), ("checking", ["due_at", "id"])):
        some = sa.text(f"state = '{state}'")
        op.create_index(
            f"submissions_{state}", "submissions", columns, sqlite_where=some, postgresql_where=some
        )
