"""What a page's own script posts."""

import pytest

from frontdesk.errors import Unreadable

MAIL = "a@b.example"
READS = {
    "answers beside facts": (
        {"data": {"email": MAIL}, "page": {"url": "https://a.example/"}},
        {"email": MAIL},
        {},
    ),
    "answers as a list": (
        {"fields": [{"name": "email", "value": MAIL}, {"name": "team", "value": ["A", "B"]}]},
        {"email": MAIL},
        {"team": ["A", "B"]},
    ),
    "an object in an answer": (
        {"company": {"name": "Acme", "size": 5}},
        {"company": "Acme"},
        {"company.size": 5},
    ),
    "truth values": ({"consent": False, "urgent": True}, {"consent": False}, {"urgent": True}),
    "nothing said": ({"email": None, "phone": "", "topics": []}, {}, {}),
    "a number for a phone": ({"phone": 48600100200}, {"phone": "48600100200"}, {}),
    "marks in an object": (
        {"utm": {"source": "x", "medium": "y"}},
        {"utm": {"source": "x", "medium": "y"}},
        {},
    ),
    "names in brackets": ({"fields[email]": MAIL}, {"email": MAIL}, {}),
}


@pytest.mark.parametrize(("body", "fields", "extra"), READS.values(), ids=READS)
def test_what_a_script_posts_is_read(body, fields, extra, told):
    submission = told("json", body)

    assert fields.items() <= submission.fields.items()
    assert submission.extra == extra


@pytest.mark.parametrize("content_type", ["text/plain;charset=UTF-8", "application/json", "text/plain"])
def test_the_type_of_a_beacon_does_not_matter(content_type, told):
    submission = told("json", b'{"email": "a@b.example", "form": "Demo"}', content_type=content_type)

    assert (submission.form, submission.fields) == ("Demo", {"email": MAIL})


@pytest.mark.parametrize("body", [[], [1], [{"email": MAIL}], [{"name": "email", "value": MAIL}]], ids=str)
@pytest.mark.parametrize("provider", ["json", None], ids=["named", "recognised"])
def test_an_array_is_refused(body, provider, reading):
    with pytest.raises(Unreadable, match="expected an object") as refusal:
        reading(provider, body)

    assert refusal.value.status == 400
