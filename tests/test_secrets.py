"""Secrets: with everything logged and everything going wrong, none is told, and nothing that people wrote."""

import asyncio
import io
import json
import logging
import re
import sys

import pytest
import structlog

from frontdesk.cli.log import configure
from frontdesk.settings import shipped_folder
from support.stored import count
from support.world import TRIAGE, World, a_form, until
from web.raw import FORM, one, request, sent
from web.served import a_served

TOKEN = "4711:AAmarkedtokenmarkedtoken"
PASSWORD = "markedpassword"
KEY = "markedformkey"
#: Each is a part of a form's value, a header or an address, and found nowhere else.
MARKS = {
    "first_name": "Markedfirst",
    "last_name": "Markedlast",
    "company": "Markedcompany",
    "position": "Markedposition",
    "business": "Markedbusiness",
    "message": "markedmessage",
    "phone": "512345209",
}
MAILBOX = "markedmailbox"
QUERY = "markedquery"
SECRETS = (TOKEN, TOKEN.partition(":")[2], PASSWORD)
TOLD_BY_PEOPLE = (*MARKS.values(), MAILBOX, QUERY)

RULES = f"""
[forms.tilda]
key = "env:TILDA_KEY"
hosts = ["acme.example"]
[[chats]]
id = {TRIAGE.id}
purpose = "triage"
"""
#: A letter that fails at some leads only, with their company in the error.
TEMPLATE = """---
subject: Hello
---
Hello{% if company and "Broken" in company %}{{ missing[company] }}{{ {}[company] + 1 }}{% endif %}.
"""
#: `frontdesk serve` as an operator in trouble would run it: everything at DEBUG.
EVERYTHING = """
import asyncio, logging, sys
from pathlib import Path
from frontdesk.app.config import read_config
from frontdesk.app.service import Service
from frontdesk.cli.log import configure
from frontdesk.cli.run import until_stopped
config = read_config(Path(sys.argv[1]))
configure(config.settings.log, logging.DEBUG)
asyncio.run(until_stopped(Service(config), "no way out"))
"""


def _marked(number: int, **fields: str) -> dict[str, str]:
    marks = {**MARKS, "phone": f"+48 {MARKS['phone']}", "email": f"{MAILBOX}{number}@acme-client.example"}
    return {**a_form(), **marks, **fields}


def _write_desk(desk) -> None:
    rules = (shipped_folder() / "rules.toml").read_text("utf-8") + RULES
    (desk / "rules.toml").write_text(rules, "utf-8")
    letters = desk / "templates/letters"
    letters.mkdir(parents=True)
    for name in ("ask_details", "full_profile", "phone_given"):
        (letters / f"{name}.en.md").write_text(TEMPLATE, "utf-8")


async def _go_wrong(world: World, url: str) -> list[bytes]:
    """Make every error there is; all that was answered."""
    world.mailbox.script("rcpt", f"550 5.1.1 <{MAILBOX}0@acme-client.example> unknown, says {PASSWORD}")
    world.mailbox.script("data", "451 4.7.1 greylisted")
    world.mailbox.script("dot", "drop")
    world.chat.fail_next("sendMessage", 500)
    world.chat.fail_next("sendMessage", 502)
    world.chat.fail_next("sendMessage", 400, f"Bad Request: can't parse entities: {MARKS['company']}")
    world.chat.fail_next("getUpdates", 502, times=2)
    answers = []
    for number in range(6):
        form = _marked(number, company=MARKS["company"] + " Broken" * (number == 5))
        answers += await sent(url, request(json.dumps(form), path=f"/hooks/web?q={QUERY}"))
    marked = json.dumps(_marked(0))
    for data in (
        request(marked, path="/hooks/tilda/wrong"),
        request(marked, path=f"/hooks/tilda/{KEY}/{QUERY}"),
        request(marked + "}", path="/hooks/web"),
        request(marked, f"application/json; charset={QUERY}"),
        request(marked, Content_Encoding="gzip"),
        request(json.dumps({**_marked(0), "email": MAILBOX * 40})),
        f"POST /{QUERY} HTTP/1.1\r\nX: {QUERY}\x01\r\n\r\n".encode(),
        request(method="GET", path="/health/ready"),
        request(method="GET", path="/health/live"),
        request(method="GET", path="/metrics"),
        request(method="GET", path=f"/metrics?q={QUERY}", X_Forwarded_For="8.8.8.8"),
    ):
        answers += await sent(url, data)
    return [answer.body + str(answer.headers).encode() for answer in answers]


@pytest.mark.parametrize("kind", ["console", "json"])
async def test_no_secret_and_no_word_of_a_form_is_logged_or_answered(tmp_path, kind):
    world = World(tmp_path)
    world.chat.token = TOKEN
    await world.start_peers()
    _write_desk(tmp_path)
    settings = {
        "LOG": kind,
        "SMTP": world.mailbox.url,
        "MAIL_FROM": "Acme <hello@acme.example>",
        "LETTER_RETRIES": "100ms,100ms",
        "UNSURE_RETRY": "200ms",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": world.chat.url,
        "CARD_GAP": "10ms",
        "STOP_TIMEOUT": "2s",
    }
    command = (sys.executable, "-c", EVERYTHING, str(tmp_path))
    try:
        async with a_served(tmp_path, *command, **settings) as served:
            served.environment["TILDA_KEY"] = KEY
            await served.start()
            answers = await _go_wrong(world, served.url)
            await until(lambda: count(tmp_path, "submissions", "state = 'unjudged'"))
            await until(lambda: count(tmp_path, "deliveries", "state = 'refused'"))
            world.chat.down = world.mailbox.down = True
            await one(served.url, request(json.dumps(_marked(7))))
            await asyncio.sleep(1)
            seen = [
                (await one(served.url, request(method="GET", path=path))).body
                for path in ("/metrics", "/health/ready", "/health/live")
            ]
            served.signal(15)
            _, lines = await served.ended()
    finally:
        await world.close()

    said = "\n".join(lines)
    assert [mark for mark in (*SECRETS, *TOLD_BY_PEOPLE) if mark.lower() in said.lower()] == []
    told = b"\n".join(seen).lower()
    assert [mark for mark in (*SECRETS, *TOLD_BY_PEOPLE, KEY) if mark.lower().encode() in told] == []
    assert b"frontdesk_submissions_judged_total{band=" in told
    assert b"does not answer since" in told
    assert [mark for mark in SECRETS for answer in answers if mark.encode() in answer] == []
    assert [mark for mark in MARKS.values() for answer in answers if mark.encode() in answer] == []
    assert "lead unjudged" in said
    assert "delivery refused" in said
    begins = re.compile(r'\{.*"event": .*\}' if kind == "json" else r"\d{4}-\d\d-\d\dT?.*\[\w+ *\]")
    assert [line for line in lines if not begins.match(line)] == []
    assert max(len(line.encode()) for line in lines) <= 8_192


async def test_the_key_of_a_form_is_never_logged(tmp_path):
    _write_desk(tmp_path)
    keyed, browser = f"/hooks/tilda/{KEY}", {"Accept": "text/html"}
    async with a_served(tmp_path, sys.executable, "-c", EVERYTHING, str(tmp_path)) as served:
        served.environment["TILDA_KEY"] = KEY
        await served.start()
        await sent(served.url, request("_next=https://acme.example/%0aX", FORM, path=keyed, **browser))
        await sent(served.url, request(json.dumps(_marked(0)), path=keyed, User_Agent="x\xff"))
        await sent(served.url, request("{", path=keyed))
        served.signal(15)
        _, lines = await served.ended()

    assert [line for line in lines if KEY in line] == []


FORGED = {
    "line end": "x\n2026-01-01 [error] forged",
    "carriage return": "x\rforged",
    "terminal": "\x1b[31mred\x1b]0;title\x07",
    "separators": "a\u2028b\u2029c\x85d",
    "bidirectional": "\u202egpj.exe",
    "surrogate": "\ud800",
    "long": "x" * 1_000_000,
    "long in other letters": "ж\U0001f600" * 100_000,
    "long controls": "\x00" * 100_000,
}


@pytest.fixture(params=["console", "json"])
def written(request):
    """The log, set up; all that was written."""
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    configure(request.param, logging.DEBUG, stream)
    yield stream.getvalue
    root.handlers[:], root.level = before, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


@pytest.mark.parametrize("text", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("library", [False, True], ids=["ours", "library"])
def test_one_event_is_one_short_line(written, text, library):
    if library:
        logging.getLogger("some.library").error("%s happened", text)
    else:
        structlog.get_logger().error("form refused", reason=text, id=1)

    line = written()
    assert line.endswith("\n")
    assert line[:-1].isprintable()
    assert len(line.encode()) <= 8_192


def _raised() -> None:
    try:
        raise ValueError(MARKS["message"])
    except ValueError as error:
        raise PermissionError(13, "Permission denied", MARKS["company"]) from error


@pytest.mark.parametrize("library", [False, True], ids=["ours", "library"])
def test_an_error_is_told_by_kind_and_place_without_what_it_quotes(written, library):
    try:
        _raised()
    except PermissionError:
        (logging.getLogger("some.library") if library else structlog.get_logger()).exception("it broke")

    line = written()
    assert line.count("\n") == 1
    assert "PermissionError: Permission denied < ValueError" in line
    assert re.search(r"test_secrets\.py:\d+ _raised", line)
    assert MARKS["message"] not in line
    assert MARKS["company"] not in line
