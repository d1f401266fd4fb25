"""Wordings: how forms name their fields, in English, Russian, Polish and German.

Phrases are parted by commas, single words by blanks; `labels` folds both before it compares.
"""

import re
from collections.abc import Mapping
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What a form may call a field, beside the field's own name; case, punctuation and accents do not count.
PHRASES: Final[Mapping[str, str]] = {
    "first_name": (
        "fname, name first name, given name, given names, forename, name first, имя и отчество, имя "
        "отчество, pierwsze imię, imiona, vorname, vornamen, rufname"
    ),
    "last_name": (
        "lname, name last name, surname, family name, name last, фамилия, nazwisko, nachname, familienname, "
        "zuname"
    ),
    "full_name": (
        "name, name full, first and last name, first last name, name and surname, first name last name, "
        "name surname, name first last, name first and last, contact person, contact person name, name of "
        "contact person, what is your name, имя, фио, ф и о, полное имя, имя и фамилия, имя фамилия, "
        "фамилия и имя, фамилия имя, фамилия имя отчество, как вас зовут, как к вам обращаться, как мы "
        "можем к вам обращаться, контактное лицо, имя контактного лица, имя клиента, imię, imię i nazwisko, "
        "imię nazwisko, nazwisko i imię, nazwisko imię, pełne imię i nazwisko, osoba kontaktowa, osoba do "
        "kontaktu, jak masz na imię, jak się nazywasz, vor und nachname, vorname und nachname, vor und "
        "zuname, vorname nachname, name und vorname, nachname vorname, vollständiger name, ansprechpartner, "
        "ansprechpartnerin, ansprechperson, kontaktperson, wie heißen sie"
    ),
    "email": (
        "mail, email address, mail address, emailaddr, reply to, where can we write to you, почта, "
        "электронная почта, эл почта, адрес электронной почты, адрес эл почты, почта email, email почта, "
        "email адрес, адрес email, имейл, емейл, емайл, е мэйл, мейл, adres email, adres e mail, poczta "
        "elektroniczna, adres poczty elektronicznej, adres mailowy, mailadresse, emailadresse, e mail "
        "adresse, elektronische post, firmenemail, firmenmail"
    ),
    "phone": (
        "telephone, tel, tel no, phone number, phone no, phone nr, telephone number, mobile, mobile number, "
        "mobile no, cell, cellphone, cell number, contact number, call back number, callback number, "
        "whatsapp, whatsapp number, phone whatsapp, mobile phone, телефон, номер телефона, тел, номер тел, "
        "моб, моб тел, мобильный, мобильник, сотовый, номер мобильного телефона, телефон для связи, "
        "контактный номер, номер для связи, контактный телефон, telefon, nr telefonu, numer telefonu, nr "
        "tel, tel kom, komórka, numer kontaktowy, numer komórki, telefon kontaktowy, telefon komórkowy, "
        "telefonnummer, rufnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, telefonnr, tel nr, "
        "rückrufnummer"
    ),
    "company": (
        "company name, name of company, organization, organisation, organization name, organisation name, "
        "name of organization, name of organisation, business name, name of business, employer, firm, firm "
        "name, legal entity, company or organization, company organization, company organisation, компания, "
        "название компании, наименование компании, имя компании, организация, название организации, "
        "наименование организации, фирма, название фирмы, предприятие, место работы, юридическое лицо, юр "
        "лицо, работодатель, компания организация, firma, nazwa firmy, organizacja, nazwa organizacji, "
        "przedsiębiorstwo, nazwa przedsiębiorstwa, pracodawca, instytucja, nazwa instytucji, firma "
        "instytucja, spółka, nazwa spółki, unternehmen, unternehmensname, name des unternehmens, "
        "firmenname, name der firma, arbeitgeber, betrieb, institution, firma organisation, unternehmen "
        "organisation"
    ),
    "position": (
        "job, job title, job role, job position, job function, role, occupation, position title, title "
        "position, position role, designation, должность, роль, позиция, профессия, кем вы работаете, ваша "
        "роль, stanowisko, stanowisko pracy, rola, funkcja, zajmowane stanowisko, zawód, funktion, "
        "stellung, stelle, jobtitel, berufsbezeichnung, rolle, beruf, jobbezeichnung"
    ),
    "message": (
        "comment, comments, note, notes, question, questions, description, details, inquiry, enquiry, "
        "request, textarea, message text, text of message, body of message, comment or message, question or "
        "comment, comments or questions, questions or comments, questions and comments, comments questions, "
        "project description, project details, about project, tell us more, tell us about your project, "
        "tell us about your business needs, describe your project, describe your request, describe your "
        "task, how can we help, how can we help you, how may we help you, what can we help you with, what "
        "can we do for you, what do you need, anything else, additional information, сообщение, текст "
        "сообщения, текст, комментарий, комментарии, вопрос, вопросы, примечание, примечания, описание, "
        "описание задачи, описание проекта, задача, запрос, обращение, текст обращения, пожелания, опишите "
        "задачу, опишите проект, опишите вашу задачу, опишите ваш проект, расскажите о задаче, расскажите о "
        "проекте, расскажите о вашем проекте, о проекте, суть вопроса, чем можем помочь, чем мы можем вам "
        "помочь, дополнительная информация, комментарий к заявке, wiadomość, treść wiadomości, treść, "
        "komentarz, uwagi, pytanie, pytania, opis, opis projektu, zapytanie, treść zapytania, opisz "
        "projekt, opisz swój projekt, w czym możemy pomóc, jak możemy pomóc, dodatkowe informacje, notatka, "
        "notatki, opowiedz o projekcie, nachricht, nachrichtentext, mitteilung, kommentar, anmerkung, "
        "anmerkungen, bemerkung, bemerkungen, frage, fragen, anliegen, anfrage, beschreibung, "
        "projektbeschreibung, wie können wir helfen, wie können wir ihnen helfen, was können wir für sie "
        "tun, notiz, notizen, weitere informationen"
    ),
    "page_url": (
        "page, page uri, page link, page address, url of page, source url, current url, current page, "
        "landing page, landing page url, form url, form page, href, адрес страницы, страница, ссылка на "
        "страницу, adres strony formularza, seiten url"
    ),
    "referrer": (
        "referer, referrer url, referer url, http referer, http referrer, previous page, previous url, "
        "document referrer, источник перехода"
    ),
    "ip": (
        "ip address, ip addr, remote ip, remote addr, remote address, client ip, user ip, sender ip, "
        "visitor ip, ip адрес, adres ip, ip adresse"
    ),
    "language": "lang, locale, язык, язык общения, język, język kontaktu, sprache",
    "utm": "utm parameters, utm params, utm tags, utm marks, utm метки",
    "consent": (
        "agree, agreed, agreement, i agree, accept, accepted, acceptance, i accept, terms, i agree to "
        "terms, terms and conditions, agree terms, accept terms, terms accepted, согласен, согласна, "
        "согласны, соглашаюсь, я согласен, я согласна, zgadzam się, akceptuję, ich stimme zu, "
        "einverstanden, zustimmung"
    ),
    "budget": (
        "budget range, budget size, what is your budget, how much do you plan to spend, бюджет, какой у вас "
        "бюджет, сумма бюджета, размер бюджета, budżet, jaki jest budżet, jaki masz budżet, kwota budżetu, "
        "wysokość budżetu, budgetrahmen, projektbudget, wie hoch ist ihr budget, budget höhe"
    ),
    "business": (
        "business type, type of business, kind of business, nature of business, business kind, business "
        "area, area of business, line of business, field of business, business field, business sector, "
        "business activity, field of activity, area of activity, industry, industry sector, type of "
        "industry, company industry, sector, niche, what does your company do, what do you do, бизнес, вид "
        "бизнеса, тип бизнеса, сфера бизнеса, сфера, сфера деятельности, область деятельности, вид "
        "деятельности, род деятельности, тип деятельности, направление деятельности, деятельность, отрасль, "
        "индустрия, ниша, чем занимаетесь, чем вы занимаетесь, чем занимается компания, чем занимается ваша "
        "компания, ваш бизнес, biznes, branża, rodzaj działalności, profil działalności, zakres "
        "działalności, obszar działalności, rodzaj biznesu, typ działalności, działalność, sektor, czym "
        "zajmuje się firma, profil firmy, branche, industrie, industriezweig, wirtschaftszweig, "
        "geschäftsfeld, geschäftsbereich, tätigkeitsbereich, tätigkeitsfeld, art des unternehmens, art des "
        "geschäfts, gewerbe"
    ),
    "country": (
        "country name, country region, country or region, страна, страна проживания, страна регион, kraj, "
        "państwo, land, staat, herkunftsland"
    ),
    "deadline": (
        "due date, timeline, time line, timeframe, time frame, time limit, target date, completion date, "
        "delivery date, launch date, when do you need it, срок, сроки, дедлайн, крайний срок, сроки "
        "проекта, сроки выполнения, срок выполнения, срок реализации, сроки реализации, дата запуска, когда "
        "нужно, к какому сроку, желаемые сроки, termin realizacji, termin wykonania, czas realizacji, "
        "ostateczny termin, data realizacji, frist, fristen, zeitrahmen, wunschtermin, "
        "fertigstellungstermin, abgabetermin, liefertermin"
    ),
    "files": (
        "file, attachment, attachments, attach file, attach files, attached file, attached files, upload, "
        "uploads, upload file, upload files, file upload, file attachment, brief file, attach brief, upload "
        "brief, файл, файлы, вложение, вложения, прикрепить файл, прикрепите файл, прикрепленный файл, "
        "загрузить файл, загрузите файл, файл тз, файл брифа, прикрепить бриф, прикрепить тз, plik, pliki, "
        "załącznik, załączniki, dodaj plik, dołącz plik, załącz plik, prześlij plik, datei, dateien, "
        "anhang, anhänge, dateianhang, datei anhängen, datei hochladen, dateiupload"
    ),
}

#: Words that only say which e-mail address, phone … is meant.
QUALIFIERS: Final[Mapping[str, str]] = {
    "first_name": "contact legal client customer контактного лица",
    "last_name": "contact legal client customer контактного лица",
    "full_name": "contact complete legal client customer person клиента klienta kontaktowe",
    "email": (
        "work business corporate company contact personal private primary main office official valid "
        "professional id best рабочий рабочая рабочей корпоративный корпоративная корпоративной контактный "
        "контактная личный личная служебный служебная компании для связи firmowy firmowa służbowy służbowa "
        "kontaktowy osobisty prywatny firmy do kontaktu geschäftlich geschäftliche dienstlich dienstliche "
        "privat private persönliche berufliche firmen kontakt gültige"
    ),
    "phone": (
        "work business corporate company contact personal private mobile cell primary main office home "
        "direct daytime full valid best моб рабочий мобильный контактный личный сотовый служебный вашего "
        "для связи firmowy służbowy kontaktowy komórkowy stacjonarny prywatny firmy do kontaktu "
        "geschäftlich dienstlich privat mobil kontakt"
    ),
    "company": "current full official legal полное текущая pełna aktuelles client customer",
    "position": (
        "company current official work organization organisation компании организации текущая занимаемая "
        "firmie obecne unternehmen firma im aktuelle beruflich"
    ),
    "message": (
        "short brief project additional optional other further detailed any краткое подробное "
        "дополнительный дополнительные проекта dodatkowe krótki weitere kurze zusätzliche"
    ),
    "language": "preferred contact site browser page interface предпочитаемый сайта preferowany bevorzugte",
    "budget": (
        "project estimated approximate planned expected available monthly annual yearly total marketing "
        "advertising campaign maximum minimum max min month year per usd eur pln rub gbp chf проекта на "
        "проект ориентировочный примерный планируемый предполагаемый месячный рекламный общий месяц год руб "
        "рублей евро szacowany planowany orientacyjny przewidywany miesięczny projektu projekt miesiąc zł "
        "geplantes geschätztes ungefähres voraussichtliches monatliches verfügbares euro monat"
    ),
    "business": "company main primary основной основная компании основное główna firmy hauptsächliche",
    "country": "company residence origin business компании firmy",
    "deadline": (
        "project desired expected preferred approximate planned проекта желаемый желаемые ориентировочный "
        "ориентировочные планируемый projektu planowany oczekiwany gewünschter projekt geplanter"
    ),
    "files": "project optional проекта projektu",
}

#: Words that say nothing, wherever they stand; in folded letters, as all that follow.
SOFT: Final = _set(
    "a an the your my our of if any please enter provide write is s what in ваш ваша ваше ваши вашу "
    "вашей вашего вашем мое мои моя введите укажите напишите пожалуиста в поле twoj twoja twoje twojej "
    "twojego swoj swoje swojej moj moja moje podaj wpisz prosze w panstwa pole ihr ihre ihren ihrer "
    "ihres dein deine mein meine bitte geben sie ein eingeben der die das des required optional "
    "mandatory обязательно обязательное необязательно wymagane opcjonalnie opcjonalne pflichtfeld "
    "erforderlich freiwillig"
)
#: What a form builder puts before a name, and after it.
HEADS: Final = _set(
    "form forms names fields field formfields data contact contacts user lead customer client person "
    "visitor input inputs answers values wpforms properties attributes submission payload txt inp new "
    "meta metadata "
)
TAILS: Final = _set("field input value")
#: What is only numbered in a quiz: "Question 3" is not the message.
QUIZ: Final = _set("question questions вопрос pytanie frage")
#: The name of a thing, not of a person.
NOTHING: Final = frozenset(
    f"{thing}{word}"
    for thing in ("form", "forms", "field", "input", "submission", "data", "new", "meta", "contactform")
    for word in ("name", "title", "id")
)
#: A first name where the last name has a field of its own.
LONE_NAMES: Final = _set("name имя imie")

#: Whole words and beginnings of words that tell a privacy box, and those that tell another box.
PRIVACY: Final = re.compile(
    r"\b(?:privacy|gdpr|rodo|dsgvo|datenschutz|consent|einwillig|zgod[aey]\b|prywatnosc|przetwarzani|"
    r"согласи[еяю]\b|конфиденциальност|пдн\b|data protection|data processing|personal data|danych osobowych|"
    r"персональных данных|обработк\w+ \w* ?данных|personenbezogen|"
    r"process(?:ing)?(?: of)? (?:my|personal|the)(?: personal)? (?:data|information))"
)
OTHER_BOX: Final = re.compile(
    r"\b(?:news|newsletter\w*|marketing|subscri|promo|offers?\b|updates?\b|sms\b|mailing|cookie|advert|"
    r"рассыл|подпис|реклам|новост|акци|handlow|informacji handlowej|reklam|ofert|werb)"
)
