"""Outside: a server on loopback that plays Meta, Bitrix24 and the services of captchas."""

import asyncio
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    form: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is answered."""

    data: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None  #: instead of `data` as JSON
    after: asyncio.Event | None = None  #: not before that is set


class Outside:
    """Answers each path with the replies given for it, one after the other; the last one stays."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    def says(self, path: str, *replies: Reply | Mapping[str, Any]) -> None:
        """Answer a path so: an object is sent as JSON with status 200."""
        self.replies[path] = [reply if isinstance(reply, Reply) else Reply(data=reply) for reply in replies]

    def lead(self, id: str, **answers: Any) -> None:
        """Meta has a lead with these answers."""
        listed = {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
        told = [{"name": name, "values": values} for name, values in listed.items()]
        self.says(f"/v24.0/{id}", {"id": id, "field_data": told})

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application(client_max_size=2**20)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Nobody answers any more."""
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(
            Asked(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                headers={name.lower(): value for name, value in request.headers.items()},
                form=form,
            )
        )
        waiting = self.replies.get(request.path, [Reply(status=404, data={})])
        reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if reply.after:
            await reply.after.wait()
        body = orjson.dumps(reply.data) if reply.body is None else reply.body
        headers = {"Content-Type": "application/json", **reply.headers}
        return web.Response(status=reply.status, body=body, headers=headers)


@asynccontextmanager
async def an_outside() -> Any:
    """A running one."""
    outside = Outside()
    await outside.start()
    try:
        yield outside
    finally:
        await outside.stop()
