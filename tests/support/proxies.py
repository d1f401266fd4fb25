"""Proxies: nginx and Caddy as processes, on the shipped files with other ports and certificates."""

import asyncio
import os
import re
import shutil
import signal
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from frontdesk.cli.deploy import SHIPPED
from support.certificates import Authority
from support.world import until_async
from web.served import free_port

_NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/proxy.log;
worker_processes 1;
{user}
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/1;
    uwsgi_temp_path {folder}/2;
    scgi_temp_path {folder}/3;
    include {folder}/frontdesk.conf;
}}
"""
OLDEST_CADDY = (2, 11, 2)  #: as the shipped file says
_CADDY = "{\n\tadmin off\n}\nimport shipped\n"


def installed(kind: str) -> str:
    """The path of nginx, or of a Caddy that the shipped file is made for; skips where there is none."""
    program = shutil.which(kind, path=f"{os.environ['PATH']}:/usr/sbin")
    if kind == "nginx" and not program:
        pytest.skip("nginx is not installed")
    if kind == "caddy" and (not program or _version(program) < OLDEST_CADDY):
        pytest.skip("no Caddy of 2.11.2 or later is installed")
    assert program
    return program


def _version(caddy: str) -> tuple[int, ...]:
    told = subprocess.run([caddy, "version"], capture_output=True, text=True, timeout=30).stdout
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", told)
    return tuple(map(int, found.groups())) if found else ()


def text(name: str) -> str:
    """A shipped file."""
    return (SHIPPED / name).read_text("utf-8")


def swapped(text: str, *swaps: tuple[str, str]) -> str:
    """The text with each first replaced by each second; fails where one is not there."""
    for old, new in swaps:
        assert old in text, f"the shipped file has no {old!r}"
        text = text.replace(old, new)
    return text


class Proxy:
    """One proxy in front of two nodes; `url` is where visitors go, `trust` what they trust."""

    def __init__(self, kind: str, folder: Path, nodes: Sequence[str]) -> None:
        """`nodes`: HOST:PORT of each."""
        program = installed(kind)
        self.url, self.trust = "", ssl.create_default_context()
        self._folder, self._nodes = folder, nodes
        folder.mkdir()
        self._command = (program, *{"nginx": self._nginx, "caddy": self._caddy}[kind]())
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start it and wait until it answers."""
        own = {"HOME": str(self._folder), "XDG_DATA_HOME": str(self._folder), "DOMAIN": self.url}
        with (self._folder / "out.log").open("wb") as log:
            self._process = subprocess.Popen(
                self._command, env={**os.environ, **own}, stdout=log, stderr=log, cwd=self._folder
            )
        async with ClientSession() as session:

            async def answers() -> bool:
                assert self._process
                assert self._process.poll() is None, (self._folder / "out.log").read_text()
                try:
                    async with session.get(f"{self.url}/", ssl=self.trust) as response:
                        return response.status == 404
                except (ClientError, OSError):
                    return False

            await until_async(answers)

    async def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(self._process.wait, 10)

    def _nginx(self) -> Sequence[str]:
        authority = Authority(self._folder)
        authority.server()
        self.trust, port = authority.trusting(), free_port()
        self.url = f"https://127.0.0.1:{port}"
        pem = str(self._folder / "server.pem")
        site = swapped(
            text("nginx.conf"),
            ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
            ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
            ("/etc/ssl/forms.acme.example.pem", pem),
            ("/etc/ssl/private/forms.acme.example.key", pem),
            ("server 127.0.0.1:8080", f"server {self._nodes[0]}"),
            ("# server 127.0.0.1:8081", f"server {self._nodes[1]}"),
        )
        (self._folder / "frontdesk.conf").write_text(site)
        user = "" if os.getuid() else "user root;"
        (self._folder / "nginx.conf").write_text(_NGINX.format(folder=self._folder, user=user))
        return ("-c", str(self._folder / "nginx.conf"))

    def _caddy(self) -> Sequence[str]:
        self.url = f"http://127.0.0.1:{free_port()}"
        shipped = text("Caddyfile")
        (self._folder / "shipped").write_text(swapped(shipped, ("one:8080 two:8080", " ".join(self._nodes))))
        (self._folder / "Caddyfile").write_text(_CADDY)
        return ("run", "--adapter", "caddyfile", "--config", str(self._folder / "Caddyfile"))


def limit_bytes(text: str, name: str) -> int:
    """A size in a proxy's file: nginx's `21m` counts in binary, Caddy's `21MB` in decimal."""
    number, unit = re.search(rf"{name} (\d+)(m|MB)\b", text).groups()  # type: ignore[union-attr]
    return int(number) * (2**20 if unit == "m" else 10**6)
