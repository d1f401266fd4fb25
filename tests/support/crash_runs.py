"""Crash runs: a desk that dies at one moment and is started again, and what came of it."""

import signal
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from aiohttp import ClientSession

from frontdesk.crash import Point
from frontdesk.demo.chat import User
from frontdesk.model.change import SAW
from frontdesk.quantities import written
from frontdesk.store.tables import cards, deliveries, history, receipts, submissions
from support.chats import a_hot_form
from support.crashing import Ledger, Node, quiet, write_rules
from support.relay import AFTER_354, AFTER_CONNECT, AFTER_DOT, AFTER_RCPT, AFTER_SEND, Moment, Relay
from support.world import PIOTR, SALES, TRIAGE, World, a_form, button, until

UNSURE = timedelta(milliseconds=700)  #: before what may have gone out goes out again
RETRIES = "200ms," * 30 + "200ms"

What = Literal["form", "letter", "card", "press"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the sender was told, what the dead desk left, and what everybody has in the end."""

    answer: int = 200  #: 0: none came
    stored: int = 1  #: submissions, when it was dead
    leads: int = 1
    judged: int = 1  #: receipts of submissions
    unjudged: int = 0  #: submissions
    letters: int = 1  #: copies
    message_ids: int = 1
    cards: int = 1  #: copies
    presses: int = 0  #: steps of people in the history
    early: bool = False  #: a doubtful one went out before its time
    unsettled: int = 0  #: letters neither sent nor withheld, and cards that stand nowhere

    @property
    def lost(self) -> bool:
        """Somebody was promised something that did not come."""
        return not (self.leads and self.letters and self.cards) or bool(self.unjudged or self.unsettled)


@dataclass(frozen=True, kw_only=True, slots=True)
class Crash:
    """One moment to die at, and what must come of it."""

    name: str
    what: What  #: what is on its way then
    dies: Point | Moment
    again: bool = False  #: the sender got no answer and posts once more
    outcome: Outcome


CRASHES: Sequence[Crash] = (
    Crash(name="after read", what="form", dies="after read", again=True, outcome=Outcome(answer=0, stored=0)),
    Crash(
        name="before commit",
        what="form",
        dies="before commit",
        again=True,
        outcome=Outcome(answer=0, stored=0),
    ),
    Crash(
        name="after commit before answer",
        what="form",
        dies="after commit before answer",
        outcome=Outcome(answer=0),
    ),
    Crash(
        name="after commit before answer, posted again",
        what="form",
        dies="after commit before answer",
        again=True,
        outcome=Outcome(answer=0),
    ),
    Crash(name="after claim", what="letter", dies="after claim", outcome=Outcome()),
    Crash(name="after connect", what="letter", dies=AFTER_CONNECT, outcome=Outcome()),
    Crash(name="after RCPT", what="letter", dies=AFTER_RCPT, outcome=Outcome()),
    Crash(name="after 354", what="letter", dies=AFTER_354, outcome=Outcome()),
    Crash(name="after final dot", what="letter", dies=AFTER_DOT, outcome=Outcome(letters=2)),
    Crash(
        name="after 250 before mark", what="letter", dies="after 250 before mark", outcome=Outcome(letters=2)
    ),
    Crash(name="before sendMessage", what="card", dies="before sendMessage", outcome=Outcome()),
    Crash(name="after send before answer", what="card", dies=AFTER_SEND, outcome=Outcome(cards=2)),
    Crash(
        name="after answer before mark",
        what="card",
        dies="after answer before mark",
        outcome=Outcome(cards=2),
    ),
    Crash(name="before update stored", what="press", dies="before update stored", outcome=Outcome(presses=1)),
    Crash(name="after update stored", what="press", dies="after update stored", outcome=Outcome(presses=1)),
    Crash(
        name="after callback commit before edit",
        what="press",
        dies="after callback commit before edit",
        outcome=Outcome(presses=1),
    ),
)


async def run(crash: Crash, desk: Path, database_url: str) -> Outcome:
    """Let a desk die there, start it again, and wait until everything is settled."""
    write_rules(desk)
    unsure = written(UNSURE)
    world = World(
        desk, DATABASE=database_url, LETTER_RETRIES=RETRIES, UNSURE_RETRY=unsure, UNSURE_CARD_RETRY=unsure
    )
    async with AsyncExitStack() as stack:
        await world.start_peers()
        stack.push_async_callback(world.close)
        node = Node(desk, await stack.enter_async_context(ClientSession()))
        stack.push_async_callback(node.gone)
        variables = await _relayed(stack, crash, world, node)
        return await Run(crash, world, node, Ledger(database_url, desk)).played(variables)


async def _relayed(stack: AsyncExitStack, crash: Crash, world: World, node: Node) -> dict[str, str]:
    """The settings, with a relay to the peer in whose talk with the desk the moment is."""
    if isinstance(crash.dies, str):
        return world.variables
    relay = Relay(crash.dies, node.kill)
    name = "FRONTDESK_SMTP" if crash.what == "letter" else "FRONTDESK_TELEGRAM_API"
    url = await relay.start(world.variables[name])
    stack.push_async_callback(relay.stop)
    return {**world.variables, name: url}


class Run:
    """One desk and its two lives."""

    def __init__(self, crash: Crash, world: World, node: Node, ledger: Ledger) -> None:
        self._crash, self._world, self._node, self._ledger = crash, world, node, ledger

    async def played(self, variables: Mapping[str, str]) -> Outcome:
        """What came of it."""
        answer = await self._first_life(variables)
        stored, damage = self._ledger.count("submissions"), self._ledger.damage()
        assert damage is None, damage
        began = datetime.now(UTC)
        await self._second_life(variables)
        return self._outcome(answer, stored, began)

    async def _first_life(self, variables: Mapping[str, str]) -> int:
        """The status of the form that was posted in it."""
        world, node, what = self._world, self._node, self._crash.what
        # The other peer is away, so that nothing else is in the desk's hands when it dies.
        world.chat.down, world.mailbox.down = what == "letter", what == "card"
        if what == "form":  # and nothing is judged by a look at the clock while it lingers
            variables = {**variables, "FRONTDESK_POLL": "10s"}
        await node.start(variables, fatal=self._crash.dies if isinstance(self._crash.dies, str) else None)
        answer = await node.post(a_hot_form() if what == "press" else a_form())
        if what == "press":
            await self._press()
        assert await node.ended() == -signal.SIGKILL
        return answer

    async def _second_life(self, variables: Mapping[str, str]) -> None:
        self._world.chat.down = self._world.mailbox.down = False
        await self._node.start(variables)
        if self._crash.again:
            assert await self._node.post(a_form()) == 200
        await until(lambda: not self._world.chat.pending)
        await quiet(self._ledger)
        await self._node.gone()

    async def _press(self) -> None:
        await quiet(self._ledger)
        card = await self._world.card(SALES, "Kowalski")
        person = User(PIOTR.telegram, PIOTR.name)
        self._world.chat.write("Hello", user=person)  # so that the bot may write to him
        self._world.chat.press(SALES.id, card.message_id, button(card, "Take"), user=person)

    def _outcome(self, answer: int, stored: int, began: datetime) -> Outcome:
        count, mails = self._ledger.count, self._world.mailbox.mails
        chat = SALES if self._crash.what == "press" else TRIAGE
        return Outcome(
            answer=answer,
            stored=stored,
            leads=count("leads"),
            judged=count("receipts", receipts.c.cause.startswith("submission:")),
            unjudged=count("submissions", submissions.c.state != "judged"),
            letters=len(mails),
            message_ids=len(
                {value for mail in mails for name, value in mail.headers if name == "Message-ID"}
            ),
            cards=len(self._world.chat.messages(chat.id)),
            presses=count("history", history.c.cause.startswith("press:") & (history.c.what != SAW)),
            unsettled=count("deliveries", deliveries.c.state.not_in(("sent", "withheld")))
            + count("cards", cards.c.message_id.is_(None)),
            early=self._last_sent() < began + UNSURE,
        )

    def _last_sent(self) -> datetime:
        """When the last letter or card of the kind that was in hand went out."""
        if self._crash.what == "letter":
            return self._world.mailbox.mails[-1].at
        if self._crash.what == "card":
            return [call.at for call in self._world.chat.calls if call.method == "sendMessage"][-1]
        return datetime.max.replace(tzinfo=UTC)
