"""Reading: the signals of whole submissions, and of whatever else is sent."""

import json
from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.signals import BARE, CATALOGUE
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Form, Phrase
from frontdesk.signals.lines import as_json
from signals.samples import a_submission, lines

ROWS = lines("scenarios.jsonl")
SPAM = {"advert": "phrases", "honeypot": "honeypot"}
#: As little as rules may say, in two parts: an entry may stand between.
DESK = """
language = "en"
[sender]
company = "Acme"
[hours]
zone = "Europe/Warsaw"
monday-friday = "09:00-18:00"
"""
LEAST_RULES = """
[[criteria]]
id = "phone"
name = { en = "phone" }
when = "phone.valid"
points = 1
[[bands]]
band = "qualified"
when = "score > 0"
[[bands]]
band = "junk"
[[letters]]
letter = "full_profile"
"""
EVERY = (
    "first_name",
    "last_name",
    "full_name",
    "email",
    "phone",
    "company",
    "position",
    "message",
    "page_url",
)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_scenario_has_the_signals_that_its_expected_score_stands_on(read, row):
    signals = read(**row["form"])
    form = {name for name, value in row["form"].items() if value.strip()}
    breakdown = row["expected"]["breakdown"]

    assert bool(signals.phone.valid) == ("phone" in breakdown)
    assert signals.email.corporate == ("corporate_email" in breakdown)
    assert {"company", "position"} <= signals.filled or "company_and_position" not in breakdown
    assert bool(signals.keywords["off_profile"]) == bool(row["off_profile_keyword_in_message"])
    assert signals.profile.complete == (row["expected"]["letter"] == 1)
    assert signals.filled == form & set(BARE)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_scenario_is_suspected_by_the_guards_that_hold_it_back_and_no_others(read, rules, row):
    enforced = [found.guard for found in read(**row["form"]).spam if rules.guards[found.guard] == "enforce"]

    assert enforced == ([SPAM[row["spam_kind"]]] if row["spam_kind"] else [])


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_facts_that_rules_read_are_those_of_all(read, rules, row):
    signals = read(**row["form"])
    known = rules.facts(signals)

    assert {"phone.valid", "phone.region", "keywords.off_profile", "files", "budget.currency"} <= set(known)
    assert known == {name: signals.facts[name] for name in known}


@pytest.mark.parametrize(
    "entry",
    [
        '[[criteria]]\nid = "a"\nname = { en = "a" }\npoints = 1\nwhen = ',
        '[[bands]]\nband = "triage"\nwhen = ',
        '[[gates]]\nband = "qualified"\notherwise = "triage"\nneeds = ',
        '[[letters]]\nletter = "phone_given"\nwhen = ',
        '[[follow_ups]]\nletter = "still_there"\nafter = "2 working days"\nwhen = ',
    ],
    ids=["criteria", "bands", "gates", "letters", "follow_ups"],
)
def test_rules_read_what_the_conditions_of_each_table_name(read, entry):
    rules = read_rules(f"{DESK}{entry}\"position.seniority == 'decision'\"\n{LEAST_RULES}", environment={})

    assert "position.seniority" in rules.facts(read())


def test_names_out_of_one_field_count_as_filled(read):
    signals = read(full_name="Jan Kowalski")

    assert {"first_name", "last_name"} <= signals.filled
    assert not {"first_name", "last_name"} & set(signals.profile.missing)


def test_a_field_of_blanks_is_missing(read):
    assert "company" in read(company=" \t ", email="jan@x.pl").profile.missing


def test_the_forms_region_outranks_the_desks(read, rules):
    forms = {"web": Form(name="web", phone_region="DE")}

    assert read(changed={"forms": forms}, phone="030 23125 160").phone.e164 == "+493023125160"
    assert read(phone="030 23125 160").phone.valid is False


def test_the_language_that_the_page_declares_tells_where_nothing_else_does(read):
    assert read(full_name="Jan", html_lang="pl-PL").language == "pl"
    assert read(full_name="Jan", html_lang="pl-PL", message="We would like to see a demo.").language == "en"


def test_a_slip_in_a_big_provider_has_no_company(read):
    assert read(email="jan@hotnail.com").company.domain is None


def test_a_polish_text_tells_the_region_of_a_number(read):
    signals = read(
        changed={"phone_region": None}, phone="512 345 678", message="Dzień dobry, proszę o telefon."
    )

    assert signals.phone.region == "PL"


def test_keywords_are_looked_for_in_answers_of_the_form_but_not_in_hidden_ones(read):
    groups = {"group": (Phrase(text="mortgage", language="en"),)}

    told = read(changed={"keywords": groups}, **{"What is it about": "Two mortgages"})
    hidden = read(changed={"keywords": groups}, website_hp="mortgage")

    assert (told.keywords["group"], hidden.keywords["group"]) == (("mortgage",), ())


def test_enquiries_are_counted(read):
    two = (a_submission(email="a@x.pl"), a_submission(after=timedelta(days=1), email="a@x.pl"))

    assert read(*two).repeat.enquiries == 2


def test_nothing_sent_tells_nothing(read):
    assert read().facts["phone.valid"] is None


def test_the_line_of_signals_is_json_with_every_signal(read):
    line = as_json(read(**ROWS[1]["form"]))

    assert json.loads(json.dumps(line)) == line
    named = {f"{part}.{name}" for part, values in line.items() if isinstance(values, dict) for name in values}
    assert {name for name in CATALOGUE if "." in name} - named == {"spam.reasons"}
    assert [one["guard"] for one in line["spam"]] == list(read(**ROWS[1]["form"]).facts["spam.reasons"])
    assert line["keywords"] == {"off_profile": []}


def test_an_invalid_address_is_null_in_the_line(read):
    assert as_json(read(email="jan@localhost"))["email"]["address"] is None


TRICKY = st.text(st.sampled_from("a1 .,@+<>(){}\n\r\t\"'/\\:;#=&%-_жłß😀\u200b\u202e\u0301$€"), max_size=200)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from((*EVERY, "budget", "country", "files", "q")), st.text(max_size=200) | TRICKY
    )
)
def test_any_text_in_any_field_can_be_read(read, form):
    signals = read(**form)

    assert set(CATALOGUE) <= set(signals.facts)
    json.dumps(as_json(signals))


HOSTILE = {
    "letters": "a" * 20_000,
    "capitals with dots": "A." * 10_000,
    "digits": "1" * 20_000,
    "digits and blanks": "1 " * 10_000,
    "at signs": "a@" * 10_000,
    "brackets": "(<[{" * 5_000,
    "quotes": "\"'" * 10_000,
    "slashes": "/" * 20_000,
    "line ends": "\n " * 10_000,
    "links": "http://a.pl " * 1_600,
    "offers": "we sell buy now backlinks " * 800,
    "two scripts": "aж" * 10_000,
    "marks": "e\u0301" * 10_000,
    "invisible characters": "\u200b" * 20_000,
    "a name again and again": "Anna " * 4_000,
    "plus signs": "+" * 20_000,
    "hyphens": "-" * 20_000,
    "domains": "a.com" * 4_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_20000_characters_in_every_field_take_less_than_a_quarter_of_a_second(read, text):
    form = dict.fromkeys((*EVERY, "budget", "country", "business", "q1", "q2", "q3"), text)

    began = perf_counter()
    read(**form)

    assert perf_counter() - began < 0.25


def test_a_file_under_any_label_is_a_signal(read):
    sent = {"filename": "brief.pdf", "content_type": "application/pdf", "size": 9, "sha256": "a" * 64}

    assert read(q7=sent).files == ("brief.pdf",)
    assert read(q7={**sent, "sha256": None, "refused": "it is empty"}).files == ()
