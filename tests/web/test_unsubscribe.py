"""Unsubscribe: the link of a letter, as mail programs, scanners and people use it."""

import asyncio
import re
import time

import pytest

from frontdesk.desk.node import Part
from support import postgres
from support.pages import a_browser
from support.stored import count, rows
from support.world import TRIAGE, World, a_form, a_world, until, until_async

URL = "https://forms.acme.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SPOKEN = {
    "en": ("Hello, we need a customer portal for our warehouse.", "No more letters?", "No more letters"),
    "ru": ("Здравствуйте, нам нужен портал для клиентов.", "Больше не писать?", "Больше не писать"),
    "pl": (
        "Dzień dobry, potrzebujemy portalu dla naszych klientów.",
        "Nie pisać więcej?",
        "Nie pisać więcej",
    ),
}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Type": "text/html; charset=utf-8",
}


@pytest.fixture
async def world(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, PUBLIC_URL=URL, REPEAT_WINDOW="0s") as running:
        yield running


async def link_of(world: World, **fields: str) -> str:
    """The path of the link in the letter that answers a form."""
    to = fields.get("email", "jan@acme-client.example")
    await world.post(a_form(**fields))
    mail = (await world.mail(to))[-1]
    return (mail.header("List-Unsubscribe") or "").strip("<>").removeprefix(URL)


async def asked(world: World, method: str, path: str, **arguments):
    """Status, headers and text of an answer."""
    url = f"{world.service.url}{path}"
    async with world.session.request(method, url, allow_redirects=False, **arguments) as response:
        return response.status, response.headers, await response.text()


def listed(world: World) -> list[tuple[str, str, str]]:
    return rows(world, 'SELECT address, reason, "by" FROM suppressions')


async def test_a_letter_carries_its_link_where_mail_programs_look_for_it(world):
    path = await link_of(world)

    [mail] = world.mailbox.mails
    assert re.fullmatch(r"/u/[\w-]{46}", path)
    assert mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    assert f"{URL}{path}" in mail.text
    assert f'href="{URL}{path}"' in mail.html
    assert all(len(line) <= 998 for line in mail.raw.split(b"\r\n"))


async def test_a_desk_that_stands_nowhere_on_the_web_has_no_link(tmp_path):
    async with a_world(tmp_path) as world:
        await world.post(a_form())
        [mail] = await world.mail("jan@acme-client.example")

    assert mail.header("List-Unsubscribe") is mail.header("List-Unsubscribe-Post") is None
    assert "/u/" not in mail.text + mail.html
    assert "unsubscribe" not in mail.html.lower()


@pytest.mark.parametrize("language", SPOKEN)
async def test_the_page_speaks_the_language_of_the_letter(world, language):
    message, title, button = SPOKEN[language]
    path = await link_of(world, message=message)

    status, _, text = await asked(world, "GET", path)

    [mail] = world.mailbox.mails
    assert mail.header("Content-Language") == language
    assert status == 200
    assert f'<html lang="{language}">' in text
    assert (f"<h1>{title}</h1>" in text, f">{button}</button>" in text) == (True, True)


async def test_opening_the_link_changes_nothing(world):
    path = await link_of(world)

    answers = [await asked(world, method, path) for method in ("GET", "HEAD", "GET")]

    assert [status for status, *_ in answers] == [200, 200, 200]
    assert answers[1][2] == ""
    assert (listed(world), count(world, "touches", "kind = 'unsubscribed'")) == ([], 0)


BODIES = {
    "a mail program": {"data": ONE_CLICK},
    "no body": {},
    "a multipart form": {
        "data": b"--b\r\n\r\n--b--",
        "headers": {"Content-Type": "multipart/form-data; boundary=b"},
    },
    "another body": {"data": b"\0" * 5_000, "headers": {"Content-Type": "application/octet-stream"}},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_a_post_suppresses_within_a_second(world, body):
    path = await link_of(world)
    began = time.monotonic()

    status, headers, text = await asked(world, "POST", path, **body)

    assert time.monotonic() - began < 1
    assert listed(world) == [("jan@acme-client.example", "unsubscribed", "link")]
    assert (status, "<h1>Done</h1>" in text, "<button" in text) == (200, True, False)
    assert {"Set-Cookie", "Location"}.isdisjoint(headers)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_page_is_kept_and_framed_by_nobody(world, method):
    path = await link_of(world)

    _, headers, _ = await asked(world, method, path)

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


async def test_a_link_used_twice_is_one_suppression_and_one_touch(world):
    path = await link_of(world)

    answers = [await asked(world, "POST", path, data=ONE_CLICK) for _ in range(5)]
    together = await asyncio.gather(*(asked(world, "POST", path) for _ in range(20)))

    assert {status for status, *_ in (*answers, *together)} == {200}
    assert len(listed(world)) == 1
    assert count(world, "touches", "kind = 'unsubscribed'") == 1


BROKEN = {
    "forged": lambda path: path[:20] + ("A" if path[20] != "A" else "B") + path[21:],
    "cut": lambda path: path[:-1],
    "half": lambda path: path[: len(path) // 2],
    "longer": lambda path: path + "A",
    "very long": lambda path: path + "A" * 5_000,
    "of another mailbox": lambda path: "/u/" + "A" * 46,
    "a path in it": lambda path: path + "/more",
    "empty": lambda path: "/u/",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
async def test_a_link_that_is_not_whole_is_not_found(world, broken, method):
    path = await link_of(world)

    status, _, text = await asked(world, method, broken(path))

    assert status == 404
    assert "jan@" not in text
    assert listed(world) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_any_other_method_is_not_allowed(world, method):
    path = await link_of(world)

    status, headers, _ = await asked(world, method, path)

    assert (status, headers["Allow"]) == (405, "GET,HEAD,POST")
    assert listed(world) == []


async def test_a_waiting_letter_is_withheld_and_lead_and_card_say_so(world):
    world.mailbox.script("rcpt", "450 4.2.0 greylisted", times=1_000)
    await world.post(a_form(email="j.an+x@acme-client.example", phone=""))
    await world.card(TRIAGE, "#1")
    [body] = await until(
        lambda: rows(world, "SELECT body FROM deliveries WHERE state = 'due' AND attempts > 0")
    )
    path = re.search(rb"List-Unsubscribe: <https://[^/]+(/u/[\w-]+)>", bytes(body[0]))[1].decode()

    await asked(world, "POST", path)

    async def told() -> bool:
        return "not written to any more" in world.chat.messages(TRIAGE.id)[-1].text

    assert rows(world, "SELECT state, reason FROM deliveries") == [("withheld", "suppressed")]
    await until_async(told)
    assert world.mailbox.mails == []


async def test_the_next_enquiry_is_kept_and_gets_no_letter(world):
    path = await link_of(world, email="jan.kowalski+crm@client.example")
    await asked(world, "POST", path)

    await world.post(a_form(email="JanKowalski@client.example", phone="", message="And once more"))
    card = await world.card(TRIAGE, "#2")

    assert rows(world, "SELECT state, reason FROM deliveries ORDER BY id") == [
        ("sent", None),
        ("withheld", "suppressed"),
    ]
    assert "not answered: not written to any more" in card.text


async def test_a_node_that_only_takes_forms_takes_the_word_too(tmp_path):
    with postgres.a_database("postgresql") as url:
        given = {"DATABASE": url, "PUBLIC_URL": URL}
        async with a_world(tmp_path, **given) as worker:
            path = await link_of(worker)
            front = World(tmp_path, **given)
            front.mailbox, front.chat, front.session = worker.mailbox, worker.chat, worker.session
            await front.start(part=Part.WEB)

            status, *_ = await asked(front, "POST", path)

            await front.service.stop()
            assert (status, len(listed(worker))) == (200, 1)


async def test_links_work_after_a_restart(tmp_path):
    async with a_world(tmp_path, PUBLIC_URL=URL) as world:
        path = await link_of(world)
        await world.stop()
        await world.start()

        status, *_ = await asked(world, "POST", path)

        assert (status, len(listed(world))) == (200, 1)


async def test_a_new_secret_forgets_nobody_who_wants_no_letters(tmp_path):
    given = {"PUBLIC_URL": URL, "REPEAT_WINDOW": "0s"}
    async with a_world(tmp_path, **given) as world:
        path = await link_of(world)
        await asked(world, "POST", path)
        await world.stop()
        world._given["SECRET"] = "a secret that the settings give"
        await world.start()

        await world.post(a_form(message="Once more"))
        await until(lambda: count(world, "deliveries") == 2)

    assert rows(world, "SELECT state, reason FROM deliveries ORDER BY id")[1] == ("withheld", "suppressed")


async def test_the_button_works_in_a_browser(tmp_path):
    async with a_browser() as browser, a_world(tmp_path, PUBLIC_URL=URL) as world:
        path = await link_of(world)
        page = await browser.new_page(viewport={"width": 360, "height": 640})
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))

        await page.goto(world.service.url + path)
        before = listed(world)
        await page.get_by_role("button").click()
        await page.get_by_role("heading", name="Done").wait_for()

        assert (before, len(listed(world)), refused) == ([], 1, [])
