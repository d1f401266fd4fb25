"""E-mail errors: which refusals say that nobody has that address, and which are about us."""

import pytest

from frontdesk.delivery.channels.email_errors import Answer, Stage, explained
from frontdesk.errors import Deferred, Paused, Refused


@pytest.mark.parametrize(
    ("code", "text", "stage", "unknown"),
    [
        pytest.param(550, "5.1.1 no", Stage.RCPT, True, id="by its code"),
        pytest.param(554, "5.1.1 no", Stage.DOT, True, id="by its code, after the text"),
        pytest.param(551, "5.1.6 has moved", Stage.RCPT, True, id="moved without an address"),
        pytest.param(556, "5.1.10 null MX", Stage.RCPT, True, id="a domain that takes no mail"),
        pytest.param(550, "No such user here", Stage.RCPT, True, id="in words"),
        pytest.param(550, "jan@client.example: Recipient unknown", Stage.RCPT, True, id="in other words"),
        pytest.param(553, "5.0.0 User does not exist", Stage.RCPT, True, id="a code that says nothing"),
        pytest.param(550, "no such user", Stage.DOT, False, id="words after the text are about the text"),
        pytest.param(550, "5.7.1 unknown user or policy", Stage.RCPT, False, id="a code that says otherwise"),
        pytest.param(550, "4.1.1 unknown user", Stage.RCPT, True, id="a code that contradicts is none"),
        pytest.param(550, "5.1.2 bad domain", Stage.RCPT, False, id="a relay whose DNS fails"),
        pytest.param(550, "5.2.1 disabled", Stage.RCPT, False, id="a mailbox that is closed"),
        pytest.param(552, "5.2.2 full", Stage.RCPT, False, id="a mailbox that is full"),
        pytest.param(550, "5.1.11 no", Stage.RCPT, False, id="a longer code"),
        pytest.param(550, "mailbox unavailable", Stage.RCPT, False, id="unavailable is not unknown"),
        pytest.param(554, "no such user", Stage.RCPT, False, id="words with another code"),
    ],
)
def test_an_address_is_suppressed_only_where_it_certainly_does_not_exist(code, text, stage, unknown):
    found = explained(Answer(code, text), stage)

    assert isinstance(found, Refused)
    assert found.unknown_recipient is unknown


@pytest.mark.parametrize(
    ("code", "text", "stage", "policy"),
    [
        pytest.param(554, "5.7.1 blocked", Stage.RCPT, True, id="policy at RCPT"),
        pytest.param(550, "5.7.26 no DMARC", Stage.DOT, True, id="policy after the text"),
        pytest.param(550, "Relaying denied", Stage.RCPT, True, id="an old server that does not relay"),
        pytest.param(554, "Relay access denied", Stage.RCPT, True, id="postfix without its code"),
        pytest.param(550, "5.1.1 relay says no", Stage.RCPT, False, id="a code that says otherwise"),
        pytest.param(554, "no", Stage.RCPT, False, id="no reason"),
    ],
)
def test_a_policy_is_told_from_a_bad_address(code, text, stage, policy):
    found = explained(Answer(code, text), stage)

    assert isinstance(found, Refused)
    assert found.policy is policy


@pytest.mark.parametrize("code", [530, 534, 535, 538])
@pytest.mark.parametrize("stage", [Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.DOT])
def test_who_is_not_let_in_burns_no_letter(code, stage):
    assert type(explained(Answer(code, "5.7.0 no"), stage)) is Paused


def test_what_is_told_to_all_holds_nothing_that_a_stranger_wrote():
    found = explained(Answer(535, "5.7.8 desk@acme.example has password x"), Stage.AUTH)

    assert str(found) == "the mail server does not let us in: 535 5.7.8 at AUTH"


def test_a_long_answer_is_cut():
    assert len(str(explained(Answer(450, "x" * 10_000), Stage.RCPT))) == 500
    assert type(explained(Answer(450, "x"), Stage.RCPT)) is Deferred
