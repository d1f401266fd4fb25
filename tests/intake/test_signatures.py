"""Every signature tried as an enemy would: all that fail are answered alike, and nothing of them is read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from frontdesk.errors import Unreadable
from frontdesk.intake.forms import ADAPTERS
from frontdesk.intake.read import UNPROVEN, read
from frontdesk.intake.signatures import TOLERANCE, bearer, stamped
from frontdesk.rules.rules import Form

PAYLOADS = Path(__file__).parents[1] / "payloads"
SECRET = "frontdesk-test-secret"
SIGNED_AT = datetime.fromtimestamp(1_795_167_000, UTC)
JUST = timedelta(seconds=1)

#: provider: the sample, and the header (or the body's own words) that proves it
HEADERS = {
    "typeform": ("book-a-demo", "typeform-signature"),
    "tally": ("contact-sales", "tally-signature"),
    "framer": ("contact", "framer-signature"),
    "formspree": ("contact", "formspree-signature"),
    "calendly": ("invitee-created", "calendly-webhook-signature"),
    "wpforms": ("demo-json", "x-wpforms-webhook-signature"),
    "webflow": ("v2-demo", "x-webflow-signature"),
    "netlify": ("contact", "x-webhook-signature"),
    "hubspot": ("workflow-v3", "x-hubspot-signature-v3"),
    "meta": ("leadgen", "x-hub-signature-256"),
    "linkedin": ("lead-created", "x-li-signature"),
    "standard_webhooks": ("signed", "webhook-signature"),
    "svix": ("signed", "svix-signature"),
}
BEARERS = {"cf7": "contact", "zapier": "post-json", "make": "http-json", "yandex_forms": "custom-post"}
TOKENS = {"google_ads": "lead", "bitrix24": "oncrmleadadd"}
TIMED = ("formspree", "calendly", "wpforms", "webflow", "hubspot", "standard_webhooks", "svix")
SAMPLES = {
    **{name: sample for name, (sample, _) in HEADERS.items()},
    **BEARERS,
    **TOKENS,
}
PROVEN_BY = {
    **{name: header for name, (_, header) in HEADERS.items()},
    **dict.fromkeys(BEARERS, "authorization"),
}


@pytest.fixture
def signed(wire):
    """A provider's sample as it was sent, at the time that it was signed."""

    def of(provider):
        return wire(PAYLOADS / provider / f"{SAMPLES[provider]}.http", SIGNED_AT)

    return of


@pytest.fixture
def state(labels):
    """What is known about the sender: a state, or "refused" as everybody is told the same."""

    def of(provider, request, *secrets):
        form = Form(name="x", provider=provider, secrets=secrets or (SECRET,))
        proof = read(request, form, labels, anyway=True).proof
        if proof.state == "ok":
            assert read(request, form, labels).submissions
        else:
            with pytest.raises(Unreadable, match=UNPROVEN) as refusal:
                read(request, form, labels)
            assert refusal.value.status == 401
        return proof.state

    return of


def _alone(request):
    """With the first of its signatures only."""
    sent = request.headers.get("webhook-signature", "").partition(" ")[0]
    return _with_header(request, "webhook-signature", sent) if sent else request


def _with_header(request, name, value):
    headers = {key: sent for key, sent in request.headers.items() if key != name}
    return replace(request, headers=headers if value is None else {**headers, name: value})


@pytest.mark.parametrize("provider", SAMPLES)
def test_the_sender_is_proven(provider, signed, state):
    assert state(provider, signed(provider)) == "ok"


@pytest.mark.parametrize("provider", SAMPLES)
@pytest.mark.parametrize("secrets", [("new", SECRET), (SECRET, "old"), ("a", "é", SECRET)], ids=str)
def test_any_secret_of_a_rotation_proves(provider, secrets, signed, state):
    assert state(provider, signed(provider), *secrets) == "ok"


@pytest.mark.parametrize("provider", SAMPLES)
@pytest.mark.parametrize("secret", ["another", SECRET[:-1], SECRET + "x", SECRET.upper(), "é"])
def test_another_secret_proves_nothing(provider, secret, signed, state):
    assert state(provider, signed(provider), secret) == "wrong"


@pytest.mark.parametrize("provider", PROVEN_BY)
@pytest.mark.parametrize("sent", [None, ""], ids=["no header", "an empty header"])
def test_without_a_signature_nobody_is_proven(provider, sent, signed, state):
    assert state(provider, _with_header(signed(provider), PROVEN_BY[provider], sent)) == "missing"


@pytest.mark.parametrize("provider", PROVEN_BY)
@pytest.mark.parametrize(
    "forged",
    [
        lambda sent: sent + "é",
        lambda sent: "é" * 40,
        lambda sent: "\udcff\udcfe",
        lambda sent: sent[:-1],
        lambda sent: sent + "0",
        lambda sent: sent.swapcase(),
        lambda sent: "x" * 100_000,
        lambda sent: "t=,v1=,v=" * 50,
        lambda sent: "sha256=",
        lambda sent: "v1, v1a, v2,x",
        lambda sent: ". . .",
        lambda sent: "null",
    ],
    ids=[
        *(
            "not ASCII",
            "only that",
            "no text",
            "cut",
            "longer",
            "other case",
            "huge",
            "empty parts",
            "no hash",
        ),
        *("no versions", "dots", "null"),
    ],
)
def test_a_forged_signature_proves_nothing(provider, forged, signed, state):
    request = _alone(signed(provider))
    header = PROVEN_BY[provider]

    assert state(provider, _with_header(request, header, forged(request.headers[header]))) != "ok"


@pytest.mark.parametrize("provider", HEADERS)
@pytest.mark.parametrize("place", [1, -2], ids=["begin", "end"])
def test_one_byte_more_or_another_proves_nothing(provider, place, signed, state):
    request = signed(provider)
    at = place % len(request.body)
    longer = request.body[:at] + b" " + request.body[at:]

    assert state(provider, replace(request, body=longer)) == "wrong"


@pytest.mark.parametrize("provider", TIMED)
@pytest.mark.parametrize("way", [1, -1], ids=["old", "future"])
def test_a_signed_time_counts_for_five_minutes(provider, way, signed, state):
    request = signed(provider)
    edge = replace(request, received_at=SIGNED_AT + way * TOLERANCE)
    over = replace(request, received_at=SIGNED_AT + way * (TOLERANCE + JUST))

    assert (state(provider, edge), state(provider, over)) == ("ok", "wrong")


@pytest.mark.parametrize("provider", TIMED)
def test_the_time_is_signed_with_the_body(provider, signed, state):
    """A replay under a fresh time fails, wherever the time stands."""
    request = signed(provider)
    fresh = {name: value.replace("1795167000", "1795170600") for name, value in request.headers.items()}
    later = SIGNED_AT + timedelta(hours=1)

    assert state(provider, replace(request, headers=fresh, received_at=later)) == "wrong"


@pytest.mark.parametrize("time", ["x", "", "1" * 17, "9" * 16, "-1795167000", "1795167000.0", "١٧٩٥١٦٧٠٠٠"])
def test_a_time_that_is_none_proves_nothing(time):
    header = f"t={time},v1=" + "0" * 64

    assert stamped(header, "v1", b"{}", [SECRET], SIGNED_AT).state in ("wrong", "missing")


@pytest.mark.parametrize("provider", TOKENS)
def test_the_token_in_the_body_must_be_there(provider, signed, state):
    request = signed(provider)
    without = request.body.replace(SECRET.encode(), b"")

    assert state(provider, replace(request, body=without)) == "missing"


@pytest.mark.parametrize("provider", TOKENS)
def test_a_body_nobody_can_read_proves_nothing(provider, signed, labels):
    broken = replace(
        signed(provider), body=b'{"google_key": "\xff', headers={"content-type": "application/json"}
    )

    with pytest.raises(Unreadable, match=UNPROVEN):
        read(broken, Form(name="x", provider=provider, secrets=(SECRET,)), labels)


def test_every_provider_wants_a_proof_of_a_form_with_a_secret(a_request, labels):
    for provider, adapter in ADAPTERS.items():
        request = replace(a_request(b'{"email": "a@b.example"}'), method=adapter.methods[0])
        with pytest.raises(Unreadable, match=UNPROVEN):
            read(request, Form(name="x", provider=provider, secrets=(SECRET,)), labels)


def test_a_form_whose_sender_is_told_by_the_request_wants_a_proof_too(signed, state, labels):
    assert state(None, signed("typeform")) == "ok"
    assert state(None, _with_header(signed("typeform"), "typeform-signature", None)) == "missing"


@pytest.mark.parametrize(
    ("header", "proven"),
    [
        (f"Bearer {SECRET}", "ok"),
        (f"bearer  {SECRET} ", "ok"),
        ("Basic dXNlcjpmcm9udGRlc2stdGVzdC1zZWNyZXQ=", "ok"),
        ("Basic ZnJvbnRkZXNrLXRlc3Qtc2VjcmV0", "missing"),
        ("Basic \xff", "missing"),
        (SECRET, "missing"),
        ("Bearer", "missing"),
        (f"Token {SECRET}", "missing"),
    ],
)
def test_a_secret_can_come_as_a_token_or_a_password(header, proven):
    assert bearer(header, [SECRET]).state == proven


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_hubspots_older_signatures_are_checked(version, signed, state):
    request = signed("hubspot")
    text = SECRET + (f"POST{request.url}" if version == "v2" else "")
    sent = sha256(text.encode() + request.body).hexdigest()
    old = _with_header(_with_header(request, "x-hubspot-signature-v3", None), "x-hubspot-signature", sent)
    old = _with_header(old, "x-hubspot-signature-version", version)

    assert state("hubspot", old) == "ok"
    assert state("hubspot", replace(old, body=old.body + b" ")) == "wrong"


def test_a_key_pair_proves_what_was_signed(signed, state):
    public = (PAYLOADS / "standard_webhooks" / "ed25519-public-key.txt").read_text().strip()
    request = signed("standard_webhooks")

    assert state("standard_webhooks", request, public) == "ok"
    assert state("standard_webhooks", replace(request, body=request.body + b" "), public) == "wrong"
    assert state("standard_webhooks", request, "whpk_AAAA") == "wrong"


def test_a_secret_in_base64_is_the_same_secret(signed, state):
    assert (
        state("standard_webhooks", signed("standard_webhooks"), "whsec_ZnJvbnRkZXNrLXRlc3Qtc2VjcmV0") == "ok"
    )
