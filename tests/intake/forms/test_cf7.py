"""Contact Form 7: tags, files and ways to send beside the sample."""

from base64 import b64encode

import pytest

FILE = {"filename": "plan.pdf", "content": b64encode(b"x" * 3_000).decode()}
VALUES = {
    "a list of boxes": ({"checkbox-717": ["A", "B"]}, {}, {"checkbox-717": ["A", "B"]}),
    "an answer with a pipe": ({"topic": "Sales|sales@a.example"}, {}, {"topic": "Sales|sales@a.example"}),
    "nothing": ({"your-name": "", "tel-1": None}, {}, {}),
    "addresses of files": (
        {"file-11": ["https://a.example/a", "https://a.example/b"]},
        {},
        {"file-11": ["https://a.example/a", "https://a.example/b"]},
    ),
    "a file with its content": ({"file-11": FILE}, {}, {"file-11": {"filename": "plan.pdf", "size": 3_000}}),
    "files with their content": (
        {"file-11": [FILE, {**FILE, "filename": "b.pdf"}]},
        {},
        {"file-11": [{"filename": "plan.pdf", "size": 3_000}, {"filename": "b.pdf", "size": 3_000}]},
    ),
    "what its owner calls its own": (
        {"page": "https://a.example/", "client_mail": "a@b.example"},
        {"page_url": "https://a.example/", "email": "a@b.example"},
        {},
    ),
    "mail tags of the site": (
        {"_site_admin_email": "boss@a.example", "_user_agent": "x", "_date": "y"},
        {},
        {},
    ),
    "the page's address": (
        {"_url": "https://a.example/?utm_source=x"},
        {"page_url": "https://a.example/?utm_source=x", "utm": {"source": "x"}},
        {},
    ),
    "the post's address": ({"_post_url": "https://a.example/p"}, {"page_url": "https://a.example/p"}, {}),
}


@pytest.mark.parametrize(("body", "fields", "extra"), VALUES.values(), ids=VALUES)
def test_what_its_tags_send_is_read(body, fields, extra, told):
    submission = told("cf7", body)

    assert (submission.fields, submission.extra) == (fields, extra)


def test_the_content_of_a_file_is_not_kept_as_an_answer(told):
    assert FILE["content"][:50] not in str(told("cf7", {"file-11": [FILE]}))


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_query_holds_everything_of_a_get(method, told):
    query = "your-email=a%40b.example&checkbox-1%5B0%5D=A&checkbox-1%5B1%5D=B"

    submission = told("cf7", method=method, query=query)

    assert submission.fields == {"email": "a@b.example"}
    assert submission.extra == {"checkbox-1": ["A", "B"]}


def test_a_body_of_its_owners_own_may_be_labelled_text(told):
    submission = told("cf7", b'{"your-email": "a@b.example"}', content_type="text/plain", method="PUT")

    assert submission.fields == {"email": "a@b.example"}
