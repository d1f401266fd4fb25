"""Commands: what counts as asking for a lead, and what is none of ours."""

import pytest

from frontdesk.messages.commands import Command, command, payload


@pytest.mark.parametrize(
    ("text", "lead", "bot"),
    [
        pytest.param("/lead 142", 142, None, id="with a number"),
        pytest.param("/lead_142", 142, None, id="in one word"),
        pytest.param("/lead  #142 ", 142, None, id="as cards write it"),
        pytest.param("/lead@Our_Bot 142", 142, "our_bot", id="to a bot"),
        pytest.param("/lead_142@our_bot", 142, "our_bot", id="in one word to a bot"),
        pytest.param("/start lead_142", 142, None, id="through a link"),
        pytest.param("/start why_142", None, None, id="a link to reasons, which there is none of"),
        pytest.param("/why", None, None, id="reasons of nothing"),
        pytest.param("/start", None, None, id="the bot is opened"),
        pytest.param("/start link_abc", None, None, id="another link"),
        pytest.param("/lead", None, None, id="no number"),
        pytest.param("/lead -1", None, None, id="below nothing"),
        pytest.param("/lead 1; DROP", None, None, id="more than a number"),
        pytest.param("/lead_1 2", None, None, id="two numbers"),
        pytest.param("/lead ١٤٢", None, None, id="other digits"),
        pytest.param("/lead " + "9" * 19, None, None, id="too large a number"),
        pytest.param("/start lead_1 x", None, None, id="a longer payload"),
        pytest.param("/Lead 142", None, None, id="capitals"),
    ],
)
def test_a_command_says_which_lead_it_is_about(text, lead, bot):
    assert command(text) == Command(lead=lead, bot=bot)


@pytest.mark.parametrize("text", ["", "lead 142", " /lead 142", "/lead 1" + " " * 200])
def test_other_texts_are_no_commands(text):
    assert command(text) is None


@pytest.mark.parametrize("text", ["/why 142", "/why_142", "/why #142", "/why@our_bot 142"])
def test_a_command_may_ask_for_the_reasons(text):
    found = command(text)

    assert (found.lead, found.why) == (142, True)
    assert not command(text.replace("why", "lead")).why


def test_the_payload_of_a_link_is_read_back():
    assert command(f"/start {payload(142)}") == Command(lead=142)
