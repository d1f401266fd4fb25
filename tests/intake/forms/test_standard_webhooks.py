"""Standard Webhooks: versions and names of signatures, and shapes of bodies."""

import base64
import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from frontdesk.errors import Unreadable

SECRET = "frontdesk-test-secret"
KEY = SECRET.encode()
BODY = json.dumps({"type": "submission.created", "data": {"email": "a@b.example"}}).encode()
TIME = "1795176000"
PAIR = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
PUBLIC = "whpk_" + base64.b64encode(PAIR.public_key().public_bytes_raw()).decode()


def mac(secret=KEY, id_="msg_1"):
    text = f"{id_}.{TIME}.".encode() + BODY
    return "v1," + base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()


def pair_signature():
    return "v1a," + base64.b64encode(PAIR.sign(f"msg_1.{TIME}.".encode() + BODY)).decode()


def headers(signature, prefix="webhook", id_="msg_1"):
    return {f"{prefix}-id": id_, f"{prefix}-timestamp": TIME, f"{prefix}-signature": signature}


WHSEC = "whsec_" + base64.b64encode(SECRET.encode()).decode()
HOLDS = {
    "a signature": (mac(), SECRET),
    "a secret in base64": (mac(), WHSEC),
    "a secret in base64 without padding": (mac(), WHSEC.rstrip("=")),
    "the second of two": (f"{mac(b'old')} {mac()}", SECRET),
    "one behind an unknown version": (f"v2,AAAA v1x {mac()}", SECRET),
    "one behind a broken one": (f"v1,%%% {mac()}", SECRET),
    "one by a key pair": (pair_signature(), PUBLIC),
    "one by a key pair behind another": (f"{mac()} {pair_signature()}", PUBLIC),
}


@pytest.mark.parametrize(("signature", "secret"), HOLDS.values(), ids=HOLDS)
@pytest.mark.parametrize("provider", ["standard_webhooks", "svix"])
@pytest.mark.parametrize("prefix", ["webhook", "svix"])
def test_it_holds_with(signature, secret, provider, prefix, reading):
    found = reading(
        provider, BODY, headers=headers(signature, prefix), content_type="application/json", secret=secret
    )

    assert found.proof.state == "ok"


FAILS = {
    "an unknown version alone": (mac().replace("v1,", "v2,"), SECRET),
    "a version of the other kind": (mac().replace("v1,", "v1a,"), SECRET),
    "another secret": (mac(b"other"), SECRET),
    "another id": (mac(id_="msg_2"), SECRET),
    "a key pair for a secret": (pair_signature(), SECRET),
    "a secret that is no base64": (mac(b""), "whsec_%%%"),
    "a secret that is empty": (mac(b""), "whsec_"),
    "a public key as the secret": (mac(PUBLIC.encode()), PUBLIC),
    "too many before it": (" ".join(["v1,AAAA"] * 10 + [mac()]), SECRET),
    "nothing": ("", SECRET),
}


@pytest.mark.parametrize(("signature", "secret"), FAILS.values(), ids=FAILS)
def test_it_fails_with(signature, secret, reading):
    with pytest.raises(Unreadable) as refusal:
        reading(
            "standard_webhooks",
            BODY,
            headers=headers(signature),
            content_type="application/json",
            secret=secret,
        )

    assert refusal.value.status == 401


IDS = {
    "the submission": ({"data": {"submission": {"id": "s1"}, "id": "d1"}}, "s1"),
    "the data": ({"data": {"id": "d1"}}, "d1"),
    "the data, as a number": ({"data": {"id": 7}}, "7"),
    "the message": ({"data": {}}, "msg_1"),
    "the message, when the data has none": ({"data": {"id": ["x"]}}, "msg_1"),
    "the message, when the data's is endless": ({"data": {"id": "x" * 300}}, "msg_1"),
}


@pytest.mark.parametrize(("body", "id_"), IDS.values(), ids=IDS)
def test_a_submission_has_the_id_of(body, id_, told):
    assert told("standard_webhooks", body, headers=headers("v1,")).submission_id == id_


SHAPES = {
    "an envelope": {"type": "x", "timestamp": "y", "data": {"email": "a@b.example", "team": "5"}},
    "no envelope": {"email": "a@b.example", "team": "5"},
    "answers in a list": {
        "data": {"fields": [{"label": "email", "value": "a@b.example"}, {"label": "team", "value": "5"}]}
    },
    "answers beside the data": {"data": {"email": "a@b.example"}, "team": "5"},
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_answers_are_read_of(body, told):
    submission = told("standard_webhooks", body)

    assert (submission.fields, submission.extra) == ({"email": "a@b.example"}, {"team": "5"})


def test_of_two_answers_beside_the_data_the_first_is_the_field(told):
    for names in (("email", "e_mail"), ("e_mail", "email")):
        body = {"data": {}, names[0]: "first@b.example", names[1]: "second@b.example"}
        assert told("standard_webhooks", body).fields == {"email": "first@b.example"}
