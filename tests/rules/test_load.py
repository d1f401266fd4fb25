"""Load: the shipped rules.toml, and what becomes of its values."""

import hashlib
import re
from pathlib import Path

import pytest

from frontdesk.model.lead import Purpose, Role
from frontdesk.model.score import Band
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rates

SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
ENVIRONMENT = {
    "PARTNER_KEY": "k-1",
    "TURNSTILE_SECRET": "t-1",
    "META_APP_SECRET": "a-1",
    "META_PAGE_TOKEN": "p-1",
    "BITRIX_TOKEN": "b-1",
    "BITRIX_WEBHOOK": "https://acme.bitrix24.example/rest/1/key",
}


def uncommented(text: str) -> str:
    """The file with its examples in use: a line with # and no space is one, but for the editor's."""
    return re.sub(r"(?m)^#(?=[^\s:])", "", text)


@pytest.fixture(scope="module")
def shipped():
    return read_rules(SHIPPED, environment={})


@pytest.fixture(scope="module")
def examples():
    return read_rules(uncommented(SHIPPED), environment=ENVIRONMENT)


def test_the_shipped_rules_are_the_published_example(shipped):
    points = {criterion.id: criterion.points for criterion in shipped.criteria}

    assert points == {"phone": 1, "corp_email": 1, "position": 2, "budget": 3, "off_profile": -5, "brief": 1}
    assert [c.id for c in shipped.criteria if c.ask] == ["budget", "off_profile", "brief"]
    assert [rule.band for rule in shipped.bands] == [Band.QUALIFIED, Band.TRIAGE, Band.NURTURE, Band.JUNK]
    assert [rule.letter for rule in shipped.letters] == [
        "again",
        "full_profile",
        "phone_given",
        "ask_details",
    ]
    assert len(shipped.required) == 7


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
def test_every_shipped_criterion_has_a_name_in(shipped, language):
    assert all(language in criterion.names for criterion in shipped.criteria)


def test_the_shipped_keywords_are_in_three_languages(shipped):
    phrases = shipped.keywords["off_profile"]

    assert any(phrase.language == "pl" for phrase in phrases)
    assert any(re.search("[а-я]", phrase.text) for phrase in phrases)
    assert any(phrase.text.isascii() and phrase.language is None for phrase in phrases)


def test_no_shipped_address_belongs_to_anybody(shipped):
    hosts = re.findall(r"https?://([\w.-]+)", SHIPPED)

    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_the_commented_examples_work_when_uncommented(examples):
    assert set(examples.forms) == {"demo", "partner", "contact", "meta", "bitrix24"}
    assert examples.forms["demo"].provider == "html"
    assert examples.forms["demo"].labels.field("Ваш город") == "country"
    assert examples.forms["partner"].key == "k-1"
    assert examples.chat(Purpose.TRIAGE).mask == "partial"
    assert examples.person(11).role is Role.SECRETARY


def test_people_and_chats_speak_the_language_of_the_desk_where_none_is_given(examples):
    assert (examples.person(12).language, examples.chat(Purpose.SALES).language) == ("en", "en")
    german = read_rules(
        uncommented(SHIPPED).replace('language = "en"', 'language = "de"', 1), environment=ENVIRONMENT
    )
    assert (german.person(12).language, german.chat(Purpose.SALES).language) == ("de", "de")


def test_secrets_do_not_show_when_rules_are_printed(examples):
    assert "whsec_abc" not in repr(examples)
    assert "k-1" not in repr(examples)


def test_one_secret_may_stand_without_a_list():
    text = SHIPPED + '\n[forms.x]\nsecret = "env:A"\n'

    assert read_rules(text, environment={"A": "s"}).forms["x"].secrets == ("s",)


def test_a_form_is_watched_unless_it_may_rest():
    forms = read_rules(
        SHIPPED + '\n[forms.x]\n[forms.y]\nwatch = "off"\n[forms.z]\nwatch = "on"', environment={}
    ).forms

    assert {name: form.watched for name, form in forms.items()} == {"x": True, "y": False, "z": True}


def test_guards_and_budgets_have_their_defaults_when_left_out(shipped):
    bare = re.sub(r"(?ms)^\[guards\].*?(?=^# ── Chats)", "", SHIPPED)

    rules = read_rules(bare, environment={})

    assert rules.guards == shipped.guards
    assert rules.rates == shipped.rates == Rates()
    assert (rules.letters_per_hour, rules.letters_per_domain_minute) == (60, 3)


def test_required_is_the_seven_when_left_out(shipped):
    text = re.sub(r"(?m)^required = .*$", "", SHIPPED)

    assert read_rules(text, environment={}).required == shipped.required


def test_working_hours_become_minutes_of_each_day():
    text = SHIPPED.replace(
        'monday-friday = "09:00-18:00"', 'saturday-monday = "10:00 - 24:00"\nwednesday = "00:00-12:30"'
    )

    hours = read_rules(text, environment={}).hours

    assert hours.zone == "Europe/Warsaw"
    assert hours.days == ((600, 1440), None, (0, 750), None, None, (600, 1440), (600, 1440))


def test_no_hours_are_no_hours():
    text = re.sub(r"(?ms)^\[hours\].*?(?=^# ──)", "", SHIPPED)

    assert read_rules(text, environment={}).hours is None


def test_the_text_and_its_hash_are_kept_word_for_word(shipped):
    assert shipped.text == SHIPPED
    assert shipped.hash == hashlib.sha256(SHIPPED.encode()).hexdigest()


@pytest.mark.parametrize(
    "spoil", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")], ids=["mark", "crlf"]
)
def test_a_file_from_a_windows_editor_reads_the_same(spoil, shipped):
    assert read_rules(spoil(SHIPPED), environment={}).criteria == shipped.criteria


def test_any_language_will_do():
    text = SHIPPED.replace('language = "en"', 'language = "uk"', 1)

    assert read_rules(text, environment={}).language == "uk"


def test_a_criterion_knows_the_signals_of_its_condition(shipped):
    assert shipped.criterion("brief").signals == ("files", "message.words")
    assert shipped.criterion("position").signals == ("company", "position")
