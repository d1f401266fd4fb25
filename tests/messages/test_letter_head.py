"""The front matter of a letter: what a letter says of itself before it begins."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.errors import Faults
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.letter_delay import due_at, read_delay, written
from frontdesk.messages.templates import Letters
from frontdesk.rules.hours import hours
from messages.conftest import OFFICE

SATURDAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


def a_letter(tmp_path, front, body="Hello"):
    folder = tmp_path / "letters"
    folder.mkdir(exist_ok=True)
    (folder / "thanks.en.md").write_text(f"---\nsubject: Hi\n{front}\n---\n{body}", "utf-8")
    return tmp_path


def loaded(tmp_path, shipped, sender, front, **more):
    more = {"hours": OFFICE, "domain": "acme.example", **more}
    return Letters.load([a_letter(tmp_path, front), shipped], sender, **more)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("from: Anna Nowak <anna@acme.example>", "Anna Nowak <anna@acme.example>"),
        ("from: anna@ACME.example", "anna@ACME.example"),
        ('from: "{{ sender.company }}" <hello@acme.example>', '"Acme Software" <hello@acme.example>'),
    ],
)
def test_a_letter_may_have_a_from_of_its_own_at_our_domain(tmp_path, shipped, sender, line, address):
    letter = loaded(tmp_path, shipped, sender, line).render("thanks", "en", LetterValues())

    assert letter.sender == address


def test_an_answer_may_go_to_any_address_of_the_owner(tmp_path, shipped, sender):
    line = "reply_to: Sales <acme@crm.example>"

    letter = loaded(tmp_path, shipped, sender, line).render("thanks", "en", LetterValues())

    assert letter.reply_to == "Sales <acme@crm.example>"


def test_a_letter_without_them_has_those_of_the_desk(letters):
    letter = letters.render("ask_details", "en", LetterValues())

    assert (letter.sender, letter.reply_to) == (None, None)
    assert letters.due_at("ask_details", "en", SATURDAY) == SATURDAY


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "from: anna@mail.acme.example",
            "3: expected an address at acme.example, as MAIL_FROM is; found one at mail.acme.example",
        ),
        ("from: anna@evil.example", "3: expected an address at acme.example"),
        ("from: {{ first_name }} <a@acme.example>", '3: a From has no "first_name"; it has sender'),
        ("from: a@acme.example, b@acme.example", "3: expected NAME <ADDRESS>, found"),
        ("from:", "3: expected a text behind from:, found none"),
        ("from: a@acme.example\nfrom: b@acme.example", "4: expected one from, found another"),
        ("reply_to: sales", "3: expected one address, found 'sales'"),
        ("reply_to: {{ sender.sales }}", '3: [sender] of rules.toml has no "sales"'),
        ("reply-to: a@acme.example", 'did you mean "reply_to"?'),
        ("Delay: 5m", 'did you mean "delay"?'),
        ("delay: soon", "3: expected 10m, 2h, 1d (at most 30d) or \"working hours\", found 'soon'"),
        ("delay: 31d", "3: expected 10m, 2h, 1d (at most 30d)"),
        ("delay: 0m", "3: expected 10m"),
        ("delay: 99999999999d", "3: expected 10m"),
        ("attachments: brochur.pdf", '3: expected a file "brochur.pdf" in attachments/, found none; or add'),
    ],
)
def test_a_fault_of_the_front_matter_has_its_line(tmp_path, shipped, sender, line, fault):
    with pytest.raises(Faults) as error:
        loaded(tmp_path, shipped, sender, line)

    assert len(error.value.problems) == 1
    assert "letters/thanks.en.md:" in error.value.problems[0]
    assert fault in error.value.problems[0]


def test_a_misspelt_attachment_names_the_one_that_is_there(tmp_path, shipped, sender):
    (tmp_path / "letters/attachments").mkdir(parents=True)
    (tmp_path / "letters/attachments/prices.pdf").write_bytes(b"%PDF-")

    with pytest.raises(Faults) as error:
        loaded(tmp_path, shipped, sender, "attachments: price.pdf")

    assert 'found none; did you mean "prices.pdf"?' in error.value.problems[0]


def test_working_hours_need_hours(tmp_path, shipped, sender):
    with pytest.raises(Faults, match=r'"working hours" needs days in \[hours\]'):
        loaded(tmp_path, shipped, sender, "delay: working hours", hours=None)


@pytest.mark.parametrize(
    ("delay", "now", "due"),
    [
        ("10m", "2026-11-21 11:00", "2026-11-21 11:10"),
        ("2 h", "2026-11-21 11:00", "2026-11-21 13:00"),
        ("1d", "2026-11-21 11:00", "2026-11-22 11:00"),
        ("working hours", "2026-11-21 11:00", "2026-11-23 08:00"),
        ("working hours", "2026-11-23 08:00", "2026-11-23 08:00"),
        ("working hours", "2026-11-23 17:00", "2026-11-24 08:00"),
        ("working  hours", "2026-11-23 06:00", "2026-11-23 08:00"),
    ],
)
def test_a_delayed_letter_is_due_later(tmp_path, shipped, sender, delay, now, due):
    letters = loaded(tmp_path, shipped, sender, f"delay: {delay}")
    now, due = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, due))

    assert letters.due_at("thanks", "en", now) == due


def test_a_delay_is_said_in_words():
    assert [written(read_delay(text, OFFICE)) for text in ("90m", "60m", "48h", "working hours")] == [
        "90 minutes",
        "1 hour",
        "2 days",
        "working hours",
    ]


def test_a_company_that_never_works_delays_nothing():
    shut = hours({"zone": "UTC", "closed": "2026-12-24"})

    assert due_at("working hours", shut, SATURDAY) == SATURDAY
    assert due_at(timedelta(minutes=5), None, SATURDAY) == SATURDAY + timedelta(minutes=5)
