"""Bad addresses: through a running desk, as JSON and as a form, up to a real mail server."""

import json
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

import pytest
import pytest_asyncio
from aiohttp import FormData

from support.addresses import BAD, FORGIVEN
from support.stored import count, rows
from support.world import World, a_world, until_async

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: Header lines of every letter of a desk that stands nowhere on the web.
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Language", "Content-Type", "X-Request-Id"),
}


@dataclass(kw_only=True)
class Posted:
    """A desk to which many forms were posted."""

    world: World
    ids: dict[str, str | None] = field(default_factory=dict)  #: of submissions; None: refused at the door


async def _post(posted: Posted, name: str, value, *, form: bool = False) -> None:
    world, number = posted.world, len(posted.ids)
    fields = {"first_name": "Jan", "message": f"We need portal {number}.", "email": value}
    body = FormData(fields) if form else json.dumps(fields)
    headers = {} if form else {"Content-Type": "application/json"}
    async with world.session.post(f"{world.service.url}/hooks/web", data=body, headers=headers) as response:
        assert response.status in {200, 400, 422}
        posted.ids[name] = (await response.json()).get("id")


async def _at_rest(world: World) -> bool:
    return not (
        count(world, "submissions", "state = 'waiting'")
        or count(world, "deliveries", "state IN ('due', 'claimed')")
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bad(tmp_path_factory):
    """Every bad address was posted, as JSON and, where a form can carry it, as a form."""
    async with a_world(tmp_path_factory.mktemp("desk"), REPEAT_WINDOW="0s") as world:
        posted = Posted(world=world)
        for name, value in BAD.items():
            await _post(posted, f"json: {name}", value)
            if isinstance(value, str) and "\ud800" not in value:
                await _post(posted, f"form: {name}", value, form=True)
        await until_async(lambda: _at_rest(world), 60)
        yield posted


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def forgiven(tmp_path_factory):
    """Every address with something around it was posted."""
    async with a_world(tmp_path_factory.mktemp("desk"), REPEAT_WINDOW="0s") as world:
        posted = Posted(world=world)
        for name, (value, _) in FORGIVEN.items():
            await _post(posted, name, value)
        await until_async(lambda: _at_rest(world), 60)
        yield posted


async def test_there_are_enough_kinds():
    assert len(BAD) >= 60


@pytest.mark.parametrize("how", ["json", "form"])
@pytest.mark.parametrize("name", BAD)
async def test_a_bad_address_gets_no_letter_and_says_why(bad, name, how):
    if (id := bad.ids.get(f"{how}: {name}")) is None:
        return  # refused at the door, which says so, or nothing that a form can carry

    [(state, reason, attempts)] = rows(
        bad.world, "SELECT state, reason, attempts FROM deliveries WHERE key = :key", key=f"letter:{id}"
    )

    assert (state, attempts) == ("withheld", 0)
    assert reason in {"no_address", "two_addresses", "quarantined"}


async def test_no_mail_transaction_is_begun_for_any_of_them(bad):
    assert bad.world.mailbox.connections == 0


async def test_every_lead_is_kept_all_the_same(bad):
    taken = [id for id in bad.ids.values() if id]

    assert len(taken) > 150
    assert count(bad.world, "submissions", "state = 'judged'") == len(taken)
    assert count(bad.world, "receipts") >= len(taken)


@pytest.mark.parametrize("name", FORGIVEN)
async def test_a_letter_goes_to_exactly_the_address_of_the_form(forgiven, name):
    address = FORGIVEN[name][1]

    [mail] = [mail for mail in forgiven.world.mailbox.mails if mail.recipients == (address,)]

    assert (mail.to, mail.envelope_from) == (address, "hello@acme.example")


async def test_no_letter_has_a_header_that_is_not_ours(forgiven):
    mails = forgiven.world.mailbox.mails

    names = [tuple(name for name, _ in mail.headers) for mail in mails]

    assert len(mails) == len(FORGIVEN)
    assert all(len(each) == len(set(each)) and set(each) == HEADERS for each in names)


async def test_every_letter_is_well_formed(forgiven):
    for mail in forgiven.world.mailbox.mails:
        message = message_from_bytes(mail.raw, policy=default)
        assert [part.defects for part in message.walk() if part.defects] == []
        assert max(map(len, mail.raw.split(b"\r\n"))) <= 998
