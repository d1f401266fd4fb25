"""Fixtures of the lookups: somebody outside to ask, and the client that asks."""

import pytest

from frontdesk.lookups.client import Client
from support.outside import an_outside


@pytest.fixture
async def outside():
    async with an_outside() as server:
        yield server


@pytest.fixture
async def client():
    client = Client()
    yield client
    await client.close()
