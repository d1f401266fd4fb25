"""E-mail trial: one letter to oneself, over the line that all letters take, and what the server said."""

import asyncio
from typing import Final

from frontdesk.delivery.channels.email_line import Envelope, Line
from frontdesk.delivery.channels.email_server import Server
from frontdesk.errors import FrontdeskError, Unsure
from frontdesk.model.finding import Finding, State
from frontdesk.text import one_line

PART: Final = "test letter"
LOOK: Final = (
    "open it there and show its source (Gmail: ⋮, Show original; Outlook: View message source; Thunderbird: "
    "Ctrl-U): under Authentication-Results it must say spf=pass, dkim=pass and dmarc=pass"
)
_SAID_CHARS: Final = 200
_UNSURE: Final = "look into that mailbox before you send another"


async def try_letter(server: Server, envelope: Envelope, body: bytes, limit_s: float) -> Finding:
    """Send it once, and say what was answered; for at most that long."""
    line = Line(server)
    try:
        async with asyncio.timeout(limit_s):
            await line.open()
            await line.send(envelope, body)
        await line.quit()
    except TimeoutError:
        said = f"no answer within {limit_s:g} s: the letter may have gone out, or not"
        return Finding(part=PART, state=State.FAULT, said=said, do=_UNSURE)
    except FrontdeskError as error:
        said = f"not taken: {one_line(str(error), _SAID_CHARS)}"
        do = _UNSURE if isinstance(error, Unsure) else "mend what the server names, then try again"
        return Finding(part=PART, state=State.FAULT, said=said, do=do)
    finally:
        line.close()
    said = f"the server took it for {envelope.recipient}: {one_line(str(line.taken or ''), _SAID_CHARS)}"
    return Finding(part=PART, state=State.OK, said=said, do=LOOK)
