"""Receipt: JSON there and back, and the line of `score --json`."""

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.model.score import Band, Reason, Receipt, Score, Verdict
from frontdesk.model.signals import Suspicion
from frontdesk.scoring.receipt import as_json, from_json, line

SCORE = Score(
    7, (Reason("phone", 1, "phone.valid (PL)"), Reason("budget", 6, "answered yes", "Olga")), ("brief",), 8
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))


@given(
    st.builds(
        Receipt,
        lead=st.integers(1),
        cause=TEXTS,
        rules=TEXTS,
        at=TIMES,
        score=st.builds(
            Score,
            st.integers(),
            st.lists(st.builds(Reason, TEXTS, st.integers(), TEXTS, TEXTS), max_size=4).map(tuple),
            st.lists(TEXTS, max_size=3).map(tuple),
            st.integers(),
        ),
        verdict=st.builds(
            Verdict,
            band=st.sampled_from(Band),
            band_by=TEXTS,
            letter=st.none() | TEXTS,
            letter_because=TEXTS,
            withheld=st.none() | TEXTS,
            quarantine=st.lists(TEXTS, max_size=3).map(tuple),
            suspicions=st.lists(st.builds(Suspicion, guard=TEXTS, because=TEXTS), max_size=3).map(tuple),
        ),
    )
)
def test_a_receipt_comes_back_from_json_as_it_was(receipt):
    assert from_json(json.loads(json.dumps(as_json(receipt)))) == receipt


def test_the_line_has_the_documented_keys():
    told = line(
        "s01", SCORE, Verdict(band=Band.QUALIFIED, letter="full_profile", letter_because="profile.complete")
    )

    assert told == {
        "id": "s01",
        "score": 7,
        "reachable": 8,
        "band": "qualified",
        "reasons": [
            {"criterion": "phone", "points": 1, "because": "phone.valid (PL)", "by": "machine"},
            {"criterion": "budget", "points": 6, "because": "answered yes", "by": "Olga"},
        ],
        "open": ["brief"],
        "letter": "full_profile",
        "withheld": None,
        "quarantine": None,
    }


def test_the_line_has_no_letter_when_none_will_be_sent():
    told = line(
        None,
        SCORE,
        Verdict(band=Band.JUNK, letter="full_profile", withheld="quarantined", quarantine=("rate",)),
    )

    assert (told["letter"], told["withheld"], told["quarantine"]) == (None, "quarantined", ["rate"])


def test_a_receipt_of_an_earlier_version_has_no_suspicions():
    verdict = Verdict(band=Band.JUNK, quarantine=("honeypot",))
    stored = as_json(
        Receipt(
            lead=1, cause="x", rules="", at=datetime(2026, 1, 1, tzinfo=UTC), score=SCORE, verdict=verdict
        )
    )
    del stored["verdict"]["suspicions"]

    assert from_json(stored).verdict == verdict
