"""Wix: the signed events that an app gets."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from frontdesk.errors import Unreadable

NOW = 1795176000
PAIR, OTHER = (generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
ANSWERS = {"first_name": "Ann", "last_name_d74c": "Lee", "email_1a2b": "a@b.example", "topics": ["A", "B"]}
ENTITY = {"id": "s1", "formId": "f1", "status": "PENDING", "submissions": ANSWERS}
EVENT = {
    "id": "e1",
    "entityFqdn": "wix.forms.v4.submission",
    "slug": "created",
    "entityId": "s1",
    "createdEvent": {"entity": ENTITY},
}


def pem(pair):
    return pair.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def base64url(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def claims(event, **more):
    envelope = {"eventType": "wix.forms.v4.submission_created", "instanceId": "i1", "data": json.dumps(event)}
    return {"data": json.dumps(envelope), "iat": NOW, **more}


def a_token(said, *, pair=PAIR, head=None):
    text = base64url(head or {"alg": "RS256", "typ": "JWT"}) + b"." + base64url(said)
    return text + b"." + base64url(pair.sign(text, PKCS1v15(), SHA256()))


@pytest.mark.parametrize("provider", ["wix", "auto"])
@pytest.mark.parametrize("content_type", ["text/plain", "application/jwt", "application/json"])
def test_an_event_is_read_and_proven(provider, content_type, reading):
    found = reading(provider, a_token(claims(EVENT)), content_type=content_type, secret=pem(PAIR))
    (submission,) = found.submissions

    assert (found.provider, found.proof.state) == ("wix", "ok")
    assert (submission.form, submission.submission_id) == ("f1", "s1")
    assert submission.fields == {"first_name": "Ann", "last_name": "Lee", "email": "a@b.example"}
    assert submission.extra == {"topics": ["A", "B"]}


SHAPES = {
    "under another name": {**EVENT, "createdEvent": {"currentEntity": ENTITY}},
    "as text": {**EVENT, "createdEvent": {"entityAsJson": json.dumps(ENTITY)}},
}


@pytest.mark.parametrize("event", SHAPES.values(), ids=SHAPES)
def test_its_entity_may_come(event, told):
    assert told("wix", a_token(claims(event)), content_type="text/plain").fields["email"] == "a@b.example"


def test_an_event_of_ids_only_is_thin(told):
    submission = told("wix", a_token(claims({**EVENT, "createdEvent": {}})), content_type="text/plain")

    assert (submission.thin, submission.submission_id, submission.fields) == (True, "s1", {})


NOT_NEW = {
    "an update": {**EVENT, "slug": "updated"},
    "another entity": {**EVENT, "entityFqdn": "wix.contacts.v4.contact"},
}


@pytest.mark.parametrize("event", NOT_NEW.values(), ids=NOT_NEW)
def test_what_is_no_new_submission_is_ignored(event, told):
    assert told("wix", a_token(claims(event)), content_type="text/plain").ignore


HOLDS = {
    "it just came": claims(EVENT),
    "it came five minutes ago": claims(EVENT, iat=NOW - 300),
    "it was long on its way and still holds": claims(EVENT, iat=NOW - 3000, exp=NOW + 600),
    "it ended a minute ago": claims(EVENT, iat=NOW - 3000, exp=NOW - 60),
}
GOOD = a_token(claims(EVENT))
FAILS = {
    "another key": a_token(claims(EVENT), pair=OTHER),
    "no signature": GOOD.rpartition(b".")[0] + b".",
    "a signature that is none": GOOD.rpartition(b".")[0] + b".AAAA",
    "one byte of it changed": GOOD[:-3] + (b"A" if GOOD[-3:-2] != b"A" else b"B") + GOOD[-2:],
    "other claims": b".".join(
        (GOOD.split(b".")[0], base64url(claims({**EVENT, "id": "e2"})), GOOD.split(b".")[2])
    ),
    "no algorithm": a_token(claims(EVENT), head={"alg": "none"}),
    "the public key as a shared secret": a_token(claims(EVENT), head={"alg": "HS256"}),
    "a time six minutes ago": a_token(claims(EVENT, iat=NOW - 360)),
    "a time to come": a_token(claims(EVENT, iat=NOW + 360)),
    "a time to come that ends later": a_token(claims(EVENT, iat=NOW + 360, exp=NOW + 3600)),
    "an end six minutes ago": a_token(claims(EVENT, exp=NOW - 360)),
    "no time": a_token({"data": claims(EVENT)["data"]}),
    "a time that is none": a_token(claims(EVENT, iat="soon")),
    "an endless time": a_token(claims(EVENT, iat=1e300)),
}


@pytest.mark.parametrize("said", HOLDS.values(), ids=HOLDS)
def test_a_token_holds_when(said, reading):
    assert reading("wix", a_token(said), content_type="text/plain", secret=pem(PAIR)).proof.state == "ok"


@pytest.mark.parametrize("body", FAILS.values(), ids=FAILS)
def test_a_token_fails_with(body, reading):
    with pytest.raises(Unreadable) as refused:
        reading("wix", body, content_type="text/plain", secret=pem(PAIR))

    assert refused.value.status == 401


KEYS = {"an HMAC secret": "frontdesk-test-secret", "half a PEM": pem(PAIR)[:200], "nothing": "-----"}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_what_is_no_public_key_proves_nothing(key, reading):
    with pytest.raises(Unreadable) as refused:
        reading("wix", GOOD, content_type="text/plain", secret=key)

    assert refused.value.status == 401


def test_the_line_ends_of_the_key_may_be_written_out(reading):
    key = pem(PAIR).replace("\n", "\\n")

    assert reading("wix", GOOD, content_type="text/plain", secret=key).proof.state == "ok"


def test_an_automation_still_proves_itself_by_a_bearer_token(reading):
    body = {
        "formName": "Demo",
        "formFieldMask": [],
        "submissions": [{"label": "E-mail", "value": "a@b.example"}],
    }
    headers = {"Authorization": "Bearer hush-hush-hush-hush"}

    assert reading("wix", body, headers=headers, secret="hush-hush-hush-hush").proof.state == "ok"


BROKEN = {
    "claims that are no object": a_token([1]),
    "claims that are no JSON": b".".join((base64url({"alg": "RS256"}), base64url(b"{"), b"AAAA")),
    "data that is no JSON": a_token({"data": "wix.forms.v4.submission"}),
    "an event that is a list": a_token({"data": json.dumps({"data": "[]"})}),
    "an entity that is no JSON": a_token(claims({**EVENT, "createdEvent": {"entityAsJson": "{"}})),
    "an event too deep": a_token(claims({**EVENT, "createdEvent": json.loads("[" * 50 + "]" * 50)})),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_it_is_refused_with(body, reading):
    with pytest.raises(Unreadable) as refused:
        reading("wix", body, content_type="text/plain")

    assert refused.value.status == 400
