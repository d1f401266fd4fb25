"""Card there: what cards say of a lead's own time, in every language and view."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.messages.card_there import told_offset
from frontdesk.model.delivery import View
from frontdesk.model.lead import State
from frontdesk.model.there import There

OPENS = datetime(2026, 11, 20, 8, tzinfo=UTC)
CLOSES = datetime(2026, 11, 20, 16, tzinfo=UTC)
WARSAW = There(
    zone="Europe/Warsaw", offset=timedelta(hours=1), working=True, opens_at=OPENS, closes_at=CLOSES, open=True
)


def drawn(make_card, cards, rules, there, view=View.TRIAGE, **changes):
    return cards.render(replace(make_card(view, **changes), there=there), rules)


@pytest.mark.parametrize("view", [View.TRIAGE, View.SALES, View.PRIVATE])
@pytest.mark.parametrize(
    ("language", "working", "told"),
    [
        ("en", True, "🕒 Warsaw, UTC+1 · office hours there"),
        ("en", False, "🕒 Warsaw, UTC+1 · outside office hours there"),
        ("ru", True, "🕒 Warsaw, UTC+1 · там рабочее время"),
        ("pl", False, "🕒 Warsaw, UTC+1 · tam poza godzinami pracy"),
    ],
)
def test_a_free_lead_shows_whether_people_work_there(make_card, cards, rules, view, language, working, told):
    card = drawn(make_card, cards, rules, replace(WARSAW, working=working), view, language=language)

    assert told in card.plain.split("\n")
    assert card.look_at is None


OWNED = {"state": State.CLAIMED, "owner": "Piotr"}


def test_an_owned_lead_shows_until_when_to_call_by_the_readers_clock(make_card, cards, rules):
    card = drawn(make_card, cards, rules, WARSAW, View.CLAIMED, **OWNED)

    unix = int(CLOSES.timestamp())
    line = f'call now, until <tg-time unix="{unix}" format="t">2026-11-20 16:00 UTC</tg-time>'
    assert f"🕒 Warsaw, UTC+1 · {line}" in card.text
    assert card.look_at == CLOSES


def test_before_the_time_to_call_it_shows_when_that_begins(make_card, cards, rules):
    there = replace(WARSAW, open=False)

    for view in (View.CLAIMED, View.CONTACTED, View.PRIVATE):
        card = drawn(make_card, cards, rules, there, view, **OWNED)

        assert "· call 2026-11-20 08:00 UTC – 2026-11-20 16:00 UTC" in card.plain
        assert card.look_at == OPENS


def test_without_a_common_hour_the_zone_stands_alone(make_card, cards, rules):
    there = replace(WARSAW, opens_at=None, closes_at=None, open=False)

    card = drawn(make_card, cards, rules, there, View.CLAIMED, **OWNED)

    assert "🕒 Warsaw, UTC+1" in card.plain.split("\n")
    assert card.look_at is None


def test_without_a_zone_there_is_no_line(make_card, cards, rules):
    assert "🕒" not in drawn(make_card, cards, rules, None).text


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "UTC"), (60, "UTC+1"), (330, "UTC+5:30"), (-210, "UTC−3:30"), (-480, "UTC−8")]
)
def test_an_offset_is_told_as_people_write_it(minutes, told):
    assert told_offset(timedelta(minutes=minutes)) == told
