"""Language: told by the form, the person, the page or the text; unknown rather than a guess."""

import pytest

from frontdesk.signals.language import by_page, by_tag, by_text, home, language, phrase_language

TEXTS = """
en | Hello, we would like to see a demo of your product.
en | A quote, please.
en | How much is it for three people?
en | We need a CRM for our sales team in Kraków
ru | Здравствуйте, нужна разработка сайта
ru | Бюджет есть, ждём звонка.
ru | Сколько стоит?
ru | CRM для отдела продаж
uk | Добрий день, потрібна розробка сайту
uk | Скільки коштує?
pl | Dzień dobry, potrzebujemy strony internetowej.
pl | Prosze o telefon po 15
pl | Interesuje nas CRM dla 20 osób
de | Bitte Rückruf.
de | Wir suchen eine Lösung für unser Lager
cs | Dobrý den, potřebujeme nabídku pro 20 uživatelů
sk | Dobrý deň, chceli by sme cenovú ponuku
fr | Bonjour, nous avons besoin d'un devis pour notre site
es | Hola, necesitamos una demo para nuestra empresa
it | Buongiorno, vorremmo un preventivo per il nostro sito
pt | Olá, precisamos de um orçamento para nossa empresa
nl | Hallo, wij zoeken een oplossing voor ons magazijn
sv | Hej, vi behöver en lösning för vårt lager
tr | Merhaba, fiyat teklifi almak istiyoruz
hu | Jó napot, szeretnénk ajánlatot kérni
ja | デモをお願いします
ko | 데모를 보고 싶습니다
el | Χρειαζόμαστε μια προσφορά
- | CRM
- | OK
- | asdf qwer
- | https://acme.pl/test
- | 12345
en | Just looking.
- | Prowadzenie profili w social media.
"""
LINES = [tuple(part.strip() for part in line.split("|")) for line in TEXTS.strip().splitlines()]


@pytest.mark.parametrize(("code", "text"), LINES, ids=[text for _, text in LINES])
def test_a_text_tells_its_language_or_nothing(code, text):
    assert by_text(text) == (None if code == "-" else code)


PAGES = {
    "https://x.example/ru/demo": "ru",
    "https://x.example/pl-pl/": "pl",
    "https://x.example/ua/": "uk",
    "https://x.example/de": "de",
    "https://x.example/demo?lang=uk": "uk",
    "https://x.example/uk/demo": None,
    "https://x.example/us/": None,
    "https://x.example/demo": None,
    "http://[bad": None,
}


@pytest.mark.parametrize(("page", "code"), PAGES.items(), ids=PAGES)
def test_a_page_tells_the_language_in_its_address(page, code):
    assert by_page(page) == code


def test_a_uk_page_is_ukrainian_where_the_text_is_cyrillic():
    assert by_page("https://x.example/uk/demo", "Добрий день") == "uk"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("pl-PL", "pl"),
        ("ru_RU.UTF-8", "ru"),
        ("ua", "uk"),
        ("Polski", "pl"),
        ("английский", "en"),
        ("xx", None),
    ],
)
def test_a_tag_or_a_name_tells_the_language(tag, code):
    assert by_tag(tag) == code


def test_the_form_outranks_the_field_the_text_and_the_page():
    fields = {"language": "pl", "page_url": "https://x.example/de/"}

    assert language("ru", fields, "Hello, we would like a demo") == "ru"
    assert language(None, fields, "Hello, we would like a demo") == "pl"
    assert language(None, {"page_url": fields["page_url"]}, "Hello, we would like a demo") == "en"
    assert language(None, {"page_url": fields["page_url"]}, "CRM") == "de"
    assert language(None, {}, "CRM") is None


def test_a_page_that_says_its_own_language_tells_it_where_nothing_else_does():
    assert language(None, {}, "CRM", {"html_lang": "pl-PL"}) == "pl"
    assert language(None, {"page_url": "https://x.example/de/"}, "CRM", {"html_lang": "en"}) == "de"
    assert language(None, {}, "CRM", {"html_lang": ["pl"]}) is None


def test_only_a_language_of_one_country_has_a_home():
    assert (home("pl"), home("de"), home(None)) == ("PL", None, None)


@pytest.mark.parametrize(
    ("phrase", "desk", "code"),
    [
        ("разработка", "en", "ru"),
        ("вакансія", "en", "uk"),
        ("пам'ять", "en", "uk"),
        ("web design", "ru", "en"),
        ("praca", "pl", "pl"),
        ("książka", "en", "pl"),
        ("příbor", "en", "cs"),
        ("praca", "en", "en"),
    ],
)
def test_a_phrase_goes_by_its_script_else_by_the_desk(phrase, desk, code):
    assert phrase_language(phrase, desk) == code
