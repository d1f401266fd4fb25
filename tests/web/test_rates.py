"""Rates: how many forms came lately, and by what their senders are counted."""

from datetime import UTC, datetime

import pytest

from frontdesk.intake.request import Request
from frontdesk.rules.rules import Rates
from frontdesk.web.rates import Counter, Rate, source_of

LIMITS = Rates(source_form=3, source=5, form=8)
KEY = ("192.0.2.1", "web")


def over(rate: Rate, times: int, form: str = "web", source: str | None = "192.0.2.1", at_s: float = 0):
    """What is told of the last of so many forms."""
    for _ in range(times):
        found = rate.over(form, source, LIMITS, at_s)
    return found


def test_a_count_grows_with_every_form():
    counter = Counter()

    assert [counter.count(KEY, second) for second in (0, 30, 61, 599)] == [1, 2, 3, 4]


def test_forms_of_more_than_ten_minutes_ago_do_not_count():
    counter = Counter()
    for second in (0, 59, 60):
        counter.count(KEY, second)

    assert counter.count(KEY, 600) == 2
    assert counter.count(KEY, 660) == 2
    assert counter.count(KEY, 1e6) == 1


def test_senders_and_forms_are_counted_apart():
    counter = Counter()

    assert [counter.count(key, 0) for key in (KEY, ("192.0.2.2", "web"), ("192.0.2.1", "demo"), KEY)] == [
        1,
        1,
        1,
        2,
    ]


def test_who_was_silent_longest_is_forgotten_first():
    counter = Counter(keys=2)
    for name in ("a", "b", "a", "c"):
        counter.count((name, "web"), 0)

    assert len(counter) == 2
    assert counter.count(("a", "web"), 0) == 3
    assert counter.count(("b", "web"), 0) == 1


def test_up_to_the_limit_nothing_is_told():
    assert over(Rate(), 3) == {}


def test_over_each_limit_its_count_is_told():
    rate = Rate()

    assert over(rate, 4) == {"source_form": 4}
    assert over(rate, 2, form="demo") == {"source": 6}
    assert over(rate, 5, source="192.0.2.2") == {"source_form": 5, "form": 9}


def test_without_a_source_only_the_form_counts():
    rate = Rate()

    assert over(rate, 8, source=None) == {}
    assert over(rate, 1, source=None) == {"form": 9}


def came(client: str, **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(
        method="POST", url="", headers=named, received_at=datetime(2026, 1, 1, tzinfo=UTC), client=client
    )


SOURCES = {
    "an address": ("192.0.2.1", "192.0.2.1"),
    "an address within IPv6": ("::ffff:192.0.2.1", "192.0.2.1"),
    "a network of IPv6": ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    "another host of that network": ("2001:db8:1:2::ff", "2001:db8:1:2::/64"),
    "a network beside it": ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
    "nobody knows": ("", None),
    "no address": ("unix:", "unix:"),
}


@pytest.mark.parametrize(("client", "source"), SOURCES.values(), ids=SOURCES)
def test_a_visitor_is_counted_by_the_address_or_the_network(client, source):
    assert source_of(came(client), "json") == source


@pytest.mark.parametrize("provider", ["typeform", "tilda", "zapier"])
def test_the_servers_of_a_form_builder_are_no_source(provider):
    assert source_of(came("192.0.2.1"), provider) is None


@pytest.mark.parametrize(
    "client", ["127.0.0.1", "10.1.2.3", "172.17.0.1", "192.168.0.9", "::1", "fd00::1", "::ffff:10.0.0.1"]
)
def test_this_machine_and_private_networks_are_no_source(client):
    assert source_of(came(client), "html") is None
    assert source_of(came(client, x_forwarded_for="192.0.2.1"), "html") is None


def test_a_stranger_cannot_get_out_of_being_counted():
    assert source_of(came("192.0.2.1", x_forwarded_for="10.0.0.1"), "html") == "192.0.2.1"
