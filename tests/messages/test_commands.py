"""Commands: what counts as one, whom it is for, and what stands behind it."""

from datetime import timedelta

import pytest

from frontdesk.messages.commands import (
    Command,
    command,
    link_payload,
    numbered,
    opened_lead,
    opened_link,
    payload,
    span,
)


@pytest.mark.parametrize(
    ("text", "name", "rest", "bot"),
    [
        pytest.param("/lead 142", "lead", "142", None, id="with a number"),
        pytest.param("/lead_142", "lead", "142", None, id="in one word"),
        pytest.param("/note_142 call him", "note", "142 call him", None, id="in one word with a text"),
        pytest.param("/lead  #142 ", "lead", "#142", None, id="as cards write it"),
        pytest.param("/lead@Our_Bot 142", "lead", "142", "our_bot", id="to a bot"),
        pytest.param("/lead_142@our_bot", "lead", "142", "our_bot", id="in one word to a bot"),
        pytest.param("/note 1 two\nlines", "note", "1 two\nlines", None, id="two lines"),
        pytest.param("/start", "start", "", None, id="alone"),
        pytest.param("/Lead 142", "", "", None, id="capitals"),
        pytest.param("/", "", "", None, id="nothing but a stroke"),
        pytest.param("/lead_٢", "", "", None, id="other digits"),
    ],
)
def test_a_command_has_a_name_and_what_stands_behind_it(text, name, rest, bot):
    assert command(text) == Command(name=name, rest=rest, bot=bot)


@pytest.mark.parametrize("text", ["", "lead 142", " /lead 142", "/note 1 " + "x" * 4096])
def test_other_texts_are_no_commands(text):
    assert command(text) is None


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        pytest.param("142", (142, ""), id="a number"),
        pytest.param("#142", (142, ""), id="as cards write it"),
        pytest.param("142 a  text ", (142, "a  text"), id="with a text"),
        pytest.param("-1", None, id="below nothing"),
        pytest.param("1; DROP", None, id="more than a number"),
        pytest.param("١٤٢", None, id="other digits"),
        pytest.param("9" * 19, None, id="too large"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_lead_is_named_by_its_number(rest, found):
    assert numbered(rest) == found


def test_the_payloads_of_links_are_read_back():
    assert opened_lead(payload(142)) == 142
    assert opened_link(link_payload("a" * 32)) == "a" * 32
    assert opened_lead("lead_1 x") is None
    assert opened_link("link_short") is None
    assert opened_link(payload(142)) is None


@pytest.mark.parametrize(
    ("text", "long"),
    [("2h", timedelta(hours=2)), ("30 m", timedelta(minutes=30)), ("1D", timedelta(days=1)), ("0h", None)],
    ids=["hours", "minutes", "days", "nothing"],
)
def test_a_span_is_a_number_and_a_unit(text, long):
    assert span(text) == long
