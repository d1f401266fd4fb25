"""Anything: forms nobody would think of, and the whole way of each, on both engines at once."""

import email
import email.policy
import json
import re
from asyncio import Runner, gather
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import orjson
import sqlalchemy as sa
from hypothesis import strategies as st

from frontdesk.app.config import Config
from frontdesk.cli.story import story_of, told
from frontdesk.demo.chat.markup import parse_html
from frontdesk.demo.chat.text import units
from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge
from frontdesk.desk.wake import Wake
from frontdesk.errors import Unreadable
from frontdesk.files.folder import Folder
from frontdesk.intake.about import About
from frontdesk.intake.body import FIELDS
from frontdesk.intake.normalise import normalise
from frontdesk.intake.read import read
from frontdesk.intake.request import Request
from frontdesk.messages.buttons import encode
from frontdesk.model.delivery import TEMPLATED, View
from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.score import Band
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form
from frontdesk.signals.packed import unpacked
from frontdesk.signals.reading import SignalReader
from frontdesk.store import leads, submissions, tables
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Database
from frontdesk.worker.facts import card_facts
from frontdesk.worker.judging import Judging
from support import postgres, shipped

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHATS = {"FRONTDESK_TRIAGE_CHAT": "-1001", "FRONTDESK_SALES_CHAT": "-1002"}
CARD_UNITS, CARD_ENTITIES, CALLBACK_BYTES = 4096, 100, 64  #: Bot API
LINE_BYTES = 998  #: RFC 5322, section 2.1.1
REFUSALS = (400, 413, 415, 422)

LABELS = (
    "email", "E-Mail *", "Ваш email", "email[]", "phone", "Telefon", "Номер телефона", "phone / email",
    "name", "Имя", "first_name", "Vorname", "last_name", "full_name", "company", "Firma", "Название компании",
    "position", "Должность", "message", "Wiadomość", "budget", "Бюджет", "business", "country", "deadline",
    "files", "language", "page_url", "referrer", "ip", "consent", "privacy", "utm", "utm_source",
    "utm.campaign", "form", "form_id", "submission_id", "fields", "data", "contact", "answers", "_next", "id",
    "a[][]", "__proto__", "", " ", "\0", "{{ email }}", "q" * 400,
)  # fmt: skip
TEXTS = (
    "jan@acme-client.example", "JAN+x@Acme-Client.example", "a@b.example, c@d.example", "jan@gmail.com",
    "a@b", "Jan <jan@acme.example>", "jan@acme.example\r\nBcc: all@acme.example", "анна@почта.example",
    '"a b"@acme.example', "eva@konto.example", "+48 512 345 200", "+48512345200 wew. 12", "8 (495) 123-45-67",
    "+1 2", "000", "512 345 200 / 512 345 201", "Jan", "Kowalski", "Jan Kowalski", "O'Neill-Śmith", "CTO",
    "ООО «Ромашка»", "Acme Sp. z o.o.", "40000 EUR", "5-10k", "one million", "We need a customer portal. ",
    "We need SEO promotion and a mobile app.", "Нужна разработка сайта",
    "Potrzebujemy portalu klienta.", "http://a.example",
    "<b>bold</b> <a href='https://evil.example'>x</a>", "&lt;&amp;&#0;&#x1F600;", "{{ 7*7 }}{% for x in y %}",
    "%s%n%d{0}", "'; DROP TABLE leads; --", "../../etc/passwd", '=HYPERLINK("x")', "@all /start #tag $USD",
    "\u202eevil\u202c", "\u200b", "a\u0301" * 40, "👨\u200d👩\u200d👧" * 30,
    "\U0010ffff", "\ud800", "\0", "\r\n.\r\n", "\u2028", "\x85\x1c", "﷽" * 50, "İIıi", "ß" * 90, "٣٤٥",
    "x" * 30_000, "слово " * 5_000,
    "\n" * 500, "&" * 4_000, "🙂" * 4_000, "true", "no", "null", "NaN", "1e999", "",
    "https://acme.example/?utm_source=a&utm_source=b&utm_medium=%F0%9F",
)  # fmt: skip
#: What the server that speaks HTTP lets through in no header.
_NO_HEADER = re.compile("[\r\n\0]")
_text = st.one_of(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.text(max_size=40))
_number = st.sampled_from((0, -1, 1.5, 1e22, 2**63, 2**64, -(2**70), 10**300, 5e-324, True, False, None))
_label = st.one_of(st.sampled_from(LABELS), st.sampled_from(LABELS), st.text(max_size=12))
_leaf = st.one_of(_text, _text, _number)
_value = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(_label, inner, max_size=3),
        st.builds(lambda label, value: {"name": label, "value": value}, _label, inner),
        st.builds(lambda name, size: {"filename": name, "size": size}, _text, inner),
    ),
    max_leaves=4,
)
#: What people do write, so that most forms get as far as a letter and a card.
_GOOD = {
    "email": ("jan@acme-client.example", "eva@konto.example", "jan@gmail.com", "анна@почта.example"),
    "first_name": ("Jan", "Ольга", "Łucja"),
    "last_name": ("Kowalski", "O'Neill-Śmith", "Петрова"),
    "phone": ("+48 512 345 200", "8 (495) 123-45-67"),
    "company": ("Acme Sp. z o.o.", "ООО «Ромашка»"),
    "position": ("CTO", "директор"),
    "business": ("logistics",),
    "budget": ("40000 EUR", "100"),
    "message": (
        "We need a customer portal. " * 60,
        "Нужна разработка сайта",
        "Potrzebujemy portalu klienta.",
    ),
}
_good = {name: st.one_of(*[st.sampled_from(texts)] * 5, _text) for name, texts in _GOOD.items()}
_person = st.fixed_dictionaries({"email": _good.pop("email")}, optional=_good)
_more = st.dictionaries(_label, st.one_of(_leaf, _leaf, _value), max_size=6)
_answers = st.one_of(_person, _more, st.builds(lambda person, more: {**person, **more}, _person, _more))
_many = st.builds(
    lambda n, text: {f"q{i}": text for i in range(n)}, st.integers(150, 210), st.text(max_size=5)
)
_pairs = st.builds(
    lambda person, more: [*person.items(), *more],
    _person,
    st.lists(st.tuples(_label, _text), max_size=6),
)
_page = st.one_of(st.none(), st.none(), _text)


@st.composite
def posts(draw: Callable[[Any], Any]) -> Request:
    """A request with a form in it, or something like one."""
    kind = draw(st.sampled_from(("json", "json", "json", "text", "form", "multipart", "many")))
    if kind in ("json", "text", "many"):
        data = draw(_many if kind == "many" else _answers)
        media, body = "text/plain" if kind == "text" else "application/json", json.dumps(data).encode()
    elif kind == "form":
        pairs = ((_bytes(label), _bytes(text)) for label, text in draw(_pairs))
        body = "&".join(f"{quote_plus(label)}={quote_plus(text)}" for label, text in pairs).encode()
        media = "application/x-www-form-urlencoded"
    else:
        media, body = "multipart/form-data; boundary=b", b"".join(map(_part, draw(_pairs))) + b"--b--\r\n"
    headers = {"Content-Type": media}
    if page := draw(_page):
        headers["Referer"] = _NO_HEADER.sub("", _bytes(page).decode())
    return Request(
        method="POST", url="https://desk.example/hooks/web", headers=headers, body=body, received_at=AT
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _part(pair: tuple[str, str]) -> bytes:
    label, text = map(_bytes, pair)
    name = bytes(c for c in label if c not in b'"\r\n\\')
    return b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, text)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one form, whatever the engine: who it is counted to, receipt, letter."""

    person: int  #: the first form of the same lead, by its place among the forms
    receipt: dict[str, Any]
    letter: tuple[Any, ...] | None


class Way:
    """One desk on one engine, which nothing leaves."""

    def __init__(self, url: str, folder: Path, config: Config, runner: Runner) -> None:
        self._config, self._run = config, runner.run
        self.db = Database(url, desk=folder)
        reader = SignalReader(rules=config.rules)
        self.judge = Judge(rules=config.rules, reader=reader, letters=config.letters, sender=config.sender)
        self.desk = Desk(self.db, self.judge, Wake(), lambda: AT)
        self._judging = Judging(self.desk, timedelta(seconds=1))

    def go(self, forms: Sequence[tuple[Request, Submission]]) -> list[Judged]:
        """Take forms in, judge them and look at all that comes of it; the desk was empty."""
        return self._run(self._go(forms))

    def close(self) -> None:
        """Let go of the database."""
        self._run(self.db.close())

    async def _go(self, forms: Sequence[tuple[Request, Submission]]) -> list[Judged]:
        await self.db.write(_empty)
        # Two that are drawn alike are no repeat here.
        forms = [
            (request, read_.identified(f"{number}: {read_.submission_id or ''}"))
            for number, (request, read_) in enumerate(forms)
        ]
        ids = await gather(*(self.desk.accept("web", request, read_) for request, read_ in forms))
        while await self._judging.once():
            pass
        await self._check_stored(ids, forms)
        for row in await self._rows(sa.select(tables.leads.c.id)):
            await self._check_shown(row.id)
            await self._check_kept(row.id)
        return await self._judged(ids)

    async def _check_stored(self, ids: Sequence[int], forms: Sequence[tuple[Request, Submission]]) -> None:
        c = tables.submissions.c
        kept = await self.db.read(lambda connection: submissions.some(connection, ids))
        rows = {row.id: row for row in await self._rows(sa.select(c.id, c.body, c.state, c.error))}
        for id_, (request, came), received in zip(ids, forms, kept, strict=True):
            assert (rows[id_].state, rows[id_].error) == ("judged", None)
            assert rows[id_].body == request.body
            assert as_bytes(received.submission) == as_bytes(came)

    async def _check_shown(self, lead: int) -> None:
        rules = self._config.rules
        known = await self.db.read(lambda connection: leads.read_around(connection, lead, AT))
        story = await self.db.read(lambda connection: story_of(connection, lead, AT))
        for line in told(story, rules, Folder(Path("files"))):
            assert line == "" or (line.splitlines() == [line] and len(line) <= 1000), line
        for view, (language, mask) in zip(TEMPLATED, _LOOKS, strict=True):
            chat = Chat(id=-1001, purpose=Purpose.TRIAGE, language=language, mask=mask)
            facts = card_facts(self.judge, chat, known, _work(lead, view))
            check_card(self._config.cards.render(facts, rules))

    async def _check_kept(self, lead: int) -> None:
        """The signals beside the newest receipt are those of a look at the lead, every one of them."""
        c = tables.receipts.c
        select = sa.select(c.signals, c.reader).where(c.lead == lead).order_by(c.id.desc()).limit(1)
        [row] = await self._rows(select)
        known = await self.db.read(lambda connection: leads.read_known(connection, [lead], AT))
        assert row.reader == self.judge.reader.fingerprint
        assert unpacked(row.signals) == self.judge.signals(known[lead])

    async def _judged(self, ids: Sequence[int]) -> list[Judged]:
        t = tables
        came = await self._rows(sa.select(t.submissions.c.id, t.submissions.c.lead))
        said = await self._rows(sa.select(t.receipts.c.cause, t.receipts.c.body))
        sent = {row.key: _letter(row) for row in await self._rows(sa.select(t.deliveries))}
        owner = {row.id: row.lead for row in came}
        place = {owner[id_]: number for number, id_ in reversed([*enumerate(ids)])}
        receipts = {row.cause: _plain(orjson.loads(row.body)) for row in said}
        return [
            Judged(place[owner[id_]], receipts[f"submission:{id_:x}"], sent.get(f"letter:{id_:x}"))
            for id_ in ids
        ]

    async def _rows(self, select: sa.Select[Any]) -> Sequence[Any]:
        return await self.db.read(lambda connection: connection.execute(select).all())


_LOOKS = (
    ("en", "partial"),
    ("ru", "none"),
    ("pl", "full"),
    ("en", "none"),
    ("ru", "partial"),
    ("en", "none"),
)


@contextmanager
def both_ways(folder: Path) -> Iterator[Callable[[Sequence[Request]], Counter[str]]]:
    """`go`: takes requests the whole way on both engines; how many posts, forms, letters and hot ones."""
    config = shipped.config(folder, CHATS)
    with Runner() as runner, postgres.a_database("postgresql") as url:
        ways = [Way(each, folder, config, runner) for each in ("sqlite:///anything.db", url)]

        def go(requests: Sequence[Request]) -> Counter[str]:
            labels = config.rules.labels
            forms = [(request, one) for request in requests for one in submissions_of(request, labels)]
            here, there = (way.go(forms) for way in ways)
            assert here == there
            letters = sum(each.letter is not None and each.letter[-1] > 0 for each in here)
            hot = sum(each.receipt["verdict"]["band"] == Band.QUALIFIED for each in here)
            return Counter(posts=len(requests), forms=len(forms), letters=letters, hot=hot)

        try:
            yield go
        finally:
            for way in ways:
                way.close()


def submissions_of(request: Request, labels: Labels) -> list[Submission]:
    """What is read from a request; none if it is refused as it may be. Read again it says the same."""
    try:
        found = read(request, Form(name="web"), labels).submissions
    except Unreadable as refusal:
        if refusal.status in REFUSALS:
            return []
        raise
    for one in found:
        assert _was_parted(one, labels) or as_bytes(again(one, labels)) == as_bytes(one)
    return found


def _was_parted(submission: Submission, labels: Labels) -> bool:
    """A "name" was taken for the last name beside a first one, so that another name finds its place free."""
    names = any(labels.field(label) == "full_name" for label in submission.extra)
    return names and "full_name" not in submission.fields


def again(submission: Submission, labels: Labels) -> Submission:
    """What a normalised form says if someone sends it as it is, answer by answer, from the same page."""
    facts = {"form": submission.form, "submission_id": submission.submission_id}
    fields = {name: value for name, value in submission.fields.items() if name not in ("utm", "page_url")}
    marks = {f"utm_{part}": mark for part, mark in submission.fields.get("utm", {}).items()}
    answers = [
        pair
        for part in (facts, fields, marks, submission.extra)
        for pair in part.items()
        if pair[1] is not None
    ]
    if len(answers) > FIELDS:  # one answer may hold five marks
        return submission
    return normalise(
        submission.provider, answers, labels, About(fields={"page_url": submission.fields.get("page_url")})
    )


def as_bytes(submission: Submission) -> bytes:
    """A submission with every difference that matters: 1 is not true."""
    return orjson.dumps(submission, option=orjson.OPT_SORT_KEYS)


def check_card(card: Any) -> None:
    """Telegram takes it, and cuts nothing off."""
    parsed = parse_html(card.text)
    assert 0 < units(parsed.text) <= CARD_UNITS
    assert len(parsed.entities) <= CARD_ENTITIES
    assert card.text.count("<") <= 2 * CARD_ENTITIES
    for row in card.rows:
        for button in row:
            assert button.press is None or len(encode(button.press).encode()) <= CALLBACK_BYTES
            assert button.label.strip()


def check_mail(body: bytes, to: str) -> None:
    """A mail that every reader takes, to one address, with no line that is not ours among its headers."""
    # This reader knows no address in UTF-8 (RFC 6532); nothing else in a mail is.
    plain = re.sub(rb"(?m)^(To: )\S*[^\x00-\x7f]\S*@", rb"\1jan@", body, count=1)
    assert plain.isascii()
    message = email.message_from_bytes(plain, policy=email.policy.default)
    for part in message.walk():
        assert part.defects == []
        assert not [value for value in part.values() if getattr(value, "defects", ())]
    assert set(message.keys()) - {"X-Request-Id"} == _HEADERS
    assert len(message["To"].addresses) == 1
    assert message["Subject"].strip()
    assert max(map(len, body.split(b"\r\n"))) <= LINE_BYTES
    assert body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r")
    assert to


_HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Language", "Content-Type"),
}


def _letter(row: Any) -> tuple[Any, ...]:
    if row.body:
        check_mail(row.body, row.recipient)
    return (row.recipient, row.letter, row.state, row.reason, len(row.body))


def _plain(receipt: dict[str, Any]) -> dict[str, Any]:
    """A receipt without the numbers that the engine or the moment gave."""
    return {name: value for name, value in receipt.items() if name not in ("lead", "cause")}


def _work(lead: int, view: View) -> CardWork:
    return CardWork(
        chat=-1001,
        lead=lead,
        view=view,
        revision=1,
        hot=False,
        undo_until=AT + timedelta(minutes=1),
        menu=None,
        menu_by=None,
        menu_until=None,
        message_id=None,
        shown=None,
        stripped=False,
        due_at=AT,
        attempts=0,
        node="",
    )


def _empty(connection: sa.Connection) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        connection.execute(sa.delete(table))
