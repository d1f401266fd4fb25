"""What forms call their fields, in the languages of the wordings."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.submission import FIELDS, LABELLED
from frontdesk.rules.labels import LABEL_CHARS, NAMES, REMEMBERED, Labels, is_lone_name, key
from frontdesk.rules.wordings import LANGUAGES
from frontdesk.rules.wordings.wording import listed

KNOWN = {
    "first_name": (
        "First name|firstName|FIRST_NAME|fname|Given name|Vorname|Ihr Vorname*|contact[first_name]|"
        "names[first_name]|name.first|Client first name|Имя и отчество|Name (first)|first_name_d74c"
    ),
    "last_name": (
        "Last name|lastname|Surname|Family name|Nachname|Familienname|Фамилия|Ваша фамилия:|Nazwisko *|"
        "Podaj nazwisko|name[last]|LastName1"
    ),
    "full_name": (
        "Name|name|your-name|Full name|fullName|Your name:|Contact person|contact[name]|form_fields[name]|"
        "What's your name?|First and last name|Имя|Ваше имя *|Введите имя|ФИО|Ф.И.О.|"
        "Фамилия, имя, отчество|Имя и фамилия|Как вас зовут?|Как к Вам обращаться?|Контактное лицо|Imię|"
        "Imię i nazwisko|IMIE|Twoje imię i nazwisko (wymagane)|Osoba kontaktowa|Ihr Name|Vor- und Nachname|"
        "Vollständiger Name|Vollstaendiger Name|Ansprechpartner|user_name|Name 2"
    ),
    "email": (
        "Email|E-mail|e_mail|eMail|E-Mail:|EMAIL *|your-email|email-1|form_fields[email]|emailAddress|"
        "Email address|Work email|Company e-mail|business_email|Corporate E-Mail|"
        "Your e-mail (we never share it)|_replyto|Mail|Почта|Электронная почта|Эл. почта|Ваш e-mail|"
        "Рабочая почта|Корпоративный email|Адрес электронной почты|Имейл|Adres e-mail|Adres email *|"
        "Firmowy e-mail|Służbowy adres e-mail|E-Mail-Adresse|Ihre E-Mail-Adresse*|Geschäftliche E-Mail|"
        "Firmen-E-Mail|E-mail / Email|email.value"
    ),
    "phone": (
        "Phone|Tel.|tel-482|Telephone|Phone number|phoneNumber|Mobile|Mobile phone|Cell|Business phone|"
        "Contact number|Phone (with country code)|Phone (WhatsApp, Telegram)|Telefon/WhatsApp|phone2|"
        "Телефон|Ваш телефон|Номер телефона|Контактный телефон|Моб. телефон|Рабочий телефон|Telefon|"
        "Numer telefonu|Nr tel.|Telefon kontaktowy (opcjonalnie)|Komórka|Telefonnummer|Rufnummer|"
        "Handynummer|Mobil|Telefon geschäftlich"
    ),
    "company": (
        "Company|companyName|Company name *|Your company|Organization|Organisation|Name of your company|"
        "Business name|Employer|Company / Organization|Company (optional)|company-name-2|Компания|"
        "Название компании|Ваша компания|Организация|Фирма|Наименование организации|Юр. лицо|Firma|"
        "Nazwa firmy|Organizacja|Nazwa Twojej firmy|Przedsiębiorstwo|Unternehmen|Firmenname|"
        "Name des Unternehmens|Name der Firma"
    ),
    "position": (
        "Position|Job title|jobTitle|jobtitle|job_title|Your role|Role|Job function|Position in company|"
        "Position / Title|Должность|Ваша должность|Должность в компании|Роль|Stanowisko|Stanowisko pracy|"
        "Stanowisko w firmie|Funkcja|Funktion|Position im Unternehmen|Berufsbezeichnung|Jobtitel|Rolle"
    ),
    "message": (
        "Message|your-message|Your message (optional)|Comment|Comments|Additional comments|Notes|Question|"
        "Textarea|Tell us about your project|How can we help?|Project description|"
        "Message (max 500 characters)|Any questions?|Сообщение|Комментарий|Ваш вопрос|Текст сообщения|"
        "Опишите задачу|Расскажите о проекте|Wiadomość|Treść wiadomości|Uwagi|Pytanie|Komentarz|"
        "W czym możemy pomóc?|Nachricht|Ihre Nachricht|Kommentar|Anmerkungen|Anliegen|"
        "Wie können wir Ihnen helfen?"
    ),
    "page_url": "page_url|pageUrl|Page URL|page.url|source_url|landing_page|href",
    "referrer": "referrer|Referer|http_referer|document.referrer",
    "ip": "ip|IP address|Remote IP|client_ip|IP-адрес",
    "language": "language|lang|locale|Preferred language|Язык|Język|Sprache",
    "utm": "utm|UTM tags",
    "utm.source": "utm_source|utmSource|UTM Source|utm[source]|utm.source|fields[utm_source]",
    "utm.medium": "utm_medium|UTM-Medium",
    "utm.campaign": "utm_campaign|utmCampaign",
    "utm.term": "utm_term|UTM Term",
    "utm.content": "utm_content|utm content",
    "consent": (
        "consent|privacy|Privacy policy|GDPR|gdpr-agreement|acceptance-290|agree|Terms|privacyConsent|"
        "I accept the privacy policy|I agree to the processing of my personal data|Data protection|"
        "Согласие на обработку персональных данных|Я даю согласие на обработку моих персональных данных|"
        "Согласен с политикой конфиденциальности|Wyrażam zgodę na przetwarzanie danych osobowych|RODO|"
        "Akceptuję politykę prywatności|Zgoda|Datenschutz|Ich habe die Datenschutzerklärung gelesen|DSGVO|"
        "Einwilligung"
    ),
    "budget": (
        "Budget|Project budget|Your estimated budget (EUR)|Budget range|What is your budget?|Бюджет|"
        "Бюджет проекта|Ориентировочный бюджет|Budżet|Szacowany budżet|Budżet projektu|Projektbudget|"
        "Budgetrahmen"
    ),
    "business": (
        "Business|Type of business|businessType|Industry|Company industry|Line of business|"
        "Сфера деятельности|Вид деятельности|Отрасль|Чем занимается ваша компания?|Branża|"
        "Rodzaj działalności|Branche|Tätigkeitsbereich|Taetigkeitsbereich|Geschäftsfeld"
    ),
    "country": "Country|Country / Region|Страна|Kraj|Land",
    "deadline": (
        "Deadline|Project timeline|Due date|Срок|Сроки проекта|Дедлайн|Termin realizacji|Frist|Zeitrahmen"
    ),
    "files": (
        "file|file-11|Files|Attachment|file-upload|Upload a file|Файл|Прикрепить файл|Вложение|Załącznik|"
        "Dodaj plik|Anhang|Datei hochladen"
    ),
}
UNKNOWN = (
    "Company size|Company website|Company (size)|Company - website|Company registration number|website|"
    "url|Title|Subject|your-subject|Тема|Temat|Betreff|form_name|form name|Form ID|Message ID|"
    "Project name|Product name|Newsletter|Subscribe to our newsletter|Email newsletter|"
    "Marketing consent|Cookie consent|Согласие на рассылку|Согласованные сроки?|Zgoda na newsletter|"
    "Wyrażam zgodę na otrzymywanie informacji handlowej|Newsletter abonnieren|Phone / E-mail|"
    "Phone or email|Телефон или почта|Full name / company|Company, position|Компания и должность|Age|"
    "City|Город|Miasto|Stadt|Address|Mailing address|Почтовый адрес|Telegram|Number|Date|"
    "question_mKVRz1|Question 3|Вопрос 2|input_4|field_1|4|5.3|checkbox-717|input_text|team_size|"
    "How did you hear about us?|Number of employees|Отчество|Middle name|File name|"
    "Last 4 digits of the card|utm_id|hp_name|_gotcha|website_hp|Name of the project|"
    "Language of the code|Preferred time||?|***|😀"
)


ROWS = [
    *((label, field) for field, labels in KNOWN.items() for label in labels.split("|")),
    *((label, None) for label in UNKNOWN.split("|")),
]


@pytest.fixture(scope="module")
def shipped():
    return Labels.shipped()


@pytest.mark.parametrize(("label", "field"), ROWS, ids=[f"{label} is {field}" for label, field in ROWS])
def test_a_label_means_its_field_and_nothing_else(label, field, shipped):
    assert shipped.field(label) == field


def test_every_field_has_labels():
    assert KNOWN.keys() | {"utm"} == NAMES
    assert set(FIELDS) | set(LABELLED) <= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_field_is_known_by_its_own_name(name, shipped):
    assert shipped.field(name) == name


def test_no_wording_means_two_fields():
    meant = {}
    for wording in LANGUAGES.values():
        for field, phrases in wording.phrases.items():
            for phrase in listed(phrases):
                assert meant.setdefault(key(phrase), field) == field, phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_speaks_of_fields_that_there_are(language):
    wording = LANGUAGES[language]

    assert wording.phrases.keys() <= NAMES
    assert wording.qualifiers.keys() <= wording.phrases.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_language_means_its_field(language, shipped):
    said = {
        phrase: field for field, phrases in LANGUAGES[language].phrases.items() for phrase in listed(phrases)
    }

    assert {phrase: shipped.field(phrase) for phrase in said} == said


@pytest.mark.parametrize("label", ["Name", "your-name", "Ваше имя", "Imię *", "form_fields[name]"])
def test_a_lone_name_is_told(label):
    assert is_lone_name(label)


@pytest.mark.parametrize("label", ["Full name", "ФИО", "Imię i nazwisko", "Company name", "", "First name"])
def test_any_other_name_is_not_lone(label):
    assert not is_lone_name(label)


def test_more_labels_are_known_in_any_case_and_outrank_the_shipped_ones(shipped):
    more = shipped.extended(
        {"message": ["Wish list", "input_4"], "business": ["Company"], "utm.source": ["src"]}
    )

    assert [
        more.field(label)
        for label in ("WISH-LIST *", "wishList", "input_4", "company", "Your company", "src")
    ] == [
        "message",
        "message",
        "message",
        "business",
        "business",
        "utm.source",
    ]
    assert shipped.field("company") == "company"
    assert more.extended({"phone": ["Call"]}).field("wish list") == "message"


def test_a_label_without_letters_adds_nothing(shipped):
    assert shipped.extended({"phone": ["***"]}).field("---") is None


def test_a_label_for_a_field_that_does_not_exist_is_refused(shipped):
    with pytest.raises(ValueError, match="fone"):
        shipped.extended({"fone": ["Call"]})


def test_strangers_cannot_fill_the_memory():
    labels = Labels.shipped()

    for number in range(REMEMBERED + 10):
        labels.field(f"q{number}")
    labels.field("x" * (LABEL_CHARS + 1))

    assert len(labels._known) <= REMEMBERED
    assert all(len(label) <= LABEL_CHARS for label in labels._known)


def test_a_known_label_costs_next_to_nothing(shipped):
    shipped.field("Ваше имя")

    started = time.perf_counter()
    for _ in range(10_000):
        shipped.field("Ваше имя")

    assert time.perf_counter() - started < 0.2


@settings(max_examples=300, deadline=None)
@given(label=st.text(max_size=400))
def test_any_label_has_an_answer_and_keeps_it(shipped, label):
    field = shipped.field(label)

    assert field is None or field in NAMES
    assert shipped.field(label) == field
