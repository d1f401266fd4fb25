"""Hostile forms, from the hook to the letter that a real server took: nothing in it is live but the owner's.

Once with the shipped letters, and once with a letter that shows all that a letter may show of a visitor.
"""

import asyncio
import email
import email.policy
import html.parser
import re
from collections import Counter

import pytest

from frontdesk.demo.mail import Mail
from support.stored import count
from support.world import World, a_form, a_world, until_async

URL = "https://forms.acme.example"
ATTACKS = {
    "Markdown": "**Win** _Win_ `Win` ~~Win~~",
    "a link of Markdown": "[Win](https://evil.example)",
    "a link with a name": "[Win][1]\n\n[1]: https://evil.example",
    "a picture": "![Win](https://evil.example/p.png)",
    "an autolink": "<https://evil.example>",
    "an autolink of mail": "<win@evil.example>",
    "a heading": "# Win\n\nWin\n===",
    "a list": "- Win\n1. Win\n> Win",
    "a fence": "```\nWin\n```\n    Win",
    "HTML": "<b>Win</b><script>alert(1)</script><img src=https://evil.example/p.png onerror=alert(1)>",
    "the end of the letter": "</p></td></tr></table><h1>Win</h1><!--",
    "the end of an attribute": "\"><a href='https://evil.example'>Win</a>",
    "entities": "&lt;h1&gt;Win&lt;/h1&gt; &#60;b&#62; &#x68;ttps&colon;//evil&period;example",
    "a style": "<style>*{background:url(//evil.example)}</style>",
    "an expression": "{{ 7*191 }} {{ ''.__class__.__mro__ }}",
    "a statement": "{% for x in (1,2) %}{{ x }}{% endfor %}{% include 'signature' %}",
    "a comment": "{# Win #}",
    "a tag in disguise": "\ue000\ue001\uf000\uf001",
    "a format": "{0.__class__} %(Win)s %s ${Win}",
    "a URL": "https://evil.example/win",
    "a host": "evil.example/win",
    "www": "www.evil",
    "www and one letter": "www.e",
    "www in capitals": "WWW.E",
    "numbers of a host": "1.1.1.1",
    "numbers of a host with a path": "Acme 1.2.3.4/win",
    "no protocol": "//evil.example",
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,<h1>Win</h1>",
    "an address": "win@evil.example",
    "mailto": "mailto:win@evil.example",
    "a number": "+48 600 100 200",
    "a number with signs between": "Call 8 (80) 0-55",
    "a number in circles": "①②③④⑤⑥⑦⑧⑨",
    "a number to dial": "tel:+48600100200",
    "homoglyphs": "https://еvіl.com аpple.com",
    "wide letters": "ｅｖｉｌ．ｃｏｍ",
    "drawn letters": "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦 ⓔⓥⓘⓛ.ⓒⓞⓜ",
    "another dot": "evil。com evil․com",
    "punycode": "xn--80ak6aa92e.xn--p1ai",
    "joined by nothing": "ev\u200bil.c\u200bom w\u2060in@evil.e\ufeffx",
    "joined by joiners": "evil.c\u200dom evil\u200c.com",
    "a mark in a host": "evil.c\u034fom",
    "right to left": "\u202emoc.live\u202c Win",
    "an isolate": "\u2066Win\u2069 \u200fWin",
    "a letter that nobody sees": "\u3164\u115f\uffa0",
    "another header": "Jan\r\nBcc: victim@other.example\r\nSubject: Win",
    "another header behind a separator": "Jan\u2028To: victim@other.example\x85Cc: v@other.example",
    "encoded words": "=?utf-8?q?Win?= <victim@other.example>",
    "20,000 letters": "W" * 20_000,
    "20,000 words": "Win " * 5_000,
    "ornaments": "W\u0301\u0302\u0303\u0304" * 12,
    "NUL": "Ja\0n\0\0",
    "controls": "Jan\x1b[31m\x07\x08\x7f",
}
FIELDS = (
    *("name", "first_name", "last_name", "company", "position", "business", "message", "product"),
    "budget",
)
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language", "Content-Type"),
    "X-Request-Id",
}
#: Shows everything that a visitor can put into a letter, and does so where Markdown would be live.
EVERYTHING = """---
subject: Hello from {{ sender.company }}
---

{{ greeting }}

{{ company or "-" }}

{{ first_name or "-" }}

- {{ company or "-" }}, {{ product or "-" }}, {{ missing | listed }}

**[A link of ours]({{ sender.site }} "{{ company or "-" }}")**
"""
#: What a mail program makes a link of.
LIVE = re.compile(
    r"\w+://[^\s<>\"']+|(?:mailto|tel|javascript|data):\S+|www\.\S+|\S+@\S+|\d+(?:\.\d+){3}\S*|//\w\S*"
    r"|[^\W_]{2,}[.。．․｡][^\W\d_]{2,}|\+?\d(?:[ ()-]*\d){4,}",
    re.IGNORECASE,
)
OWNERS = {
    *("https://acme.example", "https://acme.example/videos", "https://acme.example/blog"),
    *("https://acme.example/tour", "https://social.example/acme", "tel:+12025550100", "+1 202-555-0100"),
    "UNSUBSCRIBE",
}
#: Nothing that a reader would see, and what turns lines round.
HIDDEN = re.compile(
    "[\u115f\u1160\u3164\uffa0\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]"
)


class Page(html.parser.HTMLParser):
    """The shape of a page, where it leads, what it loads and what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: list[object] = []
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.said: list[str] = []
        self._within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self._within = tag
        self.shape.append((tag, sorted(name for name, _ in attrs), known.get("style")))
        self.leads += [known[name] for name in ("href", "action") if name in known]
        self.loads += [known[name] for name in ("src", "background", "srcset") if name in known]

    def handle_endtag(self, tag):
        self._within = ""
        self.shape.append(("/", tag))

    def handle_comment(self, data):
        self.shape.append(("comment", data))

    def handle_data(self, data):
        if self._within != "style":
            self.said.append(data)


def plainly(text: str) -> str:
    """The text with each link to unsubscribe alike, and lines as they were written."""
    return re.sub(rf"{re.escape(URL)}/u/[\w-]+", "UNSUBSCRIBE", text).replace("\r\n", "\n")


def live(text: str) -> set[str]:
    return {found.rstrip(".,)") for found in LIVE.findall(plainly(text))} - {"UNSUBSCRIBE"}


def look_at(mail: Mail, to: str) -> None:
    """Whatever it answers: one recipient, no header, link, picture, heading or template of a visitor's."""
    message = email.message_from_bytes(mail.raw, policy=email.policy.default)
    page = Page(plainly(mail.html))

    assert (mail.recipients, [str(each) for each in message["To"].addresses]) == ((to,), [to])
    assert Counter(message.keys()) == Counter(HEADERS)
    assert [part.defects for part in message.walk()] == [[]] * 3
    assert set(page.leads) <= OWNERS
    assert page.loads == []
    assert not {shape[0] for shape in page.shape} & {"h1", "h2", "img", "script", "pre", "code", "form", "b"}
    assert live(mail.text) <= OWNERS
    assert live(" ".join(page.said)) <= OWNERS
    both = plainly(mail.text) + "".join(page.said)
    assert not re.search(r"1337|[{}]|__|%\(|%s|\ufffd|[*`#\[\]~]", both), both
    assert not HIDDEN.search(both)
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998


async def answered(world: World, language: str) -> dict[str, tuple[str, Mail]]:
    """Name of an attack, or nothing: the address that it gave, and the letter that came of it."""
    forms = {"": {}, **{name: dict.fromkeys(FIELDS, attack) for name, attack in ATTACKS.items()}}
    asked = {name: f"jan{number}@client{number}.example" for number, name in enumerate(forms)}

    async def post(name: str) -> None:
        blank = dict.fromkeys((*FIELDS, "phone"), "")
        form = a_form(**{**blank, **forms[name], "email": asked[name], "language": language})
        status, answer = await world.post(form)
        assert (name, status, answer.get("status", answer)) == (name, 200, "accepted")

    async def quiet() -> bool:
        waiting = count(world, "submissions", "state = 'waiting'")
        return not waiting and not count(world, "deliveries", "channel = 'email' AND state <> 'sent'")

    await asyncio.gather(*map(post, forms))
    await until_async(quiet, 60)
    mails = {mail.recipients[0]: mail for mail in world.mailbox.mails}
    assert len(world.mailbox.mails) == len(forms)
    return {name: (address, mails[address]) for name, address in asked.items()}


def watched(desk) -> None:
    """Rules under which everything gets through the guards."""
    (desk / "rules.toml").write_text(World(desk).config().rules.text.replace('"enforce"', '"watch"'), "utf-8")


async def test_half_a_character_is_refused_at_the_door(tmp_path):
    async with a_world(tmp_path) as world:
        for field in FIELDS:  # as an escape of JSON: "\\ud83d"
            status, _ = await world.post(a_form(**{field: "Jan\ud83d"}))
            assert (field, status) == (field, 400)

        assert count(world, "submissions") == 0


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
async def test_nothing_in_a_shipped_letter_is_a_visitors(tmp_path, language):
    watched(tmp_path)
    async with a_world(tmp_path, PUBLIC_URL=URL) as world:
        for name, (to, mail) in (await answered(world, language)).items():
            assert (name, mail.header("Content-Language")) == (name, language)
            look_at(mail, to)


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
async def test_a_letter_that_shows_everything_keeps_its_shape(tmp_path, language):
    watched(tmp_path)
    letters = tmp_path / "templates" / "letters"
    letters.mkdir(parents=True)
    for name in ("again", "ask_details", "full_profile", "phone_given"):
        (letters / f"{name}.{language}.md").write_text(EVERYTHING, "utf-8")
    async with a_world(tmp_path, PUBLIC_URL=URL) as world:
        mails = await answered(world, language)

    plain = mails[""][1]
    for name, (to, mail) in mails.items():
        look_at(mail, to)
        assert (name, mail.subject) == (name, plain.subject)
        assert (name, Page(mail.html).shape) == (name, Page(plain.html).shape)
        assert (name, mail.text.count("\n")) == (name, plain.text.count("\n"))
        shown = [line.strip() for line in mail.text.splitlines()[:5]]
        assert all(len(line) <= 90 for line in shown)
