"""Svix: its own header names, and those of Standard Webhooks; the signatures are tested there."""

import pytest

BODY = {"type": "submission.created", "data": {"email": "a@b.example"}}


@pytest.mark.parametrize("prefix", ["svix", "webhook"])
def test_the_message_is_known_by_either_name(prefix, told):
    submission = told("svix", BODY, headers={f"{prefix}-id": "msg_1"})

    assert (submission.provider, submission.submission_id) == ("svix", "msg_1")


HEADERS = {"svix-signature": "svix", "webhook-signature": "standard_webhooks"}


@pytest.mark.parametrize(("header", "provider"), HEADERS.items(), ids=HEADERS)
def test_a_header_tells_whose_it_is(header, provider, reading):
    assert reading(None, BODY, headers={header: "v1,x"}).provider == provider
