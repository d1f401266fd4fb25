"""Alarm: what a chat and a mailbox read of one, in the language of the chat."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest

from frontdesk.messages.alarm import alarm_card, alarm_mail, lasted
from frontdesk.messages.alarm_words import alarm_told
from frontdesk.model.alarm import Alarm, is_fault, told_chats
from frontdesk.model.lead import Chat, Purpose
from frontdesk.worker.mail_alarms import AGAIN

AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
UTC_TEXT = "2026-11-23 11:00 UTC"
#: key: a text of that shape, and a word that its Russian and its Polish have.
SHAPES = {
    "mail again": (AGAIN, "письма снова уходят", "listy znów wychodzą"),
    "mail": (
        "no letter goes out: the server wants a password (535). They wait, and one of them asks now and then",
        "письма не уходят: the server wants a password (535)",
        "listy nie wychodzą: the server wants a password (535)",
    ),
    "budget": (
        "letters that wait: 940, since the budget of 60 an hour is used up; the last goes out about "
        f"{UTC_TEXT}, and what has waited for 24 hours is cancelled. See whether somebody floods your forms; "
        "else raise letters_per_hour in rules.toml",
        "писем в ожидании: 940, лимит 60",
        "listy w oczekiwaniu: 940, limit 60",
    ),
    "silence": (
        f"[forms.web]: nothing since {UTC_TEXT}, where 40 forms a week are usual: see whether it still works "
        'on the site, or let it rest with watch = "off"',
        f"[forms.web]: ничего с {UTC_TEXT}",
        f"[forms.web]: nic od {UTC_TEXT}",
    ),
    "drift": (
        '[forms.web] "Demo": the last 20 forms have no phone; 95 of the 100 before had one; '
        "and 2 more fields",
        '[forms.web] "Demo": в последних 20 формах нет поля phone; раньше оно было в 95 из 100; и ещё',
        '[forms.web] "Demo": ostatnie formularze (20) nie mają pola phone; wcześniej miało je 95 z 100; i',
    ),
    "chat": (
        "chat -1001 (triage) lets the bot not in: Forbidden: bot was kicked. Its messages wait: add the bot "
        "to it again, with the right to write",
        "чат -1001 (triage) не пускает бота: Forbidden: bot was kicked",
        "czat -1001 (triage) nie wpuszcza bota: Forbidden: bot was kicked",
    ),
    "unjudged": (
        "forms that could not be judged: 3; `frontdesk audit` shows their errors, and `frontdesk leads "
        "retry` has them judged again",
        "форм, которые не удалось оценить: 3",
        "formularze, których nie dało się ocenić: 3",
    ),
}


def an_alarm(text: str = "2 leads lost", **values) -> Alarm:
    return Alarm(**{"key": "audit", "text": text, "raised_at": AT, **values})


def card(alarm: Alarm, language: str = "en"):
    return alarm_card(alarm, language, WARSAW, silent=False)


@pytest.mark.parametrize("key", SHAPES)
def test_a_known_shape_is_said_in_each_language(key):
    text, russian, polish = SHAPES[key]

    assert alarm_told(text, "en") == text
    assert alarm_told(text, "ru").startswith(russian)
    assert alarm_told(text, "pl").startswith(polish)


@pytest.mark.parametrize("language", ["ru", "pl", "de"])
def test_another_text_is_shown_as_it_is(language):
    assert alarm_told("2 leads {lost} %s; {0}", language) == "2 leads {lost} %s; {0}"


def test_braces_in_a_fact_are_no_places():
    told = alarm_told("the old rules stay in force: rules.toml:3: found {why} {0}", "ru")

    assert told == "действуют прежние правила: rules.toml:3: found {why} {0}"


def test_what_stands_begins_with_a_light_and_what_is_over_says_when():
    over = an_alarm(cleared_at=AT + timedelta(minutes=12))

    assert card(an_alarm()).plain == "🚨 2 leads lost"
    assert card(over).plain == "✅ over, 12:12, after 12 min\n2 leads lost"
    assert card(over, "ru").plain == "✅ прошло, 12:12, длилось 12 мин\n2 leads lost"
    assert card(over, "pl").plain.startswith("✅ koniec, 12:12, po 12 min")


def test_nothing_in_an_alarm_is_markup_or_live():
    shown = card(an_alarm("<b>t.me/joinscam</b> @everyone &amp; see `frontdesk audit` in rules.toml"))

    assert shown.text == (
        "🚨 <code>&lt;b&gt;t.me/joinscam&lt;/b&gt;</code> <code>@everyone</code> &amp;amp; see "
        "<code>frontdesk audit</code> in <code>rules.toml</code>"
    )


def test_a_text_of_a_thousand_links_still_is_a_message():
    assert card(an_alarm("a.ee " * 200)).plain.startswith("🚨 a[.]ee a[.]ee")


@pytest.mark.parametrize(
    ("span", "told"),
    [
        pytest.param(timedelta(seconds=3), "1 min", id="moments"),
        pytest.param(timedelta(minutes=59, seconds=59), "59 min", id="minutes"),
        pytest.param(timedelta(hours=3), "3 h", id="whole hours"),
        pytest.param(timedelta(hours=3, minutes=5), "3 h 5 min", id="hours"),
        pytest.param(timedelta(days=2, hours=4, minutes=5), "2 d 4 h", id="days"),
        pytest.param(timedelta(days=2), "2 d", id="whole days"),
    ],
)
def test_how_long_it_lasted(span, told):
    assert lasted(span, "en") == told


@pytest.mark.parametrize("text", ["a\r\nBcc: x@y.example", "Ж" * 900, "x" * 1000, "=?utf-8?q?x?="])
def test_a_text_cannot_break_out_of_the_subject(text):
    mail = alarm_mail(
        [an_alarm(text)],
        "en",
        to="ops@acme.example",
        sender="Acme <a@acme.example>",
        message_id="<1@a>",
        at=AT,
    )

    read = message_from_bytes(mail, policy=default)
    assert set(read.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
    assert read["Subject"].startswith("frontdesk: alarm: ")
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998


def test_a_mail_is_in_the_desks_language():
    text = SHAPES["mail"][0]
    given = {"to": "ops@acme.example", "sender": "a@acme.example", "message_id": "<1@a>", "at": AT}

    mail = message_from_bytes(alarm_mail([an_alarm(text)], "ru", **given), policy=default)

    assert mail["Subject"].startswith("frontdesk: тревога: письма не уходят")
    assert f"С {UTC_TEXT}." in mail.get_content()


def a_chat(id_: int, purpose: Purpose) -> Chat:
    return Chat(id=id_, purpose=purpose)


T1, T2, S = a_chat(-1, Purpose.TRIAGE), a_chat(-2, Purpose.TRIAGE), a_chat(-3, Purpose.SALES)
A1, A2 = a_chat(-4, Purpose.ALARMS), a_chat(-5, Purpose.ALARMS)


@pytest.mark.parametrize(
    ("chats", "key", "told"),
    [
        pytest.param((T1, S, A1, A2), "mail", {-4, -5}, id="chats for alarms"),
        pytest.param((T1, T2, S), "mail", {-1, -2}, id="all for triage where there is none"),
        pytest.param((S,), "mail", set(), id="sales is told of none"),
        pytest.param((T1, S, A1, A2), "chat:-4", {-5}, id="not the broken one"),
        pytest.param((T1, S, A1), "chat:-4", {-1}, id="triage where the only one is broken"),
        pytest.param((T1, S), "chat:-1", set(), id="nobody where that was all"),
        pytest.param((T1, S), "chat:-3", {-1}, id="triage of sales"),
    ],
)
def test_an_alarm_goes_to_the_chats_for_alarms_else_to_triage(chats, key, told):
    assert told_chats(chats, key) == told


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        *((key, True) for key in ("audit", "unjudged", "letters", "mail", "telegram", "chat:-1", "thin:web")),
        *((key, False) for key in ("budget", "clock", "rules", "silence:web", "drift:web:abc")),
    ],
)
def test_what_keeps_forms_or_leads_from_being_served_is_a_fault(key, fault):
    assert is_fault(key) is fault
