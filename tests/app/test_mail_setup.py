"""Mail setup: what the settings alone tell of letters."""

from datetime import UTC, datetime

import pytest

from frontdesk.app.mail_setup import settings_findings, setup_of
from frontdesk.settings import read_settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WELL = {
    "FRONTDESK_SMTP": "smtp+starttls://desk:marked-password@smtp.acme.pl:587",
    "FRONTDESK_MAIL_FROM": "Acme <Hello@Acme.pl>",
    "FRONTDESK_MAIL_REPLY_TO": "Office <office@acme.pl>",
}


def told(**changed):
    settings = read_settings(WELL | {f"FRONTDESK_{name}": value for name, value in changed.items()})
    return {one.part: one for one in settings_findings(settings, setup_of(settings, NOW))}


def setup(**changed):
    return setup_of(
        read_settings(WELL | {f"FRONTDESK_{name}": value for name, value in changed.items()}), NOW
    )


def test_what_is_well_is_ok_and_the_password_is_not_shown():
    found = told()

    assert {part: str(one.state) for part, one in found.items()} == dict.fromkeys(
        ("SMTP", "From", "Reply-To"), "ok"
    )
    assert found["SMTP"].said == "letters go by smtp+starttls://smtp.acme.pl:587"
    assert "marked-password" not in str(found)
    assert not any(one.do for one in found.values())


TOLD = {
    "no server": ({"SMTP": ""}, "SMTP", "fault", "is not set"),
    "no sender": ({"SMTP": "", "MAIL_FROM": ""}, "From", "fault", "is not set"),
    "a reserved domain": ({"MAIL_FROM": "a@acme.example"}, "From", "fault", "a name for examples"),
    "a reserved one and a resolver of one's own": (
        {"MAIL_FROM": "a@acme.example", "DNS": "127.0.0.1:53"},
        "From",
        "warning",
        "a name for examples",
    ),
    "no such ending": ({"MAIL_FROM": "a@acme.plx"}, "From", "fault", "no domain ends as acme.plx does"),
    "no ending": ({"MAIL_FROM": "a@acme"}, "From", "fault", "no domain ends as acme does"),
    "a free mailbox by another server": ({"MAIL_FROM": "a@gmail.com"}, "From", "warning", "own servers"),
    "a free mailbox by its own": (
        {"MAIL_FROM": "a@gmail.com", "SMTP": "smtps://u:p@smtp.gmail.com"},
        "From",
        "ok",
        "letters come from a@gmail.com",
    ),
    "nobody reads it": ({"MAIL_REPLY_TO": "no-reply@acme.pl"}, "Reply-To", "warning", "nobody reads"),
    "nobody reads the sender": (
        {"MAIL_REPLY_TO": "", "MAIL_FROM": "noreply@acme.pl"},
        "Reply-To",
        "warning",
        "noreply@acme.pl",
    ),
    "none of its own": ({"MAIL_REPLY_TO": ""}, "Reply-To", "ok", "the From's address"),
}


@pytest.mark.parametrize(("changed", "part", "state", "said"), TOLD.values(), ids=TOLD)
def test_a_setting_is_told_of(changed, part, state, said):
    found = told(**changed)[part]

    assert found.state == state
    assert said in found.said
    assert bool(found.do) == (state != "ok")


def test_bounces_go_to_the_sender_or_to_a_domain_of_their_own():
    assert (setup().bounces, setup().domain) == ("acme.pl", "acme.pl")
    assert setup(BOUNCE_DOMAIN="bounces.acme.pl").bounces == "bounces.acme.pl"


def test_a_domain_in_another_script_is_asked_for_in_ascii():
    assert setup(MAIL_FROM="a@müller.pl").domain == "xn--mller-kva.pl"
