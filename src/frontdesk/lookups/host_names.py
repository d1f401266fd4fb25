"""Host names: what this machine makes of a name, by its own files, then by DNS."""

import asyncio
import socket
import threading
from ipaddress import ip_address
from typing import Final

from frontdesk.errors import Deferred
from frontdesk.lookups.mail_dns import Address

_NO_SUCH: Final = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


async def system_addresses(host: str, limit_s: float) -> tuple[Address, ...]:
    """The addresses of a host; none where there certainly are none.

    Raises:
        Deferred: no answer in time, or none at all.
    """
    loop, found = asyncio.get_running_loop(), asyncio.Event()
    answers: list[tuple[Address, ...] | socket.gaierror] = []

    def ask() -> None:
        try:
            answers.append(_asked(host))
        except socket.gaierror as error:
            answers.append(error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(found.set)

    # No thread of the loop's: those are waited for at the end, and this one may take half a minute.
    threading.Thread(target=ask, daemon=True).start()
    try:
        async with asyncio.timeout(limit_s):
            await found.wait()
    except TimeoutError:
        raise Deferred(f"no answer about the name {host} within {limit_s:g} s") from None
    if not isinstance(answer := answers[0], socket.gaierror):
        return answer
    if answer.errno in _NO_SUCH:
        return ()
    raise Deferred(f"no answer about the name {host}: {answer.strerror}") from answer


def _asked(host: str) -> tuple[Address, ...]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    texts = dict.fromkeys(str(place[0]).partition("%")[0] for *_, place in found)
    return tuple(ip_address(text) for text in texts)
