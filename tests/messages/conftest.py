"""What the tests of letters and cards build on: the shipped templates, plain rules, card facts to vary."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.messages.card import Cards
from frontdesk.messages.templates import Letters
from frontdesk.model.delivery import CardFacts, View
from frontdesk.model.lead import Chat, Lead, Purpose, State
from frontdesk.model.score import Answer, Band, Reason, Receipt, Score, Verdict
from frontdesk.model.signals import EmailSignal, PhoneSignal, Signals
from frontdesk.model.submission import Received, Submission
from frontdesk.rules.hours import hours
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import BandRule, Criterion, Rules

SHIPPED = Path(__file__).parents[2] / "templates"
NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
SENDER = {
    "company": "Acme Software",
    "name": "Anna Nowak, Head of Sales",
    "site": "https://acme.example",
    "videos": "https://acme.example/videos",
    "blog": "https://acme.example/blog",
    "tour": "https://acme.example/tour",
    "social": "https://social.example/acme",
}
#: When the company works.
OFFICE = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00"})
FIELDS = {
    "first_name": "Jan",
    "last_name": "Kowalski",
    "company": "ACME Sp. z o.o.",
    "position": "CTO",
    "phone": "+48 600 100 200",
    "email": "jan@acme.example",
    "message": "We need a customer portal with an ERP integration, start in January.",
}


def _criterion(id, points, *, ask=False, **names):
    return Criterion(id=id, names=names, when="phone", points=points, ask=ask)


def _rules():
    return Rules(
        text="",
        hash="0" * 64,
        language="en",
        phone_region=None,
        required=(),
        sender=SENDER,
        labels=Labels({}),
        keywords={},
        criteria=(
            _criterion("phone", 1, en="phone", ru="телефон", pl="telefon"),
            _criterion("budget", 3, ask=True, en="budget fits", ru="бюджет подходит", pl="budżet pasuje"),
            _criterion("off_profile", -5, ask=True, en="off-profile"),
        ),
        facts=lambda signals: signals.facts,
        findings=lambda facts: (),
        bands=(
            BandRule(band=Band.QUALIFIED, when="score > 6", holds=lambda facts: None),
            BandRule(band=Band.JUNK, when=None, holds=lambda facts: True),
        ),
        letters=(),
        forms={},
        guards={},
    )


def a_card(view=View.TRIAGE, *, fields=None, language="en", mask="partial", total=4, undo=False, **changes):
    """Facts of a card; `changes` are those of its lead, its answers or its verdict."""
    contacts = {**FIELDS, **(fields or {})}
    answers = {
        id: Answer(criterion=id, yes=yes, by="Olga", at=NOW) for id, yes in changes.pop("answers", {}).items()
    }
    verdict = replace(Verdict(band=Band.TRIAGE, letter="phone_given"), **changes.pop("verdict", {}))
    form = changes.pop("form", "Contact form")
    signals = Signals(
        email=EmailSignal(address=changes.pop("address", "jan@acme.example")),
        phone=PhoneSignal(e164=changes.pop("e164", "+48600100200")),
        **changes.pop("signals", {}),
    )
    score = Score(total, (Reason("phone", 1, "a number"),), ("budget", "off_profile"), total + 3)
    return CardFacts(
        lead=Lead(id=142, revision=7, created_at=NOW, **{"state": State.TRIAGE, "state_at": NOW, **changes}),
        view=view,
        chat=Chat(id=-1, purpose=Purpose.TRIAGE, language=language, mask=mask),
        latest=Received(
            id="s1", hook="web", at=NOW, submission=Submission(provider="web", form=form, fields=contacts)
        ),
        signals=signals,
        receipt=Receipt(lead=142, cause="submission:s1", rules="", at=NOW, score=score, verdict=verdict),
        answers=answers,
        contacts=contacts,
        undo=undo,
    )


@pytest.fixture(scope="session")
def rules():
    """Rules with two questions; sales from more than 6."""
    return _rules()


@pytest.fixture(scope="session")
def make_card():
    """`a_card`: facts of a card, valid by default."""
    return a_card


@pytest.fixture(scope="session")
def cards():
    """The shipped cards."""
    return Cards.load([SHIPPED])


@pytest.fixture(scope="session")
def letters():
    """The shipped letters."""
    return Letters.load([SHIPPED], SENDER)


@pytest.fixture(scope="session")
def ours():
    """The shipped letters of a company with a telephone and office hours."""
    owner = {**SENDER, "phone": "+1 202-555-0100"}
    return Letters.load([SHIPPED], owner, hours=OFFICE, domain="acme.example")


@pytest.fixture(scope="session")
def shipped():
    """The shipped templates."""
    return SHIPPED


@pytest.fixture(scope="session")
def sender():
    """A whole `[sender]`."""
    return SENDER
