"""Domains: DNS is asked before a letter goes to a domain; whatever it does, no lead waits for long."""

import asyncio
import os
from datetime import timedelta

import pytest

from frontdesk.desk.release import release
from frontdesk.lookups.dns import MailResolver
from frontdesk.worker.domains import AT_ONCE, MOST, SILENT, DomainPlan, Domains
from frontdesk.worker.judging import Judging
from support.books import Hands, a_desk
from support.desks import accepted
from support.forked import forked
from support.nameserver import a_nameserver, says, silent
from support.stored import count, rows
from support.world import TRIAGE, a_form, a_world, until, until_async

TAKES = says("MX 10 mx.acme.pl.")
TAKES_NONE = says("MX 0 .")
LIMIT = timedelta(milliseconds=500)
PLAN = DomainPlan(limit=LIMIT, yes=timedelta(days=1), no=timedelta(hours=1), rest=timedelta(seconds=30))


@pytest.fixture
async def server():
    async with a_nameserver() as server:
        yield server


@pytest.fixture
async def world(tmp_path, database_url, server):
    """A running desk that asks the server."""
    given = {"DATABASE": database_url, "DNS": server.address, "DNS_TIMEOUT": "20s"}
    async with a_world(tmp_path, **given) as world:
        yield world


class Node:
    """One node that judges; several may share a database."""

    def __init__(self, db, folder, server, clock, plan=PLAN) -> None:
        self.db, self.desk = db, a_desk(db, folder, clock)
        self.domains = Domains(self.desk, MailResolver(plan.limit, ("127.0.0.1", server.port)), plan)
        self.judging = Judging(self.desk, timedelta(milliseconds=20), domains=self.domains)

    async def judged(self, address: str, **fields: str) -> str | None:
        """Accept a form, judge it, and tell why its letter is withheld, "" when it is not."""
        came = await accepted(self.desk, email=address, **fields)
        return await until_async(lambda: self.look(came))

    async def look(self, submission: int) -> str | None:
        """Judge what can be judged; None while that submission is not among it."""
        await self.judging.once()
        found = await self.db.read(
            lambda c: c.exec_driver_sql(
                f"SELECT state, reason FROM deliveries WHERE key = 'letter:{submission:x}'"
            ).one_or_none()
        )
        return None if found is None else found.reason or "sent"


@pytest.fixture
async def nodes(db, tmp_path, server):
    """Makes nodes that share a database and a clock."""
    made, clock = [], Hands()

    def a_node(plan=PLAN):
        made.append(Node(db, tmp_path, server, clock, plan))
        return made[-1]

    a_node.clock = clock
    yield a_node
    for node in made:
        await node.domains.close()


async def test_no_letter_goes_to_a_domain_that_takes_none_and_the_card_says_so(world, server):
    server.replies["gone-client.pl"] = says(rcode="NXDOMAIN")

    await world.post(a_form(email="jan@gone-client.pl"))
    card = await world.card(TRIAGE, "Jan Kowalski")

    assert "not answered: the e-mail's domain takes no mail" in card.text
    assert rows(world, "SELECT state, reason FROM deliveries") == [("withheld", "undeliverable")]
    assert world.mailbox.mails == []


async def test_leads_show_tells_why(world, server, tmp_path, database_url):
    server.replies["gone-client.pl"] = says(rcode="NXDOMAIN")
    await world.post(a_form(email="jan@gone-client.pl"))
    await world.card(TRIAGE, "Jan Kowalski")

    environment = {**os.environ, "FRONTDESK_DATABASE": database_url}
    shown = await forked(("--desk", str(tmp_path), "leads", "show", "1"), environment)
    text, _ = await shown.communicate()

    assert b"withheld: undeliverable" in text


async def test_a_domain_that_takes_mail_is_asked_about_once(world, server):
    server.other = TAKES

    for name in ("jan", "eva", "ola"):
        await world.post(a_form(email=f"{name}@acme-client.pl"))
        await world.mail(f"{name}@acme-client.pl")

    assert server.asked == {"acme-client.pl": 1}
    assert [bool(takes) for (takes,) in rows(world, "SELECT takes FROM mx")] == [True]


@pytest.mark.parametrize("domain", ["gmail.com", "mail.ru", "acme-client.example", "acme.test"])
async def test_a_big_provider_and_a_reserved_name_are_not_asked_about(world, server, domain):
    await world.post(a_form(email=f"jan@{domain}"))
    await world.mail(f"jan@{domain}")

    assert server.asked.total() == 0


async def test_other_leads_do_not_wait_for_dns(world, server):
    server.hold = asyncio.Event()
    server.other = TAKES
    for number in range(60):
        await world.post(a_form(email=f"jan@slow-client{number}.pl"))
    await until(lambda: server.asked)

    await world.post(a_form(email="eva@gmail.com"))
    await world.mail("eva@gmail.com")
    before = len(world.mailbox.mails)
    server.hold.set()
    await world.mail("jan@slow-client59.pl")

    assert before == 1
    assert server.most <= AT_ONCE


async def test_two_enquiries_of_one_person_are_judged_in_order(world, server):
    server.hold = asyncio.Event()
    server.other = TAKES
    await world.post(a_form(email="jan@slow-client.pl", message="One."))
    await until(lambda: server.asked)
    await world.post(a_form(email="jan@slow-client.pl", message="Two."))
    await world.post(a_form(email="eva@gmail.com"))
    await world.mail("eva@gmail.com")

    server.hold.set()
    await until(lambda: count(world, "submissions", "state = 'judged'") == 3)

    lead = rows(world, "SELECT lead FROM receipts GROUP BY lead HAVING count(*) = 2")[0][0]
    causes = rows(world, f"SELECT cause FROM receipts WHERE lead = {lead} ORDER BY id")
    assert causes == sorted(causes)


async def test_a_dead_resolver_keeps_no_letter_back(tmp_path, database_url, server):
    server.other = silent
    given = {"DATABASE": database_url, "DNS": server.address, "DNS_TIMEOUT": "500ms"}
    async with a_world(tmp_path, **given) as world:
        for number in range(40):
            await world.post(a_form(email=f"jan@a-client{number}.pl"))
        await until(lambda: len(world.mailbox.mails) == 40)
        asked = len(server.asked)
        await world.post(a_form(email="jan@one-more.pl"))
        await world.mail("jan@one-more.pl")

        assert SILENT <= asked <= AT_ONCE + SILENT
        assert "one-more.pl" not in server.asked


async def test_what_is_off_is_not_asked(tmp_path, database_url, server):
    async with a_world(tmp_path, DATABASE=database_url, DNS="off") as world:
        await world.post(a_form(email="jan@acme-client.pl"))
        await world.mail("jan@acme-client.pl")

    assert server.asked.total() == 0


async def test_a_repeat_is_looked_up_again_when_the_answer_is_old(nodes, server):
    node, clock = nodes(), nodes.clock
    server.other = TAKES_NONE
    first = await node.judged("jan@acme-client.pl", message="One.")
    clock.forward(minutes=59)
    second = await node.judged("jan@acme-client.pl", message="Two.")
    asked, server.other = server.asked.total(), TAKES
    clock.forward(minutes=2)
    third = await node.judged("jan@acme-client.pl", message="Three.")

    assert (first, second, third) == ("undeliverable", "undeliverable", "sent")
    assert (asked, server.asked.total()) == (1, 2)


async def test_an_old_no_is_no_reason_when_dns_is_silent(nodes, server):
    node = nodes()
    server.other = TAKES_NONE
    await node.judged("jan@acme-client.pl", message="One.")
    nodes.clock.forward(hours=2)
    server.other = silent

    assert await node.judged("jan@acme-client.pl", message="Two.") == "sent"


@pytest.mark.parametrize(
    ("hours", "became"), [(0.5, "undeliverable"), (2, "sent")], ids=["a sure no", "an old no"]
)
async def test_only_a_sure_no_keeps_back_the_letter_of_a_released_lead(nodes, server, db, hours, became):
    node = nodes()
    server.other = TAKES_NONE
    held = await node.judged("jan@acme-client.pl", first_name="https://spam.example win")
    nodes.clock.forward(hours=hours)

    await release(node.desk, 1, "Olga")

    letters = await db.read(lambda c: c.exec_driver_sql("SELECT reason FROM deliveries ORDER BY id").all())
    assert (held, letters[-1].reason or "sent") == ("quarantined", became)


async def test_another_node_need_not_ask_again(nodes, server):
    one, two = nodes(), nodes()
    server.other = TAKES_NONE

    first = await one.judged("jan@acme-client.pl")
    await until_async(lambda: written(one))
    second = await two.judged("eva@acme-client.pl")

    assert (first, second, server.asked.total()) == ("undeliverable", "undeliverable", 1)


async def test_the_address_that_the_letter_goes_to_is_the_one_that_counts(nodes, server):
    node = nodes()
    server.replies = {"acme-client.pl": TAKES, "gone-client.pl": TAKES_NONE}
    first = await node.judged("jan@acme-client.pl")
    nodes.clock.forward(days=2)

    second = await node.judged("jan@gone-client.pl")

    assert (first, second) == ("sent", "undeliverable")


async def test_dns_is_asked_again_after_a_rest(nodes, server):
    node = nodes()
    server.other = silent
    for number in range(SILENT + 1):
        assert await node.judged(f"jan@a-client{number}.pl") == "sent"
    resting = len(server.asked)
    server.other = TAKES_NONE
    nodes.clock.forward(seconds=31)

    assert await node.judged("jan@b-client.pl") == "undeliverable"
    assert resting == SILENT


async def test_a_lead_is_judged_though_no_answer_is_believed_at_all(nodes, server):
    nothing = timedelta(0)
    node = nodes(DomainPlan(limit=LIMIT, yes=nothing, no=nothing, rest=nothing))
    server.other = TAKES

    assert await node.judged("jan@acme-client.pl") == "sent"


async def test_more_than_may_wait_are_judged_without_an_answer(nodes, server, db):
    node = nodes(DomainPlan(limit=timedelta(minutes=1), yes=LIMIT, no=LIMIT, rest=LIMIT))
    server.hold = asyncio.Event()
    for number in range(MOST + 5):
        await accepted(node.desk, email=f"jan@a-client{number}.pl", message=f"No. {number}")
    while await node.judging.once():
        pass

    receipts = await db.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM receipts").scalar_one())
    assert (len(node.domains.aside), receipts) == (MOST, 5)


async def test_what_waits_when_a_node_stops_is_judged_by_the_next(nodes, server):
    one, two = nodes(), nodes()
    server.hold = asyncio.Event()
    server.other = TAKES
    came = await accepted(one.desk, email="jan@acme-client.pl")
    await one.judging.once()
    await one.domains.close()
    server.hold.set()

    assert await until_async(lambda: two.look(came)) == "sent"


async def written(node) -> int:
    return await node.db.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM mx").scalar_one())
