"""History: what happened to a lead, as a secretary reads it."""

from datetime import UTC, datetime

import pytest

from frontdesk.messages.history import Happened, done, history_alert
from frontdesk.messages.telegram_html import units

AT = datetime(2026, 11, 22, 20, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "language", "told"),
    [
        pytest.param("claim", "en", "took it", id="a move"),
        pytest.param("claim", "ru", "взято", id="in Russian"),
        pytest.param("claim", "pl", "wzięto", id="in Polish"),
        pytest.param("lost: no_answer", "en", "lost: no answer", id="a reason"),
        pytest.param("lost: no_answer", "ru", "потеря: не отвечает", id="a reason in Russian"),
        pytest.param("recycle in 30 d", "en", "put aside (30 d)", id="days"),
        pytest.param("give Ann Lee", "en", "given to Ann Lee", id="who it was given to"),
        pytest.param("snoozed 1h", "en", "snoozed (1h)", id="snoozed"),
        pytest.param("give #13", "en", "given away", id="an account is nobody's to read"),
        pytest.param("budget=yes", "pl", "budget: tak", id="an answer"),
        pytest.param("refused claim", "en", "refused: took it", id="a refusal"),
        pytest.param("came back", "en", "back in sales", id="two words"),
        pytest.param("saw contacts", "ru", "контакты открыты", id="a look"),
        pytest.param("judged", "en", "looked at", id="the machine's"),
        pytest.param("confirm phone", "en", "confirm phone", id="what has no words"),
        pytest.param("lost: ?", "en", "lost: ?", id="a reason that there is not"),
        pytest.param("{x}=yes", "en", "{x}: yes", id="braces are no places"),
    ],
)
def test_a_step_is_told_in_words(what, language, told):
    assert done(what, language) == told


def test_an_alert_holds_the_newest_lines_that_fit():
    lines = [Happened(at=AT, by="Piotr", what=f"recycle in {days} d") for days in range(1, 40)]

    alert = history_alert(lines, UTC, "en")

    assert alert.splitlines()[0] == "22.11. 20:21 Piotr: put aside (1 d)"
    assert 150 < units(alert) <= 200
