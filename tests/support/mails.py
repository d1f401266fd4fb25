"""Mails: what tests of mail stand on: an outbox with one lead, and a mail server."""

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store.database import Database
from frontdesk.store.tables import leads
from support.outbox import Outbox
from support.smtp import MailServer


@pytest.fixture
async def box(tmp_path, database_url):
    """The outbox of a desk that has one lead."""
    db = Database(database_url, desk=tmp_path)
    await db.write(lambda c: c.execute(sa.insert(leads), [{"created_at": now()}]) and None)
    yield Outbox(db)
    await db.close()


@pytest.fixture
async def server():
    """A mail server that does what a test tells it to."""
    mail = MailServer()
    await mail.start()
    yield mail
    await mail.stop()
