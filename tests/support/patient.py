"""Patient: senders who post a form again, under the same key, until it is answered 200."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

from support.crashing import Node
from support.flood import forms

PATIENCE = ClientTimeout(total=10)  #: for one answer
PAUSE_S, LONGEST_S = 1.0, 10.0  #: between two tries; where the desk says how long, at most
AGAIN = (429, 500, 502, 503)
NURTURE = {"phone": "", "position": ""}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a try came to."""

    status: int  #: 0: none came
    id: str = ""
    after_s: float = PAUSE_S


def address(number: int) -> str:
    """Whose form that is: each comes from another company."""
    return f"lead{number}@firm{number}.example"


class Senders:
    """Posts `rate` forms a second, in turn to each node; each so manieth belongs on a card in either chat."""

    def __init__(self, nodes: Sequence[Node], session: ClientSession, rate: float, card_every: int) -> None:
        self._nodes, self._session, self._rate, self._card_every = nodes, session, rate, card_every
        self.posted = 0
        self.answered: dict[int, str] = {}  #: form: the id in its answer
        self.tries: Counter[int] = Counter()  #: by status
        self.strange: list[str] = []  #: answers that nobody should get
        self._posting: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Post until cancelled."""
        began = time.monotonic()
        while True:
            task = asyncio.create_task(self._post(self.posted))
            self._posting.add(task)
            task.add_done_callback(self._posting.discard)
            self.posted += 1
            await asyncio.sleep(max(began + self.posted / self._rate - time.monotonic(), 0))

    async def answers(self, timeout_s: float) -> None:
        """Wait for those that are still to come."""
        if self._posting:
            _, late = await asyncio.wait(self._posting, timeout=timeout_s)
            for task in late:
                task.cancel()

    def form(self, number: int) -> dict[str, str]:
        """The form of that number: most are nurtured, some are for triage, some hot."""
        place = number % self._card_every
        hot = frozenset({0} if place == self._card_every // 2 else ())
        fields = forms(1, 1, hot, first=number)[0].fields
        return fields if hot or not place else {**fields, **NURTURE}

    async def _post(self, number: int) -> None:
        form, turn = self.form(number), number
        while True:
            answer = await self._tried(self._nodes[turn % len(self._nodes)], form, f"form-{number}")
            turn += 1
            self.tries[answer.status] += 1
            if answer.status == 200:
                self.answered[number] = answer.id
                return
            if answer.status not in (0, *AGAIN):
                self.strange.append(f"form {number} was answered {answer.status}")
                return
            await asyncio.sleep(answer.after_s)

    async def _tried(self, node: Node, form: dict[str, str], key: str) -> Answer:
        headers = {"Idempotency-Key": key}
        try:
            async with self._session.post(
                f"{node.url}/hooks/web", json=form, headers=headers, timeout=PATIENCE
            ) as response:
                said = await response.json(content_type=None)
                after_s = float(response.headers.get("Retry-After", PAUSE_S))
                return Answer(
                    status=response.status, id=str(said.get("id", "")), after_s=min(after_s, LONGEST_S)
                )
        except (ClientError, OSError, TimeoutError, ValueError):
            return Answer(status=0)
