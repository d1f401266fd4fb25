"""Address doctor: what answers at the public address, its certificate, and which proxies are believed."""

import ssl
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web

from frontdesk.app.address_doctor import address_findings
from frontdesk.desk.clock import wall as now
from frontdesk.desk.secret import proof
from frontdesk.model.finding import State
from frontdesk.settings import read_settings
from support.certificates import STRANGER, Authority
from web.served import free_port

SECRET = "a-secret-of-the-tests"
OTHER = "another-desk-has-this"


def live(secret):
    async def answer(request):
        nonce = request.query["nonce"]
        return web.json_response({"status": "live", "proof": proof(secret.encode(), nonce)})

    return answer


def says(status, body):
    async def answer(request):
        return web.Response(status=status, text=body)

    return answer


@asynccontextmanager
async def a_server(answer, tls=None):
    """Its address."""
    app = web.Application()
    app.router.add_get("/health/live", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def found(url=None, secret=SECRET, **settings):
    given = {f"FRONTDESK_{name}": value for name, value in settings.items()}
    given |= {"FRONTDESK_PUBLIC_URL": url} if url else {}
    findings = await address_findings(read_settings(given), secret, now(), ssl.create_default_context())
    return {one.part: one for one in findings}


@pytest.mark.parametrize(
    ("answer", "secret", "state", "said"),
    [
        pytest.param(live(SECRET), SECRET, State.OK, "leads to this desk", id="this desk"),
        pytest.param(live(OTHER), SECRET, State.FAULT, "not this desk", id="another desk"),
        pytest.param(says(200, '{"status":"live"}'), SECRET, State.FAULT, "not this desk", id="no proof"),
        pytest.param(
            says(200, '{"status":"live","proof":"ц"}'), SECRET, State.FAULT, "not this desk", id="no ASCII"
        ),
        pytest.param(live(SECRET), None, State.UNKNOWN, "is not known", id="no secret yet"),
        pytest.param(says(502, "Bad Gateway"), SECRET, State.FAULT, "no frontdesk behind", id="proxy alone"),
        pytest.param(says(404, "Not here"), SECRET, State.WARNING, "answers 404", id="not passed on"),
        pytest.param(says(200, "[]"), SECRET, State.WARNING, "answers 200", id="a page"),
        pytest.param(says(200, "{" * 90_000), SECRET, State.WARNING, "answers 200", id="a flood"),
    ],
)
async def test_who_answers_is_told_by_the_proof(answer, secret, state, said):
    async with a_server(answer) as url:
        one = (await found(url, secret))["public address"]

    assert one.state is state
    assert said in one.said
    assert bool(one.do) == (state is not State.OK)


async def test_an_address_where_nobody_listens_is_a_fault():
    one = (await found(f"http://127.0.0.1:{free_port()}"))["public address"]

    assert one.state is State.FAULT
    assert "cannot be reached" in one.said
    assert "object at" not in one.said


async def test_no_address_is_a_warning():
    assert (await found())["public address"].state is State.WARNING


@pytest.mark.parametrize(
    ("at", "state"),
    [
        pytest.param(timedelta(), State.WARNING, id="a day left"),
        pytest.param(timedelta(days=-30), State.OK, id="a month left"),
    ],
)
async def test_a_certificate_is_told_with_its_days(tmp_path, at, state):
    authority = Authority(tmp_path)
    async with a_server(live(SECRET), authority.server()) as url:
        settings = read_settings({"FRONTDESK_PUBLIC_URL": url})
        all_ = await address_findings(settings, SECRET, now() + at, authority.trusting())

    assert all_[0].state is State.OK
    [own] = [one for one in all_ if "more days" in one.said]
    assert own.state is state


@pytest.mark.parametrize(
    "made",
    [
        pytest.param({"late": True}, id="expired"),
        pytest.param({"own": True}, id="signed by itself"),
        pytest.param({"name": STRANGER}, id="of another name"),
    ],
)
async def test_a_certificate_that_nobody_trusts_is_a_fault(tmp_path, made):
    authority = Authority(tmp_path)
    async with a_server(live(SECRET), authority.server(**made)) as url:
        settings = read_settings({"FRONTDESK_PUBLIC_URL": url})
        all_ = await address_findings(settings, SECRET, now(), authority.trusting())

    faults = {one.part for one in all_ if one.state is State.FAULT}
    assert faults == {"public address", "certificate"}


async def test_an_open_way_for_the_public_is_a_fault():
    told = await found("http://forms.acme.invalid")

    assert told["certificate"].state is State.FAULT


@pytest.mark.parametrize(
    ("trusted", "url", "state", "said"),
    [
        pytest.param("127.0.0.1", "https://x.invalid", State.OK, "127.0.0.1/32", id="one of ours"),
        pytest.param("10.0.0.0/8,::1", None, State.OK, "10.0.0.0/8", id="a private network"),
        pytest.param("0.0.0.0/0", None, State.FAULT, "0.0.0.0/0", id="everybody"),
        pytest.param("127.0.0.1,::/0", None, State.FAULT, "::/0", id="everybody by IPv6"),
        pytest.param("", "https://x.invalid", State.WARNING, "count as one", id="https and none"),
        pytest.param("", None, State.OK, "straight", id="none"),
    ],
)
async def test_proxies_are_judged(trusted, url, state, said):
    one = (await found(url, TRUSTED_PROXIES=trusted))["proxies"]

    assert one.state is state
    assert said in one.said
