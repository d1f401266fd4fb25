"""Behind a proxy: two nodes on one PostgreSQL, with the shipped file of nginx or Caddy in front."""

import asyncio
import json
import os
import re
from contextlib import asynccontextmanager
from io import BytesIO
from ipaddress import ip_network

import pytest
from aiohttp import ClientError, ClientSession, FormData, TCPConnector

from frontdesk.desk.secret import Secret
from frontdesk.desk.webhook import webhook_secret
from frontdesk.web.proxies import client
from support import postgres
from support.crashing import Ledger, Node, quiet, write_rules
from support.proxies import Proxy, installed
from support.stored import count, rows, submission
from support.world import World, a_form, until

VISITOR = "127.0.0.2"  #: another address than the proxy's, on this machine
FORGED = "198.51.100.7"
SECRET = "a secret of this desk"
META = "frontdesk-test-secret"
#: A chat takes 20 messages a minute: none asks for a card.
CARDLESS = {"phone": "", "position": "", "company": ""}
QUICK = {"NODE_BEAT": "100ms", "NODE_TIMEOUT": "3s", "UNSURE_RETRY": "300ms", "UNSURE_CARD_RETRY": "300ms"}


class Site:
    """Two nodes and the proxy; `session` is a visitor's."""

    def __init__(self, url, folder, proxy, nodes, session):
        self.url, self.folder, self.proxy, self.nodes, self.session = url, folder, proxy, nodes, session

    async def ask(self, method, path, **options):
        """Status and body, as bytes."""
        address = f"{self.proxy.url}{path}"
        async with self.session.request(method, address, ssl=self.proxy.trust, **options) as response:
            return response.status, await response.read()

    async def post(self, number, **options):
        """Post one form of its own person; its id, or None where it was not taken."""
        form = a_form(email=f"a{number}@company{number}.example", message=f"Question {number}", **CARDLESS)
        try:
            status, body = await self.ask("POST", "/hooks/web", json=form, **options)
        except (ClientError, OSError):
            return None
        return json.loads(body)["id"] if status == 200 else None


def rules(desk):
    """Two forms of one visitor are enough."""
    write_rules(desk)
    text = (desk / "rules.toml").read_text("utf-8")
    text, found = re.subn(r"(?m)^rate_source_form = \d+", "rate_source_form = 2", text)
    assert found == 1
    (desk / "rules.toml").write_text(f'{text}\n[forms.meta]\nsecret = "env:META"\n', "utf-8")


@asynccontextmanager
async def a_site(kind, folder, *, trusted="127.0.0.1"):
    installed(kind)
    with postgres.a_database("postgresql") as url:
        world = World(folder, DATABASE=url, TRUSTED_PROXIES=trusted, FILES=str(folder / "files"), **QUICK)
        await world.start_peers()
        mode = {"TELEGRAM_MODE": "webhook", "PUBLIC_URL": "https://forms.acme.example", "SECRET": SECRET}
        given = {**world.variables, **{f"FRONTDESK_{name}": value for name, value in mode.items()}}
        async with (
            ClientSession() as inside,
            ClientSession(connector=TCPConnector(local_addr=(VISITOR, 0))) as outside,
        ):
            nodes = [Node(folder / name, inside) for name in ("one", "two")]
            for name in ("one", "two"):
                (folder / name).mkdir()
                rules(folder / name)
            proxy = None
            try:
                await asyncio.gather(*(node.start({**given, "META": META}) for node in nodes))
                doors = [node.url.removeprefix("http://") for node in nodes]
                proxy = Proxy(kind, folder / kind, doors)
                await proxy.start()
                yield Site(url, folder, proxy, nodes, outside)
            finally:
                if proxy:
                    await proxy.stop()
                for node in nodes:
                    await node.gone()
                await world.close()


@pytest.fixture(params=["nginx", "caddy"])
async def site(request, tmp_path):
    async with a_site(request.param, tmp_path) as running:
        yield running


def forwarded(site, id):
    """What the node was told about who came."""
    [[found]] = rows(site.url, "SELECT headers FROM submissions WHERE id = :id", id=int(id, 16))
    return [value for name, value in json.loads(found) if name.lower() == "x-forwarded-for"]


async def test_both_nodes_take_forms_and_one_that_is_killed_loses_none(site):
    first = [await site.post(number) for number in range(20)]
    posting = [asyncio.create_task(site.post(number)) for number in range(20, 80)]
    await until(lambda: count(site.url, "submissions") >= 30)
    site.nodes[0].kill()
    during = await asyncio.gather(*posting)
    await site.nodes[0].gone()  # a process that is just dying still opens the door
    after = [await site.post(number) for number in range(80, 100)]

    taken = {id for id in (*first, *during, *after) if id}
    assert None not in first
    assert None not in after  # the proxy goes to the one that lives
    assert len(during) - during.count(None) >= 20  # the rest was in the hands of the one that died
    await quiet(Ledger(site.url, site.folder))
    stored = {f"{id:x}" for (id,) in rows(site.url, "SELECT id FROM submissions WHERE state = 'judged'")}
    assert taken <= stored


async def test_the_visitor_is_known_and_one_that_is_made_up_is_not_believed(site):
    ids = [await site.post(number, headers={"X-Forwarded-For": FORGED}) for number in range(8)]

    trusted = [ip_network("127.0.0.1/32")]
    assert {client("127.0.0.1", forwarded(site, id), trusted) for id in ids} == {VISITOR}
    assert all(set(submission(site.url, id)["noted"]) == {"request"} for id in ids)


async def test_a_proxy_that_is_trusted_too_is_believed(tmp_path):
    async with a_site("nginx", tmp_path, trusted=f"127.0.0.1,{VISITOR}") as site:
        ids = [await site.post(number, headers={"X-Forwarded-For": FORGED}) for number in range(8)]

        assert "rate" in submission(site.url, ids[-1])["noted"]


async def test_a_form_with_files_up_to_the_limit_passes_and_frontdesk_refuses_more(site):
    def form(*sizes):
        data = FormData(a_form())
        for number, size in enumerate(sizes):
            content = b"%PDF-1.7\n" + os.urandom(size - 9)
            data.add_field(
                "brief", BytesIO(content), filename=f"{number}.pdf", content_type="application/pdf"
            )
        return data

    status, body = await site.ask("POST", "/hooks/web", data=form(9_990_000, 9_990_000))
    assert (status, json.loads(body)["status"]) == (200, "accepted")
    assert count(site.url, "files") == 2

    status, body = await site.ask("POST", "/hooks/web", data=form(9_990_000, 9_990_000, 700_000))
    assert status == 413
    assert "error" in json.loads(body)


async def test_handshakes_and_updates_pass_and_what_is_not_for_visitors_is_not_there(site):
    query = f"hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={META}"
    assert await site.ask("GET", f"/hooks/meta?{query}") == (200, b"1158201444")

    update = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    secret = {"X-Telegram-Bot-Api-Secret-Token": await webhook_secret(Secret(None, SECRET))}
    assert (await site.ask("POST", "/telegram", json=update))[0] == 401
    assert (await site.ask("POST", "/telegram", json=update, headers=secret))[0] == 200

    assert await site.ask("GET", "/health/live") == (200, b'{"status":"live"}')
    for path in ("/health/ready", "/metrics", "/hooks", "/telegram/x"):
        status, body = await site.ask("GET", path)
        assert (path, status) == (path, 404)
        assert b"{" not in body  # it is the proxy that says so
