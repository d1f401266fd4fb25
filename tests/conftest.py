"""Fixtures that most tests share."""

import pytest

from support.world import a_world


@pytest.fixture
async def world(tmp_path):
    """A running desk with its mail server and its chats."""
    async with a_world(tmp_path) as running:
        yield running
