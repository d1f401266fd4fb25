"""Flood: chats under more leads than they can take, in a time that passes as fast as the work is done.

Nothing here waits for a real second: whoever sleeps is woken when all others sleep too, and the time is then
the one they sleep until. The desk, the database, the cards' loops, the bot's library and the stand-in Bot API
are the real ones.
"""

import asyncio
import heapq
import itertools
from collections import defaultdict
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.demo.chat import Call, ChatRoom, ChatServer
from frontdesk.desk.desk import Desk
from frontdesk.desk.press_post import POST_MOVES, press_post
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.wake import Bell, Wake
from frontdesk.files.folder import Folder
from frontdesk.intake.request import Request
from frontdesk.messages.buttons import decode
from frontdesk.model.lead import Chat, Person
from frontdesk.model.post import BurstPlan
from frontdesk.model.submission import Submission
from frontdesk.store.database import Database
from frontdesk.worker.cards import ChatCards
from frontdesk.worker.chat import Delays, Kit, pacer_of
from frontdesk.worker.private import PrivateChat
from support import shipped
from support.desks import a_desk, judged
from support.world import SALES, TEAM, TOKEN, TRIAGE, a_form

START = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SHOWS = ("sendMessage", "editMessageText")
HOT = {"budget": "40000 EUR"}
DELAYS = Delays(
    poll=timedelta(seconds=5),
    edit_gap=timedelta(seconds=3),
    unsure=timedelta(minutes=10),
    unsure_hot=timedelta(seconds=30),
    burst=BurstPlan(cards=6, every=timedelta(seconds=15), quiet=timedelta(minutes=2)),
)


class Time:
    """A time that stands still while anybody works, and jumps to the next sleeper's end when nobody does."""

    def __init__(self) -> None:
        self.now, self._awake, self._still = START, 0, asyncio.Event()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def __call__(self) -> datetime:
        return self.now

    def starts(self) -> None:
        """Somebody works from now on."""
        self._awake += 1

    def ends(self) -> None:
        """Somebody is done for good."""
        self._awake -= 1
        if not self._awake:
            self._still.set()

    def alone(self) -> None:
        """Nobody works any more."""
        self._awake = 0

    async def sleep(self, span: timedelta, woken: list[asyncio.Future[None]] | None = None) -> None:
        """Until then, or until somebody settles the future that is put into `woken`."""
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + span, next(self._order), future))
        if woken is not None:
            woken.append(future)
        self.ends()
        await future

    def wake(self, future: asyncio.Future[None]) -> None:
        """Wake one who sleeps."""
        if not future.done():
            self.starts()
            future.set_result(None)

    async def pass_until(self, end: datetime) -> None:
        """Let the time pass."""
        while True:
            while self._awake:
                self._still.clear()
                await self._still.wait()
            while self._sleepers and self._sleepers[0][2].done():
                heapq.heappop(self._sleepers)
            if not self._sleepers or self._sleepers[0][0] > end:
                self.now = max(self.now, end)
                return
            at, _, future = heapq.heappop(self._sleepers)
            self.now = max(self.now, at)
            self.wake(future)


class TimedBell(Bell):
    """A bell whose listener sleeps in that time."""

    def __init__(self, time: Time) -> None:
        super().__init__()
        self._time, self._rings, self._waiting = time, False, list[asyncio.Future[None]]()

    def ring(self) -> None:
        """There is something to do."""
        self._rings = True
        for future in self._waiting:
            self._time.wake(future)

    async def wait(self, at_most: timedelta) -> None:
        """Until it rings, or until `at_most` is over."""
        if not self._rings:
            self._waiting.clear()
            await self._time.sleep(at_most, self._waiting)
        self._rings = False


class TimedWake(Wake):
    """A wake whose bells go by that time."""

    def __init__(self, time: Time) -> None:
        super().__init__()
        self._time, self._timed = time, defaultdict[str, list[Bell]](list)

    def bell(self, step: str) -> Bell:
        """A bell that rings with that step."""
        bell = TimedBell(self._time)
        self._bells[step].append(bell)
        return bell


@dataclass(frozen=True)
class Form:
    """A form that comes so long after the start."""

    after_s: float
    fields: dict[str, str]


def forms(
    count: int, seconds: float, hot: frozenset[int] = frozenset(), *, first: int = 0, **fields: str
) -> list[Form]:
    """So many people within so many seconds, those at these places hot; `first`: the number of the first."""
    return [Form(n * seconds / count, _fields(first + n, hot=n in hot, **fields)) for n in range(count)]


def _fields(number: int, *, hot: bool, **fields: str) -> dict[str, str]:
    own = {"email": f"lead{number}@firm{number}.example", "last_name": f"Lead{number}x"}
    own |= {"phone": f"+48 5{number:08d}", "company": f"Firm {number}"}
    words = Random(number)  # else it would be one text from many senders
    said = " ".join("".join(words.choices("bdklmnprst", k=2)) + words.choice("aeiou") for _ in range(8))
    message = f"We need a portal for the team {said}. " * (20 if hot else 1)
    return a_form(**{**own, "message": message, **(HOT if hot else {}), **fields})


class Flood:
    """A desk, its two chats and the stand-in, in that time."""

    def __init__(self, db: Database, folder: Path, *chats: Chat, delays: Delays = DELAYS) -> None:
        self.time, self.chats, self.delays, self.folder = Time(), chats or (TRIAGE, SALES), delays, folder
        self.accepted: dict[int, datetime] = {}  #: lead: when its form was answered
        rooms = [ChatRoom(id_, str(id_)) for id_ in {chat.id for chat in self.chats}]
        self.server = ChatServer(TOKEN, rooms, clock=self.time, flood=True)
        judge = a_desk(db, folder).judge
        rules = replace(judge.rules, chats=self.chats, team=TEAM)
        self.wake = TimedWake(self.time)
        self.desk = Desk(db, replace(judge, rules=rules), self.wake, self.time)
        self._tasks = list[asyncio.Task[None]]()
        self._update = itertools.count(1)
        self._templates = shipped.config(folder, {}).cards

    async def start(self) -> None:
        """Begin to show cards."""
        await self.server.start()
        hour = timedelta(hours=1)
        self.channel = TelegramChannel(TOKEN, api=self.server.url, proxy=None, timeout=hour, poll=hour)
        await self.channel.start()
        await self.loops("one")

    async def loops(self, node: str) -> None:
        """Begin the loops of all chats on that node; those of the last one end."""
        await self.halt()
        self.wake.stopping = False
        for chat in {chat.id: chat for chat in self.chats}.values():
            self._spawn(await self._loop(chat, node))

    async def private(self, person: Person, node: str) -> None:
        """Begin the loop of a person's own chat on that node; all others end."""
        await self.halt()
        self.time.starts()
        chat = PrivateChat(
            self.desk,
            self._kit(node),
            person,
            await pacer_of(self.desk, Chat.private(person), timedelta(seconds=1)),
            folder=Folder(self.folder),
            mine=lambda: True,
        )

        async def run() -> None:
            while True:
                await chat.run()
                await self.time.sleep(timedelta(seconds=1))

        self._tasks.append(asyncio.create_task(run()))

    async def halt(self) -> None:
        """End the loops as a node does that dies: whatever they do."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()
        self.time.alone()

    def _spawn(self, loop: ChatCards) -> None:
        self.time.starts()

        async def run() -> None:
            await loop.run()
            self.time.ends()

        self._tasks.append(asyncio.create_task(run()))

    async def _loop(self, chat: Chat, node: str) -> ChatCards:
        pacer = await pacer_of(self.desk, chat, timedelta(seconds=1))
        kit = self._kit(node)
        return ChatCards(self.desk, kit, chat, pacer, mine=lambda: True, chats=self.chats)

    def _kit(self, node: str) -> Kit:
        return Kit(node=node, channel=self.channel, templates=self._templates, delays=self.delays)

    async def close(self) -> None:
        """Stop everything."""
        await self.halt()
        await self.channel.close()
        await self.server.stop()

    async def come(self, forms: list[Form]) -> None:
        """Let these come from now on, each judged as it comes."""
        began = self.time.now
        for form in forms:
            await self.pass_(began + timedelta(seconds=form.after_s) - self.time.now)
            await self.accept(form.fields)

    async def accept(self, fields: dict[str, str]) -> None:
        """One form, accepted and judged."""
        filled = {name: value for name, value in fields.items() if value}
        extra = {name: filled.pop(name) for name in ("business", "budget") if name in filled}
        request = Request(method="POST", url="http://desk.example/hooks/web", received_at=self.time())
        submission = Submission(provider="json", fields=filled, extra=extra)
        await self.desk.accept("web", request, submission)
        await judged(self.desk)
        self.accepted[len(self.accepted) + 1] = self.time.now

    async def pass_(self, span: timedelta) -> None:
        """Let that much time pass."""
        await self.time.pass_until(self.time.now + span)

    async def press(self, chat: Chat, label: str, by: Person) -> str:
        """Tap the newest button with that label; the key of the toast."""
        for message in reversed(self.server.messages(chat.id)):
            for button in (button for row in message.rows for button in row):
                if label in button.text and button.callback_data:
                    press = decode(button.callback_data)
                    at = {"chat": chat.id, "user": by.telegram, "update": next(self._update)}
                    if press.move in POST_MOVES:
                        return (await press_post(self.desk, press, **at)).toast
                    return (await press_lead(self.desk, press, **at)).toast
        raise AssertionError(f"no button {label!r}")

    def shows(self, chat: Chat) -> list[Call]:
        """Every message and edit that the stand-in was asked for in a chat."""
        here = str(chat.id)
        return [c for c in self.server.calls if c.method in SHOWS and c.params["chat_id"] == here]

    def live(self, chat: Chat = TRIAGE) -> list[str]:
        """The texts of the live messages that stand in a chat."""
        return [m.text for m in self.server.messages(chat.id) if "📥" in m.text]

    def cards(self, chat: Chat = TRIAGE) -> list[str]:
        """The first lines of the cards that stand in a chat, as they came."""
        return [m.text.splitlines()[0] for m in self.server.messages(chat.id) if "📥" not in m.text]

    def posted_at(self, chat: Chat, text: str) -> datetime:
        """When the first message with that text was posted."""
        calls = [c for c in self.shows(chat) if c.method == "sendMessage" and text in c.params["text"]]
        assert calls, f"no message with {text!r}"
        return calls[0].at


def most_in_a_minute(calls: list[Call]) -> int:
    """The most messages and edits that any sliding minute holds."""
    times = [call.at for call in calls]
    return max((sum(at <= t < at + timedelta(seconds=60) for t in times) for at in times), default=0)


def least_gap(calls: list[Call]) -> timedelta:
    """The least time between two of them."""
    times = [call.at for call in calls]
    return min((b - a for a, b in itertools.pairwise(times)), default=timedelta(hours=1))


@asynccontextmanager
async def a_flood(db: Database, folder: Path, *chats: Chat, delays: Delays = DELAYS):
    """A flood's world that is closed at the end."""
    flood = Flood(db, folder, *chats, delays=delays)
    await flood.start()
    try:
        yield flood
    finally:
        await flood.close()
