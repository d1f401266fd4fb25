"""Letters: rendered in every language, and safe whatever a visitor wrote."""

import html.parser
import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.errors import NotFound
from frontdesk.messages.field_words import field_name
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters
from frontdesk.model.signals import BARE, NameSignal, ProfileSignal, Signals

NAMES = ("again", "ask_details", "full_profile", "phone_given", "product")
LANGUAGES = ("en", "pl", "ru")
SIX = ("last_name", "position", "company", "phone", "business", "message")
HOSTILE = (
    "{{777*777}}",
    "{% for x in y %}",
    "<b>Maria</b>",
    "<img src=x onerror=alert(1)>",
    "[x](http://evil.example)",
    "![x](http://evil.example/p.png)",
    "# Maria",
    "Maria\r\nBcc: victim@example.net",
    "Maria\u2028evil",
    "\u202eairaM",
    "Win 1 BTC https://evil.example",
    "evil.example",
    "victim@example.net",
    "+48 600 100 200",
    "M" * 20_000,
    '" onclick="x',
    "&lt;b&gt;",
    "\ue000\uf000",
)
texts = st.one_of(
    st.text(max_size=80), st.sampled_from(HOSTILE), st.sampled_from(HOSTILE).map(lambda h: f"Jan {h}")
)


class _Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


def _links_and_tags(page):
    found = _Links()
    found.feed(page)
    return found.links, found.tags


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_letter_reads_well_with_and_without_values(letters, name, language):
    for values in (
        LetterValues(),
        LetterValues(greeting="Maria", company="Acme", missing=("phone", "company")),
    ):
        letter = letters.render(name, language, values)

        assert letter.language == language
        assert "Acme Software" in letter.subject + letter.text
        assert "{" not in letter.text
        assert "\n\n\n" not in letter.text
        assert "None" not in letter.text
        assert letter.text.endswith("\n")
        html5lib.HTMLParser(strict=False).parse(letter.html)


def test_the_letter_greets_by_name_or_neutrally(letters):
    named = letters.render("phone_given", "en", LetterValues(greeting="Maria"))
    nameless = letters.render("phone_given", "en", LetterValues())

    assert named.text.startswith("Hello Maria,\n")
    assert ">Hello Maria,</p>" in named.html
    assert nameless.text.startswith("Hello,\n")


def test_text_and_html_say_the_same(letters):
    letter = letters.render("full_profile", "pl", LetterValues())
    words = html5lib.parse(letter.html, namespaceHTMLElements=False)
    body = " ".join("".join(words.find(".//td[@class='body']").itertext()).split())
    text = " ".join(re.sub(r" \(https://[^)]+\)|---", "", letter.text).split())

    assert text == body


def test_links_stand_in_the_text_with_their_address(letters):
    letter = letters.render("phone_given", "en", LetterValues())

    assert "our blog (https://acme.example/blog)" in letter.text
    assert letter.text.count("https://acme.example\n") == 1


@pytest.mark.parametrize(
    ("language", "missing", "said"),
    [
        ("en", ("phone",), "Could you tell us your phone number? A line"),
        ("ru", ("phone",), "Укажите, пожалуйста, ваш телефон. И"),
        ("pl", ("phone",), "Prosimy podać: numer telefonu. Przyda"),
        ("en", ("company", "position"), "tell us the name of your company and your position? A"),
        ("ru", ("company", "position"), "Укажите, пожалуйста, название компании и вашу должность. И"),
        ("pl", ("company", "position"), "Prosimy podać: nazwę firmy i stanowisko. P"),
        (
            "en",
            ("last_name", "company", "phone"),
            "tell us your last name, the name of your company and your phone number? A",
        ),
        ("ru", ("last_name", "company", "phone"), "вашу фамилию, название компании и ваш телефон. И"),
        ("pl", ("last_name", "company", "phone"), "podać: nazwisko, nazwę firmy i numer telefonu. P"),
        ("en", SIX[:4], "- your phone number\n\nAnd, in a line or two"),
        ("ru", SIX[:4], "- ваш телефон\n\nИ пару слов"),
        ("pl", SIX[:4], "- numer telefonu\n\nPrzyda się"),
        ("en", SIX, "us:\n\n- your last name\n- your position\n- the name of your company\n- your phone"),
        ("ru", SIX, "пожалуйста:\n\n- вашу фамилию\n- вашу должность\n- название компании\n- ваш тел"),
        ("pl", SIX, "podać:\n\n- nazwisko\n- stanowisko\n- nazwę firmy\n- numer telefonu\n- czym"),
        ("en", (), "What would you like to achieve, and by when?"),
    ],
    ids=lambda value: str(len(value)) if isinstance(value, tuple) else str(value)[:2],
)
def test_a_letter_asks_for_exactly_what_is_missing(letters, language, missing, said):
    letter = letters.render("ask_details", language, LetterValues(missing=missing))

    asked = [name for field in BARE if (name := field_name(field, language)) and name in letter.text]
    assert said in letter.text
    assert asked == [field_name(field, language) for field in BARE if field in missing]
    assert letter.html.count("<li") == (len(missing) if len(missing) > 3 else 0)


#: What a letter says of the wish where it asks for something else.
WISH = {"en": "like to achieve", "pl": "chcieliby Państwo osiągnąć", "ru": "вы хотите добиться"}


@pytest.mark.parametrize("language", WISH)
@pytest.mark.parametrize("others", [(), ("phone",), SIX[:5]], ids=["it alone", "two", "six"])
def test_what_it_is_about_is_asked_once(letters, language, others):
    without = letters.render("ask_details", language, LetterValues(missing=(*others, "message")))
    given = letters.render("ask_details", language, LetterValues(missing=others))

    assert (without.text.count(WISH[language]), given.text.count(WISH[language])) == (0, 1)
    assert without.text.count(str(field_name("message", language))) == 1


def test_a_number_to_call_is_dialled_without_the_blanks_it_is_read_with(shipped, sender):
    letters = Letters.load([shipped], {**sender, "phone": "+48 (22) 555-01 00"})
    letter = letters.render("again", "en", LetterValues())

    assert 'href="tel:+48225550100"' in letter.html
    assert ">+48 (22) 555-01 00</a>" in letter.html
    assert "call us on +48 (22) 555-01 00." in letter.text
    assert "tel:" not in letter.text


def test_a_phone_number_is_asked_for_where_there_is_none(letters):
    without = letters.render("ask_details", "en", LetterValues(missing=("phone",)))
    given_ = letters.render("ask_details", "en", LetterValues(missing=("company",)))

    assert "a phone number will do" in without.text
    assert "phone number" not in given_.text


@pytest.mark.parametrize(
    ("asked", "given"),
    [("ru", "ru"), ("ru-RU", "ru"), ("PL", "pl"), ("de", "en"), (None, "en"), ("", "en"), ("../x", "en")],
)
def test_an_unwritten_language_falls_back(letters, asked, given):
    assert letters.render("phone_given", asked, LetterValues()).language == given


def test_an_unknown_letter_is_named(letters):
    with pytest.raises(NotFound, match='no letter "thanks"; there are again, ask_details'):
        letters.render("thanks", "en", LetterValues())


@given(
    name=st.sampled_from(NAMES),
    language=st.sampled_from(LANGUAGES),
    greeting=texts,
    company=texts,
    missing=st.lists(st.sampled_from([*BARE, "x", "{{777*777}}"]), max_size=4),
)
def test_a_visitor_adds_no_link_no_markup_and_no_header(letters, name, language, greeting, company, missing):
    plain = letters.render(name, language, LetterValues(missing=tuple(missing)))
    letter = letters.render(
        name,
        language,
        LetterValues(greeting=greeting, company=company, product=company, missing=tuple(missing)),
    )

    assert letter.subject == plain.subject
    assert _links_and_tags(letter.html) == _links_and_tags(plain.html)
    assert "evil.e" not in letter.text + letter.html
    assert "603729" not in letter.text
    assert not set(letter.text) & set("\r\u2028\u202e\u200b")


@given(texts)
def test_a_greeting_is_a_short_name_of_letters_or_nothing(text):
    greeting = LetterValues(greeting=text).greeting

    assert greeting is None or (
        0 < len(greeting) <= 60 and not re.search(r"[\d@:/<>{}\[\]\n]|\w\.\w\w", greeting)
    )


@given(texts)
def test_a_company_is_a_plain_name_or_nothing(text):
    company = LetterValues(company=text).company

    assert company is None or (
        0 < len(company) <= 60 and not re.search(r"[@:<>{}\[\]\n]|\d{4}|\w\.[a-z]{2}", company)
    )


@pytest.mark.parametrize(
    "name", ["Maria", "Ольга", "Jean-Luc", "O’Brien", "J. P.", "प्रीति", "Nguyễn", "Zoë", "李雷", "Anna Maria"]
)
def test_a_real_name_is_kept(name):
    assert LetterValues(greeting=name).greeting == name


@pytest.mark.parametrize(
    "company", ["ACME Sp. z o.o.", "Студия «Север»", "3M", "AT&T", "Müller & Söhne GmbH", "O'Neil's"]
)
def test_a_real_company_is_kept(company):
    assert LetterValues(company=company).company == company


def test_values_come_from_signals_and_fields():
    signals = Signals(name=NameSignal(greeting="Maria"), profile=ProfileSignal(missing=("phone",)))
    spam = Signals(name=NameSignal(greeting="Maria", spam=True))

    assert LetterValues.of(signals, {"company": "Acme"}) == LetterValues(
        greeting="Maria", company="Acme", missing=("phone",)
    )
    assert LetterValues.of(spam, {"company": ["x"]}) == LetterValues()
