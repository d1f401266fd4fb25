"""Aside: work that may never end, in a thread that nobody waits for at the end."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


async def aside(work: Callable[[], Result], limit_s: float) -> Result:
    """What it returns or raises.

    Raises:
        TimeoutError: it takes longer.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: Exception | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        found: tuple[Result | None, Exception | None]
        try:
            found = work(), None
        except Exception as error:
            found = None, error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, *found)

    # No thread of the loop's: those are waited for at the end.
    threading.Thread(target=run, daemon=True).start()
    async with asyncio.timeout(limit_s):
        return await done
