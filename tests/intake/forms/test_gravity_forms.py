"""Gravity Forms: inputs of the entry, fields of the owner's choice, and ways to send."""

import base64
import json
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from frontdesk.errors import Unreadable

ENTRY = {
    "id": "4183",
    "form_id": "6",
    "date_created": "2026-11-20 09:29:58",
    "is_starred": "0",
    "ip": "198.51.100.90",
    "source_url": "https://a.example/",
    "user_agent": "Mozilla/5.0",
    "status": "active",
}
ABOUT = {"ip": "198.51.100.90", "page_url": "https://a.example/"}
INPUTS = {
    "a name": (
        {"1.2": "Dr", "1.3": "Ann", "1.4": "", "1.6": "Lee", "1.8": ""},
        {"first_name": "Ann", "last_name": "Lee"},
        {"1": ["Dr"]},
    ),
    "ticks": ({"5.1": "A", "5.2": "", "5.3": "C"}, {}, {"5": ["A", "C"]}),
    "more than nine ticks": (
        {f"5.{n}": "x" if n in (1, 11) else "" for n in (*range(1, 10), 11)},
        {},
        {"5": ["x", "x"]},
    ),
    "no ticks": ({"5.1": "", "5.2": ""}, {}, {}),
    "an address": (
        {"7.1": "1 Lane", "7.2": "", "7.3": "Tver", "7.4": "", "7.5": "170", "7.6": "Russia"},
        {},
        {"7": ["1 Lane", "Tver", "170", "Russia"]},
    ),
    "consent": ({"8.1": "1", "8.2": "I agree to the privacy policy", "8.3": "2"}, {"consent": True}, {}),
    "no consent": ({"8.1": "", "8.2": "I agree to the privacy policy", "8.3": "2"}, {"consent": False}, {}),
    "several uploads": (
        {"9": '["https:\\/\\/a.example\\/a","https:\\/\\/a.example\\/b"]'},
        {},
        {"9": ["https://a.example/a", "https://a.example/b"]},
    ),
    "no uploads": ({"9": "[]"}, {}, {}),
    "text that begins like a list": ({"9": '["x'}, {}, {"9": '["x'}),
    "an address of mail and a phone": (
        {"2": "a@b.example", "3": "+39 312 345 6780"},
        {"email": "a@b.example", "phone": "+39 312 345 6780"},
        {},
    ),
    "hundreds of inputs that are empty": ({f"5.{n}": "" for n in range(1, 400)}, {}, {}),
}


@pytest.mark.parametrize(("inputs", "fields", "extra"), INPUTS.values(), ids=INPUTS)
@pytest.mark.parametrize("format_", ["JSON", "form"])
def test_every_kind_of_input_is_read(inputs, fields, extra, format_, told):
    body = {**ENTRY, **inputs}

    submission = told("gravity_forms", body if format_ == "JSON" or len(body) > 200 else urlencode(body))

    assert (submission.fields, submission.extra) == (ABOUT | fields, extra)
    assert (submission.form, submission.submission_id) == ("6", "4183")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_query_holds_everything_of(method, told):
    submission = told("gravity_forms", method=method, query=urlencode({**ENTRY, "2": "a@b.example"}))

    assert submission.fields == ABOUT | {"email": "a@b.example"}
    assert submission.submission_id == "4183"


OWN = {
    "names of its own": (
        {"email": "a@b.example", "status": "VIP"},
        {"email": "a@b.example"},
        {"status": "VIP"},
    ),
    "a form's id among them": ({"form_id": "6", "status": "VIP"}, {}, {"status": "VIP"}),
    "choices as a list": ({"topics[0]": "A", "topics[1]": "B"}, {}, {"topics": ["A", "B"]}),
}


@pytest.mark.parametrize(("chosen", "fields", "extra"), OWN.values(), ids=OWN)
def test_select_fields_sends(chosen, fields, extra, told):
    submission = told("gravity_forms", urlencode(chosen))

    assert (submission.fields, submission.extra) == (fields, extra)


def test_numbers_mean_what_the_owner_says(told):
    own = {"message": ["4"], "budget": ["5"]}

    submission = told("gravity_forms", {**ENTRY, "4": "Hi", "5": "10k"}, own=own)

    assert submission.fields == ABOUT | {"message": "Hi"}
    assert submission.extra == {"5": "10k"}


PAIR = generate_private_key(public_exponent=65537, key_size=1024)  # as small as the add-on makes them
PUBLIC = PAIR.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
BODY = json.dumps({**ENTRY, "2": "a@b.example"}).encode()


def signature(text=BODY):
    return base64.b64encode(PAIR.sign(text, PKCS1v15(), SHA256())).decode()


@pytest.mark.parametrize("provider", ["gravity_forms", "auto"])
def test_the_signature_of_the_add_on_holds(provider, reading):
    headers = {"X-Gform-Signature": signature()}

    found = reading(provider, BODY, headers=headers, content_type="application/json", secret=PUBLIC)

    assert (found.provider, found.proof.state) == ("gravity_forms", "ok")


FAILS = {
    "of another body": signature(BODY + b" "),
    "that is no base64": "żółw",
    "that is empty": "",
    "one byte off": "A" + signature()[1:] if signature()[0] != "A" else "B" + signature()[1:],
}


@pytest.mark.parametrize("signed", FAILS.values(), ids=FAILS)
def test_it_fails_with_one(signed, reading):
    headers = {"X-Gform-Signature": signed}

    with pytest.raises(Unreadable) as refused:
        reading("gravity_forms", BODY, headers=headers, content_type="application/json", secret=PUBLIC)

    assert refused.value.status == 401
