"""What an answer must be, by its look, where its label explains nothing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.intake.shapes import LIMIT, shaped

ANN = "ann.smith@acme.example"

EMAILS = [
    ("Question 4", ANN),
    ("", ANN),
    ("***", ANN),
    ("No Label field_0a1b2c3", f"  {ANN}\n"),
    ("How can we reach you?", ANN),
    ("Where shall we send the offer to?", ANN),
    ("Kontakt", "jan+biuro@sklep.com.pl"),
    ("Confirm", "o'brien_1@mail-host.acme.example"),
    ("Skype", "ANN@ACME.EXAMPLE"),
    ("Як з вами зв'язатися?", "олена@пошта.укр"),
    ("input_text", "a@b.co"),
    ("4", "x@xn--e1afmkfd.xn--p1ai"),
    ("invitee", "\u202aann@acme.example\u202c"),
]
NO_EMAILS = [
    *(
        (label, ANN)
        for label in ("Owner", "form owner", "owner_email", "Assigned to", "assignedTo", "Manager")
    ),
    *(
        (label, ANN)
        for label in ("Created by", "created_by", "Sender", "From", "from_email", "To", "email_to:")
    ),
    *(
        (label, ANN)
        for label in ("cc", "BCC", "Notification e-mail", "Admin", "agent", "Recipient", "Support")
    ),
    *((label, ANN) for label in ("Friend's address", "A colleague to invite", "Referred by", "Emergency")),
    *(
        (label, ANN)
        for label in ("Ответственный", "Менеджер", "Почта друга", "От кого", "Кому", "Получатель")
    ),
    *((label, ANN) for label in ("Відповідальний", "Пошта керівника", "Відправник", "Від", "Колега")),
    *((label, ANN) for label in ("Właściciel", "Opiekun klienta", "E-mail kolegi", "Nadawca", "Od", "Do")),
    *(
        (label, ANN)
        for label in ("Eigentümer", "Eigentuemer", "Absender", "Von", "An", "E-Mail des Freundes")
    ),
    *(
        (label, ANN)
        for label in ("Propietario", "Asignado a", "Correo de un amigo", "Remitente", "De", "Para")
    ),
    *((label, ANN) for label in ("Propriétaire", "Responsable", "Email d'un ami", "Expéditeur", "De :", "À")),
    *((label, ANN) for label in ("Creato da", "Amico", "Responsável", "Odesílatel", "Afzender")),
    ("Question 4", f"{ANN}, bob@acme.example"),
    ("Question 4", f"Write to {ANN}"),
    ("Question 4", f"Ann <{ANN}>"),
    ("Question 4", f"mailto:{ANN}"),
    ("Question 4", f"{ANN}?subject=hi"),
    ("Question 4", f"https://user@{ANN}"),
    ("Question 4", "ann@acme"),
    ("Question 4", "@ann"),
    ("Question 4", "@ann.smith@social.example"),
    ("Question 4", "ann@"),
    ("Question 4", "ann@192.168.1.10"),
    ("Question 4", "ann@acme..example"),
    ("Question 4", ".ann@acme.example"),
    ("Question 4", "ann..smith@acme.example"),
    ("Question 4", "-ann@acme.example"),
    ("Question 4", "ann@-acme.example"),
    ("Question 4", "ann@acme.example\nBcc: bob@acme.example"),
    ("Question 4", "logo@2x.png"),
    ("Question 4", "react@18.2.0"),
    ("Question 4", "git@host.example:team/code.git"),
    ("Question 4", "ann%40acme@acme.example"),
    ("Question 4", "a" * 65 + "@acme.example"),
    ("Question 4", ANN + " " * LIMIT),
    ("Question 4", [ANN]),
    ("Question 4", {"email": ANN}),
    ("Question 4", None),
]
PHONES = [
    ("How can we reach you?", "+48 600 100 200"),
    ("Telegram", "+7 (916) 123-45-67"),
    ("Contact", "+380671234567"),
    ("Kontakt", "0048 600 100 200"),
    ("Phone with the country's code", "+1 201-555-0125"),
    ("Extra", "+49 (0) 221 123456"),
    ("Extra", "+44 20 7946 0958 ext. 12"),
    ("Extra", "\u202a+48\u00a0600\u00a0100\u00a0200\u202c"),
    ("Question 4", "(201) 555-0125"),
    ("Question 4", "201-555-0125"),
    ("Вопрос 4", "8 (916) 123-45-67"),
    ("Вопрос 4", "89161234567"),
    ("field_7", "79161234567"),
    ("field_7", 79161234567),
    ("Поле", "916-123-45-67"),
    ("number-3", "0671234567"),
    ("number-3", "067 123 45 67"),
    ("3", "600 100 200"),
    ("input_text", "600-100-200"),
    ("input_text", "600.100.200"),
    ("No Label field_0a1b2c3", "06 12 34 56 78"),
    ("Sans libellé field_2", "06.12.34.56.78"),
    ("No Label abc", "0221/123456"),
    ("text-482", "0221 \u2013 12 34 56"),
    ("Número 2", "612 345 678"),
    ("", "555-0125"),
    ("", "123-45-67"),
    ("q5_input5", "(0221) 123456, доб. 12"),
]
NO_PHONES = [
    *((label, "+48 600 100 200") for label in ("Owner", "Manager", "Emergency contact", "Friend", "Fax")),
    *(
        (label, "+48 600 100 200")
        for label in ("Order number", "Company ID", "Budget", "Serial number", "Amount")
    ),
    *(
        (label, "+48 600 100 200")
        for label in ("Факс", "Телефон руководителя", "Начальник", "Колега", "Telefax")
    ),
    *((label, "123-456-32-18") for label in ("NIP", "NIP firmy", "VAT number", "Tax ID")),
    *(
        (label, "0048123456789")
        for label in ("ИНН", "ЄДРПОУ", "USt-IdNr.", "NIF", "SIRET", "Numéro de commande")
    ),
    *(
        (label, "00 48 123 456 789")
        for label in ("Kundennummer", "Número de cliente", "Номер заказа", "Nr klienta")
    ),
    ("Message", "600 100 200"),
    ("Your wish", "201-555-0125"),
    ("Lucky number of yours", "0671234567"),
    ("What is it about?", "89161234567"),
    ("Question 4", "+48 600 100 200 or +48 600 100 201"),
    ("Question 4", "call 600 100 200"),
    ("Question 4", "600 100 20"[:6]),
    ("Question 4", "123456789"),
    ("Question 4", "1234567890"),
    ("Question 4", 1234567890),
    ("Question 4", "+48 600 100 200 300 400"),
    ("Question 4", "+0 600 100 200"),
    ("Question 4", "(600 100 200"),
    ("Question 4", "000 000 000"),
    ("Question 4", "2026-11-20"),
    ("Question 4", "20.11.2026"),
    ("Question 4", "05/11/2026"),
    ("Question 4", "11-20-2026"),
    ("Question 4", "2026.11.20 10-30"),
    ("Question 4", "2026-11-20\n10"),
    ("Question 4", "2026-11-20T10:30:00Z"),
    ("Question 4", "05112026"),
    ("Question 4", "20261120103045"),
    ("Question 4", "2025-2026"),
    ("Question 4", "2024 2025 2026"),
    ("Question 4", "10:30"),
    ("Question 4", "09.00 - 17.30"),
    ("Question 4", "1795167000"),
    ("Question 4", "1795167000.125"),
    ("Question 4", 1795167000),
    ("Question 4", "192.168.10.25"),
    ("Question 4", "2001:db8::1"),
    ("Question 4", "PL61109010140000071219812874"),
    ("Question 4", "DE89 3704 0044 0532 0130 00"),
    ("Question 4", "4111 1111 1111 1111"),
    ("Question 4", "3782 822463 10005"),
    ("Question 4", "1 500 000"),
    ("Question 4", "15.000.000"),
    ("Question 4", "100 000 000"),
    ("Question 4", "1,500,000.00"),
    ("Question 4", "100000-300000"),
    ("Question 4", "10 000 - 20 000"),
    ("Question 4", "+1 000 000"),
    ("Question 4", "12345-6789"),
    ("Question 4", "12345-678"),
    ("Question 4", "1234-567"),
    ("Question 4", "123-45-6789"),
    ("Question 4", "123-456-789 01"),
    ("Question 4", "123-45-67-819"),
    ("Question 4", "12.345.678-5"),
    ("Question 4", "123.456.789-09"),
    ("Question 4", "01.234.567/0001-89"),
    ("Question 4", "0123/2026"),
    ("Question 4", "52.2297 21.0122"),
    ("Question 4", "+52.229712"),
    ("Question 4", "+52.2297 +21.0122"),
    ("Question 4", "5 4 3 2 1 3 4 5 1"),
    ("Question 4", "00123456"),
    ("Client code", "0012345678901"),
    ("Question 4", "-600 100 200"),
    ("Question 4", "600 100 200" + " " * LIMIT),
    ("Question 4", True),
    ("Question 4", 10**40),
    ("Question 4", 0.1),
    ("Question 4", ["600 100 200"]),
]
ROWS = [
    *((label, value, "email") for label, value in EMAILS),
    *((label, value, "phone") for label, value in PHONES),
    *((label, value, None) for label, value in (*NO_EMAILS, *NO_PHONES)),
]
ANYTHING = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="0123456789+-() ./\u2013xext", max_size=60),
    st.text(alphabet="ab@.-'+\u0308я", max_size=40),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.lists(st.text()),
    st.binary(),
)


@pytest.mark.parametrize(
    ("label", "value", "shape"),
    ROWS,
    ids=[
        f"{number}: {str(value)[:30].strip()!a} under {label!a} is {shape}"
        for number, (label, value, shape) in enumerate(ROWS)
    ],
)
def test_an_answer_is_what_it_looks_like_and_nothing_is_guessed(label, value, shape):
    assert shaped(label, value) == shape


@settings(max_examples=500, deadline=None)
@given(label=st.text(max_size=400), value=ANYTHING)
def test_any_answer_has_a_shape_or_none(label, value):
    assert shaped(label, value) in ("email", "phone", None)


@settings(max_examples=200, deadline=None)
@given(label=st.text(max_size=40), value=st.text(alphabet="0123456789+-() .", max_size=60))
def test_blanks_around_an_answer_change_nothing(label, value):
    assert shaped(label, f"\t {value} \n") == shaped(label, value)


@settings(max_examples=200, deadline=None)
@given(before=st.text(alphabet=st.characters(categories=("L",)), min_size=1, max_size=20))
def test_words_before_a_number_make_it_no_phone(before):
    assert shaped("Question 4", f"{before} +48 600 100 200") is None


@pytest.mark.parametrize(
    "value",
    [
        "0" * LIMIT,
        "1 " * (LIMIT // 2),
        "(" * LIMIT,
        "a@" + "a-" * 150,
        "a." * 150 + "@b.co",
        "x" * 10_000_000,
    ],
    ids=["digits", "blanks", "brackets", "hyphens", "dots", "long"],
)
def test_the_worst_answers_take_no_time(value):
    started = time.perf_counter()
    for _ in range(20):
        shaped("Question 4", value)

    assert time.perf_counter() - started < 0.2
