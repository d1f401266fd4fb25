"""Fluent Forms: older and newer versions in either format."""

from urllib.parse import urlencode

import pytest

ENTRY = {
    "id": "731",
    "form_id": "4",
    "source_url": "https://a.example/",
    "ip": "203.0.113.200",
    "browser": "x",
}
FORMATS = {
    "newer JSON": {
        "names": {"first_name": "Ann", "last_name": "Lee"},
        "checkbox": ["A", "B"],
        "__submission": ENTRY,
    },
    "newer form": urlencode(
        {
            "names[first_name]": "Ann",
            "names[last_name]": "Lee",
            "checkbox[0]": "A",
            "checkbox[1]": "B",
            **{f"__submission[{name}]": value for name, value in ENTRY.items()},
        }
    ),
    "newer JSON with names in brackets": {
        "names[first_name]": "Ann",
        "names[last_name]": "Lee",
        "checkbox": ["A", "B"],
        "__submission": ENTRY,
    },
}


@pytest.mark.parametrize("body", FORMATS.values(), ids=FORMATS)
def test_the_entry_tells_form_and_page(body, told):
    submission = told("fluent_forms", body)

    assert (submission.form, submission.submission_id) == ("4", "731")
    assert submission.fields == {
        "first_name": "Ann",
        "last_name": "Lee",
        "ip": "203.0.113.200",
        "page_url": "https://a.example/",
    }
    assert submission.extra == {"checkbox": ["A", "B"]}


OLDER = {
    "__fluent_form_embded_post_id": "12",
    "_fluentform_4_fluentformnonce": "abcdef",
    "_wp_http_referer": "/visit/",
    "names[first_name]": "Ann",
    "checkbox[]": "A",
}


def test_an_older_version_sends_no_entry_but_its_nonces(told):
    submission = told("fluent_forms", urlencode(OLDER))

    assert submission.submission_id is None
    assert (submission.fields, submission.extra) == ({"first_name": "Ann"}, {"checkbox": ["A"]})


def test_a_second_name_and_a_middle_name_are_kept(told):
    names = {"names": {"first_name": "Ann", "middle_name": "M", "last_name": "Lee"}, "ff_size": "5"}

    assert told("fluent_forms", names).extra == {"middle_name": "M", "ff_size": "5"}


@pytest.mark.parametrize("entry", [None, [], 7, "x"], ids=["nothing", "a list", "a number", "a text"])
def test_an_entry_that_is_none_is_not_needed(entry, told):
    assert told("fluent_forms", {"email": "a@b.example", "__submission": entry}).fields == {
        "email": "a@b.example"
    }
