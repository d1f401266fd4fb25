"""Shown: which tokens prove how long a form stood before a visitor."""

from datetime import timedelta

import pytest

from frontdesk.intake.shown import shown_for, timed, token
from frontdesk.model.submission import SHOWN_S, Submission
from intake.conftest import NOON

SECRET = b"the desk's own"
GOOD = token(SECRET, "web", NOON)
SECONDS, _, SIGNATURE = GOOD.partition(".")


@pytest.mark.parametrize("seconds", [0, 1.5, 60, 24 * 3600], ids=str)
def test_a_token_proves_how_long_ago_the_form_was_shown(seconds):
    took = timedelta(seconds=seconds)

    assert shown_for(SECRET, "web", GOOD, NOON + took) == took


FORGED = {
    "nothing": "",
    "no text": None,
    "a number": 5,
    "a list": [GOOD],
    "a time alone": SECONDS,
    "a time and a dot": f"{SECONDS}.",
    "a signature alone": f".{SIGNATURE}",
    "an earlier time": f"{int(SECONDS) - 60}.{SIGNATURE}",
    "zeros before the time": f"0{SECONDS}.{SIGNATURE}",
    "a sign before the time": f"+{SECONDS}.{SIGNATURE}",
    "a time with blanks": f" {SECONDS}.{SIGNATURE}",
    "digits of another script": GOOD.replace("1", "１"),
    "half a signature": GOOD[:-32],
    "a longer signature": f"{GOOD}0",
    "a signature in capitals": f"{SECONDS}.{SIGNATURE.upper()}",
    "a signature in other letters": f"{SECONDS}.подпись",
    "a lone surrogate": f"{SECONDS}.\ud800",
    "another form's": token(SECRET, "demo", NOON),
    "another desk's": token(b"another secret", "web", NOON),
    "of a far future": f"{'9' * 40}.{SIGNATURE}",
    "huge": "9" * 100_000,
}


@pytest.mark.parametrize("sent", FORGED.values(), ids=FORGED)
def test_a_forged_token_proves_nothing(sent):
    assert shown_for(SECRET, "web", sent, NOON) is None


@pytest.mark.parametrize(
    "took",
    [timedelta(hours=24, seconds=1), timedelta(days=400), timedelta(seconds=-1)],
    ids=["a day", "a year", "a moment that is still to come"],
)
def test_a_token_of_another_day_proves_nothing(took):
    assert shown_for(SECRET, "web", GOOD, NOON + took) is None


def test_a_form_and_a_time_cannot_be_shifted_into_each_other():
    assert token(SECRET, "a", NOON).partition(".")[2] != token(SECRET, "a\n1", NOON).partition(".")[2]


def test_the_fact_joins_the_answers_and_nothing_does_without_one():
    said = Submission(provider="html", extra={"Team size": "5"})

    assert timed([said], timedelta(seconds=1.26))[0].extra == {"Team size": "5", SHOWN_S: 1.3}
    assert timed([said], None) == [said]
