"""Why: a receipt in words: all of it, as it is stored, within what Telegram takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.receipt_lines import receipt_lines
from frontdesk.messages.telegram_html import check, units
from frontdesk.messages.why import Asked, why_alert, why_message
from frontdesk.model.score import Band, Closed, Reason, Receipt, Score, Verdict
from frontdesk.model.signals import Suspicion
from frontdesk.rules.judging import Gate, Group
from messages.conftest import NOW, _rules

RULES = replace(
    _rules(),
    hash="abcdef0123456789" * 4,
    groups=(Group(id="engagement", names={"en": "engagement", "pl": "zaangażowanie"}, cap=5),),
    gates=(
        Gate(
            band=Band.QUALIFIED,
            needs="email.valid",
            holds=lambda facts: False,
            otherwise=Band.TRIAGE,
            names={"en": "an e-mail address", "ru": "адрес почты", "pl": "adres e-mail"},
        ),
    ),
)
REASONS = (
    Reason("phone", 1, "phone.valid (PL)"),
    Reason("budget", 2, "answered yes, faded from +3 in 8 d", "Olga"),
    Reason("off_profile", -5, '"SMM" as "smm" in the message'),
    Reason("engagement", -2, "+7 together, at most +5"),
)
WHOLE = Verdict(
    band=Band.TRIAGE,
    band_because="score > 6",
    gates=(Closed(band=Band.QUALIFIED, needs="email.valid"),),
    letter="full_profile",
    letter_because="profile.complete",
    withheld="quota",
    quarantine=("links",),
    unchecked=("captcha: not asked",),
    suspicions=(
        Suspicion(guard="links", because="visit evil.example"),
        Suspicion(guard="nonsense", because="qwrt"),
    ),
)
texts = st.text(max_size=300)
receipts = st.builds(
    Receipt,
    lead=st.integers(1, 2**63 - 1),
    cause=st.just("press:1"),
    rules=st.sampled_from([RULES.hash, "other"]),
    at=st.just(NOW),
    score=st.builds(
        Score,
        st.integers(-(10**6), 10**6),
        st.lists(st.builds(Reason, texts, st.integers(-9999, 9999), texts, texts), max_size=120).map(tuple),
        st.lists(texts, max_size=60).map(tuple),
        st.integers(-9999, 9999),
        st.integers(-9, 9),
        st.sampled_from([None, "A1"]),
    ),
    verdict=st.builds(
        Verdict,
        band=st.sampled_from(Band),
        band_by=st.sampled_from(["machine", "<b>Olga</b>"]),
        band_because=texts,
        gates=st.lists(st.builds(Closed, band=st.sampled_from(Band), needs=texts), max_size=4).map(tuple),
        letter=st.none() | st.just("full_profile"),
        letter_because=texts,
        withheld=st.none() | st.sampled_from(["quota", "new_reason"]),
        quarantine=st.lists(st.sampled_from(["links", "person"]), unique=True).map(tuple),
        suspicions=st.lists(st.builds(Suspicion, guard=st.just("links"), because=texts), max_size=15).map(
            tuple
        ),
    ),
)


def asked(**changes) -> Asked:
    """A receipt with everything in it, of the rules in force."""
    score = Score(-4, REASONS, ("budget", "off_profile"), 4, 2, "B2")
    given = {
        "lead": 142,
        "cause": "press:1",
        "rules": RULES.hash,
        "at": NOW,
        "score": score,
        "verdict": WHOLE,
    }
    return Asked(receipt=Receipt(**(given | changes)), form="web")


def message(of: Asked, language="en", *, visitors_words=True):
    return why_message(of, RULES, language, visitors_words=visitors_words)


def plain(of: Asked, language="en", **how) -> list[str]:
    return check(message(of, language, **how).text).splitlines()


def test_the_message_has_everything_that_the_receipt_holds():
    assert plain(asked()) == [
        "❔ #142 · score −4, needs +11",
        "+1  phone: valid number (PL) (machine)",
        "+2  budget fits: answered yes, faded from +3 in 8 d (Olga)",
        '−5  off-profile: "SMM" as "smm" in the message (machine)',
        "−2  engagement: +7 together, at most +5 (machine)",
        "open: budget fits +3, off-profile −5; can reach 4",
        "cell B2: fit -6, interest 2",
        "band: triage (score > 6)",
        "not qualified, lacks: an e-mail address (valid e-mail)",
        "letter: full_profile (complete profile), withheld: written to enough lately",
        "quarantined: links (visit evil.example)",
        "would be quarantined: nonsense (qwrt)",
        "captcha: not asked",
        "rules abcdef012345 · 2026-11-20 13:02 UTC",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru",
            (
                "телефон: верный номер (PL)",
                "бюджет подходит: ответ «да», было +3, прошло 8 дн.",
                "off-profile: «SMM» как «smm» в сообщении",
                "письмо: full_profile (полная анкета)",
                "можно набрать 4",
                "не «в продажи», не хватает: адрес почты",
            ),
        ),
        (
            "pl",
            (
                "budżet pasuje: odpowiedź: tak, było +3, minęło 8 dn.",
                "można osiągnąć 4",
                "zaangażowanie: razem +7, najwyżej +5",
                "decyzja: do oceny (punkty > 6)",
            ),
        ),
    ],
    ids=["ru", "pl"],
)
def test_it_is_told_in_the_readers_language(language, said):
    told = "\n".join(plain(asked(), language))

    assert [words for words in said if words not in told] == []


def test_a_reason_that_only_repeats_its_name_is_not_told_twice():
    stored = Score(1, (Reason("phone", 1, "phone"),), (), 1)

    assert "+1  phone (machine)" in plain(asked(score=stored))
    assert "+1  телефон (автоматически)" in plain(asked(score=stored), "ru")


def test_a_band_set_by_hand_names_the_person():
    by_hand = replace(WHOLE, band=Band.NURTURE, band_by="Olga", band_because="", gates=())

    assert "band: nurture, set by Olga" in plain(asked(verdict=by_hand))


def test_rules_that_changed_since_say_neither_points_nor_what_is_missing():
    told = plain(asked(rules="0" * 64))

    assert told[0] == "❔ #142 · score −4"
    assert "open: budget fits, off-profile; can reach 4" in told
    assert told[-1] == "rules 000000000000 (no longer in force) · 2026-11-20 13:02 UTC"
    assert "needs" not in why_alert(asked(rules="0" * 64), RULES, "en")


def test_points_are_those_that_were_stored_whatever_the_rules_say_now():
    stored = Score(2, (Reason("phone", 2, "phone.valid"),), (), 2)

    assert "+2  phone: valid number (machine)" in plain(asked(score=stored))
    assert "phone +2" in why_alert(asked(score=stored), RULES, "en")


def test_what_guards_saw_is_only_for_those_who_may_read_visitors_words():
    told = plain(asked(), visitors_words=False)

    assert "quarantined: links" in told
    assert not any("evil" in line for line in told)


def test_nothing_quoted_is_live_with_markup_or_without():
    live = replace(WHOLE, suspicions=(Suspicion(guard="links", because="@bad http://evil.example /start"),))

    card = message(asked(verdict=live))

    assert "<code>links (@bad http://evil.example /start)</code>" in card.text
    assert "[@]bad" in card.plain
    assert "http://" not in card.plain


def test_the_alert_has_the_parts_that_weigh_most_first_and_says_where_all_of_it_is():
    assert why_alert(asked(), RULES, "en").splitlines() == [
        "#142: −4, needs +11 · triage",
        "off-profile −5 · budget fits +2 (Olga) · engagement −2 · phone +1",
        "lacks: an e-mail address",
        "❔ budget fits +3 · off-profile −5",
        "In full: write /why_142 to me.",
    ]


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
def test_an_alert_that_is_too_small_for_all_is_cut_between_two_parts(language):
    many = tuple(Reason("budget", 3, "x") for _ in range(30))

    told = why_alert(asked(score=Score(90, many, ("off_profile",), 90)), RULES, language)

    parts = told.splitlines()[1].split(" · ")
    assert parts == [parts[0]] * (len(parts) - 1) + ["…"]
    assert len(parts) > 3
    assert told.endswith(("/why_142", "/why_142 to me."))


def test_the_alert_holds_nothing_that_a_visitor_wrote():
    told = why_alert(asked(), RULES, "en")

    assert not any(words in told for words in ("smm", "evil", "qwrt", "PL"))


def test_a_reason_too_many_is_counted():
    many = tuple(Reason("phone", 1, "x" * 200) for _ in range(60))

    told = plain(asked(score=Score(60, many, (), 60)))

    shown = sum(line.startswith("+1  phone") for line in told)
    assert 10 < shown < 60
    assert f"and {60 - shown} more" in told
    assert "band: triage (score > 6)" in told


@given(receipts, st.sampled_from(["en", "ru", "pl"]))
def test_whatever_is_stored_telegram_takes_it(receipt, language):
    of = Asked(receipt=receipt)

    card, alert = message(of, language), why_alert(of, RULES, language)

    assert check(card.text)
    assert len(card.plain) <= 4096
    assert 0 < units(alert) <= 200
    assert f"#{receipt.lead}" in alert


def test_who_runs_frontdesk_reads_ids_and_codes_in_english():
    told = [str(line) for line in receipt_lines(asked().receipt, replace(RULES, language="ru"), None)]

    assert told[0] == "+1  телефон: phone.valid (PL) (machine)"
    assert told[2].startswith("-5  off-profile: ")
    assert "open: budget, off_profile; can reach 4" in told
    assert "letter: full_profile (profile.complete), withheld: quota" in told
