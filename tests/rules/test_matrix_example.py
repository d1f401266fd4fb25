"""The matrix that rules.toml shows: taken into use, it tells who a lead is from how much it wants."""

from datetime import timedelta

import pytest

from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.load import read_rules
from frontdesk.scoring.score import score
from frontdesk.scoring.verdict import verdict
from frontdesk.signals.reading import SignalReader
from rules.test_load import ENVIRONMENT, SHIPPED, uncommented
from signals.samples import AT, a_known, a_submission

RULES = read_rules(uncommented(SHIPPED), environment=ENVIRONMENT)
MADE = {"first_name": "Jan", "email": "jan@acme-client.example", "message": "We need a portal."}
KNOWN = {**MADE, "phone": "+48 600 100 200"}
WHOLE = {**KNOWN, "company": "Acme", "position": "CTO"}
PRIVATE = {"first_name": "Jan", "email": "jan.kowalski@gmail.com", "message": "Hello."}
PROPOSAL = {"message": "Could you please send us a proposal?"}


def judged(*forms: dict[str, str], replied_days_ago: int | None = None) -> tuple[str, str]:
    """The cell and the band of who sent these forms, a day after the other, and answered a letter or none."""
    came = [a_submission(after=timedelta(days=n), **form) for n, form in enumerate(forms)]
    happened = ()
    if replied_days_ago is not None:
        at = came[-1].at - timedelta(days=replied_days_ago)
        happened = (Touch(kind=TouchKind.REPLIED, at=at, key="replied:1"),)
    known = a_known(*came, touches=happened)
    signals = SignalReader(rules=RULES).read(known)
    scored = score(signals, {}, RULES, known)
    return scored.cell, verdict(signals, scored, RULES, form="web").band


LEADS = {
    "the whole profile, asks for a proposal": ([{**WHOLE, **PROPOSAL}], {}, ("A1", "qualified")),
    "the whole profile, in a hurry": ([{**WHOLE, "deadline": "ASAP"}], {}, ("A2", "qualified")),
    "the whole profile and no more": ([WHOLE], {}, ("A3", "triage")),
    "a phone, wrote again and is in a hurry": (
        [KNOWN, {**KNOWN, "deadline": "ASAP"}],
        {},
        ("B1", "qualified"),
    ),
    "a phone, answered our letter": ([KNOWN], {"replied_days_ago": 5}, ("B2", "triage")),
    "a phone, answered long ago": ([KNOWN], {"replied_days_ago": 61}, ("B3", "nurture")),
    "hardly known, asks for a proposal and answers": (
        [{**MADE, **PROPOSAL}],
        {"replied_days_ago": 1},
        ("C1", "triage"),
    ),
    "nobody known, answered our letter": ([PRIVATE], {"replied_days_ago": 1}, ("C2", "triage")),
    "nobody known, nothing wanted": ([PRIVATE], {}, ("C3", "nurture")),
}


@pytest.mark.parametrize(("forms", "how", "expected"), LEADS.values(), ids=LEADS)
def test_a_lead_stands_in_its_cell(forms, how, expected):
    assert judged(*forms, **how) == expected


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Could you send me your proposal by Friday?", True),
        ("Please prepare a commercial proposal.", True),
        ("We would like a quotation for 20 seats.", True),
        ("Вышлите, пожалуйста, КП.", True),
        ("Пришлите коммерческое предложение на 20 мест", True),
        ("Интересует расчёт стоимости внедрения.", True),
        ("Proszę o przesłanie oferty handlowej.", True),
        ("Proszę przesłać ofertę na 20 stanowisk.", True),
        ("Czekam na wycenę.", True),
        ("We will propose a date for a call.", False),
        ("Предлагаю созвониться в среду.", False),
        ("Oferujecie wdrożenia?", False),
    ],
)
def test_who_asks_for_a_proposal_is_told_by_the_message(message, asked):
    signals = SignalReader(rules=RULES).read(a_known(a_submission(message=message)))

    assert bool(signals.keywords["proposal"]) is asked


def test_together_engagement_counts_up_to_its_cap():
    known = a_known(
        a_submission(**WHOLE),
        a_submission(after=timedelta(days=1), deadline="ASAP", **{**WHOLE, **PROPOSAL}),
        touches=(Touch(kind=TouchKind.REPLIED, at=AT, key="replied:1"),),
    )

    scored = score(SignalReader(rules=RULES).read(known), {}, RULES, known)

    told = {reason.criterion: reason.points for reason in scored.reasons}
    assert {id: told[id] for id in ("again", "proposal", "replied", "urgent", "engagement")} == {
        "again": 3,
        "proposal": 4,
        "replied": 3,
        "urgent": 2,
        "engagement": -7,
    }
    assert scored.interest == 5
