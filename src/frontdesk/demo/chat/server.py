"""Server: the stand-in Bot API over HTTP, with faults that tests can script."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from aiohttp import web

from frontdesk.demo.chat.chats import Chats
from frontdesk.demo.chat.errors import ApiError
from frontdesk.demo.chat.faults import Fault, Faults
from frontdesk.demo.chat.members import Members
from frontdesk.demo.chat.methods import METHODS
from frontdesk.demo.chat.params import BODY_BYTES, UPLOAD_BYTES, UPLOADS, Params, read
from frontdesk.demo.chat.state import Answer, Call, ChatRoom, Document, Door, Message, User
from frontdesk.demo.chat.topics import Topics

CALLS: Final = 10_000
_METHODS: Final = {name.lower(): name for name in METHODS}
_GATEWAY: Final = "<html><head><title>{0}</title></head><body><h1>{0}</h1><hr>nginx</body></html>"
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class ChatServer:
    """A Bot API for one bot and a few chats, strict about every limit it knows.

    Use it between `start` and `stop`, in one event loop. `flood` switches on Telegram's rule for groups:
    20 messages and edits in any 60 s. A press can be answered for `query_lives_s`. What a webhook does not
    take is sent to it again after `webhook_delay_s`, and then ever more slowly.
    """

    def __init__(
        self,
        token: str,
        chats: Sequence[ChatRoom],
        *,
        clock: Callable[[], datetime] = _now,
        flood: bool = False,
        query_lives_s: float = 150,
        webhook_delay_s: float = 1,
    ) -> None:
        head = token.partition(":")[0]
        bot = {
            "id": int(head) if head.isascii() and head.isdigit() else 1,
            "is_bot": True,
            "first_name": "frontdesk",
            "username": "frontdesk_bot",
        }
        self.token = token
        self._chats = Chats(
            chats,
            bot,
            clock=clock,
            flood=flood,
            query_lives=timedelta(seconds=query_lives_s),
            webhook_delay_s=webhook_delay_s,
        )
        self._calls: deque[Call] = deque(maxlen=CALLS)
        self._faults = {name: Faults() for name in METHODS}
        self._down = False
        self._runner: web.AppRunner | None = None
        self._url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one.

        Raises:
            OSError: the port is taken.
        """
        application = web.Application(client_max_size=BODY_BYTES)
        application.router.add_route("GET", "/bot{token}/{method}", self._serve)
        application.router.add_route("POST", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        self._url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End the polls that wait and close every connection."""
        self._chats.webhook.remove()
        self._chats.updates.wake()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """The root address, without `/bot`."""
        return self._url

    @property
    def rooms(self) -> tuple[ChatRoom, ...]:
        """The chats, in the order they were given."""
        return self._chats.rooms

    @property
    def calls(self) -> list[Call]:
        """The last 10,000 calls in the order they came, refused ones too."""
        return list(self._calls)

    @property
    def commands(self) -> Mapping[tuple[str, str], list[dict[str, str]]]:
        """What setMyCommands left, by scope (JSON) and language."""
        return self._chats.commands

    @property
    def pending(self) -> int:
        """How many updates wait for the bot."""
        return len(self._chats.updates)

    @property
    def webhook(self) -> dict[str, Any]:
        """What getWebhookInfo tells."""
        return self._chats.webhook.info()

    @property
    def members(self) -> Members:
        """What the bot is in each chat, for tests to change."""
        return self._chats.members

    @property
    def version(self) -> int:
        """Grows with every message, edit, deletion and answer."""
        return self._chats.changes.version

    async def wait_change(self, since: int) -> int:
        """The version, as soon as it is greater than `since`."""
        return await self._chats.changes.wait(since)

    def messages(self, chat_id: int) -> list[Message]:
        """What stands in a chat, oldest first.

        Raises:
            ApiError: there is no such chat.
        """
        return self._chats.messages(chat_id)

    def press(self, chat_id: int, message_id: int, data: str | bytes, *, user: User) -> str:
        """Tap a button as that person; gives the id of the query.

        Nothing is checked: a modified client sends any data from under any message. Bytes that are no UTF-8
        reach the bot with replacement characters.
        """
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        return self._chats.press(chat_id, message_id, text, user)

    async def answer(self, query_id: str, timeout_s: float = 5) -> Answer:
        """What the presser saw.

        Raises:
            TimeoutError: nothing came in that time.
            KeyError: there was no such press.
        """
        async with asyncio.timeout(timeout_s):
            return await self._chats.answer(query_id)

    def write(
        self,
        text: str,
        *,
        user: User,
        chat_id: int | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
        document: Document | None = None,
    ) -> int:
        """Write a message as that person, in private unless a chat is given; gives the update's id.

        Who never wrote in private has no such chat: the bot cannot begin one.
        """
        return self._chats.write(user, text, chat_id, reply_to, topic, document)

    def reword(self, chat_id: int, message_id: int, text: str) -> int:
        """Edit what a person wrote; gives the update's id."""
        return self._chats.reword(chat_id, message_id, text)

    def written(self, chat_id: int) -> dict[int, str]:
        """What people wrote in a chat, by message, oldest first."""
        return self._chats.written(chat_id)

    def marks(self, chat_id: int) -> dict[int, str]:
        """The bot's reactions in a chat, by message."""
        return self._chats.marks(chat_id)

    def push_update(self, update: dict[str, Any]) -> int:
        """Queue any update and give its id; one with an `update_id` keeps it."""
        return self._chats.updates.push(update)

    def remove(self, chat_id: int, message_id: int) -> None:
        """Delete a message as a person would: the bot is not told."""
        self._chats.remove(chat_id, message_id)

    def migrate(self, chat_id: int, new_id: int, *, told: bool = True) -> None:
        """Make a supergroup with another id of a group; `told`: the bot gets the two service messages."""
        self._chats.migrate(chat_id, new_id, told=told)

    def set_door(self, chat_id: int, door: Door) -> None:
        """Throw the bot out of a chat, or let it in again; it is told by my_chat_member."""
        self._chats.set_door(chat_id, door)

    def topics(self, chat_id: int) -> Topics:
        """The threads of a chat, to open, close or delete them as a person would."""
        return self._chats.topics(chat_id)

    def fail_next(
        self,
        method: str,
        status: int = 500,
        description: str = "Internal Server Error",
        parameters: Mapping[str, Any] | None = None,
        *,
        times: int = 1,
        lost: bool = False,
        chat_id: int | None = None,
    ) -> None:
        """Let the next calls of a method fail, for one chat only where `chat_id` is given.

        `lost`: the call is carried out, but the connection is gone before its answer. 502 and 504 come as a
        gateway's page, not as JSON.
        """
        fault = Fault(error=ApiError(status, description, parameters), chat_id=chat_id, lost=lost)
        self._faults[method].add(fault, times)

    @property
    def down(self) -> bool:
        """Whether every connection is dropped without an answer."""
        return self._down

    @down.setter
    def down(self, down: bool) -> None:
        self._down = self._chats.webhook.down = down
        self._chats.updates.wake()

    async def _serve(self, request: web.Request) -> web.Response:
        """One call, from the request to its answer."""
        fault: Fault | None = None
        try:
            if self._down:
                return _dropped(request)
            name, sent, files = await self._known(request)
            if (fault := self._faults[name].take(sent)) and not fault.lost:
                raise fault.error
            answer = {"ok": True, "result": await METHODS[name](self._chats, Params(name, sent, files))}
            response = web.json_response(answer)
        except ApiError as error:
            response = _refusal(error)
        lost = fault is not None and fault.lost
        return _dropped(request) if lost or self._down else response

    async def _known(self, request: web.Request) -> tuple[str, dict[str, str], Mapping[str, Document]]:
        """The method and what was sent, with its files, written into the list of calls."""
        if request.match_info["token"] != self.token:
            raise ApiError(401, "Unauthorized")
        name = _METHODS.get(request.match_info["method"].lower())
        if name is None:
            raise ApiError(404, "Not Found: method not found")
        limit = UPLOAD_BYTES if name in UPLOADS else BODY_BYTES
        sent, files = await read(request.clone(client_max_size=limit))
        self._calls.append(Call(name, sent, self._chats.clock()))
        return name, sent, files


def _refusal(error: ApiError) -> web.Response:
    _log.debug("call refused status=%s", error.status)
    if error.status in (502, 504):
        page = _GATEWAY.format(f"{error.status} Gateway Error")
        return web.Response(status=error.status, text=page, content_type="text/html")
    said: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        said["parameters"] = error.parameters
    return web.Response(status=error.status, text=json.dumps(said), content_type="application/json")


def _dropped(request: web.Request) -> web.Response:
    """Close the connection; the answer that aiohttp wants goes nowhere."""
    if request.transport:
        request.transport.abort()
    return web.Response()
