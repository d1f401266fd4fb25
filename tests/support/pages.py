"""Pages: a site of its own, on another origin than the desk, and a real browser that visits it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, async_playwright

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme</title></head><body>'


@dataclass
class Site:
    """Whose pages a test writes; `policy` is their Content-Security-Policy."""

    host: str
    pages: dict[str, str] = field(default_factory=dict)
    policy: str = ""

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The address of a page."""
        return f"http://{host or self.host}{path}"

    async def page(self, request: web.Request) -> web.Response:
        """One page."""
        text = HEAD + self.pages.get(request.path, "")
        headers = {"Content-Security-Policy": self.policy} if self.policy else {}
        return web.Response(text=text, content_type="text/html", headers=headers)


@asynccontextmanager
async def a_site() -> AsyncIterator[Site]:
    """A site on a free port."""
    app, site = web.Application(), Site("")
    app.router.add_get("/{path:.*}", site.page)
    async with TestServer(app, host="127.0.0.1") as server:
        site.host = f"127.0.0.1:{server.port}"
        yield site


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    """A browser; whoever needs one is skipped where none is installed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here to draw the page")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield running
        await running.close()
