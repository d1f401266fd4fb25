"""Traffic: forms that come at a steady pace, and the letters that arrive for them."""

import asyncio
import time
from collections import Counter

from support.crashing import Node
from support.world import World, a_form

PER_SECOND = 50


class Visitors:
    """Post forms at a steady pace, whether or not anybody answers."""

    def __init__(self, node: Node, card_every: int) -> None:
        """`card_every`: each so manieth lead belongs on a card; a chat takes 20 messages a minute."""
        self._node, self._card_every = node, card_every
        self.posted = 0
        self.accepted: set[str] = set()
        self._posting: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Post until cancelled; then wait for the answers that are still to come."""
        began = time.monotonic()
        try:
            while True:
                task = asyncio.create_task(self._post(self.posted))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)
                self.posted += 1
                await asyncio.sleep(max(began + self.posted / PER_SECOND - time.monotonic(), 0))
        finally:
            await asyncio.gather(*self._posting)

    async def _post(self, number: int) -> None:
        email = f"lead{number}@acme-client.example"
        form = a_form(email=email, phone=f"+48 512 {number // 1000:03} {number % 1000:03}")
        if number % self._card_every:
            form |= {"phone": "", "position": ""}
        if await self._node.post(form) == 200:
            self.accepted.add(email)


class Letters:
    """Counts what arrives: the mailbox itself forgets old mails."""

    def __init__(self, world: World) -> None:
        self._box, self._newest = world.mailbox, 0
        self.copies: Counter[str] = Counter()
        self.ids: dict[str, set[str]] = {}

    def look(self) -> None:
        """Take in what is new."""
        for mail in self._box.mails:
            if mail.id > self._newest:
                self._newest = mail.id
                self.copies[mail.recipients[0]] += 1
                known = self.ids.setdefault(mail.recipients[0], set())
                known |= {value for name, value in mail.headers if name == "Message-ID"}

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(0.02)
