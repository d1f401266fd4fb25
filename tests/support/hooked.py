"""Hooked: a world to which updates come by the webhook."""

from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from support.world import a_world, until
from web.served import free_port

#: As many looks as a test needs.
LOOK = "200ms"


def hooked(port: int) -> dict[str, str]:
    """The settings of a desk that listens there and wants the webhook."""
    return {
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_LOOK": LOOK,
    }


@asynccontextmanager
async def a_hooked_world(desk: Path, **variables: str) -> Any:
    """A running world whose webhook is set."""
    async with a_world(desk, **{**hooked(free_port()), **variables}) as world:
        await until(lambda: world.chat.webhook["url"])
        yield world
