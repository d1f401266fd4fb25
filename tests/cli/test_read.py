"""`frontdesk read`: a raw request becomes what the desk would store, or the reason why not."""

import json
from pathlib import Path

import pytest

from cli.conftest import ran

pytestmark = pytest.mark.usefixtures("plain_words")

PAYLOADS = Path(__file__).parents[1] / "payloads"
AT = "1795167000"
SECRET = "frontdesk-test-secret"
RULES = f"""
[forms.typeform]
secret = "{SECRET}"
[forms.hubspot]
secret = "{SECRET}"
[forms.linkedin]
secret = "{SECRET}"
[forms.numbers]
provider = "gravity_forms"
fields = {{ "4" = "message" }}
"""


@pytest.fixture
def desk(tmp_path):
    assert ran(["init", str(tmp_path / "acme")]).code == 0
    rules = tmp_path / "acme" / "rules.toml"
    rules.write_text(rules.read_text("utf-8") + RULES, "utf-8")
    return tmp_path / "acme"


@pytest.fixture
def read(desk):
    def of(form, sample, *more):
        path = sample if isinstance(sample, Path) else PAYLOADS / f"{sample}.http"
        return ran(["--desk", str(desk), "read", "--form", form, *more, str(path)])

    return of


def test_a_signed_request_is_read_at_the_time_it_came(read):
    ended = read("typeform", "typeform/book-a-demo", "--at", AT)
    expected = json.loads((PAYLOADS / "typeform" / "book-a-demo.expected.json").read_text())

    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == expected | {"signature": "ok"}


@pytest.mark.parametrize("at", ["2026-11-20T09:30:00Z", "2026-11-20 10:30:00+01:00", "2026-11-20T09:30", AT])
def test_the_time_can_be_written_in_many_ways(at, read, desk):
    (desk / ".env").write_text("FRONTDESK_PUBLIC_URL=https://frontdesk.example/\n")

    assert read("hubspot", "hubspot/workflow-v3", "--at", at).code == 0


def test_a_wrong_signature_is_shown_with_its_reason_and_the_submission(read, tmp_path):
    raw = (PAYLOADS / "typeform" / "book-a-demo.http").read_bytes().replace(b"Ingrid", b"Astrid")
    (tmp_path / "other.http").write_bytes(raw)

    ended = read("typeform", tmp_path / "other.http", "--at", AT)

    found = json.loads(ended.out)
    assert ended.code == 1
    assert (found["signature"], found["fields"]["first_name"]) == ("wrong", "Astrid")
    assert "another secret" in found["reason"]


def test_an_old_signature_says_when_it_was_made(read):
    ended = read("hubspot", "hubspot/workflow-v3", "--at", "2026-11-20T12:00:00Z")

    assert ended.code == 1
    assert json.loads(ended.out)["reason"] == "signed more than 5 minutes ago, at 2026-11-20T09:30:00Z"


def test_a_handshake_shows_its_answer(read):
    found = json.loads(read("linkedin", "linkedin/challenge").out)

    assert found["test_ping"] is True
    assert found["response"]["json"]["challengeCode"] == "890e4665-4dfe-4ab1-b689-ed553bceeed0"


@pytest.mark.parametrize(
    ("form", "sample", "provider"),
    [
        ("tally", "tally/contact-sales", "tally"),
        ("web", "tally/contact-sales", "tally"),
        ("web", "html/contact-urlencoded", "html"),
        ("numbers", "gravity_forms/all-fields", "gravity_forms"),
    ],
)
def test_a_provider_needs_no_table_to_be_tried(form, sample, provider, read):
    found = json.loads(read(form, sample).out)

    assert (found["provider"], found["signature"]) == (provider, None)


def test_a_forms_own_labels_are_used(read):
    found = json.loads(read("numbers", "gravity_forms/all-fields").out)

    assert found["fields"]["message"].startswith("We cut stone")


def test_several_submissions_are_a_list(read, tmp_path):
    body = b'[{"email": "a@b.example"}, {"email": "c@d.example"}]'
    (tmp_path / "two.http").write_bytes(
        b"POST /hooks/zapier HTTP/1.1\nContent-Type: application/json\n\n" + body
    )

    found = json.loads(read("zapier", tmp_path / "two.http").out)

    assert [one["fields"]["email"] for one in found] == ["a@b.example", "c@d.example"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"hello", "line 1: expected a request such as POST"),
        (b"POST /hooks/web HTTP/1.1\nContent-Type: application/json\n\n{", "answered 400: JSON, line 1"),
        (b"POST /hooks/web HTTP/1.1\nContent-Type: image/png\n\nx", "answered 415: Content-Type"),
        (b"PUT /hooks/web HTTP/1.1\nContent-Type: application/json\n\n{}", "answered 405"),
    ],
    ids=["no request", "broken", "another type", "another method"],
)
def test_a_request_that_is_refused_says_why(raw, told, read, tmp_path):
    (tmp_path / "bad.http").write_bytes(raw)

    ended = read("web", tmp_path / "bad.http")

    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert "bad.http" in ended.err


def test_a_form_that_there_is_not_names_those_there_are(read):
    ended = read("demoo", "json/demo")

    assert ended.code == 1
    assert 'found "demoo"; forms: hubspot, linkedin, numbers, typeform' in ended.err


def test_a_time_that_is_none_is_a_wrong_call(read):
    assert read("web", "json/demo", "--at", "soon").code == 2
