"""Fixtures of the lookups: somebody outside to ask, the client that asks, and a name server."""

import pytest

from frontdesk.lookups.client import Client
from support.nameserver import a_nameserver
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


@pytest.fixture
async def server():
    async with a_nameserver() as server:
        yield server
