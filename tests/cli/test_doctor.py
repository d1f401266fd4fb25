"""Doctor: what a person is shown, what goes out with --to, and how the command ends."""

import asyncio
import base64
import time
from email import message_from_bytes
from unicodedata import east_asian_width

import dkim
import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from frontdesk.app.mail_doctor import LETTER_S, NAME_S, PART_S
from frontdesk.delivery.channels.email_line import QUIT_S
from support.nameserver import a_nameserver, says, silent
from support.smtp import DROP, HANG, MailServer

KEY = rsa.generate_private_key(65537, 2048)
PUBLIC = base64.b64encode(
    KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
PARTS = (
    *("SMTP", "From", "Reply-To", "mail server", "TLS", "log-in", "sender"),
    *("SPF", "DKIM", "DMARC", "reverse name", "answers"),
)


class Outside:
    """A mail server, a name server and a desk that knows them."""

    def __init__(self, desk, run, mail, names):
        self.mail, self.names, self._desk, self._run = mail, names, desk, run
        names.replies |= {
            "acme.pl": says('TXT "v=spf1 ip4:192.0.2.0/24 -all"', "MX 10 mx.acme.pl."),
            "mx.acme.pl": says("A 192.0.2.9"),
            "desk._domainkey.acme.pl": says(f'TXT "v=DKIM1; p={PUBLIC[:200]}" "{PUBLIC[200:]}"'),
            "_dmarc.acme.pl": says('TXT "v=DMARC1; p=reject; rua=mailto:hello@acme.pl"'),
        }
        (desk / "dkim.pem").write_bytes(PEM)
        self.given = {
            "SMTP": mail.url,
            "MAIL_FROM": "Acme <hello@acme.pl>",
            "DKIM_KEY": "dkim.pem",
            "DKIM_SELECTOR": "desk",
            "DNS": names.address,
            "DNS_TIMEOUT": "1s",
            "PUBLIC_URL": "https://forms.acme.pl",
        }

    async def doctor(self, *arguments, **settings):
        given = {name: value for name, value in (self.given | settings).items() if value is not None}
        lines = [f'FRONTDESK_{name}="{value}"' for name, value in given.items()]
        (self._desk / ".env").write_text("\n".join(lines))
        return await asyncio.to_thread(self._run, "doctor", "--mail", *arguments)

    async def found(self, *arguments, **settings):
        ended = await self.doctor("--json", *arguments, **settings)
        return {one["part"]: one for one in orjson.loads(ended.out)}


@pytest.fixture
async def outside(desk, run):
    mail = MailServer()
    await mail.start()
    async with a_nameserver() as names:
        yield Outside(desk, run, mail, names)
    await mail.stop()


async def test_all_is_well(outside):
    ended = await outside.doctor()

    assert (ended.code, ended.err) == (0, "")
    heads = [line for line in ended.out.splitlines()[:-2] if line[0] != " "]
    assert [line[9:].split("  ")[0] for line in heads] == list(PARTS)
    assert {line.split()[0] for line in heads} == {"ok", "unknown"}
    assert ended.out.splitlines()[-1] == "11 ok, 1 unknown: letters can go out"
    assert outside.mail.mails == []


async def test_a_fault_ends_with_1_and_with_what_to_do(outside):
    del outside.names.replies["desk._domainkey.acme.pl"]

    ended = await outside.doctor()

    assert ended.code == 1
    assert "fault    DKIM" in ended.out
    assert "letters cannot be relied on" in ended.out
    strings = [line.strip().strip('"') for line in ended.out.splitlines() if line.startswith('    "')]
    assert "".join(strings) == f"v=DKIM1; k=rsa; p={PUBLIC}"
    assert max(len(string) for string in strings) == 255


async def test_json_holds_the_same_findings(outside):
    found = orjson.loads((await outside.doctor("--json")).out)

    assert [one["part"] for one in found] == list(PARTS)
    assert all(set(one) == {"part", "state", "said", "do"} for one in found)
    assert {one["state"] for one in found} == {"ok", "unknown"}


async def test_the_output_fits_a_terminal_of_80_columns_and_has_no_colour_elsewhere(outside):
    ended = await outside.doctor(SMTP=None, DKIM_KEY=None, DKIM_SELECTOR=None)

    columns = [sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in ended.out.splitlines()]
    assert max(columns) <= 80
    assert "\x1b" not in ended.out


async def test_no_name_is_broken_at_the_end_of_a_line(outside):
    name = "a-very-long-name-of-a-company-that-goes-on-and-on.pl"

    shown = (await outside.doctor(MAIL_FROM=f"hello@{name}")).out

    assert shown.count("a-very-") == shown.count(name) > 5


async def test_what_dns_says_cannot_steer_the_terminal(outside):
    outside.names.replies["acme.pl"] = says('TXT "v=spf1 \\027[31mred\\027]0;x -all"')

    ended = await outside.doctor()

    assert "is no term of SPF" in ended.out
    assert "\x1b" not in ended.out


async def test_without_mail_settings_it_says_which_and_ends_with_1(run):
    ended = await asyncio.to_thread(run, "doctor", "--mail")

    assert ended.code == 1
    assert "FRONTDESK_SMTP is not set" in ended.out
    assert "FRONTDESK_MAIL_FROM is not set" in ended.out


@pytest.mark.parametrize(
    "dns",
    [pytest.param("off", id="switched off"), pytest.param("127.0.0.1:9", id="nobody there")],
)
async def test_without_dns_its_parts_cannot_be_known_and_nothing_is_a_fault(outside, dns):
    found = await outside.found(DNS=dns, DNS_TIMEOUT="300ms")

    unknown = {part for part, one in found.items() if one["state"] == "unknown"}
    assert unknown == {"SPF", "DKIM", "DMARC", "reverse name", "answers"}
    assert "cannot be known" in found["SPF"]["said"]


async def test_names_for_examples_are_not_asked_for(outside):
    found = await outside.found(MAIL_FROM="hello@acme.example", DNS="on")

    assert (found["From"]["state"], found["SPF"]["state"]) == ("fault", "unknown")
    assert outside.names.asked.total() == 0


async def test_a_server_whose_name_leads_nowhere_is_not_connected_to(outside):
    ended = await outside.doctor("--to", "me@mail.pl", SMTP=f"smtp://mail.invalid:{outside.mail.port}")

    [line] = [line for line in ended.out.splitlines() if line[9:].startswith("mail server")]
    assert line.split()[0] in ("fault", "unknown")  # as this machine's resolver has it
    assert "not sent" in ended.out
    assert outside.mail.sessions == []


async def test_bounces_are_looked_at_where_they_go_elsewhere(outside):
    found = await outside.found(BOUNCE_DOMAIN="bounces.acme.pl")

    assert found["bounces"]["state"] == "fault"
    assert found["answers"]["state"] == "ok"
    assert "bounces.acme.pl has no SPF record" in found["SPF"]["said"]
    mail = [line for _, line in outside.mail.sessions[0].said if line.startswith("MAIL")]
    assert mail[0].startswith("MAIL FROM:<bounce+")
    assert mail[0].endswith("@bounces.acme.pl>")


async def test_servers_that_never_answer_are_left_in_time(outside):
    outside.names.other = silent
    outside.names.replies.clear()
    outside.mail.script("greeting", HANG, times=9)
    began = time.monotonic()

    ended = await outside.doctor("--to", "me@mail.pl", SMTP_TIMEOUT="300ms")

    assert time.monotonic() - began < 15
    assert ended.code == 1
    assert "not sent" in ended.out
    assert "Traceback" not in ended.out + ended.err


# ── A letter to oneself ────────────────────────────────────────────────────────────────────────────────────


async def test_a_test_letter_goes_to_that_address_alone_as_real_ones_do(outside):
    ended = await outside.doctor("--to", "me@mail.pl", MAIL_REPLY_TO="office@acme.pl")

    assert ended.code == 0
    assert "250 2.0.0 taken" in ended.out
    assert "dmarc=pass" in " ".join(ended.out.split())
    [mail] = outside.mail.mails
    assert (mail.recipient, mail.recipients, mail.sender) == ("me@mail.pl", 1, "hello@acme.pl")
    told = {"From": "Acme <hello@acme.pl>", "Reply-To": "office@acme.pl", "To": "me@mail.pl"}
    told |= {"Auto-Submitted": "auto-generated", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    head = message_from_bytes(mail.body)
    assert {name: head[name] for name in told} == told
    assert head["List-Unsubscribe"] == "<https://forms.acme.pl/u/test>"
    assert [part.get_content_type() for part in head.walk()][1:] == ["text/plain", "text/html"]


async def test_a_test_letter_is_signed(outside):
    await outside.doctor("--to", "me@mail.pl")

    [mail] = outside.mail.mails
    assert dkim.verify(mail.body, dnsfunc=lambda name, timeout=5: f"v=DKIM1; p={PUBLIC}".encode())


async def test_nothing_is_kept_of_a_test_letter(outside, desk):
    await outside.doctor("--to", "me@mail.pl")

    assert not list(desk.glob("*.db"))


async def test_a_refused_test_letter_is_a_fault(outside):
    outside.mail.script("rcpt", "550 5.7.1 we do not relay")

    ended = await outside.doctor("--to", "me@mail.pl")

    assert ended.code == 1
    assert "550 5.7.1 we do not relay" in ended.out


async def test_a_server_that_would_not_take_it_is_not_tried_twice(outside):
    outside.mail.script("mail", "550 5.7.1 not yours", times=9)

    ended = await outside.doctor("--to", "me@mail.pl")

    assert ended.code == 1
    assert "not sent" in ended.out
    assert len(outside.mail.sessions) == 1


@pytest.mark.parametrize(
    "to", ["", "me", "a@x.pl,b@x.pl", "a@x.pl b@x.pl", "a@x.pl\nBcc: b@x.pl", "\udcff@x.pl", "<a@x.pl>"]
)
async def test_what_is_not_exactly_one_address_is_a_wrong_call(outside, to):
    ended = await outside.doctor("--to", to)

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.faults) == 1
    assert "expected one address" in ended.err
    assert outside.mail.sessions == []


async def test_a_line_that_breaks_is_told_of(outside):
    outside.mail.script("greeting", DROP, times=9)

    found = await outside.found()

    assert found["mail server"]["state"] == "fault"
    assert found["SPF"]["state"] == "ok"


def test_all_limits_together_leave_time_to_start_within_half_a_minute():
    assert NAME_S + PART_S + LETTER_S + QUIT_S <= 28
